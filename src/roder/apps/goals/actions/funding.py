"""To say which money names which goal, to change it, and to take it away."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.models import Frame
from roder.apps.goals.funding_queries import as_value
from roder.apps.goals.funding_queries import frame_ore_by_holder
from roder.apps.goals.funding_queries import fundings
from roder.apps.goals.funding_queries import holder_of
from roder.apps.goals.funding_queries import subject_of
from roder.apps.goals.models import GoalFunding
from roder.apps.organisation.queries import organisation_tree
from roder.domain.goal_funding import Funding
from roder.domain.goal_funding_faults import funding_faults
from roder.domain.goal_funding_faults import place_faults
from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.domain.goal_funding import FundingKind
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class FundingWish:
    """Money that is to name a goal: whole öre of a grant in a year, for a body."""

    goal: Goal
    year: int
    kind: FundingKind
    body_code: str
    amount_ore: int
    project_code: str = ""
    assignment: Assignment | None = None
    reason: str = ""
    decision: Decision | None = None
    is_example: bool = False

    @property
    def value(self) -> Funding:
        """The wish as the rules take it."""
        return Funding(
            self.goal.code,
            self.body_code,
            self.kind,
            self.amount_ore,
            self.project_code,
            self.assignment.code if self.assignment else "",
        )


class FundingRefusedError(RefusedError):
    """The money cannot name the goal; ``problems`` say why."""


@transaction.atomic
def add_funding(wish: FundingWish, *, acting_user: User) -> list[Problem]:
    """Let money name a goal; returns what is told of it. Raises ``FundingRefusedError``."""
    problems = _allowed(wish)
    row = GoalFunding.objects.create(
        organisation=wish.goal.tree.organisation,
        goal=wish.goal,
        assignment=wish.assignment,
        decision=wish.decision,
        is_example=wish.is_example,
        **_columns(wish),
    )
    record(AuditEntry.Event.FUNDING_ADDED, subject_of(row), acting_user=acting_user, new=_told(row))
    return problems


@transaction.atomic
def change_funding(
    row: GoalFunding, wish: FundingWish, *, seen_version: int, acting_user: User
) -> list[Problem]:
    """Make the row say what is wished, for the goal and assignment that it names; returns what is told of it.

    Raises ``FundingRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    wish = replace(wish, goal=row.goal, assignment=row.assignment)
    problems = _allowed(wish, but=row)
    change(
        row,
        _columns(wish),
        seen_version=seen_version,
        event=AuditEntry.Event.FUNDING_CHANGED,
        subject=subject_of(row),
        acting_user=acting_user,
    )
    return problems


@transaction.atomic
def remove_funding(row: GoalFunding, *, seen_version: int, acting_user: User) -> None:
    """Take the money from the goal; raises ``StaleVersionError`` when somebody has changed it meanwhile."""
    event = AuditEntry.Event.FUNDING_REMOVED
    current = GoalFunding.objects.select_for_update().filter(pk=row.pk).first()
    if current is None or current.version != seen_version:
        raise stale(current, mine={"amount_ore": row.amount_ore}, event=event, subject=subject_of(row))
    told = _told(current)
    current.delete()
    record(event, subject_of(row), acting_user=acting_user, old=told)


def _allowed(wish: FundingWish, *, but: GoalFunding | None = None) -> list[Problem]:
    """Return what is told of the wish, with its frame locked so that two people cannot exceed it together."""
    tree, organisation = wish.goal.tree, wish.goal.tree.organisation
    list(
        Frame.objects.select_for_update().filter(organisation=organisation, year=wish.year).values_list("pk")
    )
    bodies = organisation_tree(organisation, date(wish.year, 12, 31))
    given = frame_ore_by_holder(organisation, wish.year)
    holders = set(given)
    holder = holder_of(wish.body_code, bodies, holders)
    others = [
        as_value(row)
        for row in fundings(tree, wish.year)
        if (but is None or row.pk != but.pk)
        and holder_of(row.body_code, bodies, holders) == holder
        and (holder or row.body_code == wish.body_code)
    ]
    problems = [
        *place_faults(wish.year, tree.year, is_body_known=wish.body_code in bodies.bodies),
        *funding_faults(wish.value, others, given.get(holder)),
    ]
    if refuses(problems):
        raise FundingRefusedError([problem for problem in problems if problem.refuses])
    return problems


def _columns(wish: FundingWish) -> dict[str, Any]:
    return {
        "year": wish.year,
        "kind": wish.kind.value,
        "body_code": wish.body_code,
        "project_code": wish.project_code,
        "amount_ore": wish.amount_ore,
        "reason": wish.reason,
    }


def _told(row: GoalFunding) -> dict[str, Any]:
    named = {"goal": row.goal.code, "assignment": row.assignment.code if row.assignment else ""}
    columns = ("year", "kind", "body_code", "project_code", "amount_ore", "reason")
    return named | {name: getattr(row, name) for name in columns}
