"""What keeps money from naming a goal, and what is told of it: rules of docs/algorithms/goal-funding.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.goal_funding import FundingKind
from roder.domain.money import ORE_PER_KRONA
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.goal_funding import Funding

YEARS_OF_A_TREE = 3
"""A Mål och budget is for its year and two plan years."""


def funding_faults(new: Funding, others: Sequence[Funding], frame_ore: int | None) -> list[Problem]:
    """Return what is wrong with a funding, errors first.

    ``others`` are the other fundings of the same frame and year, ``frame_ore`` that frame: of the body or of
    the one above it that holds it; ``None`` when there is none.

    >>> from roder.domain.goal_funding import Funding
    >>> [fault.code for fault in funding_faults(Funding("1", "300", FundingKind.FRAME, 0), [], None)]
    ['funding_without_amount', 'funding_without_frame']
    """
    is_change = new.kind is FundingKind.FRAME_CHANGE
    checks = [
        (new.amount_ore == 0, _NO_AMOUNT),
        (new.amount_ore < 0 and not is_change, _LOWERS),
        (new.kind is FundingKind.PROJECT and not new.project, _NO_PROJECT),
        (new.kind is FundingKind.ASSIGNMENT and not new.assignment, _NO_ASSIGNMENT),
    ]
    problems = [problem for is_wrong, problem in checks if is_wrong]
    same = [one for one in others if _is_the_same_money(one, new)]
    twice = [one for one in same if not is_change and one.kind is not FundingKind.FRAME_CHANGE]
    if twice:
        problems.append(_named_twice(twice[0]))
    problems += _frame_faults(new, others, frame_ore)
    if same and not twice and not problems:
        problems.append(_adds_up(new, same))
    return problems


def place_faults(year: int, tree_year: int, *, is_body_known: bool) -> list[Problem]:
    """Return what is wrong with where a funding stands: a year that its goals are not for, an unknown body.

    >>> [fault.code for fault in place_faults(2021, 2018, is_body_known=True)]
    ['funding_outside_the_years']
    """
    checks = [
        (year not in range(tree_year, tree_year + YEARS_OF_A_TREE), _OUTSIDE_THE_YEARS),
        (not is_body_known, _UNKNOWN_BODY),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def _is_the_same_money(one: Funding, other: Funding) -> bool:
    """Whether two fundings of one goal and body name the same project, the same assignment, or neither any."""
    if (one.goal, one.body) != (other.goal, other.body):
        return False
    if one.project and other.project:
        return one.project == other.project
    if one.assignment or other.assignment:
        return one.assignment == other.assignment
    return one.project == other.project


def _frame_faults(new: Funding, others: Sequence[Funding], frame_ore: int | None) -> list[Problem]:
    if frame_ore is None:
        return [_NO_FRAME]
    named = sum(one.amount_ore for one in others)
    if new.amount_ore <= 0 or named + new.amount_ore <= frame_ore:
        return []
    values = {"frame_ore": frame_ore, "named_ore": named, "new_ore": new.amount_ore}
    frame, before, more = (_kronor(ore) for ore in values.values())
    return [
        Problem(
            Severity.ERROR,
            "funding_exceeds_frame",
            None,
            f"The frame is {frame} kr and {before} kr of it already name goals. {more} kr more would exceed it.",
            f"Ramen är {frame} kr, och {before} kr av den har redan mål. {more} kr till skulle överskrida den.",
            values=values,
        )
    ]


def _named_twice(other: Funding) -> Problem:
    amount = _kronor(other.amount_ore)
    return Problem(
        Severity.ERROR,
        "funding_named_twice",
        None,
        f"The same money is already named for this goal, with {amount} kr. Change that row instead.",
        f"Samma pengar är redan knutna till målet, med {amount} kr. Ändra den raden i stället.",
        values={"amount_ore": other.amount_ore},
    )


def _adds_up(new: Funding, same: Sequence[Funding]) -> Problem:
    total = new.amount_ore + sum(one.amount_ore for one in same)
    whole = _kronor(total)
    return Problem(
        Severity.WARNING,
        "funding_adds_up",
        None,
        f"The change is added to what is already named: {whole} kr together.",
        f"Ändringen läggs till det som redan är knutet: {whole} kr tillsammans.",
        values={"amount_ore": total},
    )


def _kronor(ore: int) -> str:
    whole, rest = divmod(abs(ore), ORE_PER_KRONA)
    text = f"{whole:,}".replace(",", "\u00a0") + (f",{rest:02d}" if rest else "")
    return f"\u2212{text}" if ore < 0 else text


def _fault(code: str, english: str, swedish: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, code, None, english, swedish)


_NO_AMOUNT = _fault("funding_without_amount", "Give an amount.", "Ange ett belopp.")
_LOWERS = _fault(
    "funding_lowers",
    "Only a change of frame can lower what a goal is granted.",
    "Bara en ramförändring kan minska det som ett mål har fått.",
)
_NO_PROJECT = _fault(
    "funding_without_project", "Give the ledger's project code.", "Ange projektets kod i redovisningen."
)
_NO_ASSIGNMENT = _fault("funding_without_assignment", "Choose the assignment.", "Välj uppdraget.")
_NO_FRAME = _fault(
    "funding_without_frame",
    "No frame is set for the body this year, so the amount is shown outside the frames.",
    "Organet har ingen ram det här året, så beloppet visas utanför ramarna.",
    Severity.WARNING,
)
_OUTSIDE_THE_YEARS = _fault(
    "funding_outside_the_years",
    "The goals are for other years. Choose a year of the goals' own Mål och budget.",
    "Målen gäller andra år. Välj ett år som hör till målens egen Mål och budget.",
)
_UNKNOWN_BODY = _fault(
    "funding_body_unknown",
    "No such body is in force that year.",
    "Det finns inget sådant organ det året.",
)
