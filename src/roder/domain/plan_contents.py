"""What a plan says: its gaps, the fingerprint of what was adopted, and what has changed since.

The rule of docs/algorithms/plans.md in code. The contents are a document of plain values, so that what is
pinned can be kept and compared for ever; the parts of a list have a ``key``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any
from typing import TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

Part = dict[str, Any]


class PlanDocument(TypedDict):
    """All that a plan says. Amounts are whole öre, ``None`` where there is none; dates and targets are text."""

    title: str
    sections: list[Part]
    goals: list[Part]
    assignments: list[Part]
    frame: Part
    allocations: list[Part]
    fundings: list[Part]


class GapKind(StrEnum):
    """What a plan may still lack."""

    UNANSWERED_GOAL = "unanswered_goal"
    ASSIGNMENT_WITHOUT_ACTIVITY = "assignment_without_activity"
    ASSIGNMENT_WITHOUT_OWNER = "assignment_without_owner"
    INDICATOR_WITHOUT_TARGET = "indicator_without_target"
    FRAME_NOT_DISTRIBUTED = "frame_not_distributed"
    EMPTY_SECTION = "empty_section"


@dataclass(frozen=True, slots=True)
class PlanGap:
    """Something that a plan lacks: ``key`` and ``title`` are of the part that lacks it, ``title_en`` where it has one.

    ``amount_ore`` is what is not distributed (+), or distributed beyond the frame (−).
    """

    kind: GapKind
    key: str = ""
    title: str = ""
    title_en: str = ""
    amount_ore: int | None = None


class PlanChange(StrEnum):
    """What has happened to a part of a plan since it was adopted."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """One place where the live contents differ from the pinned; ``path`` is names and keys from the top.

    ``old`` and ``new`` are plain values, of a whole part when it came or went.
    """

    change: PlanChange
    path: tuple[str, ...]
    old: Any = None
    new: Any = None


def undistributed(frame_ore: int | None, allocations: list[Part]) -> int | None:
    """Return what of the frame the plan has not given to any part; ``None`` without a frame.

    >>> undistributed(1000, [{"key": "3010", "amount_ore": 600}])
    400
    """
    if frame_ore is None:
        return None
    return frame_ore - sum(int(part["amount_ore"]) for part in allocations)


def plan_gaps(document: PlanDocument) -> list[PlanGap]:
    """Return what a plan lacks, in the order of docs/algorithms/plans.md.

    >>> parts = {"sections": [], "assignments": [], "allocations": [], "fundings": [], "frame": {"amount_ore": None}}
    >>> goal = {"key": "1", "title": "Schools", "answer": "", "is_asked": True, "indicators": [], "own_goals": []}
    >>> [gap.kind.value for gap in plan_gaps({"title": "Plan", "goals": [goal], **parts})]
    ['unanswered_goal']
    """
    goals, assignments = document["goals"], document["assignments"]
    gaps = [_gap(GapKind.UNANSWERED_GOAL, goal) for goal in goals if goal["is_asked"] and not goal["answer"]]
    for kind, lacks in (
        (GapKind.ASSIGNMENT_WITHOUT_ACTIVITY, "activities"),
        (GapKind.ASSIGNMENT_WITHOUT_OWNER, "owner"),
    ):
        gaps += [_gap(kind, each) for each in assignments if not each[lacks]]
    measured = {part["key"]: part for goal in goals for part in _indicators(goal)}
    gaps += [
        _gap(GapKind.INDICATOR_WITHOUT_TARGET, each) for each in measured.values() if not each["targets"]
    ]
    rest = undistributed(document["frame"]["amount_ore"], document["allocations"])
    if rest:
        gaps.append(PlanGap(GapKind.FRAME_NOT_DISTRIBUTED, amount_ore=rest))
    return gaps + [
        PlanGap(GapKind.EMPTY_SECTION, each["key"], each["heading"])
        for each in document["sections"]
        if not each["text"].strip()
    ]


def _gap(kind: GapKind, part: Part) -> PlanGap:
    return PlanGap(kind, part["key"], part["title"], part.get("title_en", ""))


def _indicators(goal: Part) -> Iterator[Part]:
    yield from goal["indicators"]
    for own in goal["own_goals"]:
        yield from own["indicators"]


def plan_digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the contents, written as JSON with sorted keys and nothing between.

    >>> plan_digest({"b": 1, "a": 2}) == plan_digest({"a": 2, "b": 1})
    True
    """
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plan_differences(pinned: Mapping[str, Any], live: Mapping[str, Any]) -> list[PlanDifference]:
    """Return where the live contents differ from those that were pinned; parts are matched by their key.

    >>> plan_differences({"title": "A"}, {"title": "B"})[0].path
    ('title',)
    """
    return list(_differences((), pinned, live))


def _differences(path: tuple[str, ...], old: Any, new: Any) -> Iterator[PlanDifference]:
    then, now = _by_name(old), _by_name(new)
    if then is None or now is None:
        if old != new:
            yield PlanDifference(PlanChange.CHANGED, path, old, new)
        return
    for name in dict.fromkeys([*then, *now]):
        here = (*path, name)
        if name not in now:
            yield PlanDifference(PlanChange.REMOVED, here, old=then[name])
        elif name not in then:
            yield PlanDifference(PlanChange.ADDED, here, new=now[name])
        else:
            yield from _differences(here, then[name], now[name])


def _by_name(value: Any) -> dict[str, Any] | None:
    """Return the parts of a value by name, or by key when it is a list of parts; ``None`` of anything else."""
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if name != "key"}
    if isinstance(value, list):
        return {part["key"]: part for part in value}
    return None
