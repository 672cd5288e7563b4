"""A proposal is a set of signed changes against one base; any two can therefore be compared line by line.

States, acts and what a change is. Rules with worked tables: docs/algorithms/proposals.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProposalOwner(StrEnum):
    """Whose proposal it is: the administration's, the executive board's, a party's."""

    ADMINISTRATION = "administration"
    EXECUTIVE_BOARD = "executive_board"
    PARTY = "party"


class ProposalState(StrEnum):
    """Private while it is a draft; handed in it is everybody's to read and fixed; the vote ends it."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    WITHDRAWN = "withdrawn"
    WON = "won"
    LOST = "lost"


class ProposalAct(StrEnum):
    """What can be done with a proposal as a whole."""

    CHANGE = "change"
    HAND_IN = "hand_in"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


class ChangeTarget(StrEnum):
    """What a change changes: money of a part of the budget, the tax rate, a goal's text, an assignment."""

    FRAME = "frame"
    CENTRAL = "central"
    FINANCING = "financing"
    FINANCIAL = "financial"
    INVESTMENT = "investment"
    TAX_RATE = "tax_rate"
    GOAL = "goal"
    ASSIGNMENT = "assignment"


MONEY_TARGETS = (
    ChangeTarget.FRAME,
    ChangeTarget.CENTRAL,
    ChangeTarget.FINANCING,
    ChangeTarget.FINANCIAL,
    ChangeTarget.INVESTMENT,
)
"""What is changed by an amount; in the order in which it is read."""
TEXT_TARGETS = (ChangeTarget.GOAL, ChangeTarget.ASSIGNMENT)
"""What is changed by a text."""


class TextAct(StrEnum):
    """What a change does to a goal or an assignment."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class ImbalanceReason(StrEnum):
    """What the law lets a budget without a surplus rest on (KL 11 ch. 5 §)."""

    RESULT_RESERVE = "result_reserve"
    EXCEPTIONAL_REASONS = "exceptional_reasons"


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One signed change: what, which year, how much, why.

    ``key`` is a body code, a line of the result budget, a project, a goal's code or an assignment's number, by
    ``target``. ``amount_ore`` is in report sign (a larger frame is −); ``rate`` is the change of the tax rate in kronor
    per hundred; ``seen_ore`` is the base's amount when the change was written. ``text`` names a change among several
    of the same thing, or is the new text of a goal or an assignment; ``body`` is who a new assignment goes to.
    """

    target: ChangeTarget
    key: str
    year: int
    amount_ore: int | None = None
    rate: Decimal | None = None
    text: str = ""
    motivation: str = ""
    goal_code: str = ""
    seen_ore: int | None = None
    act: TextAct = TextAct.CHANGE
    body: str = ""

    @property
    def is_money(self) -> bool:
        """Whether the change is of an amount, not of the tax rate or a text."""
        return self.target in MONEY_TARGETS

    @property
    def place(self) -> tuple[ChangeTarget, str, int]:
        """What is changed, and for which year: the cell of the workspace's table."""
        return (self.target, self.key, self.year)


_ACTS = {
    (ProposalState.DRAFT, ProposalAct.CHANGE): ProposalState.DRAFT,
    (ProposalState.DRAFT, ProposalAct.HAND_IN): ProposalState.HANDED_IN,
    (ProposalState.DRAFT, ProposalAct.DISCARD): ProposalState.DRAFT,
    (ProposalState.HANDED_IN, ProposalAct.WITHDRAW): ProposalState.DRAFT,
}
_OPEN_STEP = (ProposalAct.HAND_IN, ProposalAct.WITHDRAW)


def state_after(
    state: ProposalState, act: ProposalAct, *, is_step_locked: bool = False
) -> ProposalState | None:
    """Return the state that an act leads to, ``None`` when it cannot be done.

    Handing in and taking back end with the step in which parties put forward proposals: what lies on the council's
    table then stays there.

    >>> state_after(ProposalState.DRAFT, ProposalAct.HAND_IN).value
    'handed_in'
    >>> state_after(ProposalState.HANDED_IN, ProposalAct.WITHDRAW, is_step_locked=True) is None
    True
    """
    if is_step_locked and act in _OPEN_STEP:
        return None
    return _ACTS.get((state, act))


def goals_touched(changes: Iterable[ProposedChange]) -> list[str]:
    """Return the codes of the goals that changes name or rewrite, in order, each once.

    >>> goals_touched([ProposedChange(ChangeTarget.FRAME, "300", 2018, -5, goal_code="2")])
    ['2']
    """
    found = {each.goal_code for each in changes}
    found |= {each.key for each in changes if each.target is ChangeTarget.GOAL}
    return sorted(found - {""})


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """All years of one change of money or of the tax rate, with its one motivation: a row of the workspace's table.

    ``values`` gives each year whole öre in report sign, or of the tax rate kronor per hundred. ``text`` names one of
    several changes of the same thing.
    """

    target: ChangeTarget
    key: str
    text: str = ""
    values: tuple[tuple[int, int | Decimal], ...] = ()
    motivation: str = ""
    goal_code: str = ""

    @property
    def slot(self) -> tuple[ChangeTarget, str, str]:
        """What the row is known by within its proposal."""
        return (self.target, self.key, self.text)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in the row."""
        return not (any(value for _year, value in self.values) or self.motivation or self.goal_code)


def changes_of_row(row: ProposedRow, first_year: int) -> list[ProposedChange]:
    """Return a row's changes, one for each year that is not 0; a row of words alone is kept as 0 in the first year.

    >>> row = ProposedRow(ChangeTarget.FRAME, "300", values=((2018, -5), (2019, 0)), motivation="why")
    >>> [(each.year, each.amount_ore) for each in changes_of_row(row, 2018)]
    [(2018, -5)]
    """
    said = [(year, value) for year, value in row.values if value]
    if not said and not row.is_empty:
        said = [(first_year, 0)]
    is_rate = row.target is ChangeTarget.TAX_RATE
    return [
        ProposedChange(
            row.target,
            row.key,
            year,
            amount_ore=None if is_rate else int(value),
            rate=Decimal(value) if is_rate else None,
            text=row.text,
            motivation=row.motivation,
            goal_code=row.goal_code,
        )
        for year, value in said
    ]


def rows_of(changes: Iterable[ProposedChange]) -> list[ProposedRow]:
    """Return changes of money and of the tax rate as rows, in the order in which they first stand.

    Years of one row that are motivated in different words keep all of them, each once.

    >>> row = ProposedRow(ChangeTarget.FRAME, "300", values=((2018, -5), (2019, -6)), motivation="why")
    >>> rows_of(changes_of_row(row, 2018)) == [row]
    True
    """
    groups: dict[tuple[ChangeTarget, str, str], list[ProposedChange]] = {}
    for each in changes:
        if each.target not in TEXT_TARGETS:
            groups.setdefault((each.target, each.key, each.text), []).append(each)
    return [_row(group) for group in groups.values()]


def _row(group: list[ProposedChange]) -> ProposedRow:
    first = group[0]
    values: dict[int, int | Decimal] = {}
    for each in group:
        value = each.rate if each.target is ChangeTarget.TAX_RATE else each.amount_ore
        values[each.year] = values.get(each.year, 0) + (value or 0)
    why = dict.fromkeys(each.motivation for each in group if each.motivation)
    goal = next((each.goal_code for each in group if each.goal_code), "")
    said = tuple((year, value) for year, value in sorted(values.items()) if value)
    return ProposedRow(first.target, first.key, first.text, said, "\n".join(why), goal)
