"""A table of indicators taken apart: definitions, targets, outcomes and the goals that indicators tell of."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.domain.problems import Problem

DEFINITION: Final = (
    *("title", "title_en", "definition", "area", "kind", "unit", "decimals", "direction", "period_kind"),
    *("source", "source_reference", "source_note", "body", "owner", "owner_title", "by_sex", "no_sex_reason"),
    *("counts_people", "smallest_group", "days_until_due", "retired_on", "example"),
)
"""The fields of a definition; they may stand in every row of an indicator, or in one."""

TARGET: Final = ("target", "target_kind", "upper", "limit", "example")
OUTCOME: Final = ("value", "group_size", "published_on", "note", "example")


class TargetKey(NamedTuple):
    """Where there is one target."""

    code: str
    period: str
    sex: str


class OutcomeKey(NamedTuple):
    """Where there is one current outcome. ``kind`` says what ``place`` is: own, a body, a place compared with."""

    code: str
    kind: str
    place: str
    period: str
    sex: str


class GoalKey(NamedTuple):
    """An indicator and a goal that it tells of."""

    code: str
    tree: str
    goal: str


@dataclass(slots=True)
class IndicatorRows:
    """What a table says, each with the line on which it says it first; and every fault.

    ``periods`` is the first period of each indicator: it tells how often a new one is measured.
    """

    definitions: dict[str, tuple[dict[str, Any], int | None]] = field(default_factory=dict)
    targets: dict[TargetKey, tuple[Mapping[str, Any], int | None]] = field(default_factory=dict)
    outcomes: dict[OutcomeKey, tuple[Mapping[str, Any], int | None]] = field(default_factory=dict)
    goals: dict[GoalKey, int | None] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
