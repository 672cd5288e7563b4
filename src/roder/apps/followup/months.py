"""A fiscal year's kept totals as one array, summed by the codes of a body and a report line."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.queries import FiscalYearRow
from roder.apps.ledger.queries import calendar_year
from roder.apps.ledger.queries import fiscal_year_holding
from roder.columnstore.totals import unpack
from roder.domain.accounts import EXCLUDED
from roder.domain.accounts import UNMAPPED
from roder.domain.accounts import report_lines
from roder.domain.signs import report_sign

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    import numpy.typing as npt

    from roder.apps.ledger.models import LedgerOrganisation
    from roder.domain.accounts import ReportLine
    from roder.domain.periods import Month

    Cube = npt.NDArray[np.int64]
    Digests = tuple[tuple[int, int, str], ...]

LINES = tuple(line.code for line in report_lines())
LINE_INDEX = {code: index for index, code in enumerate(LINES)}
COUNTED = [index for index, code in enumerate(LINES) if code != EXCLUDED]
MONTHS = 12
MOST_KEPT = 4_000
"""Sums kept beside a year's cube: more than the bodies of any municipality, and few enough to hold."""


class YearCube:
    """Amounts in ledger sign by responsibility code x report line x month of one fiscal year."""

    def __init__(self, rows: Iterable[tuple[int, bytes]], months: Sequence[Month]) -> None:
        position = {month.number: index for index, month in enumerate(months)}
        parts = [(position[number], unpack(packed)) for number, packed in rows if number in position]
        self.codes = sorted({code for _, part in parts for code in part.codes})
        self.index = {code: at for at, code in enumerate(self.codes)}
        self.amounts: Cube = np.zeros((len(self.codes), len(LINES), len(months)), dtype=np.int64)
        for month, part in parts:
            at = np.array([self.index[code] for code in part.codes], dtype=np.intp)
            lines = np.array([LINE_INDEX[line] for line in part.lines], dtype=np.intp)
            self.amounts[np.ix_(at, lines, np.array([month]))] += part.amounts[:, :, None]
        self._by_line: dict[tuple[str, ...], Cube] = {}

    def sums(self, codes: Sequence[str], line: str | None) -> list[int]:
        """Return the sum per month, in report sign, of some codes; all counted lines when none is named."""
        chosen = COUNTED if line is None else [LINE_INDEX[line]]
        return [report_sign(int(amount)) for amount in self.by_line(codes)[chosen].sum(axis=0)]

    def by_line(self, codes: Sequence[str]) -> Cube:
        """Return line x month of some codes. A cube never changes, so each body's sum is made once."""
        key = tuple(codes)
        kept = self._by_line.get(key)
        if kept is None:
            rows = [self.index[code] for code in codes if code in self.index]
            kept = self.amounts[rows].sum(axis=0)
            if len(self._by_line) < MOST_KEPT:
                self._by_line[key] = kept
        return kept

    def lines(self, codes: Sequence[str]) -> set[str]:
        """Return the report lines in which the codes have any amount."""
        rows = [self.index[code] for code in codes if code in self.index]
        if not rows:
            return set()
        used = (self.amounts[rows] != 0).any(axis=(0, 2))
        return {code for code, hit in zip(LINES, used, strict=True) if hit}

    def has_amounts(self, codes: Iterable[str]) -> bool:
        """Return whether the codes have any amount in a counted line."""
        rows = [self.index[code] for code in codes if code in self.index]
        return bool(rows) and bool((self.amounts[rows][:, COUNTED] != 0).any())


