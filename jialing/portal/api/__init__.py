"""The programming interface under /api/v1: the same records, rules and actions as the pages, for programs."""
