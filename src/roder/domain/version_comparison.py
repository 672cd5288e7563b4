"""Two versions of the budget set against each other: what differs, by body, area, account or another part.

Amounts are whole öre in report sign; the difference is the second minus the first, so plus is better for the
result. Investments are no part of the result and are compared by themselves. Rules and worked table:
docs/algorithms/budget-versions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.budget_versions import VersionLine


class ComparedBy(StrEnum):
    """The part of a line that versions are compared by; the values are the names of ``VersionLine``."""

    BODY = "body"
    AREA = "area"
    ACCOUNT = "account"
    SECTION = "section"
    UNIT = "unit"
    ACTIVITY = "activity"
    LINE = "line"
    CHANGE_GROUP = "change_group"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One key in two versions; ``None`` where a version has no line of it (nothing is not zero)."""

    key: str
    name: str
    a_ore: int | None
    b_ore: int | None

    @property
    def difference_ore(self) -> int:
        """The second minus the first, what is missing counted as nothing."""
        return (self.b_ore or 0) - (self.a_ore or 0)


def sums_by(lines: Iterable[VersionLine], by: str, year: int) -> dict[str, int]:
    """Return the sum of the year's lines for each value of a part, investments apart; empty is what says none.

    >>> from roder.domain.budget_versions import VersionLine
    >>> sums_by([VersionLine(2018, BudgetSection.FRAME, -5, body="300")], "body", 2018)
    {'300': -5}
    """
    found: dict[str, int] = {}
    for each in lines:
        if each.year == year and each.section is not BudgetSection.INVESTMENT:
            key = str(getattr(each, ComparedBy(by)))
            found[key] = found.get(key, 0) + each.amount_ore
    return found


def compared(
    a: Mapping[str, int], b: Mapping[str, int], names: Mapping[str, str] | None = None
) -> list[ComparisonRow]:
    """Return a row for each key of either, by key; what no line says stands last.

    >>> [(row.key, row.difference_ore) for row in compared({"300": -5, "": 1}, {"300": -7, "400": 2})]
    [('300', -2), ('400', 2), ('', -1)]
    """
    known = names or {}
    keys = sorted({*a, *b}, key=lambda key: (not key, key))
    return [ComparisonRow(key, known.get(key, ""), a.get(key), b.get(key)) for key in keys]


def compare(
    a_lines: Iterable[VersionLine],
    b_lines: Iterable[VersionLine],
    *,
    by: str,
    year: int,
    names: Mapping[str, str] | None = None,
) -> list[ComparisonRow]:
    """Return what differs between two versions in a year, by a part of ``ComparedBy``.

    >>> from roder.domain.budget_versions import VersionLine
    >>> old, new = (VersionLine(2018, BudgetSection.FRAME, ore, body="300") for ore in (-5, -7))
    >>> compare([old], [new], by="body", year=2018)[0].difference_ore
    -2
    """
    return compared(sums_by(a_lines, by, year), sums_by(b_lines, by, year), names)


def largest(rows: Iterable[ComparisonRow], count: int | None = None) -> list[ComparisonRow]:
    """Return the rows with the largest difference first, whichever its sign; equal ones by key.

    >>> [row.key for row in largest(compared({"a": 1, "b": 5}, {"a": -9, "b": 6}), 1)]
    ['a']
    """
    return sorted(rows, key=lambda row: (-abs(row.difference_ore), row.key))[:count]
