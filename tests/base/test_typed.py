"""Text as people type it."""

from __future__ import annotations

import pytest

from jialing.base.typed import plain


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  重庆大学 ", "重庆大学"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\ud800half", "half"),
        ("👩‍🔬 Tibet བོད་", "👩‍🔬 Tibet བོད་"),
    ],
)
def test_what_nobody_types_goes_and_all_else_stays(given: str, kept: str) -> None:
    assert plain(given) == kept
