"""A line without axes beside a number: which way the periods went. The numbers stand in the indicator's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

WIDTH, HEIGHT = 96, 24
MARGIN = 3
_TWO = 2


def spark_points(values: Sequence[Decimal | None]) -> str:
    """Return the points of an SVG polyline in a box of WIDTH and HEIGHT; empty when there is no line to draw.

    A period without a value is passed over: the line goes on from the one before it.

    >>> from decimal import Decimal
    >>> spark_points([Decimal(1), None, Decimal(3)]), spark_points([Decimal(1)])
    ('3,21 93,3', '')
    """
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < _TWO:
        return ""
    lowest = min(value for _place, value in known)
    room = max(value for _place, value in known) - lowest
    last = len(values) - 1
    points = []
    for place, value in known:
        across = MARGIN + (WIDTH - 2 * MARGIN) * place // last
        up = (HEIGHT - 2 * MARGIN) * (value - lowest) / room if room else (HEIGHT - 2 * MARGIN) / 2
        points.append(f"{across},{HEIGHT - MARGIN - round(up)}")
    return " ".join(points)
