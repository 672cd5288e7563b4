"""The example's internal budgets, through the same doors as a user's own: this year's in force, the coming one begun."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.base import fill_from_base
from roder.apps.internalbudgets.actions.dividing import allot
from roder.apps.internalbudgets.actions.dividing import set_deadlines
from roder.apps.internalbudgets.actions.steps import step_part
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import dividing_bodies
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import internal_budgets
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.queries import unit_nets
from roder.devtools.building_internal_bases import build_internal_bases
from roder.devtools.building_internal_year import build_internal_year
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import BaseWish
from roder.domain.internal_budget_steps import PartAct
from roder.domain.organisation import FRAME_HOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

COMING_YEAR = 2019
UNITS_DEADLINE = date(2018, 11, 16)
EARLY_DEADLINE = date(2018, 8, 24)
STEPPED_ON = date(2018, 8, 20)
EARLY_BODY = "500"
"""The committee that asks its units early, so that some have handed in, one has it back and some are late."""
HANDED_IN, RETURNED, LATE = 3, 1, 2


def build_internal_budgets(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make this year's internal budgets and begin the coming year's of every committee, unless they are there."""
    by_name = {person.username: person for person in people}
    build_internal_year(key, by_name, say)
    there = set(internal_budgets(key, COMING_YEAR).values_list("body_code", flat=True))
    committees = [
        body
        for body in dividing_bodies(bodies_of_year(key, COMING_YEAR))
        if body.kind in FRAME_HOLDERS and body.code not in there
    ]
    for body in committees:
        budget = begin_internal_budget(
            key,
            body.code,
            COMING_YEAR,
            units_deadline=UNITS_DEADLINE,
            is_example=True,
            acting_user=system_user(),
        )
        _allot_as_before(budget)
    say(f"internal budgets {COMING_YEAR}: {len(committees)} begun")
    build_internal_bases(key, say)
    if any(body.code == EARLY_BODY for body in committees):
        _hand_in_early(key, by_name)


def _allot_as_before(budget: InternalBudget) -> None:
    """Give the units what they have this year, until the council has decided the coming year's frames."""
    before = internal_budget_of(budget.organisation, budget.body_code, budget.year - 1)
    if before is not None:
        given = dict(before.parts.values_list("unit_code", "allotted_ore"))
        there = set(budget.parts.values_list("unit_code", flat=True))
        allot(budget, {code: ore for code, ore in given.items() if code in there}, acting_user=system_user())


@transaction.atomic
def _hand_in_early(key: str, people: dict[str, User]) -> None:
    budget = internal_budget_of(key, EARLY_BODY, COMING_YEAR)
    approver = people.get("eva.lind") or people.get("karin.ek")
    if budget is None or approver is None:
        return
    nets = unit_nets([original_layer(budget)])
    parts = [part for part in budget.parts.all() if part.allotted_ore]
    ready = [part for part in parts if not nets.get(part.unit_code, 0)][:HANDED_IN]
    if not ready:
        return
    wish = BaseWish(BaseSource.INTERNAL_BUDGET, COMING_YEAR - 1)
    fill_from_base(ready, wish, acting_user=system_user())
    for part in ready:
        step_part(part, PartAct.SUBMIT, "Enligt årets nivå.", today=STEPPED_ON, acting_user=system_user())
    for part in ready[:RETURNED]:
        said = "Vikarierna saknas från mars. Räkna om bemanningen och lämna in igen."
        step_part(part, PartAct.RETURN, said, today=STEPPED_ON, acting_user=approver)
    taken = {part.unit_code for part in ready}
    late = [part.unit_code for part in parts if part.unit_code not in taken][:LATE]
    set_deadlines(budget, UNITS_DEADLINE, dict.fromkeys(late, EARLY_DEADLINE), acting_user=approver)
