"""Figures of speed, memory and truth: `make bench` runs them all, `python -m benchmarks NAME ...` some. Never asserted in tests."""
