"""An app whose tasks are the tests' kinds of work."""
