"""What keeps an internal budget from being begun or written, as values in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS
from roder.domain.internal_budgets import WRITABLE
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace

LARGEST_ORE = 10**15
"""Ten thousand billion kronor in a month: more than any municipality has, and far from what int64 holds."""


def beginning_faults(body: str, kind: BodyKind | None, *, is_there: bool) -> list[Problem]:
    """Return what keeps a body's internal budget from being begun; ``kind`` is ``None`` for a body not in force.

    >>> [fault.code for fault in beginning_faults("300", BodyKind.COMMITTEE, is_there=True)]
    ['internal_budget_is_there']
    """
    if kind is None:
        return [
            _error(
                "body_not_in_force",
                f"There is no body {body} that year.",
                f"Det finns ingen enhet {body} det året.",
            )
        ]
    if kind not in FRAME_HOLDERS | {BodyKind.COMPANY}:
        return [
            _error(
                "body_divides_no_money",
                f"{body} has no frame of its own. Choose its committee or company.",
                f"{body} har ingen egen ram. Välj dess nämnd eller bolag.",
            )
        ]
    if is_there:
        return [
            _error(
                "internal_budget_is_there",
                f"The internal budget of {body} is begun already. Open it instead.",
                f"Internbudgeten för {body} är redan påbörjad. Öppna den i stället.",
            )
        ]
    return []


def writing_faults(budget: InternalBudgetState, part: UnitPartState) -> list[Problem]:
    """Return what keeps a unit's lines from being written now.

    >>> from roder.domain.internal_budgets import UnitPartState
    >>> [fault.code for fault in writing_faults(InternalBudgetState.DRAFT, UnitPartState.SUBMITTED)]
    ['unit_part_is_closed']
    """
    if budget is not InternalBudgetState.DRAFT:
        return [
            _error(
                "internal_budget_is_closed",
                "The internal budget is approved or adopted. Change it by a transfer, or have it sent back first.",
                "Internbudgeten är godkänd eller antagen. Ändra den genom en omfördelning, eller låt den gå tillbaka först.",
            )
        ]
    if part not in WRITABLE:
        return [
            _error(
                "unit_part_is_closed",
                "The unit's part is handed in. Ask for it to be sent back before you change it.",
                "Enhetens del är inlämnad. Be om att få tillbaka den innan du ändrar.",
            )
        ]
    return []


def dividing_faults(
    state: InternalBudgetState, named: Iterable[str], parts: Collection[str]
) -> list[Problem]:
    """Return what keeps a frame from being divided to the units that are named, or their days from being set.

    >>> [fault.code for fault in dividing_faults(InternalBudgetState.DRAFT, ["9"], ["300"])]
    ['unit_without_part']
    """
    if state is not InternalBudgetState.DRAFT:
        return writing_faults(state, UnitPartState.DRAFT)
    return [
        _error(
            "unit_without_part",
            f"The unit {code} has no part of this internal budget.",
            f"Enheten {code} har ingen del av den här internbudgeten.",
        )
        for code in sorted(set(named) - set(parts))
    ]


def line_faults(lines: Iterable[InternalLine], unit: str) -> list[Problem]:
    """Return what is wrong with lines that are to be a unit's: whose they are, twice the same place, their size.

    >>> line_faults([], "3011")
    []
    """
    found: list[Problem] = []
    seen: set[LinePlace] = set()
    for number, line in enumerate(lines, 1):
        found += _place_faults(line.place, unit, number, is_repeated=line.place in seen)
        found += _amount_faults(line, number)
        seen.add(line.place)
    return found


def _place_faults(place: LinePlace, unit: str, number: int, *, is_repeated: bool) -> list[Problem]:
    found = []
    if place.unit != unit:
        english = f"Line {number} is of the unit {place.unit}, not of {unit}."
        swedish = f"Rad {number} hör till enheten {place.unit}, inte till {unit}."
        found.append(_error("line_of_another_unit", english, swedish, number))
    if not place.account:
        english, swedish = f"Line {number} has no account.", f"Rad {number} saknar konto."
        found.append(_error("line_without_account", english, swedish, number))
    if is_repeated:
        english = f"Line {number} has the same codes as an earlier line. Put them together."
        swedish = f"Rad {number} har samma koder som en tidigare rad. Slå ihop dem."
        found.append(_error("line_twice", english, swedish, number))
    return found


def _amount_faults(line: InternalLine, number: int) -> list[Problem]:
    found = []
    if len(line.months_ore) != MONTHS or len(line.plan_ore) != PLAN_YEARS:
        english = f"Line {number} must have twelve months and two plan years."
        swedish = f"Rad {number} ska ha tolv månader och två planår."
        found.append(_error("line_of_wrong_length", english, swedish, number))
    if any(abs(ore) > LARGEST_ORE for ore in (*line.months_ore, *line.plan_ore)):
        english = f"An amount on line {number} is larger than any municipality has."
        swedish = f"Ett belopp på rad {number} är större än någon kommun har."
        found.append(_error("amount_too_large", english, swedish, number))
    return found


def _error(code: str, english: str, swedish: str, line: int | None = None) -> Problem:
    return Problem(Severity.ERROR, code, line, english, swedish)
