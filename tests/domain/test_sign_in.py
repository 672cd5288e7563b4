from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from tests.worked_tables import worked_table

from roder.domain.sign_in import SessionLimits
from roder.domain.sign_in import SignInMethod
from roder.domain.sign_in import guesses_left
from roder.domain.sign_in import has_second_factor
from roder.domain.sign_in import is_fresh
from roder.domain.sign_in import is_over

NOW = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(("made", "minutes", "left"), worked_table("sign-in", "Guesses made"))
def test_guesses_as_in_the_worked_table(made: str, minutes: str, left: str) -> None:
    assert guesses_left(int(made), NOW, NOW + timedelta(minutes=int(minutes))) == int(left)


def test_nobody_has_guessed_yet() -> None:
    assert guesses_left(0, None, NOW) == 5


@pytest.mark.parametrize(("age", "idle", "over"), worked_table("sign-in", "Minutes since it began"))
def test_sessions_as_in_the_worked_table(age: str, idle: str, over: str) -> None:
    began, seen = NOW - timedelta(minutes=int(age)), NOW - timedelta(minutes=int(idle))
    assert is_over(began, seen, NOW, SessionLimits()) is (over == "yes")


def test_every_way_to_sign_in_stands_in_the_worked_table() -> None:
    rows = worked_table("sign-in", "Way")
    assert {way: answer == "yes" for way, answer in rows} == {
        str(method): has_second_factor(method) for method in SignInMethod
    }


@pytest.mark.parametrize(("seconds", "fresh"), [(-1, False), (0, True), (599, True), (600, False)])
def test_a_proof_is_fresh_for_ten_minutes(seconds: int, fresh: bool) -> None:  # noqa: FBT001 - a worked example
    assert is_fresh(NOW, NOW + timedelta(seconds=seconds)) is fresh
