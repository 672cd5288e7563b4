"""Spreads a body's net cost over its cells, so that income, internal trade and costs sum to it.

Amounts are cells x 12 months in öre, ledger sign (cost +, income -). Arithmetic is whole numbers
throughout; weights are Python or 64-bit integers and never money in a float.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from roder.devtools.example.cells import INTERNAL_PURCHASES
from roder.devtools.example.cells import CellKind
from roder.devtools.example.cells import load_body_of_responsibility
from roder.devtools.example.cells import load_cells
from roder.devtools.example.organisation import CENTRAL_BODY
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.organisation import load_responsibilities
from roder.domain.money import allocate
from roder.domain.periods import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix: TypeAlias = NDArray[np.int64]
PER_MILLE = 1000


@cache
def cells_of_bodies() -> dict[str, list[int]]:
    """Return each body's cell numbers; the seller of internal services comes last."""
    found: dict[str, list[int]] = {code: [] for code in load_frames() if code != CENTRAL_BODY}
    found[CENTRAL_BODY] = []
    for index, cell in enumerate(load_cells().cells):
        found[cell.body].append(index)
    return found


@cache
def _body_weights() -> dict[str, int]:
    bodies = load_body_of_responsibility()
    totals: dict[str, int] = defaultdict(int)
    for row in load_responsibilities():
        totals[bodies[row.code]] += row.weight
    return totals


def add_pay_additions(weights: Matrix) -> Matrix:
    """Return the weights with what is paid on top of pay as its per mille of that pay."""
    table = load_cells()
    pay = np.zeros((int(table.pay_group.max()) + 1, weights.shape[1]), dtype=np.int64)
    is_pay = table.kind == CellKind.PAY
    np.add.at(pay, table.pay_group[is_pay], weights[is_pay])
    on_top = table.kind == CellKind.PAY_ADDITION
    added = weights.copy()
    added[on_top] = pay[table.pay_group[on_top]] * table.weight[on_top, None] // PER_MILLE
    added[table.kind >= CellKind.INCOME] = 0
    return added


def income_ore(index: int, month: int, body_ore: int, per_mille: int, unit_ore: int) -> int:
    """Return a cell's income of a month: a share of the body's year, positive, in whole ``unit_ore``."""
    cell, profile = load_cells().cells[index], load_cells().profile[index]
    share = body_ore * cell.weight * int(profile[month]) * per_mille
    whole = _body_weights()[cell.body] * PER_MILLE * int(profile.sum()) * PER_MILLE
    return share // (whole * unit_ore) * unit_ore


def book_internal_sales(amounts: Matrix, unit_ore: int) -> None:
    """Give the seller, month by month, exactly what each body buys internally; in place."""
    cells = load_cells().cells
    for buyer, indexes in cells_of_bodies().items():
        sellers = [
            index
            for index in cells_of_bodies()[CENTRAL_BODY]
            if cells[index].kind is CellKind.INTERNAL_SALE and cells[index].group == buyer
        ]
        bought = [index for index in indexes if cells[index].account == INTERNAL_PURCHASES]
        if not bought:
            continue
        for month in range(MONTHS_PER_YEAR):
            total = int(amounts[bought, month].sum()) // unit_ore
            parts = allocate(-total, [cells[index].weight for index in sellers])
            amounts[sellers, month] = [part * unit_ore for part in parts]


def book_costs(
    amounts: Matrix,
    indexes: list[int],
    months: Sequence[int],
    *,
    net_ore: int,
    weights: Matrix,
    unit_ore: int,
) -> None:
    """Book what is needed for the cells to sum to ``net_ore`` over the months on the cost cells, in place.

    The weights say where; income and internal sales must be there already.
    """
    place = np.ix_(indexes, list(months))
    cost_ore = net_ore - int(amounts[place].sum())
    parts = allocate(cost_ore // unit_ore, weights[place].ravel().tolist())
    booked = np.array(parts, dtype=np.int64).reshape(len(indexes), len(months)) * unit_ore
    amounts[place] += booked
