from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from roder.domain.budget_registers import RegisterEntry
from roder.domain.budget_registers import gathered
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind
from roder.formats.tabular.register_table import read_register
from roder.formats.tabular.register_table import write_register

ENTRIES = {
    RegisterKind.PROJECT: RegisterEntry(
        "P1",
        {
            "name": "School",
            "body_code": "300",
            "kind": "expansion",
            "goal": "1",
            "funding": "loan",
            "status": "under_way",
            "text": "Why",
            "starts": 2018,
            "ends": 2020,
            "in_use_year": 2020,
            "lifetime_years": 33,
            "decided_ore": 100_00,
            "spent_before_ore": 5_50,
            "decision_body": "100",
            "decision_date": date(2017, 11, 27),
            "paragraph": "210",
            "case_number": "KS 1",
            "decision_title": "Budget",
            "example": "yes",
        },
        {2018: {"expenditure_ore": 5, "income_ore": 0, "running_cost_ore": -1}, 2019: {"expenditure_ore": 7}},
    ),
    RegisterKind.FEE: RegisterEntry("F1", {"name": "Water", "unit": "m3"}, {2018: {"amount_ore": 23_50}}),
    RegisterKind.COMPANY: RegisterEntry("T1", {"name": "Homes"}, {2018: {"result_ore": -5}}),
    RegisterKind.DIRECTIVE: RegisterEntry("D1", {"name": "Dividend", "kind": "general", "from_year": 2018}),
}


@pytest.mark.parametrize("kind", list(RegisterKind))
@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_goes_out_comes_in_unchanged(kind: Any, as_workbook: Any) -> None:
    entry = ENTRIES[kind]
    written = write_register(kind, [entry], as_workbook=as_workbook)
    table = read_register(kind, written.content, written.mapping)
    assert table.problems == []
    assert not table.refused
    found, problems = gathered(kind, table.rows, {}, lambda text: text)
    assert problems == []
    assert dict(found[0].facts) == {**SHAPES[kind].usual, **entry.facts}
    assert found[0].years == entry.years


def test_a_number_that_is_not_whole_is_left_for_the_rules_and_an_unknown_word_is_refused() -> None:
    content = "Kod;Namn;Första år;Slag\nP1;Skola;2018,5;reinvestering\nP2;Park;..;exploatering\n".encode()
    rows = read_register(RegisterKind.PROJECT, content).rows
    assert [row["starts"] for _line, row in rows] == [Decimal("2018.5"), None]
    assert read_register(RegisterKind.PROJECT, b"Kod;Namn;Slag\nP1;Skola;nonsens\n").refused
