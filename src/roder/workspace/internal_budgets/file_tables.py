"""What a file would change in an internal budget, as tables: new lines, changed fields, sums, and what must be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.internal_budget_files import MONTH_NAMES
from roder.domain.internal_budget_files import PLAN_NAMES
from roder.ui.formatting import amount_text
from roder.ui.formatting import month_name
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.internalbudgets.importing import InternalBudgetPlan
    from roder.apps.internalbudgets.importing import UnitSum
    from roder.domain.internal_budget_files import LineChange
    from roder.domain.internal_budget_files import Value
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that is only done when a person ticks it: its number, what it is about, and the values as texts."""

    number: int
    line: str
    field: str
    values: Sequence[str]


def field_name(name: str, year: int) -> str:
    """Return what a field of a line is called in a budget of the year."""
    if name in MONTH_NAMES:
        return month_name(MONTH_NAMES.index(name) + 1, get_language() or "sv")
    if name in PLAN_NAMES:
        return _("Plan %(year)s") % {"year": year + 1 + PLAN_NAMES.index(name)}
    return _("Text")


def line_text(place: LinePlace) -> str:
    """Return the codes of a line, those that it has."""
    codes = (place.unit, place.account, place.activity, place.project, place.counterparty)
    return " ".join(code for code in codes if code)


def changed_table(changes: Iterable[LineChange], year: int) -> DataTable:
    """Return the fields that become another: was, becomes and the difference."""
    columns = [
        Column(_("Line")),
        Column(_("Field")),
        Column(_("Was"), "amount"),
        Column(_("Becomes"), "amount"),
        Column(_("Difference"), "signed"),
    ]
    rows = [
        Row(
            [
                Cell(line_text(each.place)),
                Cell(field_name(each.field, year)),
                Cell(each.was),
                Cell(each.becomes),
                Cell(each.difference_ore),
            ]
        )
        for each in changes
        if each.difference_ore is not None
    ]
    return DataTable(_("Changed amounts"), columns, rows)


def texts_table(changes: Iterable[LineChange]) -> DataTable:
    """Return the texts that become another."""
    columns = [Column(_("Line")), Column(_("Was")), Column(_("Becomes"))]
    rows = [
        Row([Cell(line_text(each.place)), Cell(str(each.was) or "–"), Cell(str(each.becomes) or "–")])
        for each in changes
        if each.difference_ore is None
    ]
    return DataTable(_("Changed texts"), columns, rows)


def new_table(lines: Iterable[InternalLine]) -> DataTable:
    """Return the lines that are new."""
    columns = [Column(_("Line")), Column(_("The year"), "amount"), Column(_("Text"))]
    rows = [Row([Cell(line_text(line.place)), Cell(line.year_ore), Cell(line.text)]) for line in lines]
    return DataTable(_("New lines"), columns, rows)


def sums_table(sums: Iterable[UnitSum]) -> DataTable:
    """Return each unit's year before and after, beside what it was given."""
    columns = [
        Column(_("Unit")),
        Column(_("The year was"), "amount"),
        Column(_("The year becomes"), "amount"),
        Column(_("Given"), "amount"),
        Column(_("Left to distribute"), "amount"),
    ]
    rows = [
        Row(
            [
                Cell(each.unit),
                Cell(each.was_ore),
                Cell(each.becomes_ore),
                Cell(each.allotted_ore),
                Cell(each.left_ore),
            ]
        )
        for each in sums
    ]
    return DataTable(_("The units' sums if the differences are saved"), columns, rows)


def conflict_choices(plan: InternalBudgetPlan, unit: str) -> list[Choice]:
    """Return the conflicts: the file says, it was when the file was taken out, it is now."""
    return [
        Choice(
            number,
            line_text(each.place),
            field_name(each.field, plan.budget.year),
            [_value(value, unit) for value in (each.says, each.seen, each.now)],
        )
        for number, each in enumerate(plan.found.conflicts)
    ]


def removal_choices(plan: InternalBudgetPlan, unit: str) -> list[Choice]:
    """Return the lines that the file does not have."""
    return [
        Choice(number, line_text(line.place), line.text, [_value(line.year_ore, unit)])
        for number, line in enumerate(plan.found.removed)
    ]


def _value(value: Value | None, unit: str) -> str:
    if value is None:
        return _("no line")
    return (
        amount_text(value, unit, get_language() or "sv", decimals=2)
        if isinstance(value, int)
        else value or "–"
    )
