"""Steering documents and the search on pages: who may, what is refused and why, and what is found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from tests import document_files
from tests.apps.documents.register import BODIES
from tests.apps.documents.register import CYCLE_PLAN
from tests.apps.documents.register import KEY
from tests.apps.documents.register import adopted
from tests.apps.documents.register import carry_out_jobs

from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.registering import change_document
from roder.apps.documents.models import Edition
from roder.apps.documents.models import EditionFile
from roder.apps.documents.models import SteeringDocument
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.search.actions import index
from roder.domain.document_facts import EditionFacts
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def signed_in(client: Client, karin: User) -> Client:
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    client.force_login(karin)
    return client


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Addresses lead to the pages in English, whose words stand in this file."""
    with translation.override("en"):
        yield


def text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def document_url(code: str = "SD-1") -> str:
    return reverse("workspace:document", args=[code])


FACTS = {"code": "SD-1", "title": "Cykelplan", "kind": "plan", "owner_body": "400"}


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_document_is_registered_and_what_is_wrong_is_said_where_it_stands(signed_in: Client) -> None:
    url = reverse("workspace:document_add")
    assert 'value="SD-1"' in signed_in.get(url).content.decode()
    refused = signed_in.post(url, FACTS | {"code": "a b", "title": ""})
    assert refused.status_code == 422
    assert not SteeringDocument.objects.exists()
    refused = signed_in.post(url, FACTS | {"code": "a b"})
    assert "cannot be a document" in refused.content.decode()
    assert signed_in.post(url, FACTS).headers["Location"] == document_url()
    assert "Draft" in text(signed_in, document_url())
    assert "Cykelplan" in text(signed_in, reverse("workspace:documents"), state="document_draft")


def test_an_edition_with_a_file_and_a_decision_is_adopted(signed_in: Client, karin: User) -> None:
    signed_in.post(reverse("workspace:document_add"), FACTS)
    url = reverse("workspace:edition_add", args=["SD-1"])
    whole = {
        "in_force_from": "2018-01-01",
        "decided_by": "100",
        "meeting_date": "2017-11-27",
        "paragraph": "§ 210",
        "case_number": "KS 17/101",
    }
    for wrong, sentence in (
        ({"paragraph": ""}, "Write the paragraph"),
        ({"meeting_date": ""}, "Give the date of the meeting."),
        ({"decided_by": ""}, "Say which body decided"),
        ({"in_force_from": ""}, "Say from which day"),
        ({"in_force_to": "2017-01-01"}, "ends before it begins"),
    ):
        answer = signed_in.post(url, whole | wrong)
        assert (answer.status_code, sentence in unescape(answer.content.decode())) == (422, True), sentence
    assert not Edition.objects.exists()
    file = sent("Cykelplan.pdf", document_files.pdf("Cykelplan", "Vinterväghållning på stråken."))
    assert signed_in.post(url, whole | {"file": file}).status_code == 302
    carry_out_jobs()
    shown = text(signed_in, document_url())
    for part in ("In force", "Municipal council 2017-11-27 § 210", "KS 17/101", "Cykelplan.pdf", "PDF, 1 kB"):
        assert part.casefold() in shown.casefold(), part
    assert "The text can be searched" in shown
    assert "Edition added" not in shown
    assert str(karin) in shown


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("program.pdf", document_files.WINDOWS_PROGRAM, "whatever its name says"),
        ("tom.pdf", b"", "The file is empty"),
        ("halv.pdf", document_files.pdf()[:400], "its end is missing"),
        ("stor.pdf", document_files.pdf() + bytes(1_100_000), "larger than 1 MB"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_reason_and_leaves_nothing(
    signed_in: Client, home: Path, settings: Any, name: str, content: bytes, sentence: str
) -> None:
    settings.DOCUMENT_MEGABYTES = 1
    signed_in.post(reverse("workspace:document_add"), FACTS)
    answer = signed_in.post(reverse("workspace:edition_add", args=["SD-1"]), {"file": sent(name, content)})
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert not EditionFile.objects.exists()
    assert [path for path in (home / "documents").rglob("*") if path.is_file()] == []


def test_a_file_is_handed_out_as_what_it_is_and_to_be_kept(signed_in: Client, karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2018, 1, 1))
    url = reverse("workspace:edition_file", args=["SD-1", 1])
    assert signed_in.get(url).status_code == 404
    attach = reverse("workspace:edition_attach", args=["SD-1", 1])
    assert signed_in.post(attach, {}).status_code == 422
    content = document_files.pdf()
    assert signed_in.post(attach, {"file": sent("Åtgärder.exe", content)}).status_code == 302
    answer = signed_in.get(url)
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''%C3%85tg%C3%A4rder.pdf"
    assert answer.headers["Content-Length"] == str(len(content))
    again = signed_in.post(attach, {"file": sent("b.pdf", content)})
    assert "has its file already" in again.content.decode()
    stranger = User.objects.create(username="ingen")
    signed_in.force_login(stranger)
    assert signed_in.get(url).status_code == 403
    assert document.editions.get().file.name == "Åtgärder.pdf"


