"""Files are what their content says."""

from __future__ import annotations

import io
import zipfile

import pytest

from jialing.errors import InputError
from jialing.portal.registry.rules.contents import clean_name, inspected


def archive(**entries: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return out


def test_pdf_is_taken() -> None:
    assert inspected("计划.pdf", 20, io.BytesIO(b"%PDF-1.7 ...........")).media_type == "application/pdf"


def test_docx_is_taken() -> None:
    packed = archive(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<w/>"})
    assert inspected("a.docx", packed.tell(), packed).media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"PK\x03\x04zip", "not_what_it_says"),
        ("a.exe", b"MZ", "kind_not_taken"),
        ("a", b"text", "kind_not_taken"),
        ("a.csv", b"a,b\x00", "not_what_it_says"),
        ("a.zip", b"PK\x03\x04broken", "bad_archive"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(InputError, match=code):
        inspected(name, len(content), io.BytesIO(content))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [("..__..__etc__passwd", "path"), ("run.exe", "program"), ("word__vbaProject.bin", "macros")],
)
def test_archive_with_tricks_is_refused(entry: str, reason: str) -> None:
    packed = archive(**{entry: b"x"})
    with pytest.raises(InputError) as refused:
        inspected("a.zip", packed.tell(), packed)
    assert refused.value.params == {"reason": reason}


def test_bomb_is_refused() -> None:
    packed = archive(**{"zeros.txt": b"0" * 30_000_000})
    with pytest.raises(InputError) as refused:
        inspected("a.zip", packed.tell(), packed)
    assert refused.value.params == {"reason": "bomb"}


def test_file_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="too_large"):
        inspected("a.pdf", 100 * 1024 * 1024, io.BytesIO(b"%PDF-"))


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\x\\y.pdf", "y.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
    ],
)
def test_name_is_never_a_path(given: str, clean: str) -> None:
    assert clean_name(given) == clean
