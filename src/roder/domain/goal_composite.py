"""The composite of goal verdicts, in which every overarching goal counts once (docs/algorithms/goal-tree.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Composite:
    """How many goals have each verdict, how many have none, and what the middle goal's verdict is.

    ``middle`` is ``None`` until every goal is judged: a goal without a verdict is not a bad one.
    """

    counts: tuple[tuple[str, int], ...]
    unjudged: int
    middle: str | None


def composite(verdicts: Sequence[str | None], scale: Sequence[str]) -> Composite:
    """Return the composite of the goals' verdicts; ``scale`` holds the keys of the scale, best first.

    The goals are ordered from best to worst and the middle one's verdict is the whole's; of two in the
    middle the worse counts. A verdict that the scale does not have counts as none.

    >>> composite(["good", "good", "ok", "ok"], ["good", "ok", "poor"]).middle
    'ok'
    """
    places = sorted(scale.index(verdict) for verdict in verdicts if verdict in scale)
    unjudged = len(verdicts) - len(places)
    counts = tuple((key, places.count(place)) for place, key in enumerate(scale))
    middle = scale[places[len(places) // 2]] if places and not unjudged else None
    return Composite(counts, unjudged, middle)


def contradicts(verdict: str, scale: Sequence[str], *, reached: int, missed: int) -> bool:
    """Return whether the indicators speak against a verdict: best though more are missed than reached, or the reverse.

    ``reached`` and ``missed`` count the goal's indicators with a value and a target; those nearly there
    count in neither. The verdicts between the ends of the scale are never contradicted.

    >>> contradicts("good", ["good", "ok", "poor"], reached=1, missed=2)
    True
    """
    if verdict not in scale or len(scale) == 1:
        return False
    if verdict == scale[0]:
        return missed > reached
    return verdict == scale[-1] and reached > missed
