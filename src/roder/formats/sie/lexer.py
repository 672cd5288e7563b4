"""One line of a SIE file to its label and fields: quotes, escapes, inline object lists.

Rules: DOMAIN 4.2; SIE filformat utgåva 4B, 5.
"""

from __future__ import annotations

import re
from typing import Final
from typing import NamedTuple

from roder.formats.sie.encoding import REPLACEMENT
from roder.formats.sie.encoding import decode_line

UNTERMINATED_QUOTE: Final = "quote_unterminated"
UNTERMINATED_OBJECTS: Final = "object_list_unterminated"
CONTROL_CHARACTER: Final = "control_character"
DAMAGED: Final = "text_damaged"
STRAY_TEXT: Final = "stray_text"

OPENING: Final = "{"
CLOSING: Final = "}"

Field = str | tuple[str, ...]
"""A field is text, or the parts of an inline object list."""

# Possessive quantifiers keep the time linear whatever the line holds.
_QUOTED: Final = r'"((?:[^"\\]++|\\"|\\)*+)("?)'
_FIELD: Final = re.compile(
    _QUOTED + r'|\{((?:[^{}"]++|"(?:[^"\\]++|\\"|\\)*+")*+)(\}?)|([^ \t\r\n]++)',
)
_PART: Final = re.compile(_QUOTED + r'|([^ \t\r\n"]++)')
_WORD: Final = re.compile(r"[^ \t\r\n]++")
_LABEL: Final = re.compile(r'[ \t\r\n"{]')
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_BLANK: Final = " \t\r\n\x1a\ufeff"


class Line(NamedTuple):
    """A record: ``label`` in capitals, ``written`` as it stands, the fields, and what was odd about it."""

    label: str
    written: str
    fields: list[Field]
    faults: tuple[str, ...] = ()


def lex(text: str) -> Line | None:
    r"""Return the label and fields of a line, or ``None`` for an empty line. Never raises.

    The label of a brace alone is the brace; of a line that is no record it is ``""``. Faults are
    codes of ``messages``: a quote never closed takes the rest of the line; a control character is
    read as a space.

    >>> lex('#KONTO 5011 "Löner \\"fasta\\""').fields
    ['5011', 'Löner "fasta"']
    >>> lex('#TRANS 5020 {1 "4110" 20 "407"} 250000.00').fields
    ['5020', ('1', '4110', '20', '407'), '250000.00']
    """
    stripped = text.strip(_BLANK)
    if not stripped:
        return None
    if stripped in (OPENING, CLOSING):
        return Line(stripped, stripped, [])
    faults: tuple[str, ...] = ()
    if _CONTROL.search(stripped) is not None:
        faults = (CONTROL_CHARACTER,)
        stripped = _CONTROL.sub(" ", stripped)
    if REPLACEMENT in stripped:
        faults = (*faults, DAMAGED)
    if not stripped.startswith("#"):
        return Line("", stripped, [stripped], (*faults, STRAY_TEXT))
    if '"' not in stripped and OPENING not in stripped:
        written, *plain = _WORD.findall(stripped)
        return Line(written.upper(), written, list(plain), faults)
    # A label can be written hard against its first quoted field.
    written = _LABEL.split(stripped, maxsplit=1)[0]
    fields, odd = _fields(stripped[len(written) :])
    return Line(written.upper(), written, fields, faults + odd)


def lex_bytes(raw: bytes, encoding: str) -> Line | None:
    r"""Return the label and fields of a line of bytes; see ``lex``.

    >>> lex_bytes(b"#FNAMN \"S\x94dert\x84lje\"", "cp437").fields
    ['Södertälje']
    """
    return lex(decode_line(raw, encoding))


def _fields(text: str) -> tuple[list[Field], tuple[str, ...]]:
    fields: list[Field] = []
    odd: tuple[str, ...] = ()
    for quoted, end_quote, objects, end_brace, plain in _FIELD.findall(text):
        if plain:
            fields.append(plain)
        elif end_brace or objects:
            fields.append(_parts(objects))
            if not end_brace:
                odd += (UNTERMINATED_OBJECTS,)
        elif end_quote or quoted:
            fields.append(quoted.replace('\\"', '"') if "\\" in quoted else quoted)
            if not end_quote:
                odd += (UNTERMINATED_QUOTE,)
        elif text.endswith('"'):
            fields.append("")
            odd += (UNTERMINATED_QUOTE,)
        else:
            odd += (UNTERMINATED_OBJECTS,)
    return fields, odd


def _parts(text: str) -> tuple[str, ...]:
    if '"' not in text:
        return tuple(_WORD.findall(text))
    return tuple(plain or quoted.replace('\\"', '"') for quoted, _end, plain in _PART.findall(text))


def text_of(field: Field) -> str:
    r"""Return a field as text without control characters; an object list where text is due keeps its braces.

    >>> text_of(("1", "4110")), text_of("a\x07b")
    ('{1 4110}', 'a b')
    """
    text = field if isinstance(field, str) else "{" + " ".join(field) + "}"
    return text if text.isprintable() else _CONTROL.sub(" ", text)
