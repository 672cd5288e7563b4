"""What a document's file is, by what it holds: its name is not asked."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from roder.domain.document_texts import FileType
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from pathlib import Path

_PDF_HEAD = b"%PDF-"
_PDF_END = b"%%EOF"
_PDF_TAIL = 4096
_ZIP_HEAD = b"PK\x03\x04"
_BLOCK = 1 << 20
_LONGEST_NAME = 150
_TEXT_CONTROLS = frozenset(b"\t\n\r\f")
_BINARY = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}\Z")
_UNSAFE = frozenset('"<>|:*?%;')

EXTENSIONS = {FileType.PDF: ".pdf", FileType.DOCX: ".docx", FileType.ODT: ".odt", FileType.TEXT: ".txt"}


def file_problem(path: Path, *, largest: int) -> Problem | None:
    """Return why a file cannot be taken in, or ``None``. ``largest`` is in bytes.

    A PDF without its end is refused here, so that nobody learns it from the first reader.
    """
    size = path.stat().st_size
    if size == 0:
        return _EMPTY
    if size > largest:
        return _too_large(largest)
    found = file_type(path)
    if found is None:
        return _OTHER_TYPE
    if found is FileType.PDF and not _has_pdf_end(path, size):
        return _CUT_PDF
    return None


def file_type(path: Path) -> FileType | None:
    """Return what a file is, or ``None`` when it is nothing that the register takes."""
    with path.open("rb") as stream:
        head = stream.read(len(_PDF_HEAD))
    if head == _PDF_HEAD:
        return FileType.PDF
    if head.startswith(_ZIP_HEAD):
        return _packed_type(path)
    return FileType.TEXT if head and _is_text(path) else None


def kept_name(name: str, found: FileType) -> str:
    r"""Return the name under which a file is handed out: its own, with the ending of what it is.

    >>> kept_name("C:\\fakepath\\Plan.exe", FileType.PDF), kept_name("../\n.pdf", FileType.PDF)
    ('Plan.pdf', 'pdf.pdf')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(letter for letter in last if letter.isprintable() and letter not in _UNSAFE)
    stem = _SUFFIX.sub("", clean.strip(" .")).strip(" .")[:_LONGEST_NAME]
    return f"{stem or 'document'}{EXTENSIONS[found]}"


def _packed_type(path: Path) -> FileType | None:
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "mimetype" in names and packed.getinfo("mimetype").file_size == len(FileType.ODT):
                is_odt = packed.read("mimetype") == FileType.ODT.encode() and "content.xml" in names
                return FileType.ODT if is_odt else None
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    is_docx = {"[Content_Types].xml", "word/document.xml"} <= names and not has_macros
    return FileType.DOCX if is_docx else None


def _is_text(path: Path) -> bool:
    """Return whether it is a text without control signs, in UTF-8 or Windows-1252."""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if len(block.translate(None, _BINARY)) != len(block):
                return False
    return _decodes(path, "utf-8") or _decodes(path, "cp1252")


def _decodes(path: Path, codec: str) -> bool:
    with path.open(encoding=codec, newline="") as stream:
        try:
            while stream.read(_BLOCK):
                pass
        except UnicodeDecodeError:
            return False
    return True


def _has_pdf_end(path: Path, size: int) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, size - _PDF_TAIL))
        return _PDF_END in stream.read()


def _too_large(largest: int) -> Problem:
    limit = largest // 1_000_000
    return Problem(
        Severity.ERROR,
        "document_file_too_large",
        None,
        f"The file is larger than {limit} MB. Make it smaller (pictures in lower resolution) and try again.",
        f"Filen är större än {limit} MB. Gör den mindre (bilder med lägre upplösning) och försök igen.",
        values={"limit_mb": limit},
    )


_EMPTY = Problem(
    Severity.ERROR,
    "document_file_empty",
    None,
    "The file is empty. Choose the right file and try again.",
    "Filen är tom. Välj rätt fil och försök igen.",
)
_OTHER_TYPE = Problem(
    Severity.ERROR,
    "document_file_other_type",
    None,
    "The file is no PDF, Word document (.docx), OpenDocument text (.odt) or plain text, whatever its name says. "
    "Save the document as PDF and try again.",
    "Filen är varken PDF, Word-dokument (.docx), OpenDocument-text (.odt) eller ren text, vad namnet än säger. "
    "Spara dokumentet som PDF och försök igen.",
)
_CUT_PDF = Problem(
    Severity.ERROR,
    "document_file_cut",
    None,
    "The PDF is not whole: its end is missing. Fetch it again from where it came and try again.",
    "PDF-filen är inte hel: slutet saknas. Hämta den på nytt och försök igen.",
)
