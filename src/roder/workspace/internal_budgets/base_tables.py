"""The tables of a base before it is put in: by account group, by unit, and the lines of one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import line_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.internalbudgets.base_reading import BaseReading


def group_table(reading: BaseReading) -> DataTable:
    """Return each account group before and after, and what moves."""
    columns = [
        Column(_("Account group"), key="line"),
        Column(_("Now"), "amount", "before_ore"),
        Column(_("With the base"), "amount", "after_ore"),
        Column(_("Difference"), "amount", "difference_ore"),
    ]
    rows = [
        Row(
            [
                Cell(line_name(move.line)),
                Cell(move.before_ore),
                Cell(move.after_ore),
                Cell(move.difference_ore),
            ]
        )
        for move in reading.moves
    ]
    sums = [
        sum(move.before_ore for move in reading.moves),
        sum(move.after_ore for move in reading.moves),
        sum(move.difference_ore for move in reading.moves),
    ]
    rows.append(Row([Cell(_("Net")), *(Cell(ore) for ore in sums)], is_total=True))
    return DataTable(
        _("The budget by account group, now and with the base"), columns, rows, is_sortable=False
    )


def unit_table(reading: BaseReading, names: Mapping[str, str]) -> DataTable:
    """Return each unit: what it was given, its net with the base, what is left, and what stays and goes."""
    columns = [
        Column(_("Unit"), key="unit"),
        Column(_("Name"), key="name"),
        Column(_("Given"), "amount", "allotted_ore"),
        Column(_("Now"), "amount", "before_ore"),
        Column(_("With the base"), "amount", "after_ore"),
        Column(_("Left to distribute"), "amount", "left_ore"),
        Column(_("Put on the fitting account"), "amount", "fitted_ore"),
        Column(_("Lines kept instead"), "count", "kept"),
        Column(_("Typed lines that go"), "count", "replaced"),
    ]
    rows = [
        Row(
            [
                Cell(unit.part.unit_code),
                Cell(names.get(unit.part.unit_code, "")),
                Cell(unit.part.allotted_ore),
                Cell(unit.before_ore),
                Cell(unit.after_ore),
                Cell(unit.left_ore),
                Cell(unit.based.fitted_ore),
                Cell(len(unit.based.kept)),
                Cell(len(unit.based.replaced)),
            ]
        )
        for unit in reading.units
    ]
    return DataTable(_("Unit by unit"), columns, rows)


def line_table(reading: BaseReading) -> DataTable:
    """Return the lines of the units as they would be, with what each rests on."""
    columns = [
        Column(_("Account"), key="account"),
        Column(_("Activity"), key="activity"),
        Column(_("The year"), "amount", "year_ore"),
        Column(_("Rests on"), key="source"),
    ]
    rows = [
        Row(
            [
                Cell(line.place.account),
                Cell(line.place.activity),
                Cell(line.year_ore),
                Cell(line.source or _("Typed")),
            ]
        )
        for unit in reading.units
        for line in unit.based.lines
    ]
    return DataTable(_("The lines as they would be"), columns, rows)
