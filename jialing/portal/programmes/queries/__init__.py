"""Questions about the money of a programme."""
