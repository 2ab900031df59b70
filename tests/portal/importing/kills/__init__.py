"""Killing web and worker amid writes, imports and merges, and counting what is left."""
