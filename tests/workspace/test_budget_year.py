"""The budget year on its pages: opened, dated, taken further, its law and its locks; refusals say why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.budget_process_world import make_process_year

from roder.apps.budgetprocess.models import LateChange
from roder.apps.budgetprocess.models import ProcessStep
from roder.apps.budgetprocess.queries import process_year
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.notices.queries import duties_of
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.budget_steps import StepKey
from roder.domain.duties import DutyKind
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.ui.versions import Seen
from roder.ui.versions import texts
from roder.workspace.budget_process.artefacts import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR = "/en/budget/2019/"
KEY = ""
"""The organisation that the pages show while no books are here."""


@pytest.fixture
def client(karin: User) -> Client:
    return signed_in(karin)


def signed_in(person: User) -> Client:
    found = Client()
    found.force_login(person)
    return found


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ")


def sent(client: Client, address: str, given: Mapping[str, str]) -> tuple[int, str]:
    answer = client.post(address, given)
    return answer.status_code, answer.content.decode()


def days_as_shown() -> dict[str, str]:
    given: dict[str, str] = {}
    for step in ProcessStep.objects.all():
        values = {"starts_on": step.starts_on, "due_on": step.due_on, "version": step.version}
        given |= {f"{name}-{step.key}": str(value) for name, value in values.items()}
    return given


def test_a_year_is_opened_by_whoever_runs_it_and_shows_where_it_stands(client: Client) -> None:
    reader = User.objects.create(username="reader")
    grant_mandate(reader, Mandate(Role.READER), acting_user=system_user())
    page = text(signed_in(reader), YEAR)
    assert "has not been opened" in page
    assert "Open the budget year" not in page
    assert "has not been opened" in text(client, f"{YEAR}kalender/")
    assert client.get(f"{YEAR}lagens-dagar/").status_code == 404
    assert client.get("/en/budget/").status_code == 302
    assert client.post(f"{YEAR}oppna/").status_code == 302
    assert client.post(f"{YEAR}oppna/").status_code == 302
    page = text(client, YEAR)
    assert "is open already" in page
    assert "Step 1 of 11" in page
    assert "Environmental scan" in page
    assert "election year" in page
    assert 'class="year-wheel"' in page
    assert "Mark as done" in page
    assert "Mark as done" not in text(signed_in(reader), YEAR)
    lines = client.get(f"{YEAR}steg/fil/?form=machine").content.decode().splitlines()
    assert lines[0] == "step,responsible,starts_on,due_on,state"
    assert len(lines) == 12


def test_days_and_owners_are_set_in_one_table(client: Client, karin: User) -> None:
    make_process_year(key=KEY)
    assert "Chief executive" in text(client, f"{YEAR}steg/")
    given = days_as_shown()
    status, page = sent(client, f"{YEAR}steg/", given | {"due_on-board": "soon", "due_on-plans": ""})
    assert (status, page.count("write the days as")) == (422, 2)
    status, page = sent(client, f"{YEAR}steg/", given | {"due_on-board": "2018-01-01"})
    assert status == 422
    assert "Step 8 ends before it begins" in page
    changed = given | {"due_on-handover": "2018-06-13", "owner-handover": str(karin.pk)}
    assert sent(client, f"{YEAR}steg/", changed)[0] == 302
    step = ProcessStep.objects.get(key=StepKey.HANDOVER)
    assert (step.due_on, step.owner, step.version) == (date(2018, 6, 13), karin, 2)
    status, page = sent(client, f"{YEAR}steg/", given | {"due_on-handover": "2018-06-20"})
    assert status == 422
    assert "meanwhile" in page
    duties = duties_of(karin, date(2018, 6, 1))
    assert [duty.subject for duty in duties if duty.kind is DutyKind.BUDGET_STEP] == ["2019/handover"]
    page = text(client, YEAR)
    assert "What waits for you" in page
    assert "2019: step 5, The administration" in page


def test_a_step_is_taken_further_and_says_what_keeps_it(client: Client) -> None:
    make_process_year(StepKey.CONSEQUENCES, key=KEY)
    assert client.get(f"{YEAR}steg/nothing/").status_code == 404
    assert client.get(f"{YEAR}steg/draft/nothing/").status_code == 404
    page = text(client, f"{YEAR}steg/handover/")
    assert "builds on step 4" in page
    assert "The base: frames" in page
    assert "be skipped" in text(client, f"{YEAR}steg/board/")
    status, page = sent(client, f"{YEAR}steg/handover/finish/", {"day": "2018-06-13"})
    assert status == 422
    assert "builds on step 4" in page
    assert sent(client, f"{YEAR}steg/draft/skip/", {"day": "2018-05-31"})[0] == 422
    said = {"day": "2018-05-31", "reason": "Same goals as last year"}
    assert sent(client, f"{YEAR}steg/draft/skip/", said)[0] == 302
    page = text(client, f"{YEAR}steg/draft/")
    assert "Same goals as last year" in page
    assert "Settled on 2018-05-31" in page
    assert "Take up again" in page
    assert "under_way" not in page
    assert sent(client, f"{YEAR}steg/handover/begin/", {})[0] == 302


def test_what_has_come_of_a_step_is_said_and_two_hands_meet(client: Client) -> None:
    make_process_year(key=KEY)
    step = ProcessStep.objects.get(key=StepKey.SCAN)
    seen = str(Seen(step.version, texts({name: getattr(step, name) for name in FIELDS})))
    address = f"{YEAR}steg/scan/resultat/"
    assert sent(client, address, {"artefact_url": "no address", "seen": seen})[0] == 422
    said = {"artefact_title": "Scan 2018", "artefact_url": "https://example.org/scan", "seen": seen}
    assert sent(client, address, said)[0] == 302
    assert 'href="https://example.org/scan"' in text(client, f"{YEAR}steg/scan/")
    status, page = sent(client, address, {**said, "artefact_title": "Another"})
    assert status == 409
    assert "Scan 2018" in page
    assert "Scan 2018" in text(client, address)


def test_the_laws_days_are_registered_and_a_breach_is_seen(client: Client) -> None:
    row = make_process_year(key=KEY)
    address = f"{YEAR}lagens-dagar/"
    names = ("board_proposed_on", "adopted_on")
    blank = dict.fromkeys((*names, "board_reasons", "council_reasons"), "")
    seen = str(Seen(1, blank))
    assert sent(client, address, {"adopted_on": "1918-12-17", "seen": seen})[0] == 422
    said = {"board_proposed_on": "2018-10-31", "adopted_on": "2018-12-17", "seen": seen}
    assert sent(client, address, said)[0] == 302
    page = text(client, YEAR)
    assert "Breach" in page
    assert "KL 11:10" in page
    assert "Special reasons must be given" in page
    status, page = sent(client, address, said | {"adopted_on": "2018-12-18"})
    assert status == 409
    assert "2018-12-17" in page
    row.refresh_from_db()
    assert (row.version, row.adopted_on) == (2, date(2018, 12, 17))
    assert "31 Oct" in text(client, address) or "2018-10-31" in text(client, address)


def test_a_late_change_is_signed_and_closed(client: Client) -> None:
    make_process_year(StepKey.HANDOVER, key=KEY)
    address = f"{YEAR}lasning/"
    assert sent(client, address, {"thing": "base", "reason": ""})[0] == 422
    assert sent(client, address, {"thing": "scan", "reason": "New trend"})[0] == 422
    assert sent(client, address, {"thing": "base", "reason": "New forecast"})[0] == 302
    page = text(client, address)
    assert "New forecast" in page
    assert "Close the late change" in page
    permit = LateChange.objects.get()
    assert client.post(f"{address}{permit.pk}/stang/").status_code == 302
    assert client.post(f"{address}{permit.pk}/stang/").status_code == 302
    assert "Closed by" in text(client, address)


def test_the_calendar_has_the_steps_by_month_and_as_a_file(client: Client) -> None:
    make_process_year(StepKey.HANDOVER, key=KEY)
    page = text(client, f"{YEAR}kalender/")
    assert "November 2018" in page
    assert "The council adopts the budget" in page
    assert "newly elected council" in page
    answer = client.get(f"{YEAR}kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 11
    assert b"DTSTART;VALUE=DATE:20180903" in answer.content


def test_a_year_whose_steps_are_all_settled_says_so(client: Client) -> None:
    make_process_year(StepKey.WORK, key=KEY)
    assert process_year(KEY, 2019) is not None
    page = text(client, YEAR)
    assert "are settled" in page
    assert "What the council has decided" in page
    assert "Sign a late change" not in text(client, f"{YEAR}lasning/")
