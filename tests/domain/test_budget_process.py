"""The steps of a budget year go and lock as docs/algorithms/budget-process.md says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.budget_locks import LOCKED_BY
from roder.domain.budget_locks import OPENED_LATE
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_locks import lock_problem
from roder.domain.budget_locks import locks
from roder.domain.budget_locks import permit_faults
from roder.domain.budget_process import SETTLED
from roder.domain.budget_process import TRANSITIONS
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_process import acts_from
from roder.domain.budget_process import current_step
from roder.domain.budget_process import opening_faults
from roder.domain.budget_process import schedule_faults
from roder.domain.budget_process import step_faults
from roder.domain.budget_process import transition_of
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template
from roder.domain.budget_steps import step_templates

YEAR = 2019
YES_NO = {True: "yes", False: "no"}
NEW = dict.fromkeys(StepKey, StepState.NOT_BEGUN)


def numbers(cell: str) -> list[int]:
    return [] if cell == "-" else whole_numbers(cell)


def states(done: str, skipped: str) -> dict[StepKey, StepState]:
    order = [step.key for step in step_templates(YEAR)]
    found = dict(NEW)
    found |= {order[number - 1]: StepState.DONE for number in numbers(done)}
    return found | {order[number - 1]: StepState.SKIPPED for number in numbers(skipped)}


def test_the_template_is_that_of_the_page() -> None:
    found = []
    for step in step_templates(YEAR):
        on = [str(step_template(key, YEAR).number) for key in step.builds_on]
        days = [day.isoformat() for day in step.days(YEAR)]
        found.append(
            [
                step.key.value,
                str(step.number),
                " ".join(on) or "-",
                step.law or "-",
                *days,
                step.text("exit", "en"),
            ]
        )
    assert found == worked_table("budget-process", "step")


def test_the_template_speaks_both_languages_and_shifts_with_the_year() -> None:
    for step in step_templates(2020):
        for name in ("name", "owner", "exit"):
            assert step.text(name, "sv") != step.text(name, "en")
        earlier, later = step.days(2020), step.days(2021)
        assert [day.year + 1 for day in earlier] == [day.year for day in later]
        assert earlier[0] <= earlier[1]
    assert step_template(StepKey.PLANS, 2020).days(2020)[1] == date(2020, 2, 29)
    with pytest.raises(LookupError):
        step_templates(1900)


def test_the_table_of_acts_is_that_of_the_page() -> None:
    found = [
        [
            row.act.value,
            " ".join(state.value for state in StepState if state in row.sources),
            row.target.value,
            YES_NO[row.by_owner],
            YES_NO[row.asks_reason],
            YES_NO[row.asks_order],
        ]
        for row in TRANSITIONS
    ]
    assert found == worked_table("budget-process", "act")


@pytest.mark.parametrize("row", worked_table("budget-process", "case"), ids=lambda row: row[0])
def test_an_act_is_refused_for_what_the_page_says(row: list[str]) -> None:
    _case, done, skipped, key, act, reason, faults = row
    found = step_faults(
        states(done, skipped), StepKey(key), StepAct(act), reason=reason.strip("-"), year=YEAR
    )
    assert " ".join(fault.code for fault in found) == faults.strip("-")
    assert all(fault.message("sv") != fault.message("en") for fault in found)


def test_each_thing_locks_with_the_step_of_the_page() -> None:
    found = [[thing.value, str(step_template(key, YEAR).number)] for thing, key in LOCKED_BY.items()]
    assert found == worked_table("budget-process", "thing")


@pytest.mark.parametrize("row", worked_table("budget-process", "year"), ids=lambda row: row[0])
def test_what_is_locked_is_what_the_page_says(row: list[str]) -> None:
    _year, done, skipped, opened, locked = row
    late = [LockedThing(word) for word in opened.strip("-").split()]
    found = locks(states(done, skipped), YEAR, late)
    assert " ".join(thing.value for thing in LockedThing if thing in found) == locked.strip("-")


def test_a_late_change_is_signed_only_of_what_is_locked_and_may_open() -> None:
    handed_over = locks(states("1 2 3 4 5", "-"), YEAR)
    assert permit_faults(LockedThing.BASE, handed_over, "Ny prognos") == []
    cases = [
        (LockedThing.BASE, handed_over, " ", ["late_change_without_reason"]),
        (LockedThing.CONSULTATION, handed_over, "Sent svar", ["late_change_of_what_is_open"]),
        (LockedThing.SCAN, handed_over, "Ny trend", ["late_change_not_possible"]),
        (LockedThing.BASE, frozenset(LockedThing), "Ångrat", ["late_change_not_possible"]),
    ]
    for thing, locked, reason, codes in cases:
        assert [fault.code for fault in permit_faults(thing, locked, reason)] == codes
    assert "late change" in lock_problem(LockedThing.BASE, YEAR).message("en")
    assert "late change" not in lock_problem(LockedThing.PROPOSALS, YEAR).message("en")


def test_the_year_stands_in_its_first_open_step() -> None:
    assert current_step(NEW, YEAR) is StepKey.SCAN
    assert current_step(NEW | {StepKey.ANALYSIS: StepState.UNDER_WAY}, YEAR) is StepKey.ANALYSIS
    assert current_step(dict.fromkeys(StepKey, StepState.DONE), YEAR) is None


def test_a_year_is_opened_once_and_its_days_lie_near_it() -> None:
    assert opening_faults(YEAR, is_open=False) == []
    assert [fault.code for fault in opening_faults(YEAR, is_open=True)] == ["year_is_open"]
    fine = {StepKey.COUNCIL: (date(2018, 11, 1), date(2018, 12, 17))}
    assert schedule_faults(fine, year=YEAR) == []
    wrong = {StepKey.COUNCIL: (date(2018, 12, 1), date(2018, 11, 1)), StepKey.WORK: (date(2091, 1, 1),) * 2}
    codes = [fault.code for fault in schedule_faults(wrong, year=YEAR)]
    assert codes == ["step_ends_before_it_begins", "step_far_from_its_year"]


@given(st.lists(st.tuples(st.sampled_from(StepKey), st.sampled_from(StepAct)), max_size=60))
def test_no_walk_breaks_the_order_or_unlocks_a_decision(walk: list[tuple[StepKey, StepAct]]) -> None:
    now = dict(NEW)
    for key, act in walk:
        before, held = dict(now), locks(now, YEAR)
        if step_faults(now, key, act, reason="Skäl", year=YEAR):
            continue
        now[key] = transition_of(act).target
        assert transition_of(act) in acts_from(before[key])
        for step in step_templates(YEAR):
            if now[step.key] is StepState.DONE:
                assert all(now[each] in SETTLED for each in step.builds_on)
            assert not (step.law and now[step.key] is StepState.SKIPPED)
        if act is not StepAct.REOPEN:
            assert held <= locks(now, YEAR)
        if before[StepKey.COUNCIL] is StepState.DONE:
            assert now[StepKey.COUNCIL] is StepState.DONE
            assert locks(now, YEAR, OPENED_LATE) == frozenset(LockedThing)
