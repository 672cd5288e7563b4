"""What keeps the basis of a version's statements from being said as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.statements import AssumptionKey
from roder.domain.statements import BalanceItem

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 10**17

_FROZEN = Problem(
    Severity.ERROR,
    "basis_of_frozen_version",
    None,
    "The version is frozen and what its statements rest on stands. Make a new version from it to reckon otherwise.",
    "Versionen är låst och underlaget för dess balans- och finansieringsbudget står fast. Gör en ny version av den för att räkna på annat sätt.",
)


def basis_faults(
    opening: Mapping[str, int], assumed: Mapping[int, Mapping[str, int]], *, is_frozen: bool
) -> list[Problem]:
    """Return what is wrong with an opening balance and assumptions; an imbalance is shown, not refused.

    >>> [fault.code for fault in basis_faults({"gold": 5}, {}, is_frozen=False)]
    ['basis_name_unknown']
    """
    problems = [_FROZEN] if is_frozen else []
    said = [(name, ore) for year in assumed.values() for name, ore in year.items()]
    unknown = sorted(set(opening) - {str(item) for item in BalanceItem})
    unknown += sorted({name for name, _ore in said} - {str(key) for key in AssumptionKey})
    problems += [_unknown(name) for name in unknown]
    for name, ore in [*opening.items(), *said]:
        if abs(ore) > _LARGEST:
            problems.append(_too_large(name))
    return problems


def _unknown(name: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "basis_name_unknown",
        None,
        f"“{name}” is no item of the balance sheet and no assumption.",
        f"”{name}” är ingen post i balansräkningen och inget antagande.",
        values={"name": name},
    )


def _too_large(name: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "basis_amount_too_large",
        None,
        f"The amount of “{name}” is larger than any municipality's. Check the unit.",
        f"Beloppet för ”{name}” är större än någon kommuns. Kontrollera enheten.",
        values={"name": name},
    )
