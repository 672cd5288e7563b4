"""A year as a wheel: months around it, what is done in it as arcs, and a hand where the day is.

Drawn as SVG on the server, since it is a picture of a dozen arcs; the table beside it says the same in words. A part that goes
on into the next year goes on around the wheel. Parts that overlap lie on tracks inside each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 400
CENTRE = SIZE / 2
RIM, LABELS = 164.0, 186.0
TRACK, GAP = 32.0, 5.0
TURN = 360.0
LEAST = 9.0
"""Degrees of the shortest arc, so that a single day can be seen and hold its number."""
_MONTHS = 12
_HALF_TURN = 180.0
_DAYS = 366


@dataclass(frozen=True, slots=True)
class WheelPart:
    """Something that lasts from a day to a day; ``state`` is how it is drawn: done, now, late, ahead or skipped."""

    label: str
    first: date
    last: date
    state: str


@dataclass(frozen=True, slots=True)
class WheelArc:
    """A part as it is drawn: the path of its arc, and where its label stands."""

    label: str
    state: str
    path: str
    x: str
    y: str
    track: int


@dataclass(frozen=True, slots=True)
class WheelMonth:
    """A month's name and the line where it begins."""

    name: str
    x: str
    y: str
    line: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class YearWheel:
    """The whole wheel; ``hand`` is a line to the day's place on the rim, ``None`` when the day is in none of the parts."""

    months: tuple[WheelMonth, ...]
    arcs: tuple[WheelArc, ...]
    hand: tuple[str, str, str, str] | None
    size: int = SIZE


def year_wheel(parts: Sequence[WheelPart], day: date, month_names: Sequence[str]) -> YearWheel:
    """Return the wheel of some parts, seen on a day.

    >>> wheel = year_wheel([WheelPart("1", date(2018, 1, 1), date(2018, 2, 28), "now")], date(2018, 2, 1), ["m"] * 12)
    >>> [arc.track for arc in wheel.arcs], wheel.hand is None
    ([0], False)
    """
    spans = [_span(part) for part in parts]
    tracks = _tracks(spans)
    arcs = tuple(_arc(part, span, track) for part, span, track in zip(parts, spans, tracks, strict=True))
    is_within = bool(parts) and min(part.first for part in parts) <= day <= max(part.last for part in parts)
    return YearWheel(
        tuple(_month(number, name) for number, name in enumerate(month_names)),
        arcs,
        (*_point(_angle(day), RIM - 3 * (TRACK + GAP)), *_point(_angle(day), RIM)) if is_within else None,
    )


def _angle(day: date) -> float:
    """Return a day's place as degrees from the top; every year has as many places as a leap year."""
    return (date(2000, day.month, day.day) - date(2000, 1, 1)).days * TURN / _DAYS


def _span(part: WheelPart) -> tuple[float, float]:
    first, after = _angle(part.first), _angle(part.last + timedelta(days=1))
    length = (after - first) % TURN
    return first, max(length, LEAST)


def _tracks(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the outermost track that is free for each span, in their order."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for span in spans:
        track = next(
            (at for at, held in enumerate(taken) if not any(_overlap(span, other) for other in held)),
            len(taken),
        )
        if track == len(taken):
            taken.append([])
        taken[track].append(span)
        found.append(track)
    return found


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    (a, length_a), (b, length_b) = one, other
    return (b - a) % TURN < length_a or (a - b) % TURN < length_b


def _arc(part: WheelPart, span: tuple[float, float], track: int) -> WheelArc:
    first, length = span
    outer = RIM - track * (TRACK + GAP)
    inner = outer - TRACK
    large = int(length > _HALF_TURN)
    begin, end = first + 0.6, first + length - 0.6
    path = (
        f"M{_pair(begin, outer)}A{outer:.1f},{outer:.1f} 0 {large} 1 {_pair(end, outer)}"
        f"L{_pair(end, inner)}A{inner:.1f},{inner:.1f} 0 {large} 0 {_pair(begin, inner)}Z"
    )
    x, y = _point(first + length / 2, (outer + inner) / 2)
    return WheelArc(part.label, part.state, path, x, y, track)


def _month(number: int, name: str) -> WheelMonth:
    first = _angle(date(2000, number % _MONTHS + 1, 1))
    x, y = _point(first + TURN / _MONTHS / 2, LABELS)
    return WheelMonth(name, x, y, (*_point(first, RIM), *_point(first, SIZE / 2)))


def _point(angle: float, radius: float) -> tuple[str, str]:
    turned = math.radians(angle)
    return f"{CENTRE + radius * math.sin(turned):.1f}", f"{CENTRE - radius * math.cos(turned):.1f}"


def _pair(angle: float, radius: float) -> str:
    return ",".join(_point(angle, radius))
