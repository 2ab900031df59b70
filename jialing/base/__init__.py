"""Small helpers by subject (phrases, text, dates, numbers). A helper moves here when a second room needs it."""
