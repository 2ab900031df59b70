"""Upstreams: read bytes, yield batches of rows in schema terms and what was set aside; nothing is written here."""

from __future__ import annotations

from jialing.sources.contract import Discovery, FoundSource, Source
from jialing.sources.discovery import discover
from jialing.sources.registry import parse, source, sources

__all__ = ["Discovery", "FoundSource", "Source", "discover", "parse", "source", "sources"]
