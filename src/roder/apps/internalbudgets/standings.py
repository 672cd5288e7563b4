"""How far internal budgets have come: each part, the whole, who is late and what it waits for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models import Q
from django.db.models import Sum

from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import frames_to_divide
from roder.apps.internalbudgets.queries import internal_budgets
from roder.domain.internal_budget_steps import BudgetStanding
from roder.domain.internal_budget_steps import NextAct
from roder.domain.internal_budget_steps import PartStanding
from roder.domain.internal_budget_steps import next_act
from roder.domain.internal_budgets import WRITABLE
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import first_difference
from roder.domain.internal_budgets import left_ore

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from roder.apps.internalbudgets.models import InternalBudget

_COUNTED = Q(layer__is_decided=True) | Q(layer__kind=LayerKind.ORIGINAL)
"""Lines that are current: the original as it is now, and every decided change."""


@dataclass(frozen=True)
class InternalStanding:
    """An internal budget with where it stands; amounts are öre, grants plus, nets in report sign."""

    budget: InternalBudget
    standing: BudgetStanding

    @property
    def parts(self) -> dict[str, PartStanding]:
        """The parts by unit code."""
        return {part.unit: part for part in self.standing.parts}

    @property
    def allotted_ore(self) -> int:
        """What the parts were given together."""
        return sum(part.allotted_ore for part in self.standing.parts)

    @property
    def net_ore(self) -> int:
        """The net of all lines as they stand."""
        return sum(part.net_ore for part in self.standing.parts)

    @property
    def budgeted_ore(self) -> int:
        """What all lines come to, as a grant."""
        return -self.net_ore

    @property
    def left_ore(self) -> int | None:
        """What is left to distribute of the frame; ``None`` without a frame."""
        frame = self.standing.frame_ore
        return None if frame is None else left_ore(frame, self.net_ore)

    @property
    def undivided_ore(self) -> int | None:
        """What of the frame no part was given; ``None`` without a frame."""
        frame = self.standing.frame_ore
        return None if frame is None else frame - self.allotted_ore

    @property
    def is_off_frame(self) -> bool:
        """Whether it was approved or decided, and is no longer what the frame is: the frame has changed since."""
        return self.standing.state is not InternalBudgetState.DRAFT and self.standing.difference is not None

    @property
    def handed_in(self) -> int:
        """How many of the parts that count have been handed in."""
        return sum(part.counts and part.state not in WRITABLE for part in self.standing.parts)

    @property
    def counted(self) -> int:
        """How many parts have anything to hand in."""
        return sum(part.counts for part in self.standing.parts)

    def late(self, day: date) -> list[PartStanding]:
        """Return the parts that are late on the day, the latest first; none once the budget is approved."""
        if self.standing.state is not InternalBudgetState.DRAFT:
            return []
        found = [part for part in self.standing.parts if part.days_late(day)]
        return sorted(found, key=lambda part: (-part.days_late(day), part.unit))

    @property
    def next_act(self) -> NextAct:
        """What it waits for."""
        return next_act(self.standing, self.allotted_ore)


def standings(organisation: str, year: int) -> dict[str, InternalStanding]:
    """Return where every internal budget of a year stands, by body code."""
    return {each.budget.body_code: each for each in _standings(list(internal_budgets(organisation, year)))}


def standing_of(budget: InternalBudget) -> InternalStanding:
    """Return where one internal budget stands."""
    return _standings([budget])[0]


def part_standing(part: UnitPart) -> PartStanding:
    """Return where one part stands, by the lines of its own unit alone."""
    budget = part.internal_budget
    rows = _sums(InternalBudgetLine.objects.filter(layer__internal_budget=budget, unit_code=part.unit_code))
    return _part(part, budget.units_deadline, rows.get((budget.pk, part.unit_code), (0, 0)))


def _standings(budgets: list[InternalBudget]) -> list[InternalStanding]:
    sums = _sums(InternalBudgetLine.objects.filter(layer__internal_budget__in=budgets))
    parts: dict[int, list[UnitPart]] = defaultdict(list)
    for part in UnitPart.objects.filter(internal_budget__in=budgets):
        parts[part.internal_budget_id].append(part)
    frames = {
        (budget.organisation, budget.year): frames_to_divide(budget.organisation, budget.year)
        for budget in {(each.organisation, each.year): each for each in budgets}.values()
    }
    return [
        _standing(budget, frames[budget.organisation, budget.year], parts[budget.pk], sums)
        for budget in budgets
    ]


def _standing(
    budget: InternalBudget,
    frames: dict[str, int],
    rows: list[UnitPart],
    sums: dict[tuple[int, str], tuple[int, int]],
) -> InternalStanding:
    parts = tuple(
        _part(row, budget.units_deadline, sums.get((budget.pk, row.unit_code), (0, 0))) for row in rows
    )
    frame = frames.get(budget.body_code)
    difference = None
    if frame is not None:
        nets = {unit: net for (owner, unit), (net, _lines) in sums.items() if owner == budget.pk}
        given = {part.unit: part.allotted_ore for part in parts}
        difference = first_difference(budget.body_code, frame, given, nets)
    standing = BudgetStanding(
        InternalBudgetState(budget.state), budget.year, frame, difference, parts, (budget.body_code,)
    )
    return InternalStanding(budget, standing)


def _part(row: UnitPart, deadline: date | None, sums: tuple[int, int]) -> PartStanding:
    net, lines = sums
    return PartStanding(
        row.unit_code,
        UnitPartState(row.state),
        row.allotted_ore,
        net,
        row.deadline or deadline,
        has_lines=bool(lines),
    )


def _sums(lines: QuerySet[InternalBudgetLine]) -> dict[tuple[int, str], tuple[int, int]]:
    """Return net and number of current lines by the budget's key and unit, summed by the database."""
    rows = lines.filter(_COUNTED).order_by().values("layer__internal_budget", "unit_code")
    found = rows.annotate(net=Sum("year_ore"), lines=Count("pk"))
    return {(row["layer__internal_budget"], row["unit_code"]): (row["net"], row["lines"]) for row in found}
