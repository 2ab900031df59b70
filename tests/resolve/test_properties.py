"""What holds for any string at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.resolve import Resolution, resolve
from tests.resolve.registry import index_of

INDEX = index_of()
PIECES = st.sampled_from(
    [
        "UESTC",
        "Sichuan University",
        "Chengdu",
        "China",
        "西南大学",
        "重庆",
        ", ",
        "; ",
        " of ",
        "+",
        "(",
        ")",
        "Hospital",
        "\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=150, deadline=None)
def test_resolve_answers_any_batch_as_one_by_one(texts: list[str]) -> None:
    assert resolve(INDEX, texts) == [resolve(INDEX, [text])[0] for text in texts]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_resolve_is_consistent_with_itself(text: str) -> None:
    answer: Resolution = resolve(INDEX, [text])[0]
    assert len(answer.org_ids) == len(set(answer.org_ids)) == len(answer.org_place_ids)
    assert (answer.score is None) == (not answer.org_ids)
    assert answer.score is None or 0.0 <= answer.score <= 1.0
    assert answer.place_id is None or answer.country_code is not None
