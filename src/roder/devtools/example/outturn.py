"""The example's outturn per cell and month, calibrated against the budget.

The net cost of a body is set first (data/calibration.toml), from January to August and from
September to December apart, so that the figures to August are the same whether or not the rest of
the year is made. Chance decides only how it is spread.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from roder.devtools.example.budget import budget_amounts
from roder.devtools.example.cells import CellKind
from roder.devtools.example.cells import active_months
from roder.devtools.example.cells import load_cells
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.organisation import CENTRAL_BODY
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.spreading import PER_MILLE
from roder.devtools.example.spreading import Matrix
from roder.devtools.example.spreading import add_pay_additions
from roder.devtools.example.spreading import book_costs
from roder.devtools.example.spreading import book_internal_sales
from roder.devtools.example.spreading import cells_of_bodies
from roder.devtools.example.spreading import income_ore
from roder.domain.money import allocate
from roder.domain.periods import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AUGUST = 8
_AMOUNTS_STREAM = 1
_COST_NOISE = (930, 1071)
_INCOME_NOISE = (965, 1036)
_MONTH_NOISE = (-11, 12)
_LEAST_PRESSURE = 300


@cache
def outturn_amounts(year: int) -> Matrix:
    """Return the year's outturn per cell and month, all twelve months."""
    table = load_cells()
    chance = np.random.Generator(np.random.PCG64([year, _AMOUNTS_STREAM]))
    active = active_months(year)
    weights = _noisy_weights(chance, active)
    amounts = np.zeros(weights.shape, dtype=np.int64)
    frames = load_frames(year)
    noise = chance.integers(*_INCOME_NOISE, weights.shape)
    for index in np.flatnonzero(table.kind == CellKind.INCOME).tolist():
        body_ore = frames[table.cells[index].body]
        for month in np.flatnonzero(active[index]).tolist():
            amounts[index, month] = -income_ore(index, month, body_ore, int(noise[index, month]), 1)
    for body, indexes in cells_of_bodies().items():
        if body == CENTRAL_BODY:
            book_internal_sales(amounts, 1)
        deviation = _deviation(year, body)
        pressure = deviation.get("pressure", ())
        pressed = [index for index in indexes if table.cells[index].account in pressure]
        for month, net_ore in enumerate(_net_targets(year, indexes, deviation, chance)):
            budget = budget_amounts(year)[indexes, month]
            cost_ore = net_ore - int(amounts[indexes, month].sum())
            _press(weights[:, month], indexes, pressed, cost_ore, int(budget[budget > 0].sum()))
            book_costs(amounts, indexes, [month], net_ore=net_ore, weights=weights, unit_ore=1)
    return amounts


def _deviation(year: int, body: str) -> dict[str, Any]:
    found: dict[str, Any] = read_settings("calibration.toml")[str(year)]["deviation"][body]
    return found


def _noisy_weights(chance: np.random.Generator, active: Matrix) -> Matrix:
    """Return cost weights with noise, where some accounts are posted on only in some months."""
    table = load_cells()
    shape = active.shape
    posted = chance.integers(0, PER_MILLE, shape) < table.frequency[:, None]
    weights = table.weight[:, None] * table.profile * active * chance.integers(*_COST_NOISE, shape)
    weights = np.where(posted, weights * PER_MILLE // table.frequency[:, None], 0) // PER_MILLE
    return add_pay_additions(weights)


def _net_targets(
    year: int, indexes: list[int], deviation: dict[str, Any], chance: np.random.Generator
) -> list[int]:
    """Return the body's net cost per month: the two parts of the year are calibrated apart."""
    budget = budget_amounts(year)[indexes].sum(axis=0).tolist()
    bend = deviation.get("shape") or chance.integers(*_MONTH_NOISE, MONTHS_PER_YEAR).tolist()
    shaped = [ore * (PER_MILLE + part) for ore, part in zip(budget, bend, strict=True)]
    targets: list[int] = []
    for part, name in ((slice(0, _AUGUST), "to_august"), (slice(_AUGUST, None), "late")):
        total = sum(budget[part]) * (PER_MILLE + deviation[name]) // PER_MILLE
        targets += allocate(total, shaped[part])
    return targets


def _press(
    weights: NDArray[np.int64], indexes: list[int], pressed: list[int], cost_ore: int, budget_ore: int
) -> None:
    """Let a difference from the month's budgeted cost show in the pressed cells; changes weights in place."""
    whole = int(weights[indexes].sum())
    on_pressed = int(weights[pressed].sum())
    if not on_pressed:
        return
    wanted = max(
        cost_ore * whole - budget_ore * (whole - on_pressed),
        budget_ore * on_pressed * _LEAST_PRESSURE // PER_MILLE,
    )
    for index in pressed:
        weights[index] = int(weights[index]) * wanted // (budget_ore * on_pressed)
