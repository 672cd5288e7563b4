from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_budget_columns import ledger_cells
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind


@pytest.mark.parametrize("row", worked_table("internal-budgets", "unit"))
def test_what_is_stored_follows_the_page(row: list[str]) -> None:
    unit, prefixes, account, january, code, stored = row
    bodies = {unit: Body(unit, "A", BodyKind.UNIT, prefixes=tuple(prefixes.split(", ") if prefixes else ()))}
    line = InternalLine(LinePlace(unit, account), (int(january), *(0,) * 11))
    wanted = {(201801, account, code, "", "", ""): int(stored)} if stored else {}
    assert ledger_cells([line], 2018, bodies) == wanted


def test_lines_of_the_same_codes_are_added_and_what_cancels_goes() -> None:
    lines = [InternalLine(LinePlace("3011", "5020"), (ore,) * 12) for ore in (-5, 5)]
    assert ledger_cells(lines, 2018, {}) == {}
