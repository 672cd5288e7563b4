"""What is due for whom is what docs/algorithms/duties.md says."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.calendar import FollowUpCalendar
from roder.domain.duties import DAYS_OF_NOTICE
from roder.domain.duties import DutyKind
from roder.domain.duties import DutyRules
from roder.domain.duties import LegalRule
from roder.domain.duties import Urgency
from roder.domain.duties import Waiting
from roder.domain.duties import coming_dates
from roder.domain.duties import duties
from roder.domain.mandates import Role
from roder.domain.periods import Month
from roder.domain.schedules import ScheduleRule

YES_NO = {True: "yes", False: "no"}
CENTRAL = Waiting(roles=frozenset({Role.CENTRAL_CONTROLLER}))
LATE_DAY = date(2018, 11, 1)


@pytest.mark.parametrize("row", worked_table("duties", "kind"), ids=lambda row: row[0])
def test_each_role_is_asked_for_what_the_page_says(row: list[str]) -> None:
    kind = DutyKind(row[0])
    for role, cell in zip(Role, row[1:-1], strict=True):
        found = duties(Waiting(roles=frozenset({role})), LATE_DAY, years=frozenset({2017, 2018}))
        assert YES_NO[any(duty.kind is kind for duty in found)] == cell, role
    assert DAYS_OF_NOTICE[kind] == int(row[-1])


@pytest.mark.parametrize("row", worked_table("duties", "month"), ids=lambda row: row[0])
def test_a_month_is_due_on_the_day_of_the_page(row: list[str]) -> None:
    assert DutyRules().follow_up_due(Month.parse(row[0])) == date.fromisoformat(row[1])


@pytest.mark.parametrize("row", worked_table("duties", "on the day"), ids=lambda row: row[0])
def test_the_next_follow_up_is_that_of_the_page(row: list[str]) -> None:
    [duty] = duties(CENTRAL, date.fromisoformat(row[0]))
    assert [duty.subject, duty.urgency.value] == row[1:]
    assert duty.is_large == (row[1][-2:] in {"04", "08", "12"})


@pytest.mark.parametrize("row", worked_table("duties", "rule"))
def test_the_law_is_what_the_page_says(row: list[str]) -> None:
    rule = LegalRule(row[0])
    found = duties(
        CENTRAL,
        date.fromisoformat(row[1]),
        years=frozenset(whole_numbers(row[2])),
        met=frozenset((rule, year) for year in whole_numbers(row[3])),
    )
    said = [
        [duty.subject, str(duty.due), duty.urgency.value, duty.paragraph]
        for duty in found
        if duty.kind.value == rule.value
    ]
    assert said == ([row[4:]] if row[4] else [])


@pytest.mark.parametrize("row", worked_table("duties", "own task"))
def test_what_one_owns_waits_as_the_page_says(row: list[str]) -> None:
    kind, due, day = DutyKind(row[0]), date.fromisoformat(row[1]), date.fromisoformat(row[2])
    waiting = Waiting(tasks={kind: {"12": due}})
    found = duties(waiting, day)
    assert [duty.urgency.value for duty in found] == ([row[3]] if row[3] else [])
    assert all((duty.subject, duty.due) == ("12", due) for duty in found)
    assert len(coming_dates(waiting, day)) == (day <= due)


@pytest.mark.parametrize("row", worked_table("duties", "now (UTC)"), ids=lambda row: row[0])
def test_work_that_comes_back_was_last_due_as_the_page_says(row: list[str]) -> None:
    now, due = (datetime.fromisoformat(cell).replace(tzinfo=UTC) for cell in row)
    assert ScheduleRule(time(6), frozenset({0})).latest(now) == due


@given(
    st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1950 < moment.year < 2100),
    st.integers(0, 23),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_the_last_due_moment_is_never_ahead_and_at_most_a_week_back(
    now: datetime, hour: int, days: set[int]
) -> None:
    due = ScheduleRule(time(hour), frozenset(days)).latest(now)
    assert due.timestamp() <= now.timestamp() < due.timestamp() + timedelta(days=7, hours=2).total_seconds()
    assert due.weekday() in days


def test_what_waits_for_a_person_is_theirs_whatever_the_role() -> None:
    waiting = Waiting(
        subjects={DutyKind.UPLOAD_REFUSED: ("7",), DutyKind.JOB_FAILED: ("3",)},
        mandates_end={"1": date(2018, 9, 30), "2": date(2018, 10, 1), "3": date(2018, 8, 30)},
    )
    found = duties(waiting, date(2018, 8, 31))
    assert [(duty.kind.value, duty.subject) for duty in found] == [
        ("job_failed", "3"),
        ("upload_refused", "7"),
        ("mandate_ends", "1"),
    ]
    assert all(duty.urgency is Urgency.SOON for duty in found)


def test_the_most_urgent_comes_first_and_the_coming_date_last() -> None:
    found = duties(
        Waiting(CENTRAL.roles, {DutyKind.UPLOAD_TO_CONFIRM: ("1",)}),
        date(2018, 4, 20),
        years=frozenset({2017}),
        met=frozenset({(LegalRule.INTERIM_REPORT, 2017)}),
    )
    assert [duty.urgency.value for duty in found] == ["late", "soon", "ok"]


def test_with_no_months_followed_up_nothing_is_due() -> None:
    rules = DutyRules(FollowUpCalendar(skipped=frozenset(range(1, 13))))
    assert duties(CENTRAL, date(2018, 9, 20), rules=rules) == []


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_the_coming_year_has_nine_follow_ups_two_legal_dates_and_no_weekends(day: date) -> None:
    found = coming_dates(CENTRAL, day)
    follow_ups = [duty.due for duty in found if duty.kind is DutyKind.FOLLOW_UP]
    assert 8 <= len(follow_ups) <= 10
    assert all(due is not None and due.weekday() < 5 for due in follow_ups)
    assert 1 <= sum(duty.kind is not DutyKind.FOLLOW_UP for duty in found) <= 3
    assert [duty.due for duty in found] == sorted(duty.due for duty in found if duty.due)
    assert coming_dates(Waiting(roles=frozenset({Role.POLITICIAN})), day) == []


def test_a_step_of_the_budget_year_is_asked_of_its_owner_and_told_to_all() -> None:
    due = date(2018, 9, 3)
    steps = {DutyKind.BUDGET_STEP: {"2019/consultation": due}}
    other = {DutyKind.BUDGET_STEP: {"2019/consultation": due, "2019/board": date(2018, 10, 31)}}
    owner, reader = Waiting(tasks=steps, dates=other), Waiting(dates=other)
    assert duties(owner, due - timedelta(days=15)) == []
    [duty] = duties(owner, due - timedelta(days=14))
    assert (duty.kind, duty.urgency) == (DutyKind.BUDGET_STEP, Urgency.SOON)
    assert duties(reader, due) == []
    for waiting in (owner, reader):
        found = coming_dates(waiting, date(2018, 8, 31))
        assert [each.subject for each in found] == ["2019/consultation", "2019/board"]
