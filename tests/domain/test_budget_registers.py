from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roder.domain.budget_registers import MESSAGES
from roder.domain.budget_registers import RegisterEntry
from roder.domain.budget_registers import entry_differences
from roder.domain.budget_registers import entry_faults
from roder.domain.budget_registers import gathered
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind

PROJECT, FEE = RegisterKind.PROJECT, RegisterKind.FEE


def find(text: str) -> str | None:
    return {"300": "300", "Schools": "300", "100": "100"}.get(text)


def entries(*rows: Any, kind: Any = PROJECT, kept: Any = ()) -> Any:
    return gathered(kind, list(enumerate(rows, 2)), {each.code: each for each in kept}, find)


def codes(*rows: Any, kind: Any = PROJECT, kept: Any = ()) -> Any:
    return [each.code for each in entries(*rows, kind=kind, kept=kept)[1]]


GOOD = {"code": "P1", "name": "School", "body_code": "Schools", "year": "2019", "expenditure_ore": 5}


def test_rows_of_one_code_are_years_of_one_entry_with_the_usual_where_nothing_is_said() -> None:
    found, problems = entries(GOOD, {"code": "P1", "year": "2020", "expenditure_ore": 7, "income_ore": 0})
    assert problems == []
    assert found[0].years == {2019: {"expenditure_ore": 5}, 2020: {"expenditure_ore": 7, "income_ore": 0}}
    assert (found[0].facts["body_code"], found[0].facts["kind"]) == ("300", "replacement")


def test_a_table_never_takes_away() -> None:
    kept = RegisterEntry(
        "P1",
        {**SHAPES[PROJECT].usual, "name": "Old", "text": "why"},
        {2018: {"expenditure_ore": 1}, 2019: {"income_ore": 2}},
    )
    found, problems = entries(GOOD, kept=[kept])
    assert problems == []
    assert (found[0].facts["text"], found[0].facts["name"]) == ("why", "School")
    assert found[0].years == {2018: {"expenditure_ore": 1}, 2019: {"income_ore": 2, "expenditure_ore": 5}}
    changes = entry_differences(PROJECT, {"P1": kept}, found)[0].changes
    assert [(each.field, each.old, each.new) for each in changes] == [
        ("name", "Old", "School"),
        ("body_code", "", "300"),
        ("expenditure_ore 2019", "", "5"),
    ]
    assert entry_differences(PROJECT, {"P1": found[0]}, found) == []


@pytest.mark.parametrize(
    ("code", "kind", "rows"),
    [
        ("entry_says_two_things", PROJECT, [GOOD, {"code": "P1", "name": "Other"}]),
        ("entry_says_two_things", PROJECT, [GOOD, {**GOOD, "expenditure_ore": 6}]),
        ("entry_without_name", PROJECT, [{"code": "P1"}]),
        ("entry_code_too_long", PROJECT, [{**GOOD, "code": "P" * 21}]),
        ("entry_text_too_long", PROJECT, [{**GOOD, "goal": "1" * 21}]),
        ("entry_choice_unknown", PROJECT, [{**GOOD, "funding": "magic"}]),
        ("entry_number_out_of_bounds", PROJECT, [{**GOOD, "lifetime_years": 101}]),
        ("entry_number_out_of_bounds", PROJECT, [{**GOOD, "starts": "soon"}]),
        ("entry_amount_negative", PROJECT, [{**GOOD, "income_ore": -1}]),
        ("entry_amount_negative", PROJECT, [{**GOOD, "spent_before_ore": -1}]),
        ("entry_year_unknown", PROJECT, [{**GOOD, "year": "19"}]),
        ("entry_amount_without_year", PROJECT, [{**GOOD, "year": ""}]),
        ("entry_body_unknown", PROJECT, [{**GOOD, "body_code": "999"}]),
        ("entry_body_unknown", RegisterKind.COMPANY, [{"code": "T99", "name": "Unknown"}]),
        ("entry_decision_not_whole", FEE, [{"code": "F1", "name": "Water", "paragraph": "7"}]),
        ("project_decided_without_decision", PROJECT, [{**GOOD, "decided_ore": 5}]),
        ("project_ends_before_it_starts", PROJECT, [{**GOOD, "starts": 2019, "ends": 2018}]),
        ("project_money_outside_its_years", PROJECT, [{**GOOD, "starts": 2020}]),
        ("project_money_outside_its_years", PROJECT, [{**GOOD, "ends": 2018}]),
        ("directive_without_company", RegisterKind.DIRECTIVE, [{"code": "D1", "name": "Dividend"}]),
    ],
)
def test_each_fault_is_found_and_refuses(code: Any, kind: Any, rows: Any) -> None:
    assert codes(*rows, kind=kind) == [code]


def test_every_message_is_said_in_both_languages() -> None:
    assert all(english and swedish for english, swedish in MESSAGES.values())


def test_whole_entries_pass() -> None:
    decided = {
        **GOOD,
        "decided_ore": 5,
        "decision_body": "100",
        "decision_date": date(2017, 11, 27),
        "paragraph": "210",
        "running_cost_ore": -5,
        "starts": 2019,
        "ends": 2019,
    }
    assert codes(decided) == []
    assert (
        codes(
            {"code": "300", "name": "A company", "year": "2019", "result_ore": -5}, kind=RegisterKind.COMPANY
        )
        == []
    )
    special = {"code": "D1", "name": "x", "kind": "special", "body_code": "300"}
    assert codes(special, {"code": "D2", "name": "y", "kind": "general"}, kind=RegisterKind.DIRECTIVE) == []
    assert entry_faults(FEE, RegisterEntry("F1", {"name": "Water"}, {2019: {"amount_ore": 0}})) == []
