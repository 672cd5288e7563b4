"""Goals and indicators in by file on pages: what is shown is what is saved, and nobody else's file is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.actions.indicator_tables import import_indicator_table
from roder.apps.goals.models import Goal
from roder.apps.goals.models import TableFile
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import Indicator
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

KEY = "2120000159"
GOALS = "Kod;Rubrik;Organ\n1;Skola;\n1.1;Fler klarar skolan;300\n"
BODIES = [Body("100", "Council", BodyKind.COUNCIL), Body("300", "Education", BodyKind.COMMITTEE, "100")]


@pytest.fixture
def page(home: Path, karin: User, client: Client) -> Client:
    del home
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    client.force_login(karin)
    return client


def send(client: Client, text: str, kind: str = "mal", **more: Any) -> str:
    """Send a table in, let the worker read it, and return its address."""
    upload = SimpleUploadedFile("t.csv", text.encode())
    answer = client.post(f"/{kind}/import/", {"file": upload, **more})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer["Location"])


def work() -> None:
    while (job := claim()) is not None:
        carry_out(job)


def told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_with_faults_is_refused_with_every_line(page: Client) -> None:
    address = send(page, "Kod;Rubrik;Organ\n1;Skola;\n2;Vård;999\n")
    text = told(page, address)
    assert "är inget organ i organisationen" in text
    assert "goal_body_unknown" in text
    assert "Spara skillnaderna" not in text
    page.post(f"{address}spara/")
    work()
    assert not Goal.objects.exists()


def test_the_differences_are_shown_and_then_saved(page: Client) -> None:
    address = send(
        page, GOALS.replace("Kod;Rubrik;Organ", "Kod;Rubrik;Organ;Överordnat mål").replace("300", "300;1")
    )
    assert "Fler klarar skolan" in told(page, address)
    assert not Goal.objects.exists()
    assert page.post(f"{address}spara/")["Location"] == address
    work()
    assert "Skillnaderna är sparade" in told(page, address)
    assert list(Goal.objects.values_list("code", flat=True)) == ["1", "1.1"]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.GOALS_IMPORTED)
    assert entry.acting_user.username == "karin"


def test_a_table_of_indicators_comes_in_by_its_own_page_with_a_mapping(page: Client) -> None:
    mapping = SimpleUploadedFile(
        "m.toml",
        '[columns]\ncode = "Nr"\ntitle = "Vad"\nunit = "Mått"\n[constants]\ndirection = "upp"\n'.encode(),
    )
    address = send(page, "Nr;Vad;Mått\nN1;Behöriga;procent\n", "indikatorer", mapping=mapping)
    page.post(f"{address}spara/")
    work()
    assert Indicator.objects.get().direction == "up"
    assert TableFile.objects.get().state == "imported"


def test_what_has_become_another_is_shown_anew_and_not_saved(page: Client) -> None:
    import_goals(KEY, b"Kod;Rubrik\n1;Skola\n", acting_user=system_user())
    address = send(page, "Kod;Rubrik\n1;Utbildning\n")
    import_goals(KEY, b"Kod;Rubrik\n1;Kunskap\n", acting_user=system_user())
    page.post(f"{address}spara/")
    work()
    text = told(page, address)
    assert "Kunskap" in text
    assert Goal.objects.get().title == "Kunskap"
    page.post(f"{address}spara/")
    work()
    assert Goal.objects.get().title == "Utbildning"


def test_a_file_thrown_away_is_gone_and_nobody_opens_anothers(page: Client, client: Client) -> None:
    address = send(page, "Kod;Rubrik\n1;Skola\n")
    path = TableFile.objects.get().path
    other = User.objects.create(username="kim", first_name="Kim", last_name="Ek")
    mandate = Mandate(Role.CENTRAL_CONTROLLER, valid_from=date(2017, 1, 1))
    grant_mandate(other, mandate, acting_user=system_user())
    stranger = Client()
    stranger.force_login(other)
    assert stranger.get(address).status_code == 404
    page.post(f"{address}kasta/")
    assert TableFile.objects.get().state == "discarded"
    assert not Path(path).exists()
    assert not Goal.objects.exists()
    assert client.post("/mal/import/", {}).status_code == 422


def test_what_goes_out_on_the_page_comes_in_again(page: Client) -> None:
    assert page.get("/mal/fil/csv/").status_code == 404
    import_goals(KEY, b"Kod;Rubrik\n1;Skola\n", acting_user=system_user())
    for form in ("csv", "xlsx", "json"):
        content = page.get(f"/mal/fil/{form}/").content
        assert import_goals(KEY, content, acting_user=system_user()).rows.added == 0
    assert page.get("/mal/fil/pdf/").status_code == 404


def test_a_goal_with_many_indicators_shows_its_first_and_leads_to_all(page: Client) -> None:
    import_goals(KEY, b"Kod;Rubrik\n1;Skola\n2;Hem\n", tree="2018", acting_user=system_user())
    few = "".join(f"F{number};Få {number};procent;upp;2\n" for number in range(25))
    many = "".join(f"M{number};Många {number};procent;upp;1\n" for number in range(30))
    content = f"Kod;Mätvärde;Enhet;Riktning;Mål\n{few}{many}".encode()
    assert not import_indicator_table(KEY, content, acting_user=system_user()).refused
    text = told(page, "/mal/2018/mal/1/")
    assert "De första 5 av 30 mätvärden" in text
    assert ("Många 4<" in text, "Många 5<" in text) == (True, False)
    assert "De första" not in told(page, "/mal/2018/mal/2/")
