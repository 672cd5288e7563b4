"""Reads a calendar by the letter of RFC 5545, to test what the product writes."""

from __future__ import annotations

import re

NAME = re.compile(r"[A-Z0-9-]+(;[A-Z-]+=[A-Z0-9-]+)*\Z")
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "X-WR-CALNAME"}


def content_lines(file: bytes) -> list[tuple[str, str]]:
    """Return names and values, unfolded; what breaks the rules fails here."""
    assert file.endswith(b"\r\n")
    raw = file.removesuffix(b"\r\n").split(b"\r\n")
    lines: list[bytes] = []
    for line in raw:
        assert b"\r" not in line
        assert b"\n" not in line
        assert len(line) <= 75
        line.decode("utf-8")
        if line[:1] in {b" ", b"\t"}:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    pairs = []
    for line in lines:
        name, colon, value = line.decode("utf-8").partition(":")
        assert colon
        assert NAME.match(name), name
        pairs.append((name, unescaped(value) if name in TEXTS else value))
    return pairs


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value), f"not escaped: {value}"
    return re.sub(r"\\(?:\\|;|,|n|N)|\\(.)", lambda found: ESCAPES[found[0]], value)


def events(file: bytes) -> list[dict[str, str]]:
    """Return each event by its properties; each property at most once, those that must be there are."""
    pairs = content_lines(file)
    assert pairs[0] == ("BEGIN", "VCALENDAR")
    assert pairs[-1] == ("END", "VCALENDAR")
    head = [name for name, _value in pairs]
    assert head.count("VERSION") == head.count("PRODID") == 1
    found: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for name, value in pairs[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert inside is None
            inside = {}
        elif (name, value) == ("END", "VEVENT"):
            assert inside is not None
            assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE"} <= set(inside)
            found.append(inside)
            inside = None
        elif inside is not None:
            assert name not in inside
            inside[name] = value
    assert inside is None
    return found