def test_a_draft_is_adopted_and_another_discarded(signed_in: Client, karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    for _ in range(2):
        add_edition(document, EditionFacts(), acting_user=karin)
    discard = reverse("workspace:edition_discard", args=["SD-1", 3])
    assert "Its file goes with it." in text(signed_in, discard)
    signed_in.post(discard)
    assert document.editions.count() == 2
    change = reverse("workspace:edition_change", args=["SD-1", 2])
    decision = {"decided_by": "100", "meeting_date": "2017-11-27", "paragraph": "211"}
    answer = signed_in.post(change, {"in_force_from": "2017-01-01"} | decision, follow=True)
    assert "before it was decided" in unescape(answer.content.decode())
    assert document.editions.get(number=2).is_adopted
    again = signed_in.post(change, {"in_force_from": "2019-01-01"} | decision)
    assert "is never edited" in again.content.decode()
    signed_in.post(reverse("workspace:edition_discard", args=["SD-1", 2]))
    assert document.editions.count() == 2


def seen_of(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


def test_two_people_who_change_the_facts_meet(signed_in: Client, karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    url = reverse("workspace:document_change", args=["SD-1"])
    seen = seen_of(signed_in.get(url).content.decode())
    change_document(document, replace(CYCLE_PLAN, title="Deras titel"), seen_version=1, acting_user=karin)
    facts = {"title": "Min titel", "kind": "plan", "owner_body": "400", "seen": seen}
    answer = signed_in.post(url, facts)
    assert answer.status_code == 409
    assert {"Deras titel", "Min titel"} <= set(re.findall(r"\w+ titel", answer.content.decode()))
    document.refresh_from_db()
    assert document.title == "Deras titel"
    fresh = seen_of(signed_in.get(url).content.decode())
    assert signed_in.post(url, facts | {"seen": fresh}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Min titel"


def test_a_document_ends_and_is_replaced(signed_in: Client, karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    adopted(karin, replace(CYCLE_PLAN, code="SD-2", title="Trafikplan"), date(2018, 1, 1), paragraph="9")
    end = reverse("workspace:document_end", args=["SD-1"])
    seen = seen_of(signed_in.get(end).content.decode())
    refused = signed_in.post(end, {"last_day": "2015-01-01", "seen": seen})
    assert "before the document came into force" in refused.content.decode()
    assert signed_in.post(end, {"last_day": "2017-12-31", "seen": seen}).status_code == 302
    assert signed_in.post(end, {"last_day": "2016-12-31", "seen": seen}).status_code == 409
    by = reverse("workspace:document_replace", args=["SD-1"])
    seen = seen_of(signed_in.get(by).content.decode())
    assert signed_in.post(by, {"replaced_by": "SD-2", "seen": seen}).status_code == 302
    shown = text(signed_in, document_url())
    assert "Replaced by Trafikplan" in shown
    assert "Replaces Cykelplan" in text(signed_in, document_url("SD-2"))
    document.refresh_from_db()
    assert document.ended_on == date(2017, 12, 31)


def test_the_register_is_narrowed_and_fetched(signed_in: Client, karin: User) -> None:
    adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    other = replace(CYCLE_PLAN, code="SD-2", title="Äldreplan", owner_body="500", summary="Trygg ålderdom")
    adopted(karin, other, date(2018, 1, 1), paragraph="9")
    url = reverse("workspace:documents")
    assert "2 documents" in text(signed_in, url)
    for query in ({"text": "tryggt"}, {"owner": "500"}, {"text": "äldres plan"}):
        found = text(signed_in, url, **query)
        assert ("Äldreplan" in found, "Cykelplan" in found) == (True, False), query
    assert "No document is like that" in text(signed_in, url, kind="policy")
    assert "2 documents" in text(signed_in, url, kind="no such kind", state="x")
    part = signed_in.get(
        url, {"owner": "500"}, headers={"HX-Request": "true", "HX-Target": "documents-found"}
    )
    assert part.content.decode().lstrip().startswith("<p")
    rows = signed_in.get(reverse("workspace:documents_csv"), {"owner": "500"}).content.decode("utf-8-sig")
    assert rows.splitlines()[1].startswith("SD-2;Äldreplan;Plan;Elderly committee;In force;2018-01-01")
    machine = signed_in.get(reverse("workspace:documents_csv"), {"form": "machine"}).content.decode()
    assert machine.splitlines()[0].startswith("code,title,kind,owner,state")


TABLE = "Beteckning;Titel;Slag;Gäller från;Beslutat av;Beslutsdatum;Paragraf\n{}\n"


def test_a_table_is_shown_before_it_is_saved_and_refused_with_every_fault(signed_in: Client) -> None:
    choose = reverse("workspace:documents_import")
    assert "No file was chosen" in signed_in.post(choose).content.decode()
    wrong = TABLE.format("SD-1;;plan;;;;")
    refused = signed_in.post(choose, {"file": sent("a.csv", wrong.encode())})
    assert refused.status_code == 422
    right = TABLE.format("SD-1;Cykelplan;plan;2018-01-01;100;2017-11-27;210\nSD-2;Policy;policy;;;;")
    shown = signed_in.post(choose, {"file": sent("a.csv", right.encode())}).content.decode()
    assert "Edition added" in shown
    assert not SteeringDocument.objects.exists()
    sealed = re.search(r'name="table" value="([^"]+)"', shown)
    assert sealed is not None
    confirm = reverse("workspace:documents_import_confirm")
    assert (
        "3 differences saved" in signed_in.post(confirm, {"table": sealed[1]}, follow=True).content.decode()
    )
    assert "a form that is too old" not in signed_in.post(confirm, {"table": "x"}).content.decode()
    stale = signed_in.post(confirm, {"table": sealed[1]})
    assert stale.status_code == 409
    same = signed_in.post(choose, {"file": sent("a.csv", right.encode())}).content.decode()
    assert "No differences" in same
    exported = signed_in.get(reverse("workspace:documents_export", args=["csv"])).content
    again = signed_in.post(choose, {"file": sent("b.csv", exported)}).content.decode()
    assert "No differences" in again
    assert signed_in.get(reverse("workspace:documents_export", args=["pdf"])).status_code == 404


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("documents", *arguments)
    return capsys.readouterr().out


@pytest.mark.usefixtures("signed_in")
def test_the_command_line_imports_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(CommandError, match="no steering documents"):
        call_command("documents", "export", str(path), "--language=en")
    path.write_text(TABLE.format("SD-1;Cykelplan;plan;2018-01-01;100;2017-11-27;"), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("documents", "import", str(path), "--json")
    refused = json.loads(capsys.readouterr().out)
    assert (refused["ok"], refused["problems"][0]["code"]) == (False, "decision_without_paragraph")
    path.write_text(TABLE.format("SD-1;Cykelplan;plan;2018-01-01;100;2017-11-27;210"), encoding="utf-8")
    looked = json.loads(run("import", str(path), "--json", "--dry-run", capsys=capsys))
    assert (looked["dry_run"], looked["changed"], SteeringDocument.objects.count()) == (True, False, 0)
    told = run("import", str(path), "--language=en", capsys=capsys)
    assert "Edition added: SD-1 Cykelplan, edition 1" in told
    assert "Saved: 1 documents, 1 editions." in told
    assert "No differences" in run("import", str(path), "--language=en", capsys=capsys)
    call_command("documents", "export", str(tmp_path / "b.xlsx"))
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\ncode = "Kod"\ntitle = "Dokumentet"\nkind = "Sort"\n', encoding="utf-8")
    path.write_text("Kod;Dokumentet;Sort\nSD-1;Nytt namn;plan\n", encoding="utf-8")
    mapped = run("import", str(path), "--mapping", str(mapping), "--language=en", capsys=capsys)
    assert "title: Cykelplan → Nytt namn" in mapped


def test_the_search_finds_by_inflected_forms_and_says_where(signed_in: Client, karin: User) -> None:
    url = reverse("workspace:search")
    assert "Nothing was found" not in text(signed_in, url)
    adopted(karin, replace(CYCLE_PLAN, summary="Fler <b>barn</b> cyklar till skolan."), date(2016, 1, 1))
    index("unknown", "7", "Skolor", "", KEY)
    page = signed_in.get(url, {"q": "skolornas barn"}).content.decode()
    assert f'<a href="{document_url()}">' in page
    assert "<mark>skolan</mark>" in page
    assert "&lt;b&gt;" in page
    assert "Nothing was found for “finns inte”" in text(signed_in, url, q="finns inte")
    both = text(signed_in, url, q="skola")
    assert "2 answers" in both
    assert "Skolor" in both
    fragment = signed_in.get(url, {"q": "skola"}, headers={"HX-Request": "true", "HX-Target": "search-found"})
    assert "<html" not in fragment.content.decode()
    for odd in ({"page": "0"}, {"page": "²"}, {"page": "999999"}, {"kind": "x"}):
        assert signed_in.get(url, {"q": "skola"} | odd).status_code == 200, odd


def test_the_head_offers_the_search_to_those_who_may(signed_in: Client) -> None:
    assert 'class="site-search"' in signed_in.get(reverse("workspace:documents")).content.decode()
    nobody = User.objects.create(username="ingen")
    signed_in.force_login(nobody)
    assert 'class="site-search"' not in signed_in.get(reverse("workspace:start")).content.decode()
    assert signed_in.get(reverse("workspace:search")).status_code == 403


def test_a_secretary_keeps_the_documents_of_her_committee_and_no_others(
    signed_in: Client, karin: User
) -> None:
    adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    maja = User.objects.create(username="maja")
    mandate = Mandate(Role.COMMITTEE_SECRETARY, KEY, "500", valid_from=date(2017, 1, 1))
    grant_mandate(maja, mandate, acting_user=system_user())
    signed_in.force_login(maja)
    shown = signed_in.get(document_url()).content.decode()
    assert reverse("workspace:document_change", args=["SD-1"]) not in shown
    add = reverse("workspace:document_add")
    assert "Planning committee" not in text(signed_in, add)
    assert signed_in.post(add, FACTS | {"code": "SD-2"}).status_code == 403
    assert signed_in.post(add, FACTS | {"code": "SD-2", "owner_body": "500"}).status_code == 302
    change = reverse("workspace:document_change", args=["SD-2"])
    given = {"title": "X", "kind": "plan", "owner_body": "400", "seen": seen_of(text_raw(signed_in, change))}
    assert signed_in.post(change, given).status_code == 403


def text_raw(client: Client, url: str) -> str:
    return client.get(url).content.decode()
