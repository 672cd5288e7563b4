"""From an account of a file to its report line, by the file's own types and its chart."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from roder.apps.ledger.models import Account
from roder.apps.ledger.models import ImportBatch
from roder.domain.accounts import Chart
from roder.domain.accounts import report_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.ledger.models import LedgerOrganisation


class LineOfAccount:
    """Looks the line of an account up once; accounts repeat millions of times in a ledger."""

    def __init__(self, chart: Chart, year: int, explicit_types: Mapping[str, str]) -> None:
        self._chart, self._year, self._types = chart, year, explicit_types
        self._known: dict[str, str] = {}

    def __call__(self, account: str) -> str:
        line = self._known.get(account)
        if line is None:
            line = report_line(account, self._chart, self._year, self._types)
            self._known[account] = line
        return line


def line_of_account(organisation: LedgerOrganisation, fiscal_year: int) -> LineOfAccount:
    """Return the lines by the account types that the year's live files declared."""
    declared = Account.objects.filter(
        batch__organisation=organisation,
        batch__fiscal_year=fiscal_year,
        batch__state=ImportBatch.State.LIVE,
    ).exclude(type="")
    types = dict(declared.order_by("batch__number").values_list("number", "type"))
    return LineOfAccount(Chart(organisation.chart), fiscal_year, types)


def rules_version() -> str:
    """Return a short hash of the rules in force; kept totals made by other rules are made anew."""
    text = resources.files("roder.domain.parameters").joinpath("report_lines.toml").read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]