class YearFigures:
    """Outturn, the ledger's own and the internal budget, and last year's outturn of an organisation's fiscal year."""

    def __init__(
        self,
        year: FiscalYearRow,
        outturn: YearCube,
        budget: YearCube,
        last_year: YearCube,
        internal: YearCube,
    ) -> None:
        self.year = year
        self.months = year.months
        self.last_month = year.last_month
        self.without_months = year.without_months
        self._outturn, self._budget, self._last_year = outturn, budget, last_year
        self._internal = internal
        self.codes = sorted({*outturn.codes, *budget.codes, *last_year.codes})
        self.internal_codes = internal.codes

    def outturn(self, codes: Sequence[str], line: str | None = None) -> list[int]:
        return self._outturn.sums(codes, line)

    def budget(self, codes: Sequence[str], line: str | None = None) -> list[int] | None:
        """Return the ledger's own budget by month, or ``None`` when the codes have none at all."""
        if not self._budget.has_amounts(codes):
            return None
        return self._budget.sums(codes, line)

    def internal(self, codes: Sequence[str], line: str | None = None) -> list[int]:
        """Return the internal budgets in force by month; the codes are those that the budgets stand on."""
        return self._internal.sums(codes, line)

    def last_year(self, codes: Sequence[str], line: str | None = None) -> list[int] | None:
        """Return last year's months, or ``None`` when there is no ledger of last year."""
        return self._last_year.sums(codes, line) if self._last_year.codes else None

    def lines_with_amounts(
        self, codes: Sequence[str], last_codes: Sequence[str], internal_codes: Sequence[str] | None = None
    ) -> list[ReportLine]:
        """Return the lines with figures; ``internal_codes`` when the budget is an internal one, not the ledger's."""
        budget = self._budget.lines(codes) if internal_codes is None else self._internal.lines(internal_codes)
        used = self._outturn.lines(codes) | budget | self._last_year.lines(last_codes)
        return [line for line in report_lines() if line.code in used - {EXCLUDED}]

    def has_amounts(self, codes: Sequence[str]) -> bool:
        cubes = (self._outturn, self._budget, self._last_year)
        return any(cube.has_amounts(codes) for cube in cubes)

    def has_unmapped(self, codes: Sequence[str] | None = None) -> bool:
        """Return whether some codes, or any when none are given, have amounts on no report line."""
        return UNMAPPED in self._outturn.lines(self._outturn.codes if codes is None else codes)


def year_figures(organisation: LedgerOrganisation, month: Month, year: FiscalYearRow | None) -> YearFigures:
    """Return the figures of the fiscal year that holds the month; an empty year when there is no ledger."""
    this = year or calendar_year(month.year)
    last = fiscal_year_holding(organisation, this.months[0].plus(-1))
    last_year = last.fiscal_year if last else -1
    months = tuple(this.months)
    same_months = tuple(other.plus(-MONTHS) for other in months)
    kinds = MonthTotals.Kind
    kept = _kept(organisation, (this.fiscal_year, last_year))
    now = {kind: _cached_cube(kept[this.fiscal_year, kind], months) for kind in kinds}
    then = _cached_cube(kept[last_year, kinds.OUTTURN], same_months)
    return YearFigures(this, now[kinds.OUTTURN], now[kinds.BUDGET], then, now[kinds.INTERNAL_BUDGET])


def _kept(organisation: LedgerOrganisation, years: tuple[int, int]) -> dict[tuple[int, str], Digests]:
    """Return key, month and digest of the kept months of each year and kind, in month order, by one question."""
    rows = MonthTotals.objects.filter(organisation=organisation, fiscal_year__in=years).order_by("month")
    found: defaultdict[tuple[int, str], Digests] = defaultdict(tuple)
    for year, kind, pk, month, digest in rows.values_list("fiscal_year", "kind", "pk", "month", "digest"):
        found[year, kind] += ((pk, month, digest),)
    return found


@lru_cache(maxsize=64)
def _cached_cube(digests: Digests, months: tuple[Month, ...]) -> YearCube:
    """Unpack the months once: the digests in the key are of the very bytes, so a cube is never stale."""
    kept = MonthTotals.objects.in_bulk([pk for pk, _, _ in digests])
    found = [(month, kept[pk]) for pk, month, digest in digests if pk in kept and kept[pk].digest == digest]
    return YearCube([(month, bytes(row.packed)) for month, row in found], months)
