"""Money as readers see it: amounts in words of their currency, names behind codes, tables, files."""
