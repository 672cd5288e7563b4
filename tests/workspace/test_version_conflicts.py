"""Two people point out the columns of the same kind of file, under the same name."""

from __future__ import annotations

import html
import json
import random
import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.ledger_files import sie_file

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.models import SavedMapping
from roder.apps.ledger.models import Upload
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

CONTENT = "Mån;Enh;Kto;Kronor;Tusental\n201802;4110;5020;60,00;1\n201802;4110;1930;-60,00;2\n".encode()
FIELDS = {"period": "1", "responsibility": "2", "account": "3", "amount": "4", "unit": "kr", "sign": "ledger"}


class Person:
    """One signed-in person with a file of their own."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.client.post("/import/", {"files": SimpleUploadedFile("export.csv", CONTENT)})
        while (job := claim()) is not None:
            carry_out(job)
        self.upload = Upload.objects.latest("id")
        self.page = f"/import/filer/{self.upload.pk}/kolumner/"

    def open(self) -> str:
        """Open the form on a file that was sent with the mapping as it is kept now."""
        toml = "".join(SavedMapping.objects.values_list("toml", flat=True))
        Upload.objects.update(state=Upload.State.CHECKED, mapping=toml)
        return hidden(self.client.get(self.page), "seen")  # type: ignore[arg-type]

    def save(self, seen: str, **fields: str) -> HttpResponse:
        Upload.objects.update(state=Upload.State.CHECKED)
        given = FIELDS | {"mapping_name": "Export", "seen": seen} | fields
        return self.client.post(self.page, given)  # type: ignore[return-value]

    def choose(self, conflict: HttpResponse, **choices: str) -> HttpResponse:
        given = {name: hidden(conflict, name) for name in ("seen", "version-mine")}
        given |= {f"version-choice-{name}": choice for name, choice in choices.items()}
        return self.client.post(self.page, given)  # type: ignore[return-value]


def hidden(page: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return html.unescape(found[1])


def kept() -> dict[str, str | int]:
    mapping, _problems = parse_mapping(SavedMapping.objects.get(name="Export").toml, LEDGER_FIELDS)
    assert mapping is not None
    return {**mapping.columns, "unit": mapping.unit}


@pytest.fixture
def two_people(karin: User, home: Path) -> tuple[Person, Person]:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    whole = Mandate(Role.CENTRAL_CONTROLLER, valid_from=date(2017, 1, 1))
    grant_mandate(nils, whole, acting_user=karin)
    return Person(karin), Person(nils)


def test_the_second_person_sees_both_versions_and_chooses(two_people: tuple[Person, Person]) -> None:
    first, second = two_people
    assert first.save(first.open()).status_code == 302
    seen = second.save(second.open())
    assert seen.status_code == 302, "the same columns under the same name are no conflict"

    seen_by_first, seen_by_second = first.open(), second.open()
    assert json.loads(seen_by_first)["version"] == 1
    assert first.save(seen_by_first, amount="5").status_code == 302
    conflict = second.save(seen_by_second, amount="", unit="tkr")
    assert conflict.status_code == 409
    page = conflict.content.decode()
    for text in ("Karin Ek", "Tusental", "Kronor", "kronor", "tusental kronor"):
        assert text in page, text
    assert kept()["amount"] == "Tusental"
    assert kept()["unit"] == "kr"

    unanswered = second.choose(conflict, unit="mine")
    assert unanswered.status_code == 409, "a field without a choice is asked about once more"
    assert kept()["unit"] == "kr"
    answered = second.choose(unanswered, unit="mine", amount="theirs")
    assert answered.status_code == 302
    assert (kept()["amount"], kept()["unit"]) == ("Tusental", "tkr")


@pytest.mark.no_cover
def test_two_sessions_200_rounds_without_a_silent_overwrite(two_people: tuple[Person, Person]) -> None:
    """Whoever is second sees both values each time, and what is kept is what that person chose."""
    chance = random.Random(20)  # noqa: S311 - no secret is drawn
    people = list(two_people)
    people[0].save(people[0].open())
    people[1].save(people[1].open())
    columns = {"2": "Enh", "4": "Kronor", "5": "Tusental"}
    shown = 0
    for _round in range(200):
        chance.shuffle(people)
        first, second = people
        seen_by_first, seen_by_second = first.open(), second.open()
        now = str(kept()["amount"])
        theirs, mine = chance.sample([number for number, name in columns.items() if name != now], 2)
        assert first.save(seen_by_first, amount=theirs).status_code == 302
        conflict = second.save(seen_by_second, amount=mine)
        assert conflict.status_code == 409
        page = conflict.content.decode()
        shown += columns[theirs] in page and columns[mine] in page
        assert kept()["amount"] == columns[theirs]
        choice = chance.choice(["theirs", "mine"])
        assert second.choose(conflict, amount=choice).status_code == 302
        assert kept()["amount"] == columns[theirs if choice == "theirs" else mine]
    assert shown == 200
    saved = AuditEntry.objects.filter(event=AuditEntry.Event.MAPPING_SAVED).order_by("pk")
    for before, after in pairwise(saved):
        assert after.old["toml"] == before.new["toml"]


@pytest.mark.parametrize("seen", ["", "hej", "[]", '{"version": "x"}', '{"version": 1, "values": 3}'])
def test_a_form_that_has_seen_nothing_overwrites_nothing(
    two_people: tuple[Person, Person], seen: str
) -> None:
    first, second = two_people
    first.save(first.open())
    assert second.save(seen, amount="5").status_code == 409
    assert kept()["amount"] == "Kronor"
