"""Changes of records: each one transaction, one audit row, with who, when and why."""
