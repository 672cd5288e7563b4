"""SIE files and tables read alike: whose books, which fiscal year, which months, and the rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from roder.apps.ledger.table_scans import TableLedgerScan
from roder.domain.periods import FiscalYear
from roder.formats.sie.figures import organisation_key
from roder.formats.sie.head import read_head
from roder.formats.sie.scan import scan_sie

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from roder.domain.periods import Month
    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieBudgetRow
    from roder.formats.sie.records import SieHeader
    from roder.formats.tabular.ledger_rows import TableBudgetRow

    OnBytes = Callable[[int, int], None]

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SIE_NAMES = (".se", ".si", ".sie")
TABLE_NAMES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
LOOK = 65_536


class Scan(Protocol):
    """A file on its way in. What is counted holds after ``batches`` is exhausted."""

    kind: str
    whole_year: bool

    @property
    def header(self) -> SieHeader: ...
    @property
    def encoding(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def vouchers(self) -> int: ...
    @property
    def postings(self) -> int: ...
    @property
    def stands(self) -> bool: ...
    def read_again(self, path: Path) -> Scan: ...
    @property
    def problems(self) -> Iterable[Problem]: ...
    @property
    def balances(self) -> Sequence[SieBalance]: ...
    @property
    def budget_rows(self) -> Sequence[SieBudgetRow | TableBudgetRow]: ...
    @property
    def organisation_key(self) -> str: ...
    @property
    def fiscal_year(self) -> int: ...
    @property
    def year(self) -> FiscalYear: ...
    @property
    def months(self) -> Sequence[Month]: ...
    def batches(self) -> Iterator[pa.RecordBatch]: ...
    def proofs(self) -> Sequence[Proof]: ...


def is_table(path: Path, file_name: str) -> bool:
    """Return whether a file is CSV or a workbook: by its first bytes, then its name; SIE otherwise."""
    with path.open("rb") as file:
        start = file.read(LOOK)
    if start.startswith(WORKBOOKS):
        return True
    name = file_name.lower()
    if name.endswith(SIE_NAMES) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#"):
        return False
    return name.endswith(TABLE_NAMES) or b"#SIETYP" not in start


def open_scan(path: Path, *, file_name: str, mapping: str = "", on_progress: OnBytes | None = None) -> Scan:
    """Open a file for one reading; what is wrong with it is among its problems."""
    if is_table(path, file_name):
        return TableLedgerScan(path, file_name=file_name, mapping=mapping)
    return SieLedgerScan(path, on_progress=on_progress)


def within_year(batch: pa.RecordBatch, year: FiscalYear) -> pa.RecordBatch:
    """Return the batch with every month inside the fiscal year: one outside counts in the nearest.

    The file's problems name such dates; no posting may fall out of the year that it was booked in.
    """
    first, last = year.months[0].number, year.months[-1].number
    months = batch.column("month")
    bounds = pc.min_max(months)
    if not batch.num_rows or (bounds["min"].as_py() >= first and bounds["max"].as_py() <= last):
        return batch
    clamped = pc.min_element_wise(pc.max_element_wise(months, first), last).cast(pa.int32())
    return batch.set_column(batch.schema.get_field_index("month"), "month", clamped)


class SieLedgerScan:
    """A SIE file as the import sees it: it always speaks for a whole fiscal year."""

    kind = "sie"
    whole_year = True

    def __init__(self, path: Path, *, on_progress: OnBytes | None = None) -> None:
        self._scan = scan_sie(path, on_progress=on_progress)
        self._is_read = False
        self._head = read_head(path)
        self._hashing = ThreadPoolExecutor(1)
        self._sha256 = self._hashing.submit(lambda: self._scan.sha256)
        self._hashing.shutdown(wait=False)

    @property
    def header(self) -> SieHeader:
        """Return the records before the first voucher; once the file is read, all of them."""
        return self._scan.header if self._is_read else self._head

    @property
    def stands(self) -> bool:
        """Return whether what was taken from the head of the file holds for the whole of it."""
        head, whole = self._head, self._scan.header
        same_place = head.fiscal_years.get(0) == self.year
        same_types = {number: row.type for number, row in head.accounts.items()} == {
            number: row.type for number, row in whole.accounts.items()
        }
        same_chart = (head.chart_type, head.company_type) == (whole.chart_type, whole.company_type)
        return same_place and same_types and same_chart and organisation_key(head) == organisation_key(whole)

    def read_again(self, path: Path) -> SieLedgerScan:
        """Return a scan of the same file that begins with what the whole of it said."""
        again = SieLedgerScan(path)
        again._head = replace(self._scan.header, fiscal_years={0: self.year} | self._scan.header.fiscal_years)
        return again

    @property
    def encoding(self) -> str:
        return self._scan.encoding

    @property
    def sha256(self) -> str:
        return self._sha256.result()

    @property
    def problems(self) -> Iterable[Problem]:
        return self._scan.problems

    @property
    def vouchers(self) -> int:
        return self._scan.vouchers

    @property
    def postings(self) -> int:
        return self._scan.postings

    @property
    def balances(self) -> Sequence[SieBalance]:
        return self._scan.balances

    @property
    def budget_rows(self) -> Sequence[SieBudgetRow]:
        return self._scan.budget_rows

    @property
    def organisation_key(self) -> str:
        return organisation_key(self.header)

    @property
    def year(self) -> FiscalYear:
        """Return fiscal year 0; a file of vouchers that states none has the calendar year of its first one."""
        if 0 in self.header.fiscal_years:
            return self.header.fiscal_years[0]
        first = self._scan.first_month
        year = first.year if first is not None else date.min.year
        return FiscalYear(date(year, 1, 1), date(year, 12, 31))

    @property
    def fiscal_year(self) -> int:
        return self.year.year

    @property
    def months(self) -> Sequence[Month]:
        """Return the months the file covers: from the year's first to its last with figures.

        Without vouchers the months are those of #PSALDO in total; a file of year totals has none.
        """
        all_months = self.year.months
        last = self._scan.last_month
        if last is not None:
            return [month for month in all_months if month <= last]
        totals = (row for row in self.balances if row.year == 0 and row.dimension is None)
        stated = [row.month for row in totals if row.month is not None]
        return [month for month in all_months if stated and month <= max(stated)]

    def batches(self) -> Iterator[pa.RecordBatch]:
        year = self.year if 0 in self.header.fiscal_years else None
        for batch in self._scan.batches():
            yield batch if year is None else within_year(batch, year)
        self._is_read = True

    def proofs(self) -> Sequence[Proof]:
        return self._scan.proofs()
