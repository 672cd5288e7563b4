"""One changed line moves every figure that rests on it, and nothing else (docs/algorithms/late-changes.md)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.budget_figures import FigureKey
from roder.domain.budget_figures import budget_figures
from roder.domain.budget_figures import moved
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.late_changes import building_faults
from roder.domain.late_changes import figures_digest
from roder.domain.late_changes import signing_faults

LAST = VersionLine(2019, BudgetSection.FRAME, -100, body="400", change_group="last_frame")
INDEX = VersionLine(2019, BudgetSection.FRAME, -7, body="400", change_group="index")
TAX = VersionLine(2019, BudgetSection.FINANCING, 120, line="municipal_tax")


def test_a_changed_line_moves_all_that_rests_on_it() -> None:
    before = budget_figures([LAST, INDEX, TAX])
    found = moved(before, budget_figures([LAST, replace(INDEX, amount_ore=-9), TAX]))
    told = [
        [*str(each.key).split("|"), str(each.before_ore), str(each.after_ore)]
        for each in sorted(found, key=lambda each: each.key)
    ]
    assert told == sorted(worked_table("late-changes", "page"))
    assert [each.is_sum for each in found] == [False, True, True, True, False, True]


def test_a_line_that_comes_or_goes_is_told_as_such() -> None:
    project = VersionLine(2019, BudgetSection.INVESTMENT, -5, line="P1")
    came = {str(each.key): each for each in moved(budget_figures([TAX]), budget_figures([TAX, project]))}
    assert (
        came["investments|projects|P1|2019"].before_ore,
        came["investments|projects|P1|2019"].after_ore,
    ) == (
        None,
        -5,
    )
    assert came["investments|projects|total|2019"].difference_ore == -5
    gone = moved(budget_figures([TAX, project]), budget_figures([TAX]))
    assert {each.after_ore for each in gone} == {None}


def test_lines_without_a_name_are_known_by_body_or_account() -> None:
    lines = [
        VersionLine(2019, BudgetSection.OPERATION, -3, body="700"),
        VersionLine(2019, BudgetSection.OPERATION, -4, account="5010"),
    ]
    keys = {str(key) for key in budget_figures(lines)}
    assert {"result|operation|700|2019", "result|operation|5010|2019"} <= keys


@given(st.tuples(*[st.text(max_size=6).filter(lambda part: "|" not in part)] * 4))
def test_a_key_is_read_back_from_its_text(parts: tuple[str, str, str, str]) -> None:
    assert FigureKey.parse(str(FigureKey(*parts))) == FigureKey(*parts)


def test_a_row_may_hold_the_sign_that_parts() -> None:
    key = FigureKey("result", "operation", "a|b", "2019")
    assert FigureKey.parse(str(key)) == key


def test_what_cannot_be_kept_or_signed_is_refused() -> None:
    figures = budget_figures([TAX])
    found = moved({}, figures)
    assert not building_faults(figures, is_built=False)
    assert figures_digest(figures) != figures_digest({})
    cases = [
        ((found, "Census"), True, True, []),
        ((found, " "), True, True, ["late_change_without_reason"]),
        (([], "Census"), True, True, ["figures_unmoved"]),
        (([], "Census"), True, False, ["figures_moved_again"]),
        ((found, "Census"), False, True, ["figures_not_built"]),
    ]
    for (rows, reason), is_built, is_seen, codes in cases:
        faults = signing_faults(rows, reason, is_built=is_built, is_seen=is_seen)
        assert [each.code for each in faults] == codes
