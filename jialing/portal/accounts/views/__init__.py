"""Pages of one's own account, and of those who look after accounts."""
