"""What happens around every request: its id, its language, what a page may load, and the wording of errors."""
