from __future__ import annotations

import pickle

import pytest

from jialing.errors import InputError
from jialing.resolve import NameIndex, resolve

TEXTS = ["UESTC, Chengdu", "四川大学华西医院", "Univeristy of Vienna, Austria", "University Hospital Basel"]


def test_index_from_its_bytes_answers_alike(index: NameIndex) -> None:
    assert resolve(NameIndex.from_bytes(index.to_bytes()), TEXTS) == resolve(index, TEXTS)


def test_index_bytes_are_the_same_again(index: NameIndex) -> None:
    assert NameIndex.from_bytes(index.to_bytes()).to_bytes() == index.to_bytes()


def test_index_pickles(index: NameIndex) -> None:
    assert resolve(pickle.loads(pickle.dumps(index)), TEXTS) == resolve(index, TEXTS)


@pytest.mark.parametrize("data", [b"", b"no index", b"\x80", b"\x81\xa6format\x01"])
def test_index_refuses_other_bytes(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        NameIndex.from_bytes(data)
    assert caught.value.code == "resolve.index_unreadable"
