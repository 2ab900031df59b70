import stat
from pathlib import Path

import pytest

from jialing.errors import WrongState
from jialing.portal.secret import is_desk, keep_desk_key, secret_key


def test_desk_is_loopback_only() -> None:
    assert [is_desk(["127.0.0.1", "localhost"]), is_desk(["127.0.0.1", "jialing.example"])] == [True, False]


def test_secret_key_missing_is_refused_where_others_can_reach(tmp_path: Path) -> None:
    with pytest.raises(WrongState) as caught:
        secret_key("", allowed_hosts=["jialing.example"], is_debug=False, data=tmp_path)
    assert caught.value.code == "portal.secret_key_missing"


def test_secret_key_given_is_taken(tmp_path: Path) -> None:
    assert secret_key("given", allowed_hosts=["jialing.example"], is_debug=False, data=tmp_path) == "given"


def test_desk_key_is_kept(tmp_path: Path) -> None:
    keep_desk_key(tmp_path)
    keys = {secret_key("", allowed_hosts=["localhost"], is_debug=False, data=tmp_path) for _ in range(2)}
    keep_desk_key(tmp_path)
    keys.add(secret_key("", allowed_hosts=["localhost"], is_debug=False, data=tmp_path))
    assert len(keys) == 1


def test_desk_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    keep_desk_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "portal" / "secret-key").stat().st_mode) == 0o600
