"""One voucher whole, or as much of it as a person's reach lets them see (docs/algorithms/reach.md)."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import account_names
from roder.apps.ledger.names import object_names
from roder.apps.ledger.queries import calendar_year
from roder.apps.ledger.queries import fiscal_year_holding
from roder.apps.ledger.store import ledger_store
from roder.apps.organisation.queries import bodies
from roder.columnstore import drill
from roder.domain.accounts import BALANCE
from roder.domain.facts import DIMENSION_COLUMNS
from roder.domain.organisation import OrganisationTree
from roder.domain.periods import Month
from roder.domain.voucher_rows import RowView
from roder.domain.voucher_rows import row_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.columnstore.drill import PostingRow
    from roder.domain.reach import Reach


@dataclass(frozen=True)
class OthersRows:
    """The rows that belong to bodies beyond reach: how many, and their sums, so that the voucher balances."""

    postings: int
    debit_ore: int
    credit_ore: int


@dataclass(frozen=True)
class VoucherPage:
    organisation: LedgerOrganisation
    rows: list[PostingRow]
    others: OthersRows | None
    account_names: dict[str, str]
    object_names: dict[str, dict[str, str]]
    batch: ImportBatch | None


def voucher_page(
    organisation_key: str, fiscal_year: int, series: str, number: str, reach: Reach
) -> VoucherPage | None:
    """Return a voucher with the names of its codes; ``None`` when there is none of which a row is within reach."""
    organisation = LedgerOrganisation.objects.filter(key=organisation_key).first()
    if organisation is None or not reach.touches(organisation.key):
        return None
    found = list(drill.voucher(ledger_store(), organisation_key, fiscal_year, series, number))
    rows, others = (
        (found, None) if reach.has_whole_of(organisation.key) else _seen(organisation, found, reach)
    )
    if not rows:
        return None
    names = {
        column: object_names(organisation, fiscal_year, column, codes)
        for column in DIMENSION_COLUMNS
        if (codes := sorted({getattr(row, column) for row in rows} - {""}))
    }
    return VoucherPage(
        organisation,
        rows,
        others,
        account_names(organisation, fiscal_year, {row.account for row in rows}),
        names,
        ImportBatch.objects.select_related("imported_by").filter(number=rows[0].batch).first(),
    )


def _seen(
    organisation: LedgerOrganisation, rows: Sequence[PostingRow], reach: Reach
) -> tuple[list[PostingRow], OthersRows | None]:
    own_codes = _codes_within(organisation, rows, reach)
    line_of = line_of_account(organisation, rows[0].fiscal_year) if rows else None
    views = [
        row_view(
            is_within=row.responsibility in own_codes,
            has_code=bool(row.responsibility),
            is_balance=line_of is not None and line_of(row.account) == BALANCE,
        )
        for row in rows
    ]
    if RowView.OWN not in views:
        return [], None
    pairs = list(zip(rows, views, strict=True))
    shown = [
        row if view is RowView.OWN else _without_texts(row)
        for row, view in pairs
        if view is not RowView.OTHERS
    ]
    hidden = [row.amount_ore for row, view in pairs if view is RowView.OTHERS]
    others = OthersRows(
        len(hidden),
        sum(amount for amount in hidden if amount > 0),
        -sum(amount for amount in hidden if amount < 0),
    )
    return shown, others if hidden else None


def _codes_within(
    organisation: LedgerOrganisation, rows: Sequence[PostingRow], reach: Reach
) -> frozenset[str]:
    """Return the voucher's codes that are within reach in any follow-up of the year that counts the voucher."""
    codes = {row.responsibility for row in rows} - {""}
    numbers = [row.month for row in rows if row.month]
    if not codes:
        return frozenset()
    first = Month.from_number(min(numbers)) if numbers else Month(rows[0].fiscal_year, 1)
    year = fiscal_year_holding(organisation, first) or calendar_year(first.year)
    known = bodies(organisation.key)
    trees = [
        OrganisationTree(known, month.last_day, organisation.key) for month in year.months if month >= first
    ]
    return frozenset(code for code in codes if any(reach.holds_code(tree, code) for tree in trees))


def _without_texts(row: PostingRow) -> PostingRow:
    bare = replace(row, posting_text="", posting_signature="", responsibility="", activity="", project="")
    return replace(bare, counterparty="", subactivity="", cost_object="", other_objects="")
