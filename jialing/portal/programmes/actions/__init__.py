"""What changes the money of a programme: entries, orders, the treasury's statements."""
