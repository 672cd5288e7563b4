"""Frames change after the vote as docs/algorithms/frame-amendments.md says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.budget_lines import ProfileKind
from roder.domain.frame_amendments import MESSAGES
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import AmendmentWish
from roder.domain.frame_amendments import DecidedChange
from roder.domain.frame_amendments import FinancingSource
from roder.domain.frame_amendments import HeldFrame
from roder.domain.frame_amendments import amendment_faults

FRAMES = {"400": HeldFrame("400", 2018, 100), "500": HeldFrame("500", 2018, 200)}
DAY = date(2018, 9, 24)


def wish_of(row: list[str], text: str = "More pupils") -> AmendmentWish:
    parts = [part.split() for part in row[1].split(",")] if row[1] != "-" else []
    source = None if row[2] == "-" else FinancingSource(row[2])
    amounts = tuple((body, int(ore)) for body, ore in parts)
    return AmendmentWish(AmendmentKind(row[0]), 2018, amounts, text, source, row[3].strip("-"))


@pytest.mark.parametrize("row", worked_table("frame-amendments", "kind"))
def test_a_change_that_cannot_be_is_refused(row: list[str]) -> None:
    found = amendment_faults(wish_of(row), FRAMES)
    assert (" ".join(each.code for each in found) or "-") == row[4]
    assert all(each.code in MESSAGES and each.message_sv for each in found)


@pytest.mark.parametrize("text", ["", " ", "x" * 201])
def test_a_change_says_what_it_is_for(text: str) -> None:
    good = worked_table("frame-amendments", "kind")[0]
    assert [each.code for each in amendment_faults(wish_of(good, text), FRAMES)] == ["amendment_without_text"]


@pytest.mark.parametrize("row", worked_table("frame-amendments", "original"))
def test_changes_lie_on_the_months_from_their_decision(row: list[str]) -> None:
    changes = []
    for part in row[1].split(";") if row[1] != "-" else []:
        kind, ore, day = part.split()
        changes.append(DecidedChange(AmendmentKind(kind), int(ore), date.fromisoformat(day)))
    assert HeldFrame("400", 2018, int(row[0]), tuple(changes)).months(12) == whole_numbers(row[2])


def test_original_changes_and_current_stand_apart() -> None:
    changes = (
        DecidedChange(AmendmentKind.SUPPLEMENTARY, 40, DAY),
        DecidedChange(AmendmentKind.TRANSFER, -10, date(2018, 11, 1)),
    )
    frame = HeldFrame("400", 2018, 100, changes)
    assert (frame.original_ore, frame.changes_ore, frame.current_ore) == (100, 30, 130)
    assert (frame.of_kind(AmendmentKind.TRANSFER), frame.of_kind(AmendmentKind.CARRY_FORWARD)) == (-10, 0)
    assert frame.until(date(2018, 9, 30)).current_ore == 140
    assert frame.until(date(2018, 9, 23)).current_ore == 100


def test_a_profile_is_followed_where_it_can_be() -> None:
    last_year = [0] * 11 + [5]
    shaped = HeldFrame("400", 2018, 60, profile=ProfileKind.LAST_YEAR)
    assert shaped.months(12, last_year)[-1] == 60
    assert shaped.months(12) == [5] * 12
    given_weights = HeldFrame("400", 2018, 60, profile=ProfileKind.GIVEN, weights=(1, *[0] * 11))
    assert given_weights.months(12, last_year)[0] == 60


@given(
    st.integers(0, 10**13),
    st.lists(
        st.builds(
            DecidedChange,
            st.sampled_from(AmendmentKind),
            st.integers(-(10**9), 10**9),
            st.dates(date(2017, 1, 1), date(2019, 12, 31)),
        ),
        max_size=5,
    ),
)
def test_the_months_sum_to_the_current_frame(original: int, changes: list[DecidedChange]) -> None:
    frame = HeldFrame("400", 2018, original, tuple(changes))
    assert sum(frame.months(12)) == frame.current_ore
