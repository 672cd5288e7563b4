"""The tables beside the typed ones: what moves, what is left, the lines that follow, and titles together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.disclosure import HIDDEN
from roder.ui.formatting import amount_text
from roder.ui.formatting import number_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.internalbudgets.basis_queries import Reckoning
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.organisation import OrganisationTree
    from roder.domain.positions import TitleGroup

POSITIONS_DECIMALS = 2


def move_tables(reckoning: Reckoning, bodies: OrganisationTree) -> list[DataTable]:
    """Return what moves by unit and account, and what each unit has left before and after."""
    moves = [
        Row(
            [
                Cell(_name(move.unit, bodies)),
                Cell(move.account),
                *_amounts(move.before_ore, move.after_ore, move.difference_ore),
            ]
        )
        for move in reckoning.moves
    ]
    left = [
        Row(
            [
                Cell(_name(each.unit, bodies)),
                *_amounts(each.before_ore, each.after_ore, each.after_ore - each.before_ore),
            ]
        )
        for each in reckoning.left
    ]
    return [
        DataTable(_("What moves in the year"), [Column(_("Unit")), Column(_("Account")), *_columns()], moves),
        DataTable(_("Left to distribute"), [Column(_("Unit")), *_columns()], left),
    ]


def _columns() -> list[Column]:
    return [Column(_("Before"), "amount"), Column(_("After"), "amount"), Column(_("Difference"), "signed")]


def _amounts(*amounts_ore: int) -> list[Cell]:
    return [Cell(ore) for ore in amounts_ore]


def _name(code: str, bodies: OrganisationTree) -> str:
    return f"{code} {bodies.bodies[code].name}" if code in bodies.bodies else code


def line_table(lines: Sequence[InternalLine], year: int) -> DataTable:
    """Return the reckoned lines with what they rest on, and their sum."""
    columns = [
        Column(_("Account")),
        Column(_("Activity")),
        Column(str(year), "amount"),
        Column(_("Plan %(year)s") % {"year": year + 1}, "amount"),
        Column(_("Plan %(year)s") % {"year": year + 2}, "amount"),
        Column(_("Rests on")),
    ]
    rows = [
        Row(
            [
                Cell(line.place.account),
                Cell(line.place.activity),
                *_amounts(line.year_ore, *line.plan_ore),
                Cell(line.source),
            ]
        )
        for line in lines
    ]
    sums = [
        sum(line.year_ore for line in lines),
        *(sum(line.plan_ore[at] for line in lines) for at in (0, 1)),
    ]
    total = Row([Cell(_("Sum")), Cell(""), *_amounts(*sums), Cell("")], is_total=True)
    return DataTable(_("Lines that follow"), columns, [*rows, total], is_sortable=False)


def title_table(groups: Sequence[TitleGroup], year: int) -> DataTable:
    """Return titles with their positions and the year's wages; two dots where these are not shown."""
    language = get_language() or "sv"
    rows = []
    for group in groups:
        wages = HIDDEN if group.wage_ore is None else amount_text(group.wage_ore, "tkr", language)
        rows.append(
            Row(
                [
                    Cell(group.title or _("The whole unit")),
                    Cell(number_text(group.positions, POSITIONS_DECIMALS, language)),
                    Cell(wages),
                ],
                is_total=not group.title,
            )
        )
    columns = [
        Column(_("Job title")),
        Column(_("Number of positions")),
        Column(_("Wages %(year)s, tkr") % {"year": year}),
    ]
    return DataTable(_("Positions by title"), columns, rows, is_sortable=False)
