"""The door through which a grid writes: what it answers, and what it does not understand."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.test import Client
from tests.apps.internalbudgets.test_cells import make_part

from roder.apps.identity.models import User
from roder.apps.internalbudgets.models import GridVisit
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.internal_budgets import UnitPartState
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from django.http import HttpResponse

DOOR = "/budget/2018/internbudget/300/enhet/3011/celler/"
PLACE = ["5011", "407", "", ""]


class Person:
    """One signed-in person with the grid open."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.mark = ""

    def send(self, *changes: dict[str, Any], cell: str = "", status: int = 200) -> dict[str, Any]:
        sent = {"changes": changes, "since": self.mark, "cell": cell}
        given = self.client.post(DOOR, json.dumps(sent), content_type="application/json")
        assert given.status_code == status, given.content
        answer: dict[str, Any] = given.json()
        self.mark = answer["mark"]
        return answer


def change(cell: str, seen: int | str, value: int | str, **more: Any) -> dict[str, Any]:
    return {"place": PLACE, "cell": cell, "seen": seen, "value": value, **more}


@pytest.fixture
def part(karin: User) -> UnitPart:
    del karin
    return make_part()


def test_two_people_write_and_see_each_other(part: UnitPart, karin: User) -> None:
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    grant_mandate(nils, Mandate(Role.CENTRAL_CONTROLLER, valid_from=date(2017, 1, 1)), acting_user=karin)
    first, second = Person(karin), Person(nils)
    assert first.send()["sums"] == {"given_ore": 1000, "net_ore": 0, "left_ore": 1000}
    saved = first.send(change("year", 0, -1200), cell="5011|407|||year")
    assert saved["written"] == 1
    assert saved["lines"][0]["months"] == [-100] * 12
    seen = second.send(change("m01", 0, -7), change("m02", -100, -200))
    assert seen["others"] == [{"name": "Karin Ek", "cell": "5011|407|||year"}]
    [conflict] = seen["conflicts"]
    assert (conflict["change"], conflict["theirs"], conflict["seen"], conflict["by"]) == (
        0,
        -100,
        -100,
        "Karin Ek",
    )
    assert first.send()["lines"][0]["months"][:2] == [-100, -200]
    assert first.send()["lines"] == []
    seen_line = [-100, -200, *[-100] * 10, 0, 0, ""]
    gone = first.send(change("line", 0, 0, seen_line=seen_line))
    assert gone["keys"] == []
    lost = second.send(change("m01", -100, -7), change("text", "Pay", "Wages"))
    assert [(each["theirs"], each["seen"]) for each in lost["conflicts"]] == [(None, 0), (None, "")]
    told = second.send(change("m01", 0, 10**16))
    assert told["faults"][0]["change"] == 0


def test_a_closed_part_says_why_and_keeps_what_is_there(part: UnitPart, karin: User) -> None:
    person = Person(karin)
    person.send(change("m01", 0, -5))
    UnitPart.objects.filter(pk=part.pk).update(state=UnitPartState.SUBMITTED)
    told = person.send(change("m01", -5, -6), status=409)
    assert "inlämnad" in told["problems"][0]
    assert InternalBudgetLine.objects.get().m01_ore == -5
    assert person.send()["problems"] == [], "to follow the lines is no writing"


@pytest.mark.parametrize(
    "sent",
    [
        " ",
        "[]",
        '{"changes": 3}',
        '{"changes": [3]}',
        '{"changes": [{"place": ["1"], "cell": "m01", "value": 1}]}',
        '{"changes": [{"place": ["1", "", "", ""], "cell": 5, "value": 1}]}',
        '{"changes": [{"place": ["1", "", "", ""], "cell": "m01", "value": 1.5}]}',
        '{"changes": [{"place": ["1", "", "", ""], "cell": "m01", "value": true}]}',
        '{"changes": [{"place": ["1", "", "", ""], "cell": "text", "value": 1}]}',
        '{"changes": [{"place": ["1", "", "", ""], "cell": "line", "value": 0, "seen_line": 4}]}',
        '{"since": 4}',
    ],
)
def test_what_no_grid_sends_is_refused(part: UnitPart, karin: User, sent: str) -> None:
    del part
    given = Person(karin).client.post(DOOR, sent, content_type="application/json")
    assert given.status_code == 422
    assert not GridVisit.objects.exists()


def test_another_unit_is_not_there(part: UnitPart, karin: User) -> None:
    del part
    given: HttpResponse = Person(karin).client.post(  # type: ignore[assignment]
        DOOR.replace("3011", "3999"), "{}", content_type="application/json"
    )
    assert given.status_code == 403
    closed = DOOR.replace("2018", "2019")
    missing = Person(karin).client.post(closed, "{}", content_type="application/json")
    assert missing.status_code == 404
