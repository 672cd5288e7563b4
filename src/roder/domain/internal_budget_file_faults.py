"""What keeps a file from being read into an internal budget, as values in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import UnitPartState
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.internal_budgets import InternalBudgetState


def origin_faults(asked: Mapping[str, str], said: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong when a file was taken out of another budget: organisation, body or year differ.

    >>> origin_faults({"body": "300", "year": "2019"}, {"body": "400", "year": "2019"})[0].code
    'file_of_another_budget'
    """
    differing = [name for name in asked if asked[name] != said.get(name)]
    if not differing:
        return []
    told = " ".join(said.get(name, "–") for name in asked)
    wanted = " ".join(asked.values())
    return [
        _error(
            "file_of_another_budget",
            f"The file was taken out of another budget ({told}), not of this one ({wanted}).",
            f"Filen är hämtad ur en annan budget ({told}), inte ur den här ({wanted}).",
        )
    ]


def unit_faults(named: Mapping[str, int], known: Iterable[str]) -> list[Problem]:
    """Return what is wrong with the units that a file names, each with the row where it stands first.

    >>> unit_faults({"3099": 7}, ["3011"])[0].line
    7
    """
    parts = set(known)
    return [
        _error(
            "unit_of_another_budget",
            f"The unit {unit} is not part of what is read in here. Known: {_listed(parts)}.",
            f"Enheten {unit} hör inte till det som läses in här. Kända: {_listed(parts)}.",
            line,
        )
        for unit, line in named.items()
        if unit not in parts
    ]


def closed_faults(
    budget: InternalBudgetState, states: Mapping[str, UnitPartState], touched: Iterable[str]
) -> list[Problem]:
    """Return what keeps the units that a file changes from being written now, each named.

    >>> from roder.domain.internal_budgets import InternalBudgetState
    >>> closed_faults(InternalBudgetState.DRAFT, {"3011": UnitPartState.SUBMITTED}, ["3011"])[0].code
    'unit_part_is_closed'
    """
    found = []
    for unit in sorted(set(touched)):
        for fault in writing_faults(budget, states.get(unit, UnitPartState.DRAFT)):
            english, swedish = f"{unit}: {fault.message_en}", f"{unit}: {fault.message_sv}"
            found.append(_error(fault.code, english, swedish))
    return found


_SHOWN = 12


def _listed(codes: set[str]) -> str:
    more = "…" if len(codes) > _SHOWN else ""
    return ", ".join(sorted(codes)[:_SHOWN]) + more


def _error(code: str, english: str, swedish: str, line: int | None = None) -> Problem:
    return Problem(Severity.ERROR, code, line, english, swedish)
