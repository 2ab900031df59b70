"""A kind of evidence is a file; its features and weights are its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jialing.resolve.evidence as room
from jialing.resolve import NameIndex, resolve
from jialing.resolve.combine import judged
from jialing.resolve.evidence import KINDS
from jialing.resolve.model import MODEL
from jialing.resolve.reading import read
from jialing.resolve.scene import Scene
from jialing.resolve.text import words_of


def test_kinds_are_the_files_of_the_folder() -> None:
    files = sorted(p.stem for p in Path(room.__file__).parent.glob("*.py") if p.stem != "__init__")
    assert [kind.name for kind in KINDS] == files


def test_kinds_name_their_features_after_themselves() -> None:
    assert [f for kind in KINDS for f in kind.weights if not f.startswith(f"{kind.name}.")] == []


def test_features_seen_belong_to_a_kind(index: NameIndex) -> None:
    text = "West China Hospital, Sichuan University, Chengdu, China; UESTC; 西安电子科技大学; Northwest University"
    names = {kind.name for kind in KINDS}
    seen = {f for c in judged(Scene(read(words_of(text), index), index, None)) for f in (*c.features, *c.shared)}
    assert {f.split(".")[0] for f in seen} <= names


def test_log_odds_are_the_weighted_sum(index: NameIndex) -> None:
    best = judged(Scene(read(words_of("Sichuan University, Chengdu"), index), index, None))[0]
    together = {**best.shared, **best.features}
    assert abs(best.logit - sum(MODEL.weights[name] * amount for name, amount in together.items())) < 1e-6


def test_a_feature_without_weight_says_nothing() -> None:
    assert MODEL.weights["nobody.knows"] == 0.0


def test_thresholds_differ_by_how_a_name_was_read(index: NameIndex) -> None:
    strict = replace(MODEL, accept_short=50.0)
    answers = resolve(index, ["UESTC, Chengdu", "Sichuan University, Chengdu"], model=strict)
    assert [bool(one.org_ids) for one in answers] == [False, True]


def test_without_the_tail_a_misspelt_name_is_not_found(index: NameIndex) -> None:
    text = "Chongqing Universty of Posts andTelecommunications"
    found = [resolve(index, [text], model=model)[0].org_ids for model in (MODEL, replace(MODEL, tail=False))]
    assert found == [("cqupt",), ()]
