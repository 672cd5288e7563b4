"""What keeps a version of the budget from being made, written, frozen or removed: docs/algorithms/budget-versions.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.budget_versions import VersionKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.domain.budget_versions import BudgetSection
    from roder.domain.budget_versions import VersionLine

LONGEST_NAME = 120
DECIDED = frozenset({VersionKind.ADOPTED, VersionKind.REVISED, VersionKind.PROLONGED})
"""Kinds that a meeting makes: they are frozen from the start and never written again."""


def making_faults(name: str, *, is_taken: bool) -> list[Problem]:
    """Return what keeps a version from getting a name.

    >>> [fault.code for fault in making_faults("Budget 2019", is_taken=True)]
    ['budget_name_taken']
    """
    checks = [
        (not name.strip(), _NO_NAME),
        (len(name) > LONGEST_NAME, _LONG_NAME),
        (is_taken, _NAME_TAKEN),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def writing_faults(
    *, is_frozen: bool, section: BudgetSection | None = None, lines: Iterable[VersionLine] = ()
) -> list[Problem]:
    """Return what keeps lines from being written: a frozen version, or lines of another section.

    >>> [fault.code for fault in writing_faults(is_frozen=True)]
    ['budget_frozen']
    """
    checks = [
        (is_frozen, _FROZEN),
        (section is not None and any(each.section is not section for each in lines), _OTHER_SECTION),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def freezing_faults(kind: VersionKind, *, is_frozen: bool, has_lines: bool) -> list[Problem]:
    """Return what keeps a version from being frozen; a base is, when proposals are voted on, and so is an outcome.

    >>> [fault.code for fault in freezing_faults(VersionKind.ADOPTED, is_frozen=False, has_lines=False)]
    ['budget_adopted_empty']
    """
    checks = [(is_frozen, _FROZEN), (kind in DECIDED and not has_lines, _ADOPTED_EMPTY)]
    return [problem for is_wrong, problem in checks if is_wrong]


def removing_faults(*, is_frozen: bool, is_used: bool) -> list[Problem]:
    """Return what keeps a version from being removed: it is frozen, or something rests on it.

    >>> removing_faults(is_frozen=False, is_used=False)
    []
    """
    checks = [(is_frozen, _FROZEN), (is_used, _USED)]
    return [problem for is_wrong, problem in checks if is_wrong]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_NO_NAME = _fault("budget_no_name", "Give the version a name.", "Ge versionen ett namn.")
_LONG_NAME = _fault(
    "budget_long_name",
    "The name is too long: at most 120 characters.",
    "Namnet är för långt: högst 120 tecken.",
)
_NAME_TAKEN = _fault(
    "budget_name_taken",
    "There is a version of that name already. Choose another name.",
    "Det finns redan en version med det namnet. Välj ett annat namn.",
)
_FROZEN = _fault(
    "budget_frozen",
    "The version is frozen and never changes. Make a new version from it instead.",
    "Versionen är låst och ändras aldrig. Gör en ny version av den i stället.",
)
_OTHER_SECTION = _fault(
    "budget_other_section",
    "Some lines belong to another part of the budget.",
    "Några rader hör till en annan del av budgeten.",
)
_ADOPTED_EMPTY = _fault(
    "budget_adopted_empty",
    "A version without lines cannot be adopted.",
    "En version utan rader kan inte antas.",
)
_USED = _fault(
    "budget_in_use",
    "Something rests on the version: a proposal, or a version made from it. Remove that first.",
    "Något bygger på versionen: ett förslag eller en version som gjorts av den. Ta bort det först.",
)
