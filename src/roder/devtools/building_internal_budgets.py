"""The example's internal budgets, through the same doors as a user's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import dividing_bodies
from roder.apps.internalbudgets.queries import internal_budgets
from roder.devtools.building_internal_bases import build_internal_bases
from roder.domain.organisation import FRAME_HOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User

COMING_YEAR = 2019
UNITS_DEADLINE = date(2018, 11, 16)


def build_internal_budgets(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Begin the coming year's internal budget of every committee, unless one is there."""
    del people
    there = set(internal_budgets(key, COMING_YEAR).values_list("body_code", flat=True))
    committees = [
        body
        for body in dividing_bodies(bodies_of_year(key, COMING_YEAR))
        if body.kind in FRAME_HOLDERS and body.code not in there
    ]
    for body in committees:
        begin_internal_budget(
            key,
            body.code,
            COMING_YEAR,
            units_deadline=UNITS_DEADLINE,
            is_example=True,
            acting_user=system_user(),
        )
    say(f"internal budgets {COMING_YEAR}: {len(committees)} begun")
    build_internal_bases(key, say)
