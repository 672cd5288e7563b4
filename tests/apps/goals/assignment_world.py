"""A small municipality whose council gives its committees assignments, made by the actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.decisions.actions import register_decision
from roder.apps.goals.actions.assignments import register_assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalTree
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.assignment_facts import AssignmentFacts
from roder.domain.assignments import AssignmentSide
from roder.domain.decisions import DecisionFacts
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import Assignment

KEY = "2120000159"
GIVEN = date(2017, 11, 27)
DUE = date(2018, 12, 31)
DAY = date(2018, 8, 31)
BEGAN = date(2017, 1, 1)
TAKER = frozenset({AssignmentSide.TAKER})
GIVER = frozenset({AssignmentSide.GIVER})
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100"),
    Body("411", "Northern preschools", BodyKind.UNIT, "400"),
    Body("412", "Southern preschools", BodyKind.UNIT, "400"),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
    Body("900", "Company", BodyKind.COMPANY, "100"),
]
BUDGET = DecisionFacts("100", GIVEN, "210", "Goals and budget 2018–2020", "KS 17/101")


def organise() -> None:
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []


def person(username: str, name: str, role: Role, body: str = "", title: str = "") -> User:
    """Return a person with one role, for a body or for the whole."""
    first, last = name.split()
    made = User.objects.create(username=username, first_name=first, last_name=last, title=title)
    mandate = Mandate(role, KEY if body else "", body, "A" if role is Role.POLITICIAN else "", BEGAN)
    grant_mandate(made, mandate, acting_user=system_user())
    return made


def decision() -> Decision:
    return register_decision(KEY, BUDGET, acting_user=system_user())


def facts(**changes: Any) -> AssignmentFacts:
    """Return the two-teacher model that the council gave the preschool committee, with changes."""
    usual: dict[str, Any] = {
        "title": "Try a model with two teachers",
        "given_by": "100",
        "given_to": "400",
        "given_on": GIVEN,
        "due": DUE,
    }
    return AssignmentFacts(**(usual | changes))


def assignment(*, by: User | None = None, **changes: Any) -> Assignment:
    """Register an assignment; its decision, goals and owner by the names of the action."""
    around = {name: changes.pop(name) for name in ("decision", "goals", "owner") if name in changes}
    return register_assignment(KEY, facts(**changes), **around, acting_user=by or system_user())


def goals() -> list[Goal]:
    """Return two overarching goals, and a committee's own under the first."""
    tree = GoalTree.objects.create(organisation=KEY, code="2018-2020", year=2018, title="Goals and budget")
    first = Goal.objects.create(tree=tree, code="1", level="overall", title="Education")
    second = Goal.objects.create(tree=tree, code="2", level="overall", title="Democracy", position=1)
    own = Goal.objects.create(
        tree=tree, code="1.1", level="committee", title="Safe preschools", parent=first, body_code="400"
    )
    return [first, second, own]
