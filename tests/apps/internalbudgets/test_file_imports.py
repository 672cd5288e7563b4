"""Files into an internal budget: what differs, what others changed meanwhile, and one act in the history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.apps.internalbudgets.test_writing import BODIES
from tests.apps.internalbudgets.test_writing import KEY
from tests.formats.tabular.internal_budget_files import part_of
from tests.formats.tabular.internal_budget_files import with_part

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.file_imports import import_internal_file
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.importing import plan_document
from roder.apps.internalbudgets.importing import plan_internal_file
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.workbook_texts import budget_file
from roder.apps.organisation.actions.imports import replace_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.formats.tabular.internal_budget_table import write_internal_budget

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget

UNIT = "3011"
SHEET = "xl/worksheets/sheet1.xml"
WAGES, RENT, FOOD = (LinePlace(UNIT, account, "407") for account in ("5011", "6011", "6461"))
LINES = [InternalLine(WAGES, (-100,) * 12, (-1_300, -1_400), "Teachers"), InternalLine(RENT, (-10,) * 12)]


@pytest.fixture
def budget(db: None) -> InternalBudget:
    del db
    replace_organisation(KEY, BODIES, acting_user=system_user())
    made = begin_internal_budget(KEY, "300", 2018, acting_user=system_user())
    made.parts.filter(unit_code=UNIT).update(allotted_ore=2_000)
    put(made, LINES)
    return made


def put(budget: InternalBudget, lines: list[InternalLine]) -> None:
    put_unit_lines(budget.parts.get(unit_code=UNIT), lines, acting_user=system_user())


def lines_now(budget: InternalBudget) -> dict[LinePlace, InternalLine]:
    return {line.place: line for line in layer_lines(original_layer(budget))}


def as_csv(lines: list[InternalLine]) -> bytes:
    return write_internal_budget(2018, lines).content


def test_what_went_out_comes_in_without_a_difference(budget: InternalBudget) -> None:
    for unit in (UNIT, ""):
        for as_workbook in (True, False):
            plan = plan_internal_file(budget, budget_file(budget, unit, as_workbook=as_workbook), unit=unit)
            assert (plan.problems, plan.differences, plan.changes_something) == ([], [], False)
            assert bool(plan.taken_out_at) is as_workbook


def test_a_file_changes_adds_and_leaves_until_it_is_said_to_remove(budget: InternalBudget) -> None:
    content = as_csv(
        [InternalLine(WAGES, (-101,) * 12, (-1_300, -1_400), "Teachers"), InternalLine(FOOD, (-5,) * 12)]
    )
    plan = import_internal_file(budget, content, unit=UNIT, file_name="mine.csv", acting_user=system_user())
    assert (len(plan.found.new), len(plan.found.changed), len(plan.found.removed)) == (1, 12, 1)
    assert [(each.was_ore, each.becomes_ore, each.left_ore) for each in plan.sums()] == [
        (-1_320, -1_392, 608)
    ]
    now = lines_now(budget)
    assert (now[WAGES].months_ore[0], now[WAGES].origin, now[WAGES].source) == (-101, "file", "mine.csv")
    assert now[RENT] == LINES[1]
    row = InternalBudgetLine.objects.get(account="5011")
    assert (row.version, row.year_ore, row.changed_by) == (2, -1_212, system_user())
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_FILE_IMPORTED).get()
    assert (entry.new["lines"], entry.new["lines_changed"], entry.new["net_ore"]) == (3, 2, -1_392)
    import_internal_file(budget, content, unit=UNIT, remove=[0, 7], acting_user=system_user())
    assert set(lines_now(budget)) == {WAGES, FOOD}


def test_what_others_changed_meanwhile_stays_until_the_file_is_chosen(budget: InternalBudget) -> None:
    out = budget_file(budget, UNIT, as_workbook=True)
    put(budget, [InternalLine(WAGES, (-100, -90, *((-100,) * 10)), (-1_300, -1_400), "Others"), LINES[1]])
    assert plan_internal_file(budget, out, unit=UNIT).differences == []
    mine = edited(out, {"J5": "-1.05", "K5": "-1.06"})
    plan = plan_internal_file(budget, mine, unit=UNIT)
    assert [(each.field, each.was, each.becomes) for each in plan.found.changed] == [("m01", -100, -105)]
    assert [(each.field, each.says, each.seen, each.now) for each in plan.found.conflicts] == [
        ("m02", -106, -100, -90)
    ]
    import_internal_file(budget, mine, unit=UNIT, acting_user=system_user())
    assert lines_now(budget)[WAGES].months_ore[:2] == (-105, -90)
    import_internal_file(budget, mine, unit=UNIT, take=[0, 9], acting_user=system_user())
    assert lines_now(budget)[WAGES].months_ore[:2] == (-105, -106)
    assert lines_now(budget)[WAGES].text == "Others"


def edited(content: bytes, cells: dict[str, str]) -> bytes:
    """The workbook with other numbers in cells, as a person leaves it."""
    sheet = part_of(content, SHEET)
    for cell, number in cells.items():
        sheet, changed = re.subn(rf'(<c r="{cell}" s="6"><v>)[^<]*', rf"\g<1>{number}", sheet)
        assert changed == 1
    return with_part(content, SHEET, sheet.encode())


def test_a_faulty_file_and_one_for_another_budget_save_nothing(budget: InternalBudget) -> None:
    before = lines_now(budget)
    strange = as_csv([InternalLine(LinePlace("3099", "5011"), (-1,) * 12)])
    for content, code in (
        (strange, "unit_of_another_budget"),
        (as_csv([InternalLine(WAGES, (-2 * 10**15, *((0,) * 11)))]), "amount_too_large"),
        (b"Konto;Enhet\n1;2\n", "internal_no_amounts"),
    ):
        plan = import_internal_file(budget, content, acting_user=system_user())
        assert plan.refused
        assert code in {each.code for each in plan.problems}
    other = begin_internal_budget(KEY, "300", 2017, acting_user=system_user())
    plan = plan_internal_file(other, budget_file(budget, "", as_workbook=True))
    assert "file_of_another_budget" in {each.code for each in plan.problems}
    bad = plan_internal_file(budget, as_csv(LINES), mapping="[columns]\nnothing = 1")
    assert bad.refused
    assert lines_now(budget) == before


def test_a_part_that_is_handed_in_is_not_written(budget: InternalBudget) -> None:
    content = as_csv([InternalLine(WAGES, (-1,) * 12)])
    budget.parts.filter(unit_code=UNIT).update(state=UnitPartState.SUBMITTED)
    plan = import_internal_file(budget, content, acting_user=system_user())
    assert [each.code for each in plan.problems] == ["unit_part_is_closed"]
    assert UNIT in plan.problems[0].message("sv")
    assert not plan_internal_file(budget, as_csv(LINES)).refused


def test_what_was_shown_is_what_is_saved_or_it_is_shown_again(budget: InternalBudget) -> None:
    content = as_csv([InternalLine(WAGES, (-1,) * 12)])
    shown = plan_internal_file(budget, content, unit=UNIT)
    put(budget, LINES[:1])
    with pytest.raises(TableChangedError):
        import_internal_file(budget, content, unit=UNIT, expected=shown.before, acting_user=system_user())
    assert lines_now(budget)[WAGES] == LINES[0]


def test_the_document_has_every_difference_with_its_line(budget: InternalBudget) -> None:
    content = as_csv([InternalLine(WAGES, (-101, *((-100,) * 11)), (-1_300, -1_400), "Others")])
    document = plan_document(plan_internal_file(budget, content, unit=UNIT), language="sv")
    assert [(each["field"], each.get("was_ore"), each.get("becomes")) for each in document["changed"]] == [
        ("m01", -100, None),
        ("text", None, "Others"),
    ]
    assert [each["account"] for each in document["not_in_file"]] == ["6011"]
    assert document["units"][0]["left_ore"] == 2_000 - 1_321
