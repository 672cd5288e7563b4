"""The money of goals as tables: by goal, by body, for one goal, one body or one assignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.followup.goal_money import money_basis
from roder.apps.goals.funding_queries import assignment_fundings
from roder.domain.goal_funding import GoalMoney
from roder.domain.goal_funding import money_by
from roder.domain.goal_funding import unassigned

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from roder.apps.followup.goal_money import MoneyBasis
    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalFunding
    from roder.domain.goal_funding import Funding
    from roder.domain.reach import Reach


@dataclass(frozen=True)
class MoneyLine:
    """One row: the code of a goal or body, what it is called, and its money."""

    code: str
    name: str
    money: GoalMoney
    goal: Goal | None = None


@dataclass(frozen=True)
class GoalMoneyTable:
    """Rows of money that sum with ``unassigned_ore`` to ``frame_ore``; ``outside`` stands beside the frames.

    ``frame_ore`` and ``unassigned_ore`` are ``None`` when no frame is set; ``is_whole`` says that it is all frames.
    """

    lines: list[MoneyLine]
    total: GoalMoney
    frame_ore: int | None
    unassigned_ore: int | None
    outside: GoalMoney | None
    is_whole: bool


def table_by_goal(basis: MoneyBasis, body: str = "") -> GoalMoneyTable:
    """Return every overarching goal with its money, of all frames or of one body's."""
    tops = [goal for goal in basis.goals if goal.parent_id is None]
    inside, outside = _parts(basis, body)

    found = _money(basis, inside, lambda one: basis.top_of[one.goal].code)
    lines = [MoneyLine(goal.code, goal.title, found.get(goal.code, GoalMoney(0)), goal) for goal in tops]
    return _table(basis, lines, inside, outside, _frame(basis, body), is_whole=not body)


def table_by_body(basis: MoneyBasis, goal: Goal | None = None) -> GoalMoneyTable:
    """Return every body that holds a frame, or whose money names the goal, with that money."""
    codes = None if goal is None else _below(basis, goal)
    chosen = [one for one in basis.values if codes is None or one.goal in codes]
    inside = [one for one in chosen if basis.holder(one.body)]
    outside = [one for one in chosen if not basis.holder(one.body)]
    found = _money(basis, inside, lambda one: basis.holder(one.body))
    shown = sorted(found) if goal else sorted(basis.frames)
    lines = [MoneyLine(code, basis.body_name(code), found.get(code, GoalMoney(0))) for code in shown]
    return _table(basis, lines, inside, outside, None if goal else _frame(basis, ""), is_whole=goal is None)


def money_of_goal(basis: MoneyBasis, goal: Goal) -> GoalMoney:
    """Return the money of a goal and of the goals below it, whichever body has it."""
    codes = _below(basis, goal)
    return money_by(basis.values, basis.known, lambda one: one.goal in codes).get(True, GoalMoney(0))


def rows_of_goal(basis: MoneyBasis, goal: Goal) -> list[GoalFunding]:
    """Return the fundings that name a goal or one below it."""
    codes = _below(basis, goal)
    return [row for row in basis.rows if row.goal.code in codes]


@dataclass(frozen=True)
class AssignmentMoney:
    """What an assignment is granted in a year, and what is used of it, with the basis that says so."""

    year: int
    money: GoalMoney
    rows: list[GoalFunding]
    basis: MoneyBasis


def money_of_assignment(assignment: Assignment, reach: Reach) -> list[AssignmentMoney]:
    """Return the money of an assignment, year by year."""
    found = []
    rows = list(assignment_fundings(assignment))
    for year, tree in sorted({(row.year, row.goal.tree) for row in rows}, key=lambda each: each[0]):
        basis = money_basis(tree, year, reach)
        money = money_by(basis.values, basis.known, lambda one: one.assignment)[assignment.code]
        mine = [row for row in rows if (row.year, row.goal.tree) == (year, tree)]
        found.append(AssignmentMoney(year, money, mine, basis))
    return found


def _below(basis: MoneyBasis, goal: Goal) -> frozenset[str]:
    by_pk = {each.pk: each for each in basis.goals}

    def is_below(one: Goal | None) -> bool:
        while one is not None and one.pk != goal.pk:
            one = by_pk.get(one.parent_id) if one.parent_id else None
        return one is not None

    return frozenset(each.code for each in basis.goals if is_below(each))


def _parts(basis: MoneyBasis, body: str) -> tuple[list[Funding], list[Funding]]:
    """Return the money inside the frames and beside them: of all, or of a body and what is below it."""
    within = basis.bodies.subtree(body) | {body} if body else None
    holds_frame = body in basis.frames
    chosen = [
        one
        for one in basis.values
        if within is None or (basis.holder(one.body) == body if holds_frame else one.body in within)
    ]
    inside = [one for one in chosen if basis.holder(one.body)]
    return inside, [one for one in chosen if not basis.holder(one.body)]


def _money(basis: MoneyBasis, part: Sequence[Funding], key: Callable[[Funding], str]) -> dict[str, GoalMoney]:
    """Return the money of a part of the fundings, by the key.

    All money of the year takes part, so that a pot which somebody outside the part shares is not taken whole.
    """
    chosen = {id(one) for one in part}
    found = money_by(basis.values, basis.known, lambda one: (id(one) in chosen, key(one)))
    return {each: money for (is_chosen, each), money in found.items() if is_chosen}


def _frame(basis: MoneyBasis, body: str) -> int | None:
    if body:
        return basis.frames.get(body)
    return sum(basis.frames.values()) if basis.frames else None


def _table(
    basis: MoneyBasis,
    lines: list[MoneyLine],
    inside: Sequence[Funding],
    outside: Sequence[Funding],
    frame_ore: int | None,
    *,
    is_whole: bool,
) -> GoalMoneyTable:
    def whole(part: Sequence[Funding]) -> GoalMoney:
        return _money(basis, part, lambda _one: "").get("", GoalMoney(0))

    return GoalMoneyTable(
        lines,
        whole(inside),
        frame_ore,
        None if frame_ore is None else unassigned(frame_ore, inside),
        whole(outside) if outside else None,
        is_whole,
    )
