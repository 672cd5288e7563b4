"""The text of a document's file, for the search: page after page, up to a limit.

Run apart (``reading_apart``), since a file from anywhere may make a reader slow or greedy.
"""

from __future__ import annotations

import logging
import zipfile
from typing import TYPE_CHECKING

import pypdf
from lxml import etree
from pypdf.errors import PyPdfError

from roder.domain.document_texts import DocumentText
from roder.domain.document_texts import FileType
from roder.domain.document_texts import TextState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_TEXT = 2_000_000
"""Characters: some 800 close pages."""
LARGEST_PART = 200_000_000
"""Bytes of a packed file's text, unpacked."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def document_text(path: Path, found: FileType, *, longest: int = LONGEST_TEXT) -> DocumentText:
    """Return the text of a file and whether it is all of it; a file that cannot be read gives its state.

    ``longest`` is the most characters that are kept.
    """
    reader = {
        FileType.PDF: _pdf_pages,
        FileType.DOCX: _docx_paragraphs,
        FileType.ODT: _odt_paragraphs,
        FileType.TEXT: _text_blocks,
    }[found]
    kept: list[str] = []
    room = longest
    try:
        for part in reader(path):
            kept.append(part[:room])
            room -= len(part) + 1
            if room <= 0:
                return DocumentText(TextState.CUT, _storable(kept))
    except _EncryptedError:
        return DocumentText(TextState.ENCRYPTED)
    except MemoryError:  # pragma: no cover - met only in the process that has the limit
        return DocumentText(TextState.TOO_LONG)
    except Exception:  # noqa: BLE001 - a damaged file makes its reader fail in any way at all
        return DocumentText(TextState.BROKEN)
    text = _storable(kept)
    state = TextState.READ if any(map(str.isalnum, text)) else TextState.NO_TEXT
    return DocumentText(state, text if state is TextState.READ else "")


def _storable(parts: list[str]) -> str:
    """Return the text as every database takes it: no half letters and no empty bytes."""
    return "\n".join(parts).encode("utf-8", "replace").decode().replace("\0", "")


class _EncryptedError(Exception):
    pass


def _pdf_pages(path: Path) -> Iterator[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with path.open("rb") as stream:
        reader = pypdf.PdfReader(stream)
        # Many are locked against changes alone, and open to whoever reads.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _EncryptedError
        unread = 0
        for page in reader.pages:
            try:
                yield page.extract_text()
            except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
                unread += 1
        if unread and unread == len(reader.pages):
            raise ValueError(unread)


def _docx_paragraphs(path: Path) -> Iterator[str]:
    for paragraph in _elements(path, "word/document.xml", (f"{_WORD}p",)):
        pieces = paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br")
        yield "".join(piece.text or "" if piece.tag == f"{_WORD}t" else " " for piece in pieces)


def _odt_paragraphs(path: Path) -> Iterator[str]:
    for paragraph in _elements(path, "content.xml", (f"{_OPEN}p", f"{_OPEN}h")):
        yield "".join(paragraph.itertext())


def _elements(path: Path, part: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    with zipfile.ZipFile(path) as packed:
        if packed.getinfo(part).flag_bits & 1:
            raise _EncryptedError
        if packed.getinfo(part).file_size > LARGEST_PART:
            raise ValueError(part)
        with packed.open(part) as stream:
            steps = etree.iterparse(
                stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for _event, element in steps:
                yield element
                element.clear()


def _text_blocks(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252")
