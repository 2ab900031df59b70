"""Rules that need no database: identifiers, working days, criteria, moves."""
