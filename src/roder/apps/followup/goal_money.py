"""Goals beside money: what is granted to each, and what the ledger has used of it by project, to the newest month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from roder.apps.budgets.queries import frames
from roder.apps.followup.basis import Basis
from roder.apps.followup.basis import month_budget
from roder.apps.followup.basis import plain_number
from roder.apps.followup.months import year_figures
from roder.apps.followup.project_use import project_use
from roder.apps.goals.funding_queries import as_value
from roder.apps.goals.funding_queries import fundings
from roder.apps.goals.funding_queries import holder_of
from roder.apps.goals.models import Goal
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import fiscal_year_holding
from roder.apps.organisation.queries import bodies as organisation_bodies
from roder.domain.forecasting import ForecastMethod
from roder.domain.goal_funding import FollowedMoney
from roder.domain.goal_funding import NotFollowed
from roder.domain.goal_funding import followed
from roder.domain.goal_funding import pots
from roder.domain.money import allocate
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree
from roder.domain.periods import Month
from roder.domain.reach import THE_WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.goals.models import GoalFunding
    from roder.apps.goals.models import GoalTree
    from roder.domain.goal_funding import Funding
    from roder.domain.reach import Reach

    Pot = tuple[str, str]
    Known = dict[Pot, FollowedMoney | NotFollowed]

DECEMBER = 12


@dataclass(frozen=True)
class MoneyBasis:
    """The money of a year that names a tree's goals, and what is known of its use by one who reads so far."""

    tree: GoalTree
    year: int
    month: Month | None
    bodies: OrganisationTree
    frames: dict[str, int]
    rows: list[GoalFunding]
    values: list[Funding]
    known: Known

    @cached_property
    def goals(self) -> list[Goal]:
        """Every goal of the tree, in its order."""
        return list(Goal.objects.filter(tree=self.tree))

    @cached_property
    def top_of(self) -> dict[str, Goal]:
        """The overarching goal above each goal, by code; a goal without any above is its own."""
        by_pk = {goal.pk: goal for goal in self.goals}
        found = {}
        for goal in self.goals:
            top = goal
            while top.parent_id in by_pk:
                top = by_pk[top.parent_id]
            found[goal.code] = top
        return found

    def holder(self, body: str) -> str:
        """Return the body whose frame the money of a body is part of; empty when it stands outside the frames."""
        return holder_of(body, self.bodies, set(self.frames))

    def body_name(self, code: str) -> str:
        """Return what a body is called that year; its code when it is not in force."""
        body = self.bodies.bodies.get(code)
        return body.name if body else code


def money_basis(tree: GoalTree, year: int, reach: Reach) -> MoneyBasis:
    """Return the money of a year that names the tree's goals, used to the newest month that the ledger covers.

    ``reach`` is how far one reads the follow-up: what is granted is public, what is used is seen within it.
    """
    rows = list(fundings(tree, year))
    values = [as_value(row) for row in rows]
    every = organisation_bodies(tree.organisation)
    bodies = OrganisationTree(every, date(year, DECEMBER, 31), tree.organisation)
    given = frames(tree.organisation, year)
    books = LedgerOrganisation.objects.filter(key=tree.organisation).first()
    ledger = fiscal_year_holding(books, Month(year, DECEMBER)) if books else None
    month = ledger.last_month if ledger else None
    seen = None
    if books and ledger and month:
        # As in the follow-up: a code's money stands under the body that answers for it when the month ends.
        then = OrganisationTree(every, month.last_day, tree.organisation)
        figures = year_figures(books, month, ledger)
        seen = Basis(books, month, then, figures, given, ForecastMethod.BUDGET_PROFILE, THE_WHOLE, then)
    known = _known(values, bodies, set(given), reach, seen)
    frame_ore = {code: frame.current_ore for code, frame in given.items()}
    return MoneyBasis(tree, year, month, bodies, frame_ore, rows, values, known)


def _known(
    values: Sequence[Funding],
    bodies: OrganisationTree,
    holders: set[str],
    reach: Reach,
    seen: Basis | None,
) -> Known:
    granted = pots(values)
    within = reach.bodies(bodies)
    known: Known = {pot: NotFollowed.OUT_OF_REACH for pot in granted if pot[0] not in within}
    open_pots = {pot: ore for pot, ore in granted.items() if pot not in known}
    apart = {code for code, body in bodies.bodies.items() if body.kind is BodyKind.COMPANY}
    own = {pot: ore for pot, ore in open_pots.items() if pot[0] not in apart}
    if own and seen:
        known |= _municipal(own, bodies, holders, seen)
    for code in sorted({body for body, _project in open_pots} & apart):
        mine = {pot: ore for pot, ore in open_pots.items() if pot[0] == code}
        known |= _of_company(mine, bodies.bodies[code].organisation_number, bodies.day)
    return known


def _municipal(granted: Mapping[Pot, int], bodies: OrganisationTree, holders: set[str], seen: Basis) -> Known:
    use = project_use(seen.organisation, seen.figures.year, frozenset(project for _body, project in granted))
    if use is None:
        return {}
    sums: dict[Pot, list[int]] = defaultdict(lambda: [0] * len(use.months))
    for row in use.rows:
        for body in seen.tree.answering(row.responsibility):
            sums[body.code, row.project][use.months.index(row.month)] += row.used_ore
    found: Known = {}
    for pot, ore in granted.items():
        if pot[1] not in use.projects:
            found[pot] = NotFollowed.UNKNOWN_PROJECT
        else:
            found[pot] = followed(allocate(ore, _shape(seen, holder_of(pot[0], bodies, holders))), sums[pot])
    return found


def _shape(seen: Basis, holder: str) -> list[int]:
    """Return how a holder's frame is spread over the months, as weights; evenly when there is none."""
    spread = month_budget(seen, holder, seen.codes_of(holder)) if holder else None
    return [abs(ore) for ore in spread] if spread else [1] * len(seen.figures.months)


def _of_company(granted: Mapping[Pot, int], number: str, day: date) -> Known:
    """Return what a company's own books say, when they are here: there all money is the company's."""
    wanted = plain_number(number)
    companies = LedgerOrganisation.objects.exclude(number="") if wanted else LedgerOrganisation.objects.none()
    books = next((each for each in companies if plain_number(each.number) == wanted), None)
    ledger = fiscal_year_holding(books, Month(day.year, day.month)) if books else None
    use = project_use(books, ledger, frozenset(pot[1] for pot in granted)) if books and ledger else None
    if use is None or ledger is None:
        return {}
    found: Known = {}
    for pot, ore in granted.items():
        used = [0] * len(use.months)
        for row in use.rows:
            if row.project == pot[1]:
                used[use.months.index(row.month)] += row.used_ore
        is_known = pot[1] in use.projects
        flat = allocate(ore, [1] * len(ledger.months))
        found[pot] = followed(flat, used) if is_known else NotFollowed.UNKNOWN_PROJECT
    return found
