from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.apps.ledger.models import IcebergTable
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.models import SavedMapping
from roder.apps.organisation.queries import organisations_with_bodies
from roder.domain.accounts import Chart
from roder.domain.periods import FiscalYear
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUE = "roder"
NAMESPACE = "ledger"

TOLD_OF_ITSELF = ("problems", "proofs", "snapshots", "snapshots_before", "batches_before")
"""What a batch keeps of its file and of the states around it: long, and no page of figures shows it."""


@dataclass(frozen=True)
class FiscalYearRow:
    """A fiscal year that has live batches: its months, and the last month its ledger covers."""

    fiscal_year: int
    months: list[Month]
    last_month: Month | None
    without_months: bool = False


def pointers() -> dict[str, str]:
    """Return where each ledger table's current metadata lies."""
    rows = IcebergTable.objects.filter(catalog_name=CATALOGUE, table_namespace=NAMESPACE)
    return dict(rows.values_list("table_name", "metadata_location"))


def calendar_year(year: int) -> FiscalYearRow:
    """Return the calendar year as a fiscal year without a ledger."""
    return FiscalYearRow(year, FiscalYear(date(year, 1, 1), date(year, 12, 31)).months, None)


def live_batches(organisation: LedgerOrganisation | None = None) -> list[ImportBatch]:
    batches = ImportBatch.objects.filter(state=ImportBatch.State.LIVE).select_related("organisation")
    if organisation is not None:
        batches = batches.filter(organisation=organisation)
    return list(batches.defer(*TOLD_OF_ITSELF).order_by("fiscal_year", "number"))


def fiscal_year_holding(organisation: LedgerOrganisation, month: Month) -> FiscalYearRow | None:
    """Return the fiscal year of the organisation's ledger that holds the month, or ``None``."""
    batches = [
        batch
        for batch in live_batches(organisation)
        if batch.year_start <= month.last_day and month.first_day <= batch.year_end
    ]
    if not batches:
        return None
    first = batches[0]
    covered = [Month.from_number(number) for batch in batches for number in batch.months]
    return FiscalYearRow(
        first.fiscal_year,
        FiscalYear(first.year_start, first.year_end).months,
        max(covered, default=None),
        without_months=not covered,
    )


def months_with_ledger(is_shown: Callable[[str], bool]) -> list[Month]:
    """Return every month that a live batch of an organisation shown covers, newest first."""
    shown = (batch for batch in live_batches() if is_shown(batch.organisation.key))
    numbers = {number for batch in shown for number in batch.months}
    return [Month.from_number(number) for number in sorted(numbers, reverse=True)]


def organisations_shown() -> list[LedgerOrganisation]:
    """Return the organisations with books, the municipality first."""
    rows = LedgerOrganisation.objects.filter(batches__state=ImportBatch.State.LIVE).distinct()
    return sorted(rows, key=lambda row: (row.chart != Chart.KOMMUNBAS, row.name))


def saved_mappings() -> list[SavedMapping]:
    """Return the column mappings that people have kept, by name."""
    return list(SavedMapping.objects.order_by("name"))


def mapping_named(name: str) -> SavedMapping | None:
    """Return the column mapping that is kept under a name."""
    return SavedMapping.objects.filter(name=name).first()


def organisations_known() -> list[LedgerOrganisation]:
    """Return every organisation that has ever had books here, by name."""
    return list(LedgerOrganisation.objects.order_by("name"))


def own_books(number: str) -> tuple[str, Month] | None:
    """Return the key of a legal person's own books and their newest month, by its organisation number."""
    digits = "".join(filter(str.isdigit, number))
    own = [
        (Month.from_number(month), batch.organisation.key)
        for batch in live_batches()
        if digits and "".join(filter(str.isdigit, batch.organisation.number)) == digits
        for month in batch.months
    ]
    newest = max(own, default=None)
    return (newest[1], newest[0]) if newest else None


class OrganisationChoiceError(LookupError):
    """It is not clear whose tree is meant; ``known`` are the keys to choose from."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


def tree_organisation(asked: str = "") -> str:
    """Return the key of the organisation whose tree is meant: the one asked for, else the only one.

    An organisation number may be written with its hyphen. Raises ``OrganisationChoiceError`` when
    nothing is asked for and there is not exactly one municipality here.
    """
    with_bodies = organisations_with_bodies()
    if asked:
        key = LedgerOrganisation.objects.filter(number=asked).values_list("key", flat=True).first()
        digits = asked.replace("-", "")
        return key or (digits if digits.isdecimal() else asked)
    if len(with_bodies) == 1:
        return with_bodies[0]
    municipalities = LedgerOrganisation.objects.filter(chart=Chart.KOMMUNBAS)
    known = sorted({*with_bodies, *municipalities.values_list("key", flat=True)})
    if len(known) != 1:
        raise OrganisationChoiceError(known)
    return known[0]


def tree_organisation_shown() -> str:
    """Return the key of the organisation whose tree the pages show; empty when there is none yet."""
    try:
        return tree_organisation()
    except OrganisationChoiceError as error:
        return error.known[0] if error.known else ""
