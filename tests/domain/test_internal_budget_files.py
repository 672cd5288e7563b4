"""A file set against an internal budget: worked tables of docs/algorithms/internal-budget-files.md."""

from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_budget_file_faults import origin_faults
from roder.domain.internal_budget_file_faults import unit_faults
from roder.domain.internal_budget_files import FileComparison
from roder.domain.internal_budget_files import LineChange
from roder.domain.internal_budget_files import SaidLine
from roder.domain.internal_budget_files import compare_with_file
from roder.domain.internal_budget_files import lines_after
from roder.domain.internal_budget_files import outturn_of_lines
from roder.domain.internal_budget_files import value_of
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace

PLACE = LinePlace("3011", "5011")


def line(cell: str) -> list[InternalLine]:
    return [] if cell == "–" else [InternalLine(PLACE, (int(cell), *((0,) * 11)))]


def outcome(found: FileComparison) -> str:
    if found.conflicts:
        return "conflict"
    if found.new:
        return "new"
    if found.removed:
        return "not in the file"
    return f"becomes {found.changed[0].becomes}" if found.changed else "nothing"


@pytest.mark.parametrize(
    ("seen", "says", "now", "wanted"), worked_table("internal-budget-files", "when fetched")
)
def test_what_is_changed_and_what_is_a_conflict(seen: str, says: str, now: str, wanted: str) -> None:
    said = [] if says == "–" else [SaidLine(PLACE, {"m01": int(says)})]
    known = None if seen == "not told" else line(seen)
    assert outcome(compare_with_file(line(now), said, known, ["3011"])) == wanted


@pytest.mark.parametrize(("lines", "sums", "wanted"), worked_table("internal-budget-files", "lines"))
def test_last_years_outturn_stands_beside_the_line_that_says_most(lines: str, sums: str, wanted: str) -> None:
    def places(cell: str) -> list[LinePlace]:
        return [LinePlace("3011", *each.split()[:2]) for each in cell.split(", ") if each]

    outturn = {
        place: int(each.split()[2]) for place, each in zip(places(sums), sums.split(", "), strict=True)
    }
    found = outturn_of_lines([LinePlace("3011", *each.split()) for each in lines.split(", ")], outturn)
    shown = ", ".join(
        " ".join(part for part in (place.account, place.activity, str(ore)) if part)
        for place, ore in sorted(found.items())
    )
    assert (shown or "none") == wanted


def test_conflicts_and_removals_are_done_only_when_they_are_chosen() -> None:
    seen, now = line("-10"), line("-20")
    found = compare_with_file(now, [SaidLine(PLACE, {"m01": -30, "text": "new"})], seen)
    kept = lines_after(now, found)[PLACE]
    assert kept is not None
    assert (kept.months_ore[0], kept.text, kept.origin) == (-20, "new", "")
    followed = lines_after(now, found, take=[0], source="a.xlsx")[PLACE]
    assert followed is not None
    assert (followed.months_ore[0], followed.origin, followed.source) == (-30, "file", "a.xlsx")
    gone = compare_with_file(now, [], seen)
    assert lines_after(now, gone) == {}
    assert lines_after(now, gone, remove=[0]) == {PLACE: None}


def test_a_line_that_others_removed_comes_back_when_the_file_is_chosen() -> None:
    found = compare_with_file([], [SaidLine(PLACE, {"m01": -30})], line("-10"))
    assert [(each.seen, each.now) for each in found.conflicts] == [(-10, None)]
    made = lines_after([], found, take=[0])[PLACE]
    assert made is not None
    assert made.months_ore[0] == -30


def test_a_text_has_no_difference_and_its_value_is_itself() -> None:
    assert LineChange(PLACE, "text", "a", "b").difference_ore is None
    assert value_of(InternalLine(PLACE, (0,) * 12, text="a"), "text") == "a"


def test_units_and_origin_are_listed_with_what_was_expected() -> None:
    assert origin_faults({"body": "300"}, {"body": "300"}) == []
    many = unit_faults({"x": 3}, [f"{number}" for number in range(20)])
    assert "…" in many[0].message_en
