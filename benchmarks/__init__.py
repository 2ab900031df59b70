"""Figures of speed, memory and truth: `make bench` runs all, `python -m benchmarks NAME ...` some."""
