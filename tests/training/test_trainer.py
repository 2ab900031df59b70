"""From a registry to a file: the same for the same seed, read back by the resolver, and better than no weights."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jialing.errors import InputError
from jialing.resolve import trained, written
from jialing.training import read_labels, read_registry, train, write_model
from jialing.training.labels import is_for_tuning
from jialing.training.registry import Registry, checksum
from jialing.training.trainer import Trained
from tests.resolve.registry import tables


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(*tables())


@pytest.fixture(scope="module")
def made(registry: Registry) -> Trained:
    return train(registry, seed=1, n_strings=1000, tell=lambda code: None)


def test_file_is_read_back_as_the_model(made: Trained, tmp_path: Path) -> None:
    write_model(tmp_path / "weights.json", made.model, made.rests_on)
    assert trained((tmp_path / "weights.json").read_bytes()) == made.model


def test_file_says_what_it_rests_on(made: Trained, registry: Registry, tmp_path: Path) -> None:
    write_model(tmp_path / "weights.json", made.model, made.rests_on)
    rests_on = json.loads((tmp_path / "weights.json").read_text())["rests_on"]
    assert (rests_on["seed"], rests_on["labels"], rests_on["registry_sha256"]) == (1, "written", checksum(registry))


def test_training_finds_other_weights_than_the_written(made: Trained) -> None:
    assert made.model.weights != written().weights


def test_training_knows_its_sign_of_a_place_elsewhere(made: Trained) -> None:
    assert made.model.weights["place.other_country"] <= 0.0


def test_checksum_does_not_heed_the_order(registry: Registry) -> None:
    turned = Registry(*(table.take(list(range(table.num_rows - 1, -1, -1))) for table in registry))
    assert checksum(turned) == checksum(registry)


def test_labels_are_those_of_the_tuning_half(tmp_path: Path) -> None:
    texts = [f"University {n}" for n in range(40)]
    rows = pa.table({"affiliation": texts, "ror_ids": [["x"]] * 40, "kind": ["match"] * 40})
    pq.write_table(rows, tmp_path / "labels.parquet")
    found = read_labels(tmp_path / "labels.parquet")
    assert [one.text for one in found] == [text for text in texts if is_for_tuning(text)]


def test_labels_of_another_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.parquet").write_text("no Parquet")
    with pytest.raises(InputError, match="labels_unreadable"):
        read_labels(tmp_path / "labels.parquet")


def test_a_folder_without_organisations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no_organisations"):
        read_registry(tmp_path)
