"""All-day events as an iCalendar file (RFC 5545), for people's own calendars to fetch.

Text is escaped (3.3.11), lines are folded at 75 octets without cutting a character (3.1) and end in
CRLF; a UID stays the same for the same thing, so that a calendar moves an event rather than doubling it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date
    from datetime import datetime

LINE_OCTETS = 75
PRODUCT = "-//Roder//Roder//SV"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something on a day. ``uid`` names the thing for ever, ``url`` leads to its page when it has one."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""


def calendar_file(name: str, events: Iterable[CalendarEvent], *, stamp: datetime) -> bytes:
    """Return the calendar as its file; ``stamp`` is when it was made (DTSTAMP).

    >>> from datetime import date, datetime
    >>> made = calendar_file("Roder", [CalendarEvent("a@x", date(2018, 9, 25), "Aug")], stamp=datetime(2018, 9, 1, tzinfo=UTC))
    >>> made.splitlines()[9]
    b'DTSTART;VALUE=DATE:20180925'
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}")),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(event: CalendarEvent, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""Return a text as a TEXT value; control characters, which no text may hold, are left out.

    >>> escaped("KL 11:16; senast, i dag\n")
    'KL 11:16\\; senast\\, i dag\\n'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or not _is_control(sign))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _is_control(sign: str) -> bool:
    return ord(sign) < 0x20 or ord(sign) == 0x7F  # noqa: PLR2004 - the control characters of ASCII


def folded(line: str) -> bytes:
    """Return a content line in lines of at most 75 octets; what follows a fold begins with a space.

    >>> len(folded("SUMMARY:" + "å" * 100).splitlines()[0])
    74
    """
    parts = [b""]
    for sign in line:
        octets = sign.encode("utf-8")
        room = LINE_OCTETS if len(parts) == 1 else LINE_OCTETS - 1
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
