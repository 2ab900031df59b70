"""Rules of money that need no database: how it moves, how it is counted."""
