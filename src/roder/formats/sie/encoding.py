"""Which bytes mean which letters: found by looking, never by the file's own #FORMAT.

The standard demands code page 437 ("PC8"); files in practice are also UTF-8 and Windows-1252
(DOMAIN 4.2). Source: SIE filformat utgåva 4B, 5.2.
"""

from __future__ import annotations

from typing import Final

from roder.formats.sie.messages import ProblemLog

CP437: Final = "cp437"
UTF8: Final = "utf-8"
UTF8_BOM: Final = "utf-8-sig"
CP1252: Final = "latin-1"
"""The name by which Windows-1252, the superset of Latin-1 that files use, goes in reports."""

REPLACEMENT: Final = "\ufffd"
BOM: Final = b"\xef\xbb\xbf"

_ASCII: Final = bytes(range(128))
SWEDISH_LETTERS: Final = "åäöÅÄÖéÉüÜ"
_IN_CP437: Final = SWEDISH_LETTERS.encode("cp437")
_IN_CP1252: Final = SWEDISH_LETTERS.encode("cp1252")
_IN_UTF8: Final = tuple(letter.encode() for letter in SWEDISH_LETTERS)
UTF8_SHARE: Final = 0.75  # house: allow float-money: a share of letters, no money

CHARACTER_OF_BYTE: Final[dict[str, tuple[str, ...]]] = {
    CP437: tuple(bytes([value]).decode("cp437") for value in range(256)),
    CP1252: tuple(bytes([value]).decode("cp1252", "replace") for value in range(256)),
}
"""The character of every byte in the two one-byte encodings; U+FFFD where there is none."""

UTF8_OF_BYTE: Final[dict[str, tuple[bytes, ...]]] = {
    encoding: tuple(character.encode() for character in characters)
    for encoding, characters in CHARACTER_OF_BYTE.items()
}
"""The UTF-8 bytes of every byte in the two one-byte encodings."""


def find_encoding(data: bytes) -> str:
    """Return ``cp437``, ``utf-8``, ``utf-8-sig`` or ``latin-1`` (Windows-1252) by looking at the bytes.

    A byte order mark, or valid UTF-8 with letters beyond ASCII, means UTF-8. Otherwise the Swedish
    letters are counted as code page 437 and as Windows-1252 writes them, and the standard's own
    code page wins a tie. Pure ASCII is given as ``cp437``.

    >>> find_encoding("Södertälje".encode("cp437")), find_encoding("Södertälje".encode("cp1252"))
    ('cp437', 'latin-1')
    >>> find_encoding("Södertälje".encode()), find_encoding(b"ASCII")
    ('utf-8', 'cp437')
    """
    if data.startswith(BOM):
        return UTF8_BOM
    if data.isascii():
        return CP437
    if _is_utf8(data):
        return UTF8
    as_cp437 = sum(data.count(value) for value in _IN_CP437)
    as_cp1252 = sum(data.count(value) for value in _IN_CP1252)
    return CP1252 if as_cp1252 > as_cp437 else CP437


def _is_utf8(data: bytes) -> bool:
    """Return whether the bytes are UTF-8, whole or with a few damaged letters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        letters = sum(data.count(pair) for pair in _IN_UTF8)
        high = len(data.translate(None, _ASCII))
        return letters > 0 and 2 * letters >= UTF8_SHARE * high
    return True


def decode_line(raw: bytes, encoding: str) -> str:
    r"""Return the text of some bytes; what has no meaning in the encoding becomes U+FFFD. Never raises.

    >>> decode_line(b"L\x94ner", "cp437"), decode_line(b"L\xf6ner", "utf-8")
    ('Löner', 'L\ufffdner')
    """
    if encoding == CP437:
        return raw.decode("cp437")
    if encoding == CP1252:
        return raw.decode("cp1252", "replace")
    return raw.decode(encoding, "replace")


def lines_of(data: bytes, encoding: str) -> list[str]:
    r"""Return the lines of a file as text, without line ends; line n of the file is item n − 1.

    LF and CR LF end a line, and CR alone in a file without LF. A DOS end-of-file mark (0x1A) at
    the end is dropped. Never raises.

    >>> lines_of(b"#FLAGGA 0\r\n#GEN 20180504\r\n\x1a", "cp437")
    ['#FLAGGA 0', '#GEN 20180504', '']
    """
    text = decode_line(data.rstrip(b"\x1a"), encoding)
    if "\n" not in text:
        return text.split("\r")
    return [line.rstrip("\r") for line in text.split("\n")]


def decode(data: bytes, encoding: str, log: ProblemLog | None = None) -> tuple[str, ProblemLog]:
    r"""Return the whole text, and a ``text_damaged`` problem for each line that lost a letter.

    >>> text, log = decode(b"#FNAMN \"\x81\"", "latin-1")
    >>> text, log.problems()[0].line
    ('#FNAMN "\ufffd"', 1)
    """
    found = ProblemLog() if log is None else log
    lines = lines_of(data, encoding)
    for number, line in enumerate(lines, 1):
        if REPLACEMENT in line:
            found.add("text_damaged", number)
    return "\n".join(lines), found
