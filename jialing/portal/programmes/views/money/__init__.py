"""Pages of the money of a programme."""
