from pathlib import Path

import pytest

from jialing.errors import InputError
from jialing.portal.database import database


def test_database_is_sqlite_in_data_by_default(tmp_path: Path) -> None:
    found = database("", tmp_path)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "portal.sqlite3")


def test_database_takes_its_write_lock_at_once(tmp_path: Path) -> None:
    assert database("", tmp_path)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_reads_postgres_address(tmp_path: Path) -> None:
    found = database("postgresql://jia:p%40ss@db.example:5433/ling?sslmode=require", tmp_path)
    named = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert named == {
        "NAME": "ling",
        "USER": "jia",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "sqlite://", "nonsense"])
def test_database_refuses_other_addresses(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        database(url, tmp_path)
    assert caught.value.code == "portal.database_url"
