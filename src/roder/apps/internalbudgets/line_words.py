"""What the codes of internal budget lines are called and which report line each account is of, by the newest ledger."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import DimensionObject
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import account_names
from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.accounts import UNMAPPED
from roder.domain.accounts import Chart
from roder.domain.accounts import report_line
from roder.domain.facts import NUMBER_OF_DIMENSION

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = ("activity", "project", "counterparty")
"""What a line says beside its account, in the order of ``LinePlace``."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """Names by code. ``accounts`` are those of the result, which can be budgeted."""

    accounts: dict[str, str] = field(default_factory=dict)
    objects: dict[str, dict[str, str]] = field(default_factory=dict)
    line_of: Callable[[str], str] = lambda account: report_line(account, Chart.KOMMUNBAS, 2018)

    def line(self, account: str) -> str:
        """Return the report line of an account; ``UNMAPPED`` when it is of none."""
        found = self.line_of(account)
        return UNMAPPED if found in {BALANCE, EXCLUDED} else found


def line_words(organisation: str, year: int) -> LineWords:
    """Return the words of a budget year: as the newest ledger up to that year has them; none without a ledger."""
    books = LedgerOrganisation.objects.filter(key=organisation).first()
    live = ImportBatch.objects.filter(organisation=books, state=ImportBatch.State.LIVE, fiscal_year__lte=year)
    newest = live.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    if books is None or newest is None:
        return LineWords()
    line_of = line_of_account(books, newest)
    accounts = {
        number: name
        for number, name in sorted(account_names(books, newest).items())
        if line_of(number) not in {BALANCE, EXCLUDED}
    }
    objects = {column: _objects(books, newest, column) for column in CODES}
    return LineWords(accounts, objects, line_of)


def _objects(books: LedgerOrganisation, fiscal_year: int, column: str) -> dict[str, str]:
    rows = DimensionObject.objects.filter(
        batch__organisation=books,
        batch__fiscal_year=fiscal_year,
        batch__state=ImportBatch.State.LIVE,
        dimension=NUMBER_OF_DIMENSION[column],
    )
    return dict(sorted(rows.order_by("batch__number").values_list("code", "name")))
