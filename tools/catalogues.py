"""Message catalogues (.po) read, written and compiled (.mo) with nothing but Python.

Debian's gettext is not needed to set up or run Roder. Only what Roder's catalogues hold is read:
contexts, plurals, flags and comments; obsolete entries are dropped.
"""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass
from dataclasses import field

CONTEXT_END = "\x04"
PLURAL_END = "\x00"
MO_MAGIC = 0x950412DE
WIDTH = 96


class CatalogueError(ValueError):
    """The text is not a catalogue; the message names the line."""


@dataclass
class Entry:
    """One message: its context, source text, plural and translations by plural form."""

    context: str = ""
    message: str = ""
    plural: str = ""
    translations: dict[int, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes the message one of its own: context and source text."""
        return self.context, self.message

    @property
    def is_header(self) -> bool:
        """Whether this is the catalogue's own description."""
        return not self.message and not self.context


def read(text: str) -> list[Entry]:
    """Return the entries of a catalogue, in order; raises ``CatalogueError`` with the line."""
    entries: list[Entry] = []
    entry, last = Entry(), ""
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        line = raw.strip()
        if not line:
            if last:
                entries.append(entry)
            entry, last = Entry(), ""
        elif line.startswith("#"):
            if last:
                entries.append(entry)
                entry, last = Entry(), ""
            _take_comment(entry, line)
        else:
            keyword, value = _split(line, number)
            if keyword in {"msgid", "msgctxt"} and last.startswith(("msgid", "msgstr")):
                entries.append(entry)
                entry = Entry()
            last = keyword or last
            entry.line = entry.line or number
            _take(entry, last, value, number)
    return entries


def _take_comment(entry: Entry, line: str) -> None:
    if line.startswith("#,"):
        entry.flags.update(flag.strip() for flag in line[2:].split(","))
    elif not line.startswith("#~"):
        entry.comments.append(line)


def _split(line: str, number: int) -> tuple[str, str]:
    keyword, quote, rest = line.partition('"')
    try:
        value = ast.literal_eval(quote + rest)
    except (SyntaxError, ValueError) as error:
        msg = f"line {number} is not a message line: {line}"
        raise CatalogueError(msg) from error
    return keyword.strip(), str(value)


def _take(entry: Entry, keyword: str, value: str, number: int) -> None:
    if keyword == "msgctxt":
        entry.context += value
    elif keyword == "msgid":
        entry.message += value
    elif keyword == "msgid_plural":
        entry.plural += value
    elif keyword == "msgstr" or (keyword.startswith("msgstr[") and keyword.endswith("]")):
        form = int(keyword[7:-1]) if keyword.endswith("]") else 0
        entry.translations[form] = entry.translations.get(form, "") + value
    else:
        msg = f"line {number}: unknown keyword {keyword!r}"
        raise CatalogueError(msg)


def write(entries: list[Entry]) -> str:
    """Return a catalogue's text; ``read`` gives the same entries back."""
    return "\n".join("\n".join(_lines(entry)) + "\n" for entry in entries)


def _lines(entry: Entry) -> list[str]:
    lines = list(entry.comments)
    if entry.flags:
        lines.append("#, " + ", ".join(sorted(entry.flags)))
    if entry.context:
        lines += _quoted("msgctxt", entry.context)
    lines += _quoted("msgid", entry.message)
    if entry.plural:
        lines += _quoted("msgid_plural", entry.plural)
        for form in sorted(entry.translations) or [0, 1]:
            lines += _quoted(f"msgstr[{form}]", entry.translations.get(form, ""))
    else:
        lines += _quoted("msgstr", entry.translations.get(0, ""))
    return lines


def _quoted(keyword: str, value: str) -> list[str]:
    parts = value.splitlines(keepends=True) or [""]
    if len(parts) == 1 and len(value) + len(keyword) < WIDTH:
        return [f"{keyword} {_quote(value)}"]
    return [f'{keyword} ""', *(_quote(part) for part in parts)]


def _quote(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        value = value.replace(plain, escaped)
    return f'"{value}"'


def compile_catalogue(entries: list[Entry]) -> bytes:
    """Return the compiled catalogue (.mo). Fuzzy and untranslated messages are left out, as msgfmt does."""
    pairs = sorted(
        (_mo_key(entry).encode(), _mo_value(entry).encode())
        for entry in entries
        if "fuzzy" not in entry.flags and any(entry.translations.values())
    )
    head = 7 * 4
    start = head + 16 * len(pairs)
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    key_table, value_table = b"", b""
    key_at, value_at = start, start + len(keys)
    for key, value in pairs:
        key_table += struct.pack("<II", len(key), key_at)
        value_table += struct.pack("<II", len(value), value_at)
        key_at += len(key) + 1
        value_at += len(value) + 1
    header = struct.pack("<7I", MO_MAGIC, 0, len(pairs), head, head + 8 * len(pairs), 0, 0)
    return header + key_table + value_table + keys + values


def _mo_key(entry: Entry) -> str:
    key = f"{entry.context}{CONTEXT_END}{entry.message}" if entry.context else entry.message
    return f"{key}{PLURAL_END}{entry.plural}" if entry.plural else key


def _mo_value(entry: Entry) -> str:
    return PLURAL_END.join(entry.translations[form] for form in sorted(entry.translations))
