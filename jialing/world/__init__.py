"""The invented world, in the upstream formats: for the demo, for benchmarks, for scoring against a known truth."""

from jialing.world.fields import strengths
from jialing.world.generation import WorldSummary, generate

__all__ = ["WorldSummary", "generate", "strengths"]
