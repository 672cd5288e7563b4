"""A CSV file or workbook as the import sees it: it speaks for the months that it holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.domain.accounts import Chart
from roder.domain.periods import FiscalYear
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.formats.sie.records import SieHeader
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.ledger_rows import TableBudgetRow
from roder.formats.tabular.ledger_rows import TableScan
from roder.formats.tabular.ledger_rows import scan_table
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from roder.domain.periods import Month
    from roder.domain.proofs import Proof
    from roder.formats.sie.records import SieBalance


class TableLedgerScan:
    """Reads the table once to learn its months, then once more for the rows."""

    whole_year = False
    stands = True
    balances: Sequence[SieBalance] = ()

    def __init__(self, path: Path, *, file_name: str, mapping: str) -> None:
        self._own_problems: list[Problem] = []
        columns = None
        if mapping:
            columns, faults = parse_mapping(mapping, LEDGER_FIELDS)
            self._own_problems.extend(faults)

        def opened() -> TableScan:
            return scan_table(path, columns, filename=file_name)

        first = opened()
        for _ in first.batches():
            pass
        self.months: list[Month] = sorted(first.months)
        self._scan = opened()
        self.kind = first.kind
        self.organisation = self._find_organisation()
        self.header = SieHeader(
            encoding=first.encoding or "",
            sie_type="",
            organisation_number=self.organisation.number if self.organisation else first.organisation_number,
            company_name=self.organisation.name if self.organisation else first.organisation_name,
            company_type="X" if self.organisation and self.organisation.chart == Chart.KOMMUNBAS else "",
        )
        self._set_year()

    def _find_organisation(self) -> LedgerOrganisation | None:
        """Return the organisation the file names; when it names none, the only one with a municipal chart."""
        number = "".join(filter(str.isdigit, self._scan.organisation_number))
        known = LedgerOrganisation.objects.all()
        if number:
            return known.filter(key=number).first()
        if self._scan.organisation_name:
            return known.filter(name=self._scan.organisation_name).first()
        municipal = list(known.filter(chart=Chart.KOMMUNBAS)[:2])
        if len(municipal) == 1:
            return municipal[0]
        self._own_problems.append(_NO_ORGANISATION)
        return None

    def _set_year(self) -> None:
        if not self.months:
            return
        first, last = self.months[0], self.months[-1]
        years = ImportBatch.objects.filter(organisation=self.organisation, state=ImportBatch.State.LIVE)
        for start, end in years.values_list("year_start", "year_end"):
            if start <= first.first_day and last.last_day <= end:
                self.header.fiscal_years[0] = FiscalYear(start, end)
                return
        if first.year != last.year:
            self._own_problems.append(_several_years(first, last))
        self.header.fiscal_years[0] = FiscalYear(date(first.year, 1, 1), date(first.year, 12, 31))

    def read_again(self, path: Path) -> TableLedgerScan:
        """Return itself: a table is looked through before its first row is placed."""
        del path
        return self

    @property
    def encoding(self) -> str:
        return self._scan.encoding or ""

    @property
    def sha256(self) -> str:
        return self._scan.sha256

    @property
    def problems(self) -> list[Problem]:
        return [*self._own_problems, *self._scan.problems]

    @property
    def vouchers(self) -> int:
        return self._scan.vouchers

    @property
    def postings(self) -> int:
        return self._scan.postings

    @property
    def budget_rows(self) -> Sequence[TableBudgetRow]:
        return self._scan.budget_rows

    @property
    def organisation_key(self) -> str:
        if self.organisation is not None:
            return self.organisation.key
        digits = "".join(filter(str.isdigit, self._scan.organisation_number))
        return digits or self._scan.organisation_name or "unknown"

    @property
    def year(self) -> FiscalYear:
        return self.header.fiscal_years[0]

    @property
    def fiscal_year(self) -> int:
        return self.year.year if 0 in self.header.fiscal_years else 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        return self._scan.batches()

    def proofs(self) -> list[Proof]:
        return self._scan.proofs()


_NO_ORGANISATION = Problem(
    Severity.ERROR,
    "organisation_missing",
    None,
    "The file does not say whose ledger it is. Add a column or a constant `organisation` "
    "(organisation number) to the mapping.",
    "Filen säger inte vems redovisning det är. Lägg till en kolumn eller konstant `organisation` "
    "(organisationsnummer) i mappningen.",
)


def _several_years(first: Month, last: Month) -> Problem:
    return Problem(
        Severity.ERROR,
        "several_fiscal_years",
        None,
        f"The file holds months from {first} to {last}, of more than one fiscal year. Import one year at a time.",
        f"Filen har månader från {first} till {last}, ur flera räkenskapsår. Läs in ett år i taget.",
    )
