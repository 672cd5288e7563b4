"""The document of ``roder ledger balances``: opening, outturn, closing and budget, ledger sign."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.store import ledger_store
from roder.columnstore.balance_sources import NoMonthsError
from roder.columnstore.balances import account_balances
from roder.columnstore.balances import month_balances
from roder.columnstore.balances import object_balances
from roder.domain.accounts import BALANCE
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.columnstore.balances import BalanceRow


class BalancesError(Exception):
    """The question cannot be answered; the message says why and what to do."""


def balances_document(
    year: int, by: str, *, through: Month | int | None = None, organisation: str = ""
) -> dict[str, Any]:
    """Return rows by account, month or object, and the result of the year in ledger sign.

    Raises ``BalancesError`` for a year without ledger, an unknown organisation, and months asked of
    a ledger that has year totals only.
    """
    keys = _organisations(year, organisation)
    month = _month(year, through, keys)
    try:
        return _document(year, by, month, keys)
    except NoMonthsError:
        raise BalancesError(
            _("The ledger of %(year)s has year totals only, no months. Import a SIE file of type 2, 3 or 4.")
            % {"year": year}
        ) from None


def _organisations(year: int, organisation: str) -> list[LedgerOrganisation]:
    live = ImportBatch.objects.filter(state=ImportBatch.State.LIVE)
    known = list(LedgerOrganisation.objects.filter(pk__in=live.values("organisation")))
    if organisation:
        wanted = "".join(filter(str.isalnum, organisation)).lower()
        known = [
            row for row in known if wanted in {row.key.replace("-", "").lower(), row.number.replace("-", "")}
        ]
        if not known:
            raise BalancesError(
                _("No ledger of %(organisation)s is imported. `roder ledger batches` lists what is.")
                % {"organisation": organisation}
            )
    store = ledger_store()
    found = [row for row in known if set(store.years(row.key)) & {(row.key, year), (row.key, year + 1)}]
    if not found:
        raise BalancesError(
            _("No ledger of %(year)s is imported. `roder ledger batches` lists what is.") % {"year": year}
        )
    return found


def _month(year: int, through: Month | int | None, organisations: list[LedgerOrganisation]) -> Month | None:
    if not isinstance(through, int):
        return through
    batch = ImportBatch.objects.filter(
        organisation__in=organisations, fiscal_year=year, state=ImportBatch.State.LIVE
    ).first()
    first = batch.year_start.month if batch else 1
    return Month(year if through >= first else year + 1, through)


def _document(
    year: int, by: str, through: Month | None, organisations: list[LedgerOrganisation]
) -> dict[str, Any]:
    store = ledger_store()
    rows: dict[str, list[int]] = {}
    result = budget_result = 0
    for organisation in organisations:
        is_result = _result_test(organisation, year)
        accounts = account_balances(store, organisation.key, year, through)
        result += sum(row.outturn_ore for row in accounts if is_result(row.key))
        budget_result += sum(row.budget_ore for row in accounts if is_result(row.key))
        if by == "account":
            found = accounts
        elif by == "month":
            found = month_balances(store, organisation.key, year, through, counts=is_result)
        else:
            found = object_balances(store, organisation.key, year, through, int(by.partition(":")[2]))
        for row in found:
            _add(rows, row)
    return {
        "year": year,
        "through": str(through) if through else None,
        "by": by,
        "rows": [
            {
                "key": key,
                "opening_ore": amounts[0],
                "outturn_ore": amounts[1],
                "closing_ore": amounts[2],
                "budget_ore": amounts[3],
            }
            for key, amounts in sorted(rows.items())
        ],
        "result_ore": result,
        "budget_result_ore": budget_result,
    }


def _add(rows: dict[str, list[int]], row: BalanceRow) -> None:
    total = rows.setdefault(row.key, [0, 0, 0, 0])
    for at, amount in enumerate((row.opening_ore, row.outturn_ore, row.closing_ore, row.budget_ore)):
        total[at] += amount


def _result_test(organisation: LedgerOrganisation, year: int) -> Callable[[str], bool]:
    lines = line_of_account(organisation, year)
    return lambda account: lines(account) != BALANCE
