"""What benchmarks/measure.py runs on and compares with."""
