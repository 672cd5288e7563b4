"""Totals by month of the internal budgets in force, as of postings; no engine is loaded for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.kept_totals import result_totals
from roder.apps.ledger.lines import line_of_account
from roder.columnstore.internal_budgets import internal_budget_rows
from roder.columnstore.totals import TotalsAccumulator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.ledger.models import LedgerOrganisation
    from roder.columnstore.totals import Totals


def internal_budget_totals(
    organisation: LedgerOrganisation, fiscal_year: int, locations: Mapping[str, str]
) -> dict[int, Totals]:
    """Return the internal budgets of a fiscal year by month, from the rows that the pointers name."""
    rows = internal_budget_rows(locations, organisation.key, fiscal_year)
    if not rows.num_rows:
        return {}
    accumulator = TotalsAccumulator(line_of_account(organisation, fiscal_year))
    accumulator.add(rows)
    return result_totals(accumulator)
