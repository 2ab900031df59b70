"""A spreadsheet brought from the command line: by the same actions, in somebody's name, tried first."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.errors import InputError, JialingError
from jialing.portal.accounts.models import User
from jialing.portal.bringing import bring
from jialing.portal.importing.examples import invented_uscc
from jialing.portal.importing.models import ImportBatch
from jialing.portal.registry import models as m
from tests.portal.accounts.factory import person
from tests.portal.importing.sheets import officer, xlsx

pytestmark = pytest.mark.django_db

HEADS = ("单位名称", "统一社会信用代码", "所在区县", "单位类型")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "单位.xlsx"
    path.write_bytes(
        xlsx(HEADS, ("示例甲公司", invented_uscc(1), "渝北区", "企业"), ("示例乙公司", "", "成都市", "企业"))
    )
    return path


def _address() -> str:
    return User.objects.get(public_id=officer().public_id).email


def test_dry_run_changes_nothing_and_says_what_would_be(file: Path) -> None:
    said = bring(file, "organisation", _address(), lang="en", why="", is_dry=True)
    assert (said["n_created"], said["n_refused"], said["state"]) == (1, 1, "checked")
    assert [one["row"] for one in said["refused"]] == [3]
    assert not m.Organisation.objects.exists()


def test_file_is_imported_in_the_name_of_the_officer(file: Path) -> None:
    address = _address()
    said = bring(file, "organisation", address.upper(), lang="zh", why="年度更新", is_dry=False)
    made = m.Organisation.objects.get()
    past = made.history.get()
    assert (said["state"], made.name_zh) == ("imported", "示例甲公司")
    assert past.history_user_id == User.objects.get(email=address).public_id
    assert "年度更新" in past.history_change_reason


def test_same_file_again_changes_nothing(file: Path) -> None:
    address = _address()
    said = [bring(file, "organisation", address, lang="en", why="", is_dry=False) for _ in range(2)]
    assert [(one["n_created"], one["n_same"]) for one in said] == [(1, 0), (0, 1)]
    assert m.Organisation.objects.count() == 1


def test_whoever_may_not_import_does_not(file: Path) -> None:
    with pytest.raises(JialingError) as refused:
        bring(file, "organisation", person("analyst").email, lang="en", why="", is_dry=True)
    assert (refused.value.code, ImportBatch.objects.count()) == ("access.not_allowed", 0)


@pytest.mark.parametrize(
    ("kind", "address", "code"),
    [
        ("organisation", "nobody@example.org", "import.unknown_person"),
        ("treasure", "", "import.unknown_kind"),
        ("membership", "", "import.column_missing"),
    ],
)
def test_what_cannot_be_is_refused(file: Path, kind: str, address: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        bring(file, kind, address or _address(), lang="en", why="", is_dry=True)
    assert refused.value.code == code
