"""Letters that code page 437 lacks, in the nearest writing that it has."""

from __future__ import annotations

import unicodedata
from typing import Final

_NEAREST: Final = {
    "€": "EUR",
    "¤": "*",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
    "‚": ",",
    "…": "...",
    "•": "*",
    "§": "par. ",
    "©": "(c)",
    "®": "(R)",
    "™": "TM",
    "×": "x",
    "‰": "o/oo",
    "¹": "1",
    "³": "3",
    "¾": "3/4",
    "ø": "ö",
    "Ø": "Ö",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ł": "l",
    "Ł": "L",
    "œ": "oe",
    "Œ": "OE",
    "ß": "ss",
}
_LAST_RESORT: Final = "?"


def to_cp437(text: str) -> str:
    """Return the text in letters that code page 437 has; what has no likeness becomes ``?``.

    >>> to_cp437("5 € – Šárka Ödmjuk"), to_cp437("→")
    ('5 EUR - Sárka Ödmjuk', '?')
    """
    try:
        text.encode("cp437")
    except UnicodeEncodeError:
        return "".join(map(_nearest, unicodedata.normalize("NFC", text)))
    return text


def _nearest(character: str) -> str:
    if _is_known(character):
        return character
    if character in _NEAREST:
        return _NEAREST[character]
    plain = "".join(
        each
        for each in unicodedata.normalize("NFKD", character)
        if not unicodedata.combining(each) and _is_known(each) and each.isprintable()
    )
    return plain or _LAST_RESORT


def _is_known(character: str) -> bool:
    try:
        character.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True
