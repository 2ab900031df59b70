"""The registry: organisations, platforms, recognitions, zones, alliances and people, as people keep them."""
