"""The cells of the example ledger: each combination of codes that is posted on, with its weights.

A cell is responsibility x account x activity x project x counterparty. Amounts are spread over
cells first, so that every scale of the ledger splits the same amounts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

import numpy as np

from roder.devtools.example.chart import AccountRow
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.organisation import CENTRAL_BODY
from roder.devtools.example.organisation import ResponsibilityRow
from roder.devtools.example.organisation import load_frame_rows
from roder.devtools.example.organisation import load_organisation
from roder.devtools.example.organisation import load_responsibilities
from roder.domain.periods import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

INTERNAL_PURCHASES = "7491"
INTERNAL_SALES = "3091"
PAY_ADDITIONS = "pay_additions"
_SPLIT_FROM_SHARE = 100
_PROJECT_FLOWS = frozenset({"grant", "supplier"})
_FLOWS_BY_DEPARTMENT = frozenset(
    {"contributions", "rent", "depreciation_buildings", "depreciation_equipment"}
)
_DEPARTMENT_DIGITS = 3


class CellKind(IntEnum):
    """How a cell gets its amount."""

    COST = 0
    PAY = 1
    PAY_ADDITION = 2
    INCOME = 3
    INTERNAL_SALE = 4


class Cell(NamedTuple):
    """One combination of codes; ``weight`` is the responsibility's weight x the account's share."""

    responsibility: str
    body: str
    account: str
    activity: str
    project: str
    counterparty: str
    kind: CellKind
    weight: int
    profile: str
    frequency: int
    group: str


@dataclass(frozen=True)
class CellTable:
    """The cells, with what is computed on as arrays in the same order."""

    cells: list[Cell]
    weight: NDArray[np.int64]
    profile: NDArray[np.int64]
    frequency: NDArray[np.int64]
    kind: NDArray[np.int64]
    pay_group: NDArray[np.int64]
    """Cells of one responsibility and activity share a number: pay and what is paid on top of it."""


@cache
def load_cells() -> CellTable:
    """Return all cells of the example, in the order of responsibility codes."""
    cells = [cell for row in load_responsibilities() for cell in _cells_of(row)]
    profiles = load_profiles()
    groups: dict[tuple[str, str], int] = {}
    return CellTable(
        cells=cells,
        weight=np.array([cell.weight for cell in cells], dtype=np.int64),
        profile=np.array([profiles[cell.profile] for cell in cells], dtype=np.int64),
        frequency=np.array([cell.frequency for cell in cells], dtype=np.int64),
        kind=np.array([int(cell.kind) for cell in cells], dtype=np.int64),
        pay_group=np.array(
            [groups.setdefault((cell.responsibility, cell.activity), len(groups)) for cell in cells],
            dtype=np.int64,
        ),
    )


@cache
def load_profiles() -> dict[str, list[int]]:
    """Return the seasonal profiles: twelve weights each."""
    return {
        row["name"]: [int(row[f"m{month:02d}"]) for month in range(1, MONTHS_PER_YEAR + 1)]
        for row in read_rows("profiles.csv")
    }


@cache
def load_body_of_responsibility() -> dict[str, str]:
    """Return the code of the body that answers for each responsibility code."""
    bodies = {row.code[:2]: row.code for row in load_frame_rows()}
    return {row.code: bodies[row.code[:2]] for row in load_responsibilities()}


def active_months(year: int) -> NDArray[np.int64]:
    """Return cells x 12 of 1 and 0: whether the cell's unit exists in the month."""
    units = {row.code: row for row in load_organisation()}
    rows = {}
    for responsibility in load_responsibilities():
        unit = units[responsibility.unit]
        last = unit.valid_to or date.max
        days = [date(year, month, 15) for month in range(1, MONTHS_PER_YEAR + 1)]
        rows[responsibility.code] = [int(unit.valid_from <= day <= last) for day in days]
    return np.array([rows[cell.responsibility] for cell in load_cells().cells], dtype=np.int64)


@cache
def _model_lines() -> dict[str, list[dict[str, str]]]:
    lines: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows("cost_models.csv"):
        lines[row["model"]].append(row)
    return lines


@cache
def _accounts() -> dict[str, AccountRow]:
    return {row.number: row for row in load_accounts()}


def _cells_of(row: ResponsibilityRow) -> list[Cell]:
    body = load_body_of_responsibility()[row.code]
    cells: list[Cell] = []
    for line in _model_lines()[row.model]:
        if line["account"] == INTERNAL_PURCHASES and body == CENTRAL_BODY:
            continue
        cells += _cells_of_line(row, body, line)
    paid_on = [cell.activity for cell in cells if cell.kind is CellKind.PAY]
    for line in _model_lines()[PAY_ADDITIONS]:
        for activity in dict.fromkeys(paid_on):
            cells.append(_cell(row, body, line, activity, int(line["share"])))
    if row.internal_sales_weight:
        cells += _internal_sales(row, body)
    return cells


def _cells_of_line(row: ResponsibilityRow, body: str, line: dict[str, str]) -> list[Cell]:
    share = abs(int(line["share"]))
    activities = row.activities if share >= _SPLIT_FROM_SHARE else row.activities[:1]
    whole = sum(part for _, part in activities)
    return [
        _cell(row, body, line, activity, row.weight * share * part // whole) for activity, part in activities
    ]


def _cell(row: ResponsibilityRow, body: str, line: dict[str, str], activity: str, weight: int) -> Cell:
    account = _accounts()[line["account"]]
    if line["model"] == PAY_ADDITIONS:
        kind = CellKind.PAY_ADDITION
    elif account.flow == "salary":
        kind = CellKind.PAY
    else:
        kind = CellKind.INCOME if int(line["share"]) < 0 else CellKind.COST
    return Cell(
        responsibility=row.code,
        body=body,
        account=account.number,
        activity=activity,
        project=row.project if account.flow in _PROJECT_FLOWS else "",
        counterparty=account.counterparty,
        kind=kind,
        weight=weight,
        profile=line["profile"],
        frequency=int(line["frequency"]),
        group=_voucher_group(row, body, account),
    )


def _voucher_group(row: ResponsibilityRow, body: str, account: AccountRow) -> str:
    """Return what may share a voucher: internal trade by buyer, some flows by department, else one code."""
    if account.number == INTERNAL_PURCHASES:
        return body
    return row.code[:_DEPARTMENT_DIGITS] if account.flow in _FLOWS_BY_DEPARTMENT else row.code


def _internal_sales(row: ResponsibilityRow, body: str) -> list[Cell]:
    return [
        Cell(
            responsibility=row.code,
            body=body,
            account=INTERNAL_SALES,
            activity=row.activities[0][0],
            project="",
            counterparty=f"1{buyer.code[:2]}",
            kind=CellKind.INTERNAL_SALE,
            weight=row.internal_sales_weight,
            profile="flat",
            frequency=1000,
            group=buyer.code,
        )
        for buyer in load_frame_rows()
        if buyer.code != body
    ]
