"""What came of reading the text of a document's file: so that nobody believes a silent file to be searched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TextState(StrEnum):
    """``CUT`` is longer than is kept; ``NO_TEXT`` a scanned picture of pages; ``TOO_LONG`` given up at the limit of time or memory."""

    WAITING = "text_waiting"
    READ = "text_read"
    CUT = "text_cut"
    NO_TEXT = "text_missing"
    ENCRYPTED = "text_encrypted"
    BROKEN = "text_broken"
    TOO_LONG = "text_too_long"


class FileType(StrEnum):
    """The files that a register takes, by what they hold."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What was read of a file, and what came of it."""

    state: TextState
    text: str = ""
