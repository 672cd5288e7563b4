"""How the goals of one tree go on in those of another: nine became eight, then six, then ten.

Lines between goals of two trees fall into groups; what a group is follows from how many stand on each side
(docs/algorithms/goal-tree.md, "Lineage").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence


class LineageKind(StrEnum):
    """What has happened to the goals of a group between two trees."""

    CONTINUED = "continued"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    NEW = "new"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LineageGroup:
    """Goals that hang together by lines: codes of the earlier tree and of the later, each in tree order."""

    earlier: tuple[str, ...]
    later: tuple[str, ...]

    @property
    def kind(self) -> LineageKind:
        """What has happened to them.

        >>> LineageGroup(("1", "2"), ("1",)).kind.value
        'merged'
        """
        if not self.earlier:
            return LineageKind.NEW
        if not self.later:
            return LineageKind.ENDED
        if len(self.earlier) == 1:
            return LineageKind.CONTINUED if len(self.later) == 1 else LineageKind.SPLIT
        return LineageKind.MERGED if len(self.later) == 1 else LineageKind.REGROUPED


def lineage(
    earlier: Sequence[str], later: Sequence[str], lines: Iterable[tuple[str, str]]
) -> list[LineageGroup]:
    """Return the groups of two trees' goals, in the later tree's order, the ended ones last.

    ``earlier`` and ``later`` are the codes in tree order, ``lines`` pairs of an earlier and a later code;
    a line to a code of neither tree is left out.

    >>> [group.kind.value for group in lineage(["1", "2"], ["1", "9"], [("1", "1"), ("2", "1")])]
    ['merged', 'new']
    """
    known = [(old, new) for old, new in lines if old in earlier and new in later]
    left = {("earlier", code) for code in earlier} | {("later", code) for code in later}
    groups = []
    for start in [*(("later", code) for code in later), *(("earlier", code) for code in earlier)]:
        if start in left:
            together = _connected(start, known)
            left -= together
            groups.append(
                LineageGroup(
                    tuple(code for code in earlier if ("earlier", code) in together),
                    tuple(code for code in later if ("later", code) in together),
                )
            )
    return groups


def _connected(start: tuple[str, str], lines: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    found = {start}
    waiting = [start]
    while waiting:
        side, code = waiting.pop()
        near = (
            {("later", new) for old, new in lines if old == code}
            if side == "earlier"
            else {("earlier", old) for old, new in lines if new == code}
        )
        waiting += sorted(near - found)
        found |= near
    return found


def followed(start: int, lines: Iterable[tuple[int, int]]) -> set[int]:
    """Return the goals that a goal comes from, through every tree before, by lines of earlier and later.

    >>> sorted(followed(3, [(1, 2), (2, 3), (9, 8)]))
    [1, 2]
    """
    above: dict[int, list[int]] = {}
    for old, new in lines:
        above.setdefault(new, []).append(old)
    found: set[int] = set()
    waiting = [start]
    while waiting:
        near = [key for key in above.get(waiting.pop(), []) if key not in found and key != start]
        found.update(near)
        waiting += near
    return found
