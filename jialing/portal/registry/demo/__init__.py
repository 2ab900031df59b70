"""The invented registry: what the lake lists, with the decoys that a naive count would include. Loaded once."""

from jialing.portal.registry.demo.loading import is_empty, load_demo

__all__ = ["is_empty", "load_demo"]
