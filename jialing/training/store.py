"""The file that holds a trained model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from jialing.resolve import THRESHOLDS, Model


def write_model(out: Path, model: Model, rests_on: Mapping[str, object]) -> None:
    """Write ``model`` as JSON: what it rests on, thresholds, weights in the order of their names."""
    content = {
        "rests_on": rests_on,
        "thresholds": {name: getattr(model, name) for name in THRESHOLDS},
        "weights": dict(sorted(model.weights.items())),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
