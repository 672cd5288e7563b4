"""Money that names a goal, both ways: what a goal is granted, used and forecast, and what of a frame names no goal.

Amounts are whole öre of a grant: granted and used are plus, used is net cost (cost less income). What is used
is known only where the ledger has it by project; null is not zero. Rules and worked tables:
docs/algorithms/goal-funding.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

Key = TypeVar("Key")


class FundingKind(StrEnum):
    """What it is that names a goal: a part of a frame, a change of frame, a project, an assignment."""

    FRAME = "frame"
    FRAME_CHANGE = "frame_change"
    PROJECT = "project"
    ASSIGNMENT = "assignment"


class NotFollowed(StrEnum):
    """Why what is used of some money is not known for what asks."""

    NO_PROJECT = "no_project"
    SHARED_PROJECT = "shared_project"
    UNKNOWN_PROJECT = "unknown_project"
    NO_LEDGER = "no_ledger"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Funding:
    """An amount of a year that names a goal, in one body; ``project`` is the ledger's, ``assignment`` a code."""

    goal: str
    body: str
    kind: FundingKind
    amount_ore: int
    project: str = ""
    assignment: str = ""

    @property
    def pot(self) -> tuple[str, str]:
        """Where it is booked: the body and the project."""
        return self.body, self.project


@dataclass(frozen=True, slots=True)
class FollowedMoney:
    """What is followed by project: the year's grant, the grant to date beside what is used to date, the forecast."""

    granted_ore: int
    granted_to_date_ore: int
    used_to_date_ore: int
    forecast_ore: int

    @property
    def left_ore(self) -> int:
        """What of the year's grant is not used yet."""
        return self.granted_ore - self.used_to_date_ore

    def plus(self, other: FollowedMoney) -> FollowedMoney:
        """Return both together."""
        return FollowedMoney(
            self.granted_ore + other.granted_ore,
            self.granted_to_date_ore + other.granted_to_date_ore,
            self.used_to_date_ore + other.used_to_date_ore,
            self.forecast_ore + other.forecast_ore,
        )


@dataclass(frozen=True, slots=True)
class GoalMoney:
    """What something (a goal, a body, an assignment, all) is granted, and the part of it that is followed.

    ``followed`` is ``None`` when nothing is; ``reasons`` say why the rest is not.
    """

    granted_ore: int
    followed: FollowedMoney | None = None
    reasons: frozenset[NotFollowed] = frozenset()

    @property
    def not_followed_ore(self) -> int:
        """What of the grant is not followed by project."""
        return self.granted_ore - (self.followed.granted_ore if self.followed else 0)


def followed(grant_by_month: Sequence[int], used_by_month: Sequence[int]) -> FollowedMoney:
    """Return the money of one pot: its year's grant by month, and what its project has used by month so far.

    The forecast is the follow-up's first (budget profile): what is used, and the rest as granted.

    >>> followed([100] * 12, [80, 90])
    FollowedMoney(granted_ore=1200, granted_to_date_ore=200, used_to_date_ore=170, forecast_ore=1170)
    """
    granted, used = sum(grant_by_month), sum(used_by_month)
    to_date = sum(grant_by_month[: len(used_by_month)])
    return FollowedMoney(granted, to_date, used, used + granted - to_date)


def pots(fundings: Iterable[Funding]) -> dict[tuple[str, str], int]:
    """Return what is granted to each body and project: several fundings of one project are one pot.

    >>> part = Funding("1", "300", FundingKind.PROJECT, 500, "3001")
    >>> pots([part, Funding("1", "300", FundingKind.FRAME_CHANGE, -100, "3001")])
    {('300', '3001'): 400}
    """
    found: dict[tuple[str, str], int] = defaultdict(int)
    for funding in fundings:
        if funding.project:
            found[funding.pot] += funding.amount_ore
    return dict(found)


def money_by(
    fundings: Sequence[Funding],
    known: Mapping[tuple[str, str], FollowedMoney | NotFollowed],
    key: Callable[[Funding], Key],
) -> dict[Key, GoalMoney]:
    """Return the money of each key that the fundings have, in the order in which they come.

    A pot counts once, however many fundings name its project, and only for a key that has all of it: what
    two goals share is not divided between them by guess, but is counted where both stand together.

    >>> funding = Funding("1", "300", FundingKind.FRAME, 500)
    >>> money_by([funding], {}, lambda one: one.goal)["1"].reasons
    frozenset({<NotFollowed.NO_PROJECT: 'no_project'>})
    """
    claims: dict[tuple[str, str], set[Key]] = defaultdict(set)
    groups: dict[Key, list[Funding]] = defaultdict(list)
    for funding in fundings:
        claims[funding.pot].add(key(funding))
        groups[key(funding)].append(funding)
    return {
        each: _money(group, {pot: _seen(pot, claims[pot], known) for pot in {one.pot for one in group}})
        for each, group in groups.items()
    }


def _seen(
    pot: tuple[str, str],
    claims: set[Key],
    known: Mapping[tuple[str, str], FollowedMoney | NotFollowed],
) -> FollowedMoney | NotFollowed:
    if not pot[1]:
        return NotFollowed.NO_PROJECT
    if len(claims) > 1:
        return NotFollowed.SHARED_PROJECT
    return known.get(pot, NotFollowed.NO_LEDGER)


def _money(
    group: Sequence[Funding], seen: Mapping[tuple[str, str], FollowedMoney | NotFollowed]
) -> GoalMoney:
    whole: FollowedMoney | None = None
    reasons = set()
    for pot in sorted(seen):
        found = seen[pot]
        if isinstance(found, NotFollowed):
            reasons.add(found)
        else:
            whole = found if whole is None else whole.plus(found)
    return GoalMoney(sum(one.amount_ore for one in group), whole, frozenset(reasons))


def unassigned(frame_ore: int, fundings: Iterable[Funding]) -> int:
    """Return what of a frame names no goal; below zero when more is named than the frame holds.

    >>> unassigned(1000, [Funding("1", "300", FundingKind.FRAME, 400)])
    600
    """
    return frame_ore - sum(funding.amount_ore for funding in fundings)
