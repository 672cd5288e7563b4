"""Internal budgets as they are found: of a year and body, their layers, lines and what is left to distribute."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Sum

from roder.apps.budgets.queries import frames
from roder.apps.internalbudgets.models import BudgetLayer
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import MonthProfile
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.investments.models import CompanyBudgetYear
from roder.apps.organisation.queries import organisation_tree
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import summed
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

DIVIDING = FRAME_HOLDERS | {BodyKind.COMPANY}
"""Bodies that have an internal budget of their own."""
DECIDED_STATES = (InternalBudgetState.ADOPTED, InternalBudgetState.IN_FORCE, InternalBudgetState.ENDED)


def bodies_of_year(organisation: str, year: int) -> OrganisationTree:
    """Return the bodies that a year's internal budgets are divided to: those in force when it ends."""
    return organisation_tree(organisation, Month(year, 12).last_day)


def dividing_bodies(bodies: OrganisationTree) -> list[Body]:
    """Return the committees and companies that divide money to units, in code order."""
    found = [body for body in bodies.bodies.values() if body.kind in DIVIDING]
    return sorted(found, key=lambda body: body.code)


def units_of(body_code: str, bodies: OrganisationTree) -> list[Body]:
    """Return the body and all its departments and units, top down; no committee or company of its own below it."""
    found, waiting = [], [bodies.bodies[body_code]] if body_code in bodies.bodies else []
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting.extend(reversed(bodies.parts(at.code)))
    return found


def body_of_unit(unit_code: str, bodies: OrganisationTree) -> Body | None:
    """Return the committee or company whose internal budget a unit belongs to: the nearest above, or itself."""
    steps = reversed(bodies.path(unit_code))
    return next((body for body in steps if body.kind in DIVIDING), None)


def internal_budgets(organisation: str, year: int) -> QuerySet[InternalBudget]:
    """Return the internal budgets of a year, by body."""
    return InternalBudget.objects.filter(organisation=organisation, year=year).order_by("body_code")


def internal_budget_of(organisation: str, body_code: str, year: int) -> InternalBudget | None:
    """Return a body's internal budget of a year, or ``None`` when nobody has begun it."""
    return internal_budgets(organisation, year).filter(body_code=body_code).first()


def part_of(budget: InternalBudget, unit_code: str) -> UnitPart | None:
    """Return a unit's part of an internal budget, or ``None``."""
    return budget.parts.filter(unit_code=unit_code).first()


def original_layer(budget: InternalBudget) -> BudgetLayer:
    """Return the layer that is written in while the budget is drafted; it is there from the beginning."""
    return budget.layers.get(kind=LayerKind.ORIGINAL)


def layer_lines(layer: BudgetLayer, units: Iterable[str] | None = None) -> list[InternalLine]:
    """Return the lines of a layer, of some units when they are named, by place."""
    rows = layer.lines.all()
    if units is not None:
        rows = rows.filter(unit_code__in=list(units))
    return [row.as_value() for row in rows]


def current_lines(budget: InternalBudget, units: Iterable[str] | None = None) -> list[InternalLine]:
    """Return the budget as it stands: the original as it is now, and every decided change, summed by place."""
    layers = budget.layers.all()
    counted = [layer for layer in layers if layer.is_decided or layer.kind == LayerKind.ORIGINAL]
    chosen = None if units is None else list(units)
    return summed(line for layer in counted for line in layer_lines(layer, chosen))


def unit_nets(layers: Iterable[BudgetLayer]) -> dict[str, int]:
    """Return the year's net of each unit in report sign over some layers, summed by the database."""
    rows = InternalBudgetLine.objects.filter(layer__in=list(layers)).order_by()
    return dict(rows.values("unit_code").annotate(net=Sum("year_ore")).values_list("unit_code", "net"))


def allotments(budget: InternalBudget) -> dict[str, int]:
    """Return what each unit has been given, as grants (plus), by unit code."""
    return dict(budget.parts.values_list("unit_code", "allotted_ore"))


def frame_ore(budget: InternalBudget) -> int | None:
    """Return the frame that the budget divides, with what was decided since; ``None`` when none is set."""
    return frames_to_divide(budget.organisation, budget.year).get(budget.body_code)


def frames_to_divide(organisation: str, year: int) -> dict[str, int]:
    """Return what each body has to divide, as a grant (plus), by body code.

    A committee has its frame as it stands. A company has no frame from the council: it divides the result that
    the companies' budget asks of it, so a surplus to be made is a grant below zero.
    """
    asked = CompanyBudgetYear.objects.filter(
        entry__organisation=organisation, year=year, result_ore__isnull=False
    )
    results = {code: -ore for code, ore in asked.values_list("entry__code", "result_ore") if ore is not None}
    return results | {code: held.current_ore for code, held in frames(organisation, year).items()}


def lines_in_force(organisation: str, year: int) -> dict[str, list[InternalLine]]:
    """Return the current lines of every internal budget in force, by body code."""
    found = internal_budgets(organisation, year).filter(state=InternalBudgetState.IN_FORCE)
    return {budget.body_code: current_lines(budget) for budget in found}


def month_profiles(organisation: str) -> list[MonthProfile]:
    """Return the municipality's own month profiles, by name."""
    return list(MonthProfile.objects.filter(organisation=organisation))


def years_with_internal_budgets(organisation: str) -> list[int]:
    """Return the years that have internal budgets, oldest first."""
    rows = InternalBudget.objects.filter(organisation=organisation)
    return sorted(set(rows.values_list("year", flat=True)))


def states_of_parts(budgets: Iterable[InternalBudget]) -> dict[int, dict[str, int]]:
    """Return how many units are in each state, by the budget's key."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    parts = UnitPart.objects.filter(internal_budget__in=list(budgets)).order_by()
    for budget, state in parts.values_list("internal_budget", "state"):
        found[budget][state] = found[budget].get(state, 0) + 1
    return dict(found)
