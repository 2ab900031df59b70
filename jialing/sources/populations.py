"""Populations of upstream sources, worded by the catalogue of phrases."""

from __future__ import annotations

from jialing.base.phrases import catalogue
from jialing.schema.rows import Population

ALL_ANSWERS = ("output", "trend", "fields", "collaboration", "abroad", "circles", "leadership", "sectors")
PARTNER_GROUPS = ("inside", "abroad", "bri", "university-company")


def population(name: str, kinds: tuple[str, ...], answers: tuple[str, ...]) -> Population:
    """The population ``name`` ("source:id") with its words from the phrases ``population.<source>.<id>.*``.

    Title and completeness must be worded; the discipline and why other questions are refused may be.
    """
    code = "population." + name.replace(":", ".").replace("-", "_")
    words = catalogue()
    title, complete = words[f"{code}.title"], words[f"{code}.complete"]
    discipline, why_not = words.get(f"{code}.discipline", {}), words.get(f"{code}.why_not", {})
    return Population(
        population=name,
        title_en=title["en"],
        title_zh=title["zh"],
        kinds=kinds,
        complete_en=complete["en"],
        complete_zh=complete["zh"],
        answers=answers,
        discipline_en=discipline.get("en"),
        discipline_zh=discipline.get("zh"),
        why_not_en=why_not.get("en"),
        why_not_zh=why_not.get("zh"),
    )
