"""Which goals the money of a body or of a year's frames names, for the pages of follow-up and frames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.goals.access import may_read_goals
from roder.apps.goals.funding_queries import as_value
from roder.apps.goals.funding_queries import frame_ore_by_holder
from roder.apps.goals.funding_queries import fundings
from roder.apps.goals.funding_queries import holder_of
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import roots
from roder.apps.goals.queries import tree_in_force
from roder.apps.organisation.queries import organisation_tree
from roder.domain.goal_funding import unassigned
from roder.workspace.goal_words import goal_link

if TYPE_CHECKING:
    from roder.apps.goals.models import GoalFunding
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True)
class NamedMoney:
    """The fundings of a year of the tree then in force, by the body whose frame they are part of."""

    tree: GoalTree
    year: int
    bodies: OrganisationTree
    frames: dict[str, int]
    rows: list[GoalFunding]

    def named_ore(self, holder: str) -> int:
        """Return what of a frame names goals."""
        return self.frames[holder] - self.rest_ore(holder)

    def rest_ore(self, holder: str) -> int:
        """Return what of a frame names no goal."""
        holders = set(self.frames)
        mine = [row for row in self.rows if holder_of(row.body_code, self.bodies, holders) == holder]
        return unassigned(self.frames[holder], [as_value(row) for row in mine])

    def url(self, body: str = "") -> str:
        """Return the address of the money of the tree, or of a body in it."""
        page, place = ("goal_money_body", [body]) if body else ("goal_money", [])
        return f"{reverse(f'workspace:{page}', args=[self.tree.code, *place])}?year={self.year}"


def named_money(organisation: str, year: int, user: User) -> NamedMoney | None:
    """Return which money names goals in a year; ``None`` without a tree, or when the person reads no goals."""
    tree = tree_in_force(organisation, date(year, 12, 31)) if may_read_goals(user) else None
    if tree is None:
        return None
    return NamedMoney(
        tree,
        year,
        organisation_tree(organisation, date(year, 12, 31)),
        frame_ore_by_holder(organisation, year),
        list(fundings(tree, year)),
    )


def goals_of_body(organisation: str, body: str, year: int, user: User) -> dict[str, Any] | None:
    """Return the goals that the money of a body names, with amounts, for its page; ``None`` when none does."""
    named = named_money(organisation, year, user)
    if named is None:
        return None
    within = named.bodies.subtree(body)
    goals = list(goals_of(named.tree))
    tops, by_pk = roots(goals), {goal.pk: goal for goal in goals}
    sums: dict[int, int] = {}
    for row in named.rows:
        if row.body_code in within:
            sums[tops[row.goal_id]] = sums.get(tops[row.goal_id], 0) + row.amount_ore
    if not sums:
        return None
    holds_frame = body in named.frames
    return {
        "goals": [goal_link(by_pk[pk]) | {"amount_ore": sums[pk]} for pk in by_pk if pk in sums],
        "rest_ore": named.rest_ore(body) if holds_frame else None,
        "frame_ore": named.frames.get(body),
        "url": named.url(body),
        "amount_unit": "tkr",
    }
