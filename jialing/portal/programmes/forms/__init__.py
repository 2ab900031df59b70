"""What is typed about programmes."""
