from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.steering_documents import DocumentDates
from roder.domain.steering_documents import DocumentState
from roder.domain.steering_documents import EditionSpan
from roder.domain.steering_documents import asks_for_an_act
from roder.domain.steering_documents import edition_in_force
from roder.domain.steering_documents import last_day
from roder.domain.steering_documents import months_after
from roder.domain.steering_documents import state_on

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def spans(text: str) -> tuple[EditionSpan, ...]:
    found = []
    for number, part in enumerate(text.split(), start=1):
        first, last = part.split("–")
        found.append(EditionSpan(number, date.fromisoformat(first), day_or_none(last)))
    return tuple(found)


@pytest.mark.parametrize("row", worked_table("steering-documents", "editions"), ids=" ".join)
def test_the_worked_table(row: list[str]) -> None:
    editions, review, ended, replaced, day_text, state, last = row
    dates = DocumentDates(spans(editions), day_or_none(review), day_or_none(ended), day_or_none(replaced))
    day = date.fromisoformat(day_text)
    assert state_on(dates, day).value == state
    assert last_day(dates, day) == day_or_none(last)


def test_every_state_is_in_the_worked_table() -> None:
    told = {row[5] for row in worked_table("steering-documents", "editions")}
    assert told == {state.value for state in DocumentState}


def test_only_what_lapses_or_is_to_be_reviewed_asks_for_an_act() -> None:
    assert {state for state in DocumentState if asks_for_an_act(state)} == {
        DocumentState.LAPSES_SOON,
        DocumentState.REVIEW_DUE,
    }


def test_months_run_over_the_year_and_stop_at_the_last_day_of_a_month() -> None:
    assert months_after(date(2018, 12, 31), 2) == date(2019, 2, 28)
    assert months_after(date(2018, 1, 15), 24) == date(2020, 1, 15)


EDITIONS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 2000)), max_size=4).map(
    lambda pairs: tuple(
        EditionSpan(number, first, None if length is None else first + timedelta(days=length))
        for number, (first, length) in enumerate(pairs, start=1)
    )
)


@given(EDITIONS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_document_in_force_has_an_edition_and_a_day_left(
    editions: tuple[EditionSpan, ...],
    review: date | None,
    ended: date | None,
    replaced: date | None,
    day: date,
) -> None:
    dates = DocumentDates(editions, review, ended, replaced)
    state = state_on(dates, day)
    end = last_day(dates, day)
    if state in {DocumentState.IN_FORCE, DocumentState.REVIEW_DUE, DocumentState.LAPSES_SOON}:
        assert edition_in_force(editions, day) is not None
        assert end is None or end >= day
    if state is DocumentState.LAPSED:
        assert end is not None
        assert end < day
