"""Bulk import of spreadsheets into the registry."""
