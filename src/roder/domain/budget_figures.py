"""Every figure that the pages of a budget version show, by name, so that what has moved can be listed and signed.

A figure is known by its page, table, row and column. Amounts are whole öre in report sign. All of them are reckoned from the
version's lines: change one line, and each sum that rests on it moves. docs/algorithms/late-changes.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import years_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine

TOTAL: Final = "total"
RESULT: Final = "result"
BALANCE: Final = "balance"
SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True, order=True)
class FigureKey:
    """Where a figure stands: page, table, row and column, each by its code."""

    page: str
    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return SEPARATOR.join((self.page, self.table, self.row, self.column))

    @classmethod
    def parse(cls, text: str) -> FigureKey:
        """Return the key of its text.

        >>> FigureKey.parse("frames|bridge|400|2019").row
        '400'
        """
        page, table, rest = text.split(SEPARATOR, 2)
        row, column = rest.rsplit(SEPARATOR, 1)
        return cls(page, table, row, column)


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure before and after; ``None`` is a figure that was not there."""

    key: FigureKey
    before_ore: int | None
    after_ore: int | None

    @property
    def difference_ore(self) -> int:
        """How much the figure has moved."""
        return (self.after_ore or 0) - (self.before_ore or 0)

    @property
    def is_sum(self) -> bool:
        """Whether the figure is a sum of others on its page."""
        return self.key.row in {TOTAL, RESULT, BALANCE} or self.key.column == TOTAL


def budget_figures(lines: Sequence[VersionLine]) -> dict[FigureKey, int]:
    """Return the figures of the pages that show a version, from its lines.

    >>> from roder.domain.budget_versions import VersionLine
    >>> found = budget_figures([VersionLine(2019, BudgetSection.FRAME, -7, body="400", change_group="index")])
    >>> [str(key) for key in sorted(found) if key.row == "400"]
    ['frames|bridge-2019|400|index', 'frames|bridge-2019|400|total']
    """
    found: dict[FigureKey, int] = {}
    for year in years_of(lines):
        of_year = [each for each in lines if each.year == year]
        found |= _frames(of_year, year) | _result(of_year, year) | _investments(of_year, year)
    return found


def _frames(lines: Sequence[VersionLine], year: int) -> dict[FigureKey, int]:
    held = [each for each in lines if each.section is BudgetSection.FRAME]
    found: dict[FigureKey, int] = {}
    table = f"bridge-{year}"
    for rows, columns in ((_body, _step), (_body, _all), (_all, _step), (_all, _all)):
        for (row, column), ore in _sums(held, rows, columns).items():
            found[FigureKey("frames", table, row, column)] = -ore
    return found


def _result(lines: Sequence[VersionLine], year: int) -> dict[FigureKey, int]:
    kept = [each for each in lines if each.section is not BudgetSection.INVESTMENT]
    found = {}
    single = [each for each in kept if each.section is not BudgetSection.FRAME]
    for (row, section), ore in _sums(single, _line, _section).items():
        page = "financing" if section in _FINANCED else "result"
        found[FigureKey(page, section, row, str(year))] = ore
    for (section, _every), ore in _sums(kept, _section, _all).items():
        found[FigureKey("result", "result-budget", section, str(year))] = ore
    found[FigureKey("result", "result-budget", RESULT, str(year))] = sum(each.amount_ore for each in kept)
    financed = sum(each.amount_ore for each in kept if each.section in _FINANCED)
    found[FigureKey("financing", "sheet", TOTAL, str(year))] = financed
    return found


def _investments(lines: Sequence[VersionLine], year: int) -> dict[FigureKey, int]:
    kept = [each for each in lines if each.section is BudgetSection.INVESTMENT]
    found = {}
    for rows in (_line, _all):
        for (row, _every), ore in _sums(kept, rows, _all).items():
            found[FigureKey("investments", "projects", row, str(year))] = ore
    return found


_FINANCED = frozenset({BudgetSection.FINANCING, BudgetSection.FINANCIAL})


def _body(line: VersionLine) -> str:
    return line.body


def _step(line: VersionLine) -> str:
    return line.change_group


def _line(line: VersionLine) -> str:
    return line.line or line.body or line.account


def _section(line: VersionLine) -> str:
    return line.section


def _all(_line: VersionLine) -> str:
    return TOTAL


def _sums(
    lines: Iterable[VersionLine], row: Callable[[VersionLine], str], column: Callable[[VersionLine], str]
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for each in lines:
        found[row(each), column(each)] += each.amount_ore
    return dict(found)


def moved(before: Mapping[FigureKey, int], after: Mapping[FigureKey, int]) -> list[MovedFigure]:
    """Return every figure that is another than before, come or gone, in the order of pages, tables and rows.

    >>> key = FigureKey("result", "result-budget", "result", "2019")
    >>> [(each.before_ore, each.after_ore, each.difference_ore) for each in moved({key: 5}, {key: 3})]
    [(5, 3, -2)]
    """
    return [
        MovedFigure(key, before.get(key), after.get(key))
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    ]
