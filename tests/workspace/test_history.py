from __future__ import annotations

import csv
import io
import json
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override
from tests.ledger_files import sie_file

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import chain_head
from roder.apps.identity.models import User
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.actions.uploads import keep_mapping
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.audit_chain import GENESIS
from roder.domain.audit_chain import ChainRow
from roder.domain.audit_chain import link
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.workspace.history_rows import differences
from roder.workspace.history_words import FIELD_NAMES
from roder.workspace.history_words import WORDS
from roder.workspace.history_words import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import StreamingHttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db

Event = AuditEntry.Event


@pytest.fixture
def rut(karin: User) -> User:
    """Rut, auditor: reads all, changes nothing."""
    person = User.objects.create(username="rut", first_name="Rut", last_name="Lind")
    grant_mandate(person, Mandate(Role.AUDITOR, valid_from=date(2017, 1, 1)), acting_user=karin)
    return person


@pytest.fixture
def nils(karin: User) -> User:
    """Nils, unit manager: sees his figures, not what everybody does."""
    person = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    mandate = Mandate(Role.REPORTER, organisation="2120000159", body="411", valid_from=date(2017, 1, 1))
    grant_mandate(person, mandate, acting_user=karin)
    return person


@pytest.mark.parametrize("event", list(Event))
def test_every_event_has_a_name_and_a_sentence_in_both_languages(event: AuditEntry.Event) -> None:
    assert event in WORDS, f"give {event.name} its words in workspace/history_words.py"
    with override("en"):
        english = (str(WORDS[event].name), sentence(event, person="Karin", subject="Åtta"))
    with override("sv"):
        swedish = (str(WORDS[event].name), sentence(event, person="Karin", subject="Åtta"))
    for ours, theirs in zip(english, swedish, strict=True):
        assert ours != theirs, f"{event.name} has no Swedish"
    for text in (english[1], swedish[1]):
        assert "Karin" in text
        assert text.endswith(".")


def test_nobody_but_who_may_reads_the_history(client: Client, nils: User, rut: User, karin: User) -> None:
    for path in ("/historik/", "/historik/fil/?form=csv"):
        client.force_login(nils)
        assert client.get(path).status_code == 403
        for person in (rut, karin):
            client.force_login(person)
            assert client.get(path).status_code == 200


def test_the_page_shows_sentence_difference_and_head(client: Client, rut: User, karin: User) -> None:
    record(Event.FRAMES_SET, "0181 2018", acting_user=karin, old={"300": 100_00}, new={"300": 250_00})
    client.force_login(rut)
    page = client.get("/historik/").content.decode()
    for text in ("Karin Ek fastställde ramarna för 0181 2018.", "100,00", "250,00", chain_head().hash):
        assert text in page, text
    english = client.get("/en/historik/").content.decode()
    assert "Karin Ek set the frames of 0181 2018." in english


def test_the_history_is_chosen_by_person_act_object_and_day(client: Client, rut: User, karin: User) -> None:
    record(Event.FRAMES_SET, "ett 2018", acting_user=karin)
    record(Event.MAPPING_SAVED, "två", acting_user=rut)
    client.force_login(rut)

    def found(query: str) -> set[str]:
        page = client.get(f"/historik/?{query}").content.decode()
        return {
            name
            for name in ("ett 2018", "två")
            if f"{name}." in page or f"”{name}”" in page or f"{name}”" in page
        }

    assert found("") == {"ett 2018", "två"}
    assert found(f"person={rut.pk}") == {"två"}
    assert found(f"act={Event.FRAMES_SET.value}") == {"ett 2018"}
    assert found("until=2017-12-31") == set()
    assert found("since=2017-12-31") == {"ett 2018", "två"}
    assert "är ingen dag" in client.get("/historik/?since=hej").content.decode()
    for odd in ("person=x", "act=99999", "page=x", "person=" + "9" * 30, "until=9999-12-31"):
        assert client.get(f"/historik/?{odd}").status_code == 200


def test_many_acts_are_shown_page_by_page(client: Client, rut: User, karin: User) -> None:
    for number in range(60):
        record(Event.FRAMES_SET, f"sida {number}", acting_user=karin)
    client.force_login(rut)
    first = client.get("/historik/?subject=sida").content.decode()
    assert "60 händelser" in first
    assert "page=2" in first
    assert "subject=sida" in first
    assert "sida 3." in client.get("/historik/?subject=sida&page=2").content.decode()
    fragment = client.get("/historik/?subject=sida", headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content


def test_json_lines_prove_themselves_and_the_export_is_an_act(client: Client, rut: User) -> None:
    client.force_login(rut)
    answer: StreamingHttpResponse = client.get("/historik/fil/?form=jsonl")  # type: ignore[assignment]
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    previous = GENESIS
    for line in lines:
        kept = line.pop("hash")
        line.pop("act")
        previous = link(previous, ChainRow(**line | {"at": datetime.fromisoformat(line["at"])}))
        assert previous == kept
    assert len(lines) == chain_head().number - 1
    exported = AuditEntry.objects.latest("number")
    assert (exported.event, exported.acting_user, exported.new["rows"]) == (
        Event.HISTORY_EXPORTED,
        rut,
        len(lines),
    )


def test_csv_opens_in_a_spreadsheet_and_holds_no_formula(client: Client, rut: User, karin: User) -> None:
    record(Event.MAPPING_SAVED, "=1+1", acting_user=karin, new={"toml": "a\nb"})
    client.force_login(rut)
    answer: StreamingHttpResponse = client.get("/historik/fil/?form=csv&subject=1%2B1")  # type: ignore[assignment]
    text = answer.getvalue().decode()
    assert text.startswith("\ufeffnumber;at;person")
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert row["subject"] == "'=1+1"
    assert row["hash"] == AuditEntry.objects.get(subject="=1+1").chain_hash
    assert client.get("/historik/fil/?form=pdf").status_code == 404


def test_what_the_actions_record_is_shown_in_words(karin: User, rut: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)], file_name="a.se"), acting_user=karin)
    import_file(sie_file(home, [("20180131", "4110", 101)], file_name="b.se"), acting_user=karin)
    undo_import(2, acting_user=karin)
    keep_mapping("Export", '[columns]\naccount = "Konto"\n', seen_version=0, acting_user=karin)
    keep_mapping("Export", '[columns]\naccount = "Kto"\n', seen_version=1, acting_user=karin)
    names = {str(name) for name in FIELD_NAMES.values()}
    for entry in AuditEntry.objects.all():
        for difference in differences(entry):
            for part in difference.label.split(" › "):
                assert part in names or part.isdigit() or part == "Konto", difference
    changed = differences(AuditEntry.objects.filter(event=Event.MAPPING_SAVED).latest("number"))
    assert [(one.old, one.new) for one in changed] == [("Konto", "Kto")]


def test_an_object_shows_who_changed_it(client: Client, karin: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(karin)
    page = client.get("/import/omgangar/1/").content.decode()
    assert "Karin Ek läste in en redovisningsfil som omgång 1." in page


def test_opening_a_voucher_is_an_act_and_the_follow_up_is_not(
    client: Client, karin: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(karin)
    before = chain_head()
    assert client.get("/uppfoljning/2018-01/").status_code == 200
    assert (
        client.get("/verifikation/?organisation=2120000159&year=2018&series=L&number=99").status_code == 404
    )
    assert chain_head() == before
    assert client.get("/verifikation/?organisation=2120000159&year=2018&series=L&number=1").status_code == 200
    read = AuditEntry.objects.latest("number")
    assert (read.event, read.subject) == (Event.READ_PROTECTED, "2120000159 2018 L 1")
