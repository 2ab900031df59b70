"""What the benchmarks of imports share."""
