"""How an answer is told: a sentence for a person, JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jialing.base.phrases import phrase
from jialing.cli.session import language


def tell(code: str, params: Mapping[str, object], *, as_json: bool) -> None:
    """Print the phrase ``code`` filled from ``params``, or ``params`` themselves as one line of JSON."""
    if as_json:
        print(json.dumps(dict(params), ensure_ascii=False, default=str))
    else:
        print(phrase(code, language(), **{k: _shown(v) for k, v in params.items()}))


def _shown(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value
