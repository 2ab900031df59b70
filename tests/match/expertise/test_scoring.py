"""Scores of experts: nearest works, reasons, both languages, and what is unknown."""

from __future__ import annotations

import pytest

from jialing.match.expertise import Expertise, Text, corpus, expertise

TEXTS = {
    "w1": Text("Reinforcement learning for robot control"),
    "w2": Text("Deep reinforcement learning of walking robots"),
    "w3": Text("Protein folding in living cells"),
    "w4": Text("Membrane proteins of cells"),
    "p1": Text("Robot control by reinforcement learning", "Learning to walk."),
    "empty": Text(),
}
PROFILES = {"ann": ["w1", "w2"], "bea": ["w3", "w4"], "cai": ["empty", "gone"], "own": ["p1"], "few": ["w1"]}


def _score(*experts: str, text: str = "p1") -> list[Expertise]:
    return list(expertise(PROFILES, [(expert, text) for expert in experts], corpus(TEXTS)))


def test_expert_of_the_matter_scores_higher() -> None:
    ann, bea = _score("ann", "bea")
    assert ann.score is not None and bea.score is not None
    assert ann.score > bea.score


def test_score_is_the_mean_of_the_nearest_works() -> None:
    ann = _score("ann")[0]
    assert ann.score == pytest.approx(sum(one.similarity for one in ann.because) / 2, abs=1e-6)


def test_reasons_name_works_and_shared_words_the_nearest_first() -> None:
    ann = _score("ann")[0]
    assert [one.text_id for one in ann.because] == ["w1", "w2"]
    assert ann.because[0].shared == ("robot control", "reinforcement learning")


@pytest.mark.parametrize(
    ("expert", "text", "why"),
    [
        ("cai", "p1", "expertise.why.no_works"),
        ("own", "p1", "expertise.why.no_works"),
        ("nobody", "p1", "expertise.why.no_profile"),
        ("ann", "empty", "expertise.why.no_text"),
        ("ann", "gone", "expertise.why.no_text"),
    ],
)
def test_unknown_is_not_zero(expert: str, text: str, why: str) -> None:
    found = _score(expert, text=text)[0]
    assert (found.score, found.why) == (None, why)


def test_works_without_text_are_counted() -> None:
    assert _score("cai")[0].lacking == 2


def test_the_text_itself_is_no_evidence() -> None:
    found = next(expertise({"ann": ["p1", "w1"]}, [("ann", "p1")], corpus(TEXTS)))
    assert [one.text_id for one in found.because] == ["w1"]


MATTERS = [("robot", "机器人"), ("protein", "蛋白质"), ("bridge", "桥梁"), ("vaccine", "疫苗"), ("battery", "电池")]
HOWS = [("control", "控制"), ("structure", "结构"), ("detection", "检测"), ("design", "设计"), ("model", "模型")]


def test_chinese_text_finds_english_works_through_bilingual_titles() -> None:
    texts = {
        f"en{m}{h}": Text(f"{matter[0]} {how[0]}") for m, matter in enumerate(MATTERS) for h, how in enumerate(HOWS)
    }
    texts |= {f"zh{m}": Text(f"{matter[1]}研究与设计") for m, matter in enumerate(MATTERS)}
    titles = [(f"{m[0]} {h[0]}", f"{m[1]}{h[1]}") for m in MATTERS for h in HOWS]
    profiles = {f"of {m}": [f"en{m}{h}" for h in range(4)] for m in range(len(MATTERS))}
    asked = [(expert, f"zh{m}") for m in range(len(MATTERS)) for expert in profiles]
    found = list(expertise(profiles, asked, corpus(texts, titles)))
    best = {
        one.text_id: max((o for o in found if o.text_id == one.text_id), key=lambda o: o.score or 0) for one in found
    }
    assert [best[f"zh{m}"].expert for m in range(len(MATTERS))] == [f"of {m}" for m in range(len(MATTERS))]
    assert all(reason.is_across for reason in best["zh0"].because)


def test_same_texts_give_the_same_scores() -> None:
    assert _score("ann", "bea") == _score("ann", "bea")
