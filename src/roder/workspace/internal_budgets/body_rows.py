"""The rows of a body's internal budget: itself, its departments and units, with the sum of each that has parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from roder.apps.internalbudgets.queries import units_of
from roder.workspace.amounts_as_written import amount_as_written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.internalbudgets.standings import InternalStanding
    from roder.domain.internal_budget_steps import PartStanding
    from roder.workspace.internal_budgets.chosen_body import ChosenBody

PART, DAY = "unit-", "day-"
"""What the names of the fields begin with: a unit's amount, and its own day."""


@dataclass(frozen=True)
class UnitRow:
    """A part as the page shows it, or the sum of a department with parts; amounts öre, budgeted and given as grants."""

    code: str
    name: str
    depth: int
    url: str
    given_ore: int
    budgeted_ore: int
    is_sum: bool = False
    state: str = ""
    deadline: date | None = None
    days_late: int = 0
    written: str = ""
    written_day: str = ""
    comment: str = ""

    @property
    def left_ore(self) -> int:
        """Given less budgeted."""
        return self.given_ore - self.budgeted_ore

    @property
    def field(self) -> str:
        """The name of the field that holds the amount given."""
        return f"{PART}{self.code}"

    @property
    def day_field(self) -> str:
        """The name of the field that holds the unit's own day."""
        return f"{DAY}{self.code}"


def unit_rows(
    chosen: ChosenBody, found: InternalStanding, day: date, given: Mapping[str, str] | None
) -> list[UnitRow]:
    """Return the rows top down; ``given`` is a form that was sent and not saved, whose texts stand again."""
    rows: list[UnitRow] = []
    root = len(chosen.bodies.path(chosen.body.code))
    comments = dict(chosen.budget.parts.values_list("unit_code", "comment"))
    own_days = dict(chosen.budget.parts.values_list("unit_code", "deadline"))
    late = found.late(day)
    for body in units_of(chosen.body.code, chosen.bodies):
        part = found.parts.get(body.code)
        if part is None:
            continue
        depth = len(chosen.bodies.path(body.code)) - root
        own_day = own_days[body.code]
        rows.append(
            UnitRow(
                body.code,
                body.name,
                depth,
                reverse("workspace:internal_budget_unit", args=[chosen.year, chosen.body.code, body.code]),
                part.allotted_ore,
                -part.net_ore,
                state=f"unit_part_{part.state}" if part.counts else "",
                deadline=part.deadline if part.counts else None,
                days_late=part.days_late(day) if part in late else 0,
                written=_sent(given, f"{PART}{body.code}", amount_as_written(part.allotted_ore)),
                written_day=_sent(given, f"{DAY}{body.code}", own_day.isoformat() if own_day else ""),
                comment=comments[body.code],
            )
        )
        if depth and chosen.bodies.parts(body.code):
            rows.append(_sum_row(chosen, found, body.code, depth))
    return rows


def _sum_row(chosen: ChosenBody, found: InternalStanding, code: str, depth: int) -> UnitRow:
    parts: list[PartStanding] = [
        found.parts[body.code] for body in units_of(code, chosen.bodies) if body.code in found.parts
    ]
    given, net = sum(part.allotted_ore for part in parts), sum(part.net_ore for part in parts)
    return UnitRow(code, chosen.name_of(code), depth, "", given, -net, is_sum=True)


def _sent(given: Mapping[str, str] | None, name: str, stands: str) -> str:
    return given[name] if given is not None and name in given else stands
