"""One pass over a file before it is read: checksum, encoding, and what it is if not a table."""

from __future__ import annotations

import codecs
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 1 << 20
_DOS_LETTERS = b"\x84\x86\x94\x8e\x8f\x99"
_WINDOWS_LETTERS = b"\xe4\xe5\xf6\xc4\xc5\xd6"
_CODECS = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"

NOT_TABLES = (
    (b"%pdf", "a PDF", "en PDF"),
    (b"<!doctype html", "a web page", "en webbsida"),
    (b"<html", "a web page", "en webbsida"),
    (b"<?xml", "an XML file", "en XML-fil"),
    (b"#flagga", "a SIE file", "en SIE-fil"),
)
BINARY = ("a binary file", "en binärfil")


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on disk or bytes in memory, opened as often as needed.

    >>> FileSource(b"a;b").open().read()
    b'a;b'
    """

    content: Path | bytes

    def open(self) -> BinaryIO:
        """Return a new binary stream from the start."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def sha256(self) -> str:
        """Return the checksum of the bytes.

        >>> FileSource(b"").sha256()[:8]
        'e3b0c442'
        """
        checksum = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(_BLOCK):
                checksum.update(block)
        return checksum.hexdigest()


@dataclass(frozen=True, slots=True)
class FileLook:
    """What one pass told: ``undecodable_line`` is ``None`` when every byte decodes, 0 if unknown."""

    sha256: str
    size: int
    is_workbook: bool
    encoding: str
    undecodable_line: int | None
    not_a_table: tuple[str, str] | None

    @property
    def codec(self) -> str:
        """Python's name for the encoding; takes away a byte order mark."""
        return _CODECS.get(self.encoding, self.encoding)


def look(source: FileSource, encoding: str = "") -> FileLook:
    """Read all bytes once, in blocks, and tell what they are.

    ``encoding`` from a mapping is tried as given. Else: a UTF-16 mark, then UTF-8 if every byte
    is valid, then DOS (cp437) if its å ä ö outnumber those of Windows-1252, then Windows-1252.

    >>> look(FileSource("påse".encode("cp1252"))).encoding
    'windows-1252'
    """
    checksum = hashlib.sha256()
    size = dos = windows = 0
    has_nul = False
    with source.open() as stream:
        head = stream.read(512)
        stream.seek(0)
        while block := stream.read(_BLOCK):
            checksum.update(block)
            size += len(block)
            has_nul = has_nul or b"\0" in block
            dos += _count(block, _DOS_LETTERS)
            windows += _count(block, _WINDOWS_LETTERS)
    is_workbook = head.startswith((_ZIP, _OLE))
    if is_workbook:
        return FileLook(checksum.hexdigest(), size, True, "", None, None)
    wide = encoding == "utf-16" or head.startswith(_UTF16_MARKS)
    bad_line: int | None
    if encoding or wide:
        encoding = encoding or "utf-16"
        bad_line = _first_bad_line(source, encoding)
    else:
        encoding, bad_line = _found(source, "cp437" if dos > windows else "windows-1252")
    what = BINARY if has_nul and not wide else _named(head)
    return FileLook(checksum.hexdigest(), size, False, encoding, bad_line, what)


def _found(source: FileSource, single_byte: str) -> tuple[str, int | None]:
    if _first_bad_line(source, "utf-8") is None:
        return "utf-8", None
    return single_byte, _first_bad_line(source, single_byte)


def _count(block: bytes, letters: bytes) -> int:
    return 0 if block.isascii() else len(block) - len(block.translate(None, letters))


def _named(head: bytes) -> tuple[str, str] | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark, english, swedish in NOT_TABLES:
        if start.startswith(mark):
            return english, swedish
    return None


def _first_bad_line(source: FileSource, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(_CODECS.get(encoding, encoding))()
    lines = 1
    with source.open() as stream:
        while True:
            block = stream.read(_BLOCK)
            try:
                decoder.decode(block, final=not block)
            except UnicodeError as error:
                start = error.start if isinstance(error, UnicodeDecodeError) else 0
                return 0 if encoding == "utf-16" else lines + block[:start].count(b"\n")
            if not block:
                return None
            lines += block.count(b"\n")
