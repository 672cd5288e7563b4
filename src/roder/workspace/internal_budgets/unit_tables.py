"""The tables of a unit's budget: the year by report line and account, and its months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.internal_budgets import MONTHS
from roder.ui.formatting import month_name
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import line_name
from roder.workspace.internal_budgets.outturn_words import outturn_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.internalbudgets.unit_reading import UnitReading
    from roder.domain.internal_budget_sums import AccountSums

    Amounts = Callable[[Sequence[AccountSums]], list[int | None]]
    """The amounts of a row, reckoned over the accounts that it stands for."""


def year_table(reading: UnitReading, year: int) -> DataTable:
    """Return the year: original, changes, current, last year's outturn and the two plan years."""
    budget = reading.part.internal_budget
    columns = [
        Column(_("Account"), key="account"),
        Column(_("Name"), key="name"),
        Column(_("Original"), "amount", "original_ore"),
        Column(_("Changes"), "amount", "changes_ore"),
        Column(_("Current"), "amount", "current_ore"),
        Column(outturn_name(budget.organisation, year - 1), "amount", "last_year_ore"),
        Column(_("Plan %(year)s") % {"year": year + 1}, "amount", "plan1_ore"),
        Column(_("Plan %(year)s") % {"year": year + 2}, "amount", "plan2_ore"),
    ]
    caption = _("The year %(year)s by report line and account") % {"year": year}
    return DataTable(caption, columns, _rows(reading, _year_amounts), is_sortable=False)


def month_table(reading: UnitReading, year: int) -> DataTable:
    """Return the current budget month by month."""
    language = get_language() or "sv"
    columns = [
        Column(_("Account"), key="account"),
        Column(_("Name"), key="name"),
        *(
            Column(month_name(month, language, short=True), "amount", f"m{month:02}_ore")
            for month in range(1, MONTHS + 1)
        ),
        Column(_("The year"), "amount", "current_ore"),
    ]
    caption = _("The months of %(year)s") % {"year": year}
    return DataTable(caption, columns, _rows(reading, _month_amounts), is_sortable=False)


def _rows(reading: UnitReading, amounts: Amounts) -> list[Row]:
    rows = []
    for line, accounts in groupby(reading.rows, key=lambda row: row.line):
        members = list(accounts)
        rows.append(_row(_named_line(line), "", amounts(members), is_sum=True))
        rows += [_row(each.account, reading.names.get(each.account, ""), amounts([each])) for each in members]
    income = [each for each in reading.rows if each.is_income]
    cost = [each for each in reading.rows if not each.is_income]
    totals = [(_("Income"), income), (_("Costs"), cost), (_("Net"), reading.rows)]
    return [*rows, *(_row(label, "", amounts(members), is_total=True) for label, members in totals)]


def _named_line(code: str) -> str:
    return _("Without a report line") if code == "unmapped" else line_name(code)


def _row(
    first: str, second: str, amounts: Iterable[int | None], *, is_sum: bool = False, is_total: bool = False
) -> Row:
    cells = [Cell(first, is_sum=is_sum), Cell(second, is_sum=is_sum)]
    return Row([*cells, *(Cell(ore, is_sum=is_sum) for ore in amounts)], is_total=is_total)


def _year_amounts(rows: Sequence[AccountSums]) -> list[int | None]:
    last_year = [row.last_year_ore for row in rows if row.last_year_ore is not None]
    return [
        sum(row.original_ore for row in rows),
        sum(row.changes_ore for row in rows),
        sum(row.current_ore for row in rows),
        sum(last_year) if last_year else None,
        sum(row.plan_ore[0] for row in rows),
        sum(row.plan_ore[1] for row in rows),
    ]


def _month_amounts(rows: Sequence[AccountSums]) -> list[int | None]:
    months = [sum(row.months_ore[at] for row in rows) for at in range(MONTHS)]
    return [*months, sum(months)]
