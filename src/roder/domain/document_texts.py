"""What came of reading the text of a document's file: so that nobody believes a silent file to be searched."""

from __future__ import annotations

from enum import StrEnum


class TextState(StrEnum):
    """``NO_TEXT`` is a scanned picture of pages; ``TOO_LONG`` was given up at the limit of time or memory."""

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
