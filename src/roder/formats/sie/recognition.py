"""What a file is when it is not SIE: named, so that a person knows what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.formats.sie.messages import problem

if TYPE_CHECKING:
    from roder.domain.problems import Problem

_LOOKED_AT: Final = 4096
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BINARY: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive", "en Excelbok eller ett zip-arkiv"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "en äldre Excel- eller Wordfil"),
    (b"%PDF", "a PDF", "en PDF"),
    (b"\x1f\x8b", "a compressed file", "en komprimerad fil"),
)
_HTML: Final = (b"<html", b"<!doctype html", b"<head", b"<body")


def foreign_content(data: bytes) -> Problem | None:
    """Return the problem that names what a file is when it is empty, HTML, XML or binary, else ``None``.

    >>> foreign_content(b"<!DOCTYPE html><title>Logga in</title>").code
    'html_page'
    >>> foreign_content(b"#FLAGGA 0") is None
    True
    """
    start = data[:_LOOKED_AT]
    if start.startswith(_UTF16):
        return problem("utf16_file")
    for magic, kind, kind_sv in _BINARY:
        if start.startswith(magic):
            return problem("binary_file", kind=kind, kind_sv=kind_sv)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text.strip(b"\x1a\x00") and not data.strip(b" \t\r\n\x1a\x00\xef\xbb\xbf"):
        return problem("empty_file")
    if text.startswith(b"<"):
        return _marked_up(text)
    if b"\x00" in start and not text.startswith(b"#"):
        return problem("binary_file", kind="a binary file", kind_sv="en binärfil")
    return None


def _marked_up(text: bytes) -> Problem:
    if any(sign in text for sign in _HTML):
        return problem("html_page")
    return problem("sie5_file" if b"sie.se/sie5" in text else "xml_file")
