"""The tables of changes: original, changes and current by unit, and the lines of one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.queries import unit_nets
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.workspace.internal_budgets.chosen_body import ChosenBody


def columns_table(chosen: ChosenBody, budget: InternalBudget) -> DataTable:
    """Return the net of each unit: original, decided changes and current, report sign."""
    original = unit_nets([original_layer(budget)])
    changes = unit_nets(budget.layers.exclude(number=1).filter(is_decided=True))
    columns = [
        Column(_("Unit"), key="unit"),
        Column(_("Original"), "amount", "original_ore"),
        Column(_("Changes"), "amount", "changes_ore"),
        Column(_("Current"), "amount", "current_ore"),
    ]
    rows = [
        _amounts(chosen.name_of(unit), original.get(unit, 0), changes.get(unit, 0))
        for unit in sorted({*original, *changes})
    ]
    total = _amounts(_("In all"), sum(original.values()), sum(changes.values()), is_total=True)
    return DataTable(_("Original, changes and current by unit"), columns, [*rows, total])


def _amounts(name: str, original: int, changes: int, *, is_total: bool = False) -> Row:
    cells = [Cell(name), Cell(original), Cell(changes), Cell(original + changes)]
    return Row(cells, is_total=is_total)


def change_table(chosen: ChosenBody, layer: BudgetLayer) -> DataTable:
    """Return the lines of a change."""
    columns = [
        Column(_("Unit"), key="unit"),
        Column(_("Account"), key="account"),
        Column(_("Activity"), key="activity"),
        Column(_("Amount"), "amount", "amount_ore"),
    ]
    rows = [
        Row(
            [
                Cell(chosen.name_of(line.place.unit)),
                Cell(line.place.account),
                Cell(line.place.activity),
                Cell(line.year_ore),
            ]
        )
        for line in layer_lines(layer)
    ]
    return DataTable(_("Lines of change %(number)s") % {"number": layer.number - 1}, columns, rows)
