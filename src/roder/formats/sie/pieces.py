"""Fields as SIE writes them, each beside what of it counts in the checksum."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Final

from roder.formats.sie.fields import MICRO
from roder.formats.sie.transliteration import to_cp437

if TYPE_CHECKING:
    from datetime import date

Piece = tuple[str, str]
"""A field as it is written in the file, and as it counts in the checksum."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class SieWriteError(ValueError):
    """The values cannot be written as SIE: a control character in a text, or an unknown type."""


@lru_cache(maxsize=65536)
def text_piece(field: str | int | Piece) -> Piece:
    r"""Return a quoted text, a bare whole number, or a piece as it is.

    Letters beyond code page 437 are transliterated; raises ``SieWriteError`` on control characters.

    >>> text_piece('Löner "fasta"')
    ('"Löner \\"fasta\\""', 'Löner "fasta"')
    """
    if isinstance(field, tuple):
        return field
    if isinstance(field, int):
        return str(field), str(field)
    if _CONTROL.search(field) is not None:
        msg = f"control characters cannot be written in SIE: {field!r}"
        raise SieWriteError(msg)
    text = to_cp437(field)
    # A backslash at the end would take the closing quote with it; SIE has no way to escape it.
    if text.endswith("\\"):
        text += " "
    return '"' + text.replace('"', '\\"') + '"', text


@lru_cache(maxsize=65536)
def bare(text: str) -> Piece:
    """Return a field that stands without quotes, such as a number; quoted when it has to be."""
    if text and text.isascii() and text.isprintable() and not set(' "{}') & set(text):
        return text, text
    return text_piece(text)


@lru_cache(maxsize=65536)
def object_list(pairs: tuple[tuple[int, str], ...]) -> Piece:
    """Return an object list.

    >>> object_list(((1, "4110"), (20, "407")))
    ('{1 "4110" 20 "407"}', '1411020407')
    """
    pieces = [(str(dimension), *text_piece(code)) for dimension, code in pairs]
    written = " ".join([f"{number} {quoted}" for number, quoted, _ in pieces])
    return "{" + written + "}", "".join([number + counted for number, _, counted in pieces])


@lru_cache(maxsize=4096)
def day_piece(when: date) -> Piece:
    """Return a date as ``YYYYMMDD``."""
    text = f"{when:%Y%m%d}"
    return text, text


def until_last(*fields: str | Piece) -> tuple[str | Piece, ...]:
    """Return the fields without the empty ones at the end."""
    last = max((place for place, field in enumerate(fields, 1) if field), default=0)
    return fields[:last]


def quantity_text(millionths: int) -> str:
    """Return a quantity in millionths as a decimal number.

    >>> quantity_text(-1_500_000)
    '-1.5'
    """
    sign = "-" if millionths < 0 else ""
    whole, part = divmod(abs(millionths), MICRO)
    return f"{sign}{whole}.{part:06d}".rstrip("0").rstrip(".")
