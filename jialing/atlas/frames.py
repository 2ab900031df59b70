"""Answers as pandas frames, for a notebook and for CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jialing.atlas.answers import Answer, AnswerColumn
from jialing.atlas.say import say_cell
from jialing.base.phrases import phrase

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("count", "share", "index", "number")
NAMED = ("place", "org", "field", "circle", "country", "person", "code")


def frame(answer: Answer, lang: str = "en") -> pd.DataFrame:
    """One row per row of the answer; named columns in the language, an id column (``<name>_id``) beside each named one.

    Column heads are those of the page. Unknown numbers are NaN; names of unknown things are None. ``attrs`` carries the
    finding, the unit, the method, the population, the coverage and the version.
    """
    import pandas as pd  # two seconds of a page's first start that only a notebook and a CSV need

    data: dict[str, Sequence[object] | pd.Series[Any]] = {}
    for place, column in enumerate(answer.columns):
        values = [row[place] for row in answer.rows_table]
        shown = [_value(answer, column, v, lang) for v in values]
        data[_head(column, lang)] = pd.Series(shown, dtype="float64" if column.role in NUMBERS else None)
        if column.role in NAMED and column.role != "code":
            data[f"{column.name}_id"] = values
    made = pd.DataFrame(data)
    made.attrs = {
        "finding": answer.say(lang),
        "unit": phrase(answer.unit, lang),
        "method": phrase(answer.method, lang),
        "population": answer.name(answer.scope.population, lang),
        "first_year": answer.scope.first_year,
        "last_year": answer.scope.last_year,
        "counting": answer.scope.counting,
        "coverage": answer.coverage.share,
        "version": answer.version,
        "is_invented": answer.is_invented,
    }
    return made


def _head(column: AnswerColumn, lang: str) -> str:
    return phrase(column.title, lang)


def _value(answer: Answer, column: AnswerColumn, value: object, lang: str) -> object:
    if value is None or column.role not in (*NAMED, "text"):
        return value
    return say_cell(answer, column, value, lang)
