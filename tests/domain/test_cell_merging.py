from __future__ import annotations

from dataclasses import replace

import pytest
from tests.worked_tables import worked_table

from roder.domain.cell_faults import MOST_CHANGES
from roder.domain.cell_faults import cell_faults
from roder.domain.cell_faults import comment_faults
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import CellChange
from roder.domain.cell_merging import LineCells
from roder.domain.cell_merging import cell_of
from roder.domain.cell_merging import merge_cells
from roder.domain.cell_merging import reshaped
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace

PLACE = LinePlace("3011", "5011", "407")
LINE = InternalLine(PLACE, (100,) * 12, (1200, 1300), "Pay", "driver", "Pupils", "=12*1", "flat")


def change(cell: str, seen: int | str, value: int | str, formula: str = "") -> CellChange:
    return CellChange(PLACE, cell, seen, value, formula)


def ore(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split())


@pytest.mark.parametrize("row", worked_table("merging-cells", "stored"))
def test_a_cell_is_merged_as_the_page_says(row: list[str]) -> None:
    stored, seen, wanted, becomes, told = row
    months = (0,) * 11
    lines = [] if stored == "none" else [InternalLine(PLACE, (int(stored), *months))]
    merged = merge_cells(lines, [change("m01", int(seen), int(wanted))])
    now = merged.lines.get(PLACE)
    assert ("none" if now is None else str(now.months_ore[0])) == becomes
    conflict = merged.conflicts[0] if merged.conflicts else None
    theirs = "removed" if conflict and conflict.theirs is None else str(conflict and conflict.theirs)
    said = f"conflict: {theirs}" if conflict else ("written" if merged.written else "nothing")
    assert said == told


@pytest.mark.parametrize("row", worked_table("merging-cells", "months"))
def test_the_shape_is_kept_as_the_page_says(row: list[str]) -> None:
    assert reshaped(ore(row[0]), int(row[1])) == ore(row[2])


def test_what_is_typed_is_reckoned_by_nothing_else() -> None:
    wanted = [change("m02", 100, 40), change("plan2", 1300, 7), change("text", "Pay", "Wages")]
    line = merge_cells([LINE], wanted).lines[PLACE]
    assert line == InternalLine(PLACE, (100, 40, *(100,) * 10), (1200, 7), "Wages")
    year = merge_cells([LINE], [change("year", 1200, 2400, "=12*2")]).lines[PLACE]
    assert year == replace(
        LINE, months_ore=(200,) * 12, origin="", source="", formula="=12*2", profile="flat"
    )
    text = merge_cells([LINE], [change("text", "Pay", "")]).lines[PLACE]
    assert (text.origin, text.formula) == ("driver", "=12*1")


def test_changes_build_upon_each_other_and_a_formula_alone_is_a_change() -> None:
    both = [change("m01", 100, 200), change("year", 1300, 2600), change("m01", 400, 401)]
    merged = merge_cells([LINE], both)
    assert merged.lines[PLACE].year_ore == 2601
    assert merged.conflicts == []
    same_year = merge_cells([LINE], [change("year", 1200, 1200, "=12*1")])
    assert same_year.written == []
    other_formula = merge_cells([LINE], [change("year", 1200, 1200, "=6*2")])
    assert other_formula.lines[PLACE].formula == "=6*2"


def test_lines_are_added_and_removed_by_the_same_rule() -> None:
    add = CellChange(PLACE, WHOLE_LINE, 0, 1)
    assert merge_cells([], [add]).lines[PLACE].year_ore == 0
    assert merge_cells([LINE], [add]).written == []
    seen: LineCells = (*LINE.months_ore, *LINE.plan_ore, LINE.text)
    remove = CellChange(PLACE, WHOLE_LINE, 0, 0, seen_line=seen)
    assert merge_cells([LINE], [remove]).lines == {}
    assert merge_cells([], [remove]).written == []
    kept = merge_cells([replace(LINE, text="Other")], [remove])
    assert kept.conflicts[0].theirs == (*seen[:-1], "Other")
    assert PLACE in kept.lines
    assert [cell_of(LINE, cell) for cell in ("year", "plan1", "text")] == [1200, 1200, "Pay"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (CellChange(LinePlace("9", "5011"), "m01", 0, 1), "line_of_another_unit"),
        (CellChange(LinePlace("3011", ""), WHOLE_LINE, 0, 1), "line_without_account"),
        (CellChange(LinePlace("3011", "5" * 21), "m01", 0, 1), "code_too_long"),
        (CellChange(LinePlace("3011", "5011", "4\x00"), "m01", 0, 1), "code_unreadable"),
        (change("m13", 0, 1), "cell_unknown"),
        (change("m01", 0, "x"), "amount_unreadable"),
        (change("m01", 0, 10**16), "amount_too_large"),
        (change("text", "", "x" * 301), "text_too_long"),
        (change("text", "", "a\x00"), "text_unreadable"),
    ],
)
def test_a_change_at_fault_is_told(given: CellChange, code: str) -> None:
    assert [(each.code, each.line) for each in cell_faults(given, "3011", 4)] == [(code, 4)]


def test_sound_changes_have_no_faults() -> None:
    sound = [CellChange(PLACE, WHOLE_LINE, 0, 1), change("m01", 0, 1), change("text", "", "Löner")]
    assert [cell_faults(each, "3011", 1) for each in sound] == [[], [], []]
    assert MOST_CHANGES == 5000


def test_a_comment_has_a_place_a_month_and_words() -> None:
    assert comment_faults(PLACE, "3011", 0, "Why?") == []
    codes = [
        each.code for each in comment_faults(LinePlace("9", "1"), "3011", 13, " " * 2001 + "\x00".strip())
    ]
    assert codes == ["line_of_another_unit", "month_unknown", "comment_too_long", "text_unreadable"]
    assert [each.code for each in comment_faults(PLACE, "3011", 12, " ")] == ["comment_empty"]
