"""The register is kept by named acts: what is adopted stays, what is refused says why, and all of it is on record."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db import transaction
from django.utils import timezone
from tests import document_files
from tests.apps.documents.register import CYCLE_PLAN
from tests.apps.documents.register import DAY
from tests.apps.documents.register import DECIDED
from tests.apps.documents.register import KEY
from tests.apps.documents.register import adopted
from tests.apps.documents.register import carry_out_jobs

from roder.apps.audit.models import AuditEntry
from roder.apps.documents.access import access_document
from roder.apps.documents.access import access_document_keeping_everywhere
from roder.apps.documents.access import access_document_to_edit
from roder.apps.documents.access import access_edition
from roder.apps.documents.access import may_edit_document
from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.editions import attach_file
from roder.apps.documents.actions.editions import change_edition
from roder.apps.documents.actions.editions import discard_edition
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.actions.registering import change_document
from roder.apps.documents.actions.registering import end_document
from roder.apps.documents.actions.registering import register_document
from roder.apps.documents.actions.registering import replace_document
from roder.apps.documents.models import Edition
from roder.apps.documents.models import EditionFile
from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import document_row
from roder.apps.documents.queries import documents_of
from roder.apps.documents.queries import next_code
from roder.apps.documents.queries import with_editions
from roder.apps.documents.stored_files import FileRefusedError
from roder.apps.documents.stored_files import missing_files
from roder.apps.documents.stored_files import path_of
from roder.apps.documents.stored_files import sweep_files
from roder.apps.documents.stored_files import take_in
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.jobs.models import Job
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.search.queries import differing_kinds
from roder.apps.search.queries import search
from roder.domain.document_facts import EditionFacts
from roder.domain.document_texts import TextState
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.steering_documents import DocumentKind
from roder.domain.steering_documents import DocumentState
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "home")]


def codes(error: pytest.ExceptionInfo[DocumentRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def state(document: SteeringDocument, day: date = DAY) -> DocumentState:
    return document_row(with_editions(documents_of(KEY)).get(pk=document.pk), day).state


def events() -> list[int]:
    found = AuditEntry.objects.filter(event__range=(1600, 1699)).order_by("number")
    return list(found.values_list("event", flat=True))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": ""}, "document_bad_code"),
        ({"code": "KS 15/283"}, "document_bad_code"),
        ({"code": "-a"}, "document_bad_code"),
        ({"title": " "}, "document_without_title"),
        ({"title": "å" * 301}, "document_long_title"),
        ({"owner_body": "999"}, "document_unknown_body"),
        ({"owner": "ingen"}, "document_unknown_person"),
    ],
)
def test_a_document_that_is_not_whole_is_refused(karin: User, change: dict[str, Any], code: str) -> None:
    with pytest.raises(DocumentRefusedError) as refused:
        register_document(KEY, replace(CYCLE_PLAN, **change), acting_user=karin)
    assert codes(refused) == [code]
    assert not documents_of(KEY).exists()
    assert events() == []


def test_a_document_is_registered_once_and_found_by_its_title(karin: User) -> None:
    assert next_code(KEY) == "SD-1"
    document = register_document(KEY, replace(CYCLE_PLAN, code="SD-4", owner="karin"), acting_user=karin)
    with pytest.raises(DocumentRefusedError) as refused:
        register_document(KEY, replace(CYCLE_PLAN, code="SD-4"), acting_user=karin)
    assert codes(refused) == ["document_code_taken"]
    assert next_code(KEY) == "SD-5"
    assert (document.owner, document.version) == (karin, 1)
    assert [hit.key for hit in search("cyklar").hits] == [f"{KEY}/SD-4"]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.DOCUMENT_REGISTERED)
    assert (entry.subject, entry.new["owner"]) == (f"{KEY} SD-4", str(karin))
    assert differing_kinds() == []


def test_what_the_register_says_is_changed_by_who_saw_it_last(karin: User) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    facts = replace(CYCLE_PLAN, title="Cykelprogram", kind=DocumentKind.PROGRAMME, review_on=date(2019, 1, 1))
    assert change_document(document, facts, seen_version=1, acting_user=karin)
    assert not change_document(document, facts, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError) as stale:
        change_document(document, CYCLE_PLAN, seen_version=1, acting_user=karin)
    assert stale.value.theirs["title"] == "Cykelprogram"
    with pytest.raises(DocumentRefusedError):
        change_document(document, replace(facts, title=""), seen_version=2, acting_user=karin)
    entry = AuditEntry.objects.get(event=AuditEntry.Event.DOCUMENT_CHANGED)
    assert entry.old == {"title": "Cykelplan", "document_kind": "plan", "review_on": None}
    assert [hit.kind for hit in search("cykelprogrammet").hits] == ["document"]
    assert search("cykelplanen").total == 0


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (EditionFacts(date(2018, 1, 2), date(2018, 1, 1)), "edition_ends_before_it_begins"),
        (EditionFacts(None, date(2018, 1, 1)), "edition_ends_without_beginning"),
        (EditionFacts(decision=DECIDED), "edition_without_first_day"),
        (
            EditionFacts(date(2018, 1, 1), decision=replace(DECIDED, paragraph="")),
            "decision_without_paragraph",
        ),
        (
            EditionFacts(date(2018, 1, 1), decision=replace(DECIDED, body_code="999")),
            "document_unknown_body",
        ),
    ],
)
def test_an_edition_that_is_not_whole_is_refused(karin: User, facts: EditionFacts, code: str) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    with pytest.raises(DocumentRefusedError) as refused:
        add_edition(document, facts, acting_user=karin)
    assert codes(refused) == [code]
    assert not Edition.objects.exists()


def test_a_draft_is_changed_and_adopted_and_then_fixed(karin: User) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    draft, _warnings = add_edition(document, EditionFacts(note="Till nämnden"), acting_user=karin)
    assert state(document) is DocumentState.DRAFT
    change_edition(draft, EditionFacts(date(2018, 1, 1), note="Till fullmäktige"), acting_user=karin)
    edition, warnings = change_edition(
        draft, EditionFacts(date(2016, 1, 1), decision=DECIDED), acting_user=karin
    )
    assert [problem.code for problem in warnings] == ["edition_begins_before_its_decision"]
    assert (state(document), edition.is_adopted) == (DocumentState.IN_FORCE, True)
    for act in (
        lambda: change_edition(draft, EditionFacts(note="Efteråt"), acting_user=karin),
        lambda: discard_edition(draft, acting_user=karin),
    ):
        with pytest.raises(DocumentRefusedError) as refused:
            act()
        assert codes(refused) == ["edition_is_adopted"]
    assert events() == [1600, 1602, 1603, 1604]


def test_a_change_of_what_is_adopted_is_a_new_edition(karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1), date(2018, 12, 31))
    assert state(document) is DocumentState.LAPSES_SOON
    decision = replace(DECIDED, meeting_date=date(2018, 6, 18), paragraph="88")
    second, _warnings = add_edition(
        document, EditionFacts(date(2019, 1, 1), decision=decision), acting_user=karin
    )
    assert second.number == 2
    assert state(document) is DocumentState.IN_FORCE
    with pytest.raises(DocumentRefusedError) as refused:
        add_edition(document, EditionFacts(), number=2, acting_user=karin)
    assert codes(refused) == ["edition_number_taken"]
    other = replace(decision, title="Något annat")
    with pytest.raises(DocumentRefusedError) as refused:
        add_edition(document, EditionFacts(date(2019, 1, 1), decision=other), acting_user=karin)
    assert codes(refused) == ["decision_registered_otherwise"]


def test_the_database_itself_keeps_an_edition_whole(karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    edition = document.editions.get()
    wrong: list[dict[str, Any]] = [
        {"number": 1, "decision": None},
        {"number": 2, "decision": edition.decision, "in_force_from": None},
        {"number": 2, "in_force_from": date(2018, 1, 2), "in_force_to": date(2018, 1, 1)},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.create(document=document, **values)


def test_a_draft_is_discarded_with_its_file_and_the_file_is_swept_when_it_is_old(karin: User) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    file = take_in("plan.pdf", [document_files.pdf()])
    draft, _warnings = add_edition(document, EditionFacts(), file=file, acting_user=karin)
    discard_edition(draft, acting_user=karin)
    assert not EditionFile.objects.exists()
    carry_out_jobs()
    assert Job.objects.get().result == {"state": "gone"}
    assert sweep_files(timezone.now()) == 0
    os.utime(path_of(file.sha256), (0, 0))
    assert sweep_files(timezone.now()) == 1
    assert not path_of(file.sha256).exists()


def test_a_document_ends_on_a_day_that_was_decided(karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    with pytest.raises(DocumentRefusedError) as refused:
        end_document(document, date(2015, 12, 31), seen_version=1, acting_user=karin)
    assert codes(refused) == ["document_end_before_beginning"]
    assert end_document(document, date(2018, 8, 31), seen_version=1, acting_user=karin)
    assert state(document) is DocumentState.LAPSED
    assert end_document(document, None, seen_version=2, acting_user=karin)
    assert state(document) is DocumentState.IN_FORCE


def test_a_document_takes_anothers_place_once_it_is_in_force_and_never_in_a_ring(karin: User) -> None:
    old = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    new = register_document(KEY, replace(CYCLE_PLAN, code="SD-2", title="Trafikplan"), acting_user=karin)
    assert replace_document(old, new, seen_version=1, acting_user=karin)
    assert state(old) is DocumentState.IN_FORCE
    decision = replace(DECIDED, paragraph="90")
    add_edition(new, EditionFacts(date(2018, 9, 1), decision=decision), acting_user=karin)
    assert state(old, date(2018, 8, 31)) is DocumentState.IN_FORCE
    assert state(old, date(2018, 9, 1)) is DocumentState.REPLACED
    with pytest.raises(DocumentRefusedError) as refused:
        replace_document(new, old, seen_version=1, acting_user=karin)
    assert codes(refused) == ["documents_replace_each_other"]
    with pytest.raises(DocumentRefusedError):
        replace_document(new, new, seen_version=1, acting_user=karin)
    assert AuditEntry.objects.get(event=AuditEntry.Event.DOCUMENT_REPLACED).new == {
        "replaced_by": f"{KEY} SD-2"
    }
    assert replace_document(old, None, seen_version=2, acting_user=karin)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ([b""], "document_file_empty"),
        ([], "document_file_empty"),
        ([document_files.WINDOWS_PROGRAM], "document_file_other_type"),
        ([b"%PDF-1.4\n", *[bytes(1_000_000)] * 60], "document_file_too_large"),
        ([document_files.pdf()[:300]], "document_file_cut"),
    ],
)
def test_a_file_that_cannot_be_taken_in_leaves_nothing_behind(
    home: Path, content: list[bytes], code: str
) -> None:
    with pytest.raises(FileRefusedError) as refused:
        take_in("plan.pdf", content)
    assert refused.value.problem.code == code
    assert [path for path in (home / "documents").rglob("*") if path.is_file()] == []


def test_a_file_lies_under_its_hash_and_is_found_by_its_text(karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    edition = document.editions.get()
    file = take_in("C:\\Cykelplan.exe", [document_files.pdf("Cykelplan", "Vinterväghållning på stråken.")])
    assert (file.name, path_of(file.sha256).read_bytes()[:5]) == ("Cykelplan.pdf", b"%PDF-")
    kept = attach_file(edition, file, acting_user=karin)
    assert kept.text_state == TextState.WAITING
    assert search("vinterväghållningen").total == 0
    carry_out_jobs()
    kept.refresh_from_db()
    assert kept.text_state == TextState.READ
    [hit] = search("vinterväghållning").hits
    assert (hit.kind, hit.key) == ("document", f"{KEY}/SD-1")
    with pytest.raises(DocumentRefusedError) as refused:
        attach_file(edition, file, acting_user=karin)
    assert codes(refused) == ["edition_has_a_file"]
    assert differing_kinds() == []
    assert missing_files() == []
    path_of(file.sha256).write_bytes(b"")
    assert missing_files() == [file.sha256]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (document_files.scanned_pdf(), TextState.NO_TEXT),
        (document_files.locked_pdf("hemligt"), TextState.ENCRYPTED),
        (b"%PDF-1.7\nnothing of it\n%%EOF\n", TextState.BROKEN),
    ],
)
def test_a_file_without_readable_text_is_kept_and_says_so(
    karin: User, content: bytes, found: TextState
) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    file = take_in("plan.pdf", [content])
    draft, _warnings = add_edition(document, EditionFacts(), file=file, acting_user=karin)
    carry_out_jobs()
    assert draft.file.text_state == TextState.WAITING
    draft.file.refresh_from_db()
    assert draft.file.text_state == found
    assert Job.objects.get().state == Job.State.DONE


def test_a_file_that_is_gone_from_the_disk_does_not_stop_the_worker(karin: User) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    file = take_in("plan.pdf", [document_files.pdf()])
    add_edition(document, EditionFacts(), file=file, acting_user=karin)
    path_of(file.sha256).unlink()
    carry_out_jobs()
    assert EditionFile.objects.get().text_state == TextState.BROKEN


def test_the_file_of_a_draft_is_replaced_by_a_newer(karin: User) -> None:
    document = register_document(KEY, CYCLE_PLAN, acting_user=karin)
    first = take_in("plan.pdf", [document_files.pdf("Ett")])
    draft, _warnings = add_edition(document, EditionFacts(), file=first, acting_user=karin)
    second = take_in("plan.pdf", [document_files.pdf("Två")])
    change_edition(draft, EditionFacts(), file=second, acting_user=karin)
    assert EditionFile.objects.get().sha256 == second.sha256


def make(username: str, role: Role, body: str = "") -> User:
    person = User.objects.create(username=username)
    grant_mandate(
        person,
        Mandate(role, KEY if body else "", body, valid_from=date(2017, 1, 1)),
        acting_user=system_user(),
    )
    return person


def test_the_register_is_read_by_all_who_read_goals_and_kept_by_reach(karin: User) -> None:
    document = register_document(KEY, replace(CYCLE_PLAN, owner_body="400"), acting_user=karin)
    whole = register_document(KEY, replace(CYCLE_PLAN, code="SD-2", owner_body=""), acting_user=karin)
    nobody = User.objects.create(username="ingen")
    eva = make("eva", Role.COMMITTEE_SECRETARY, "500")
    sven = make("sven", Role.COMMITTEE_SECRETARY, "400")
    nils = make("nils", Role.REPORTER, "411")
    with pytest.raises(PermissionDenied):
        access_document(nobody, KEY, "SD-1")
    for reader in (eva, sven, nils, karin):
        assert access_document(reader, KEY, "SD-1") == document
    for stranger in (nobody, nils, eva):
        with pytest.raises(PermissionDenied):
            access_document_to_edit(stranger, KEY, "SD-1")
        assert not may_edit_document(stranger, document, day=DAY)
    assert access_document_to_edit(sven, KEY, "SD-1") == document
    assert may_edit_document(sven, document, day=DAY)
    with pytest.raises(PermissionDenied):
        access_document_to_edit(sven, KEY, "SD-2")
    assert access_document_to_edit(karin, KEY, "SD-2") == whole
    with pytest.raises(PermissionDenied):
        access_document_keeping_everywhere(sven, KEY)
    assert access_document_keeping_everywhere(karin, KEY) == karin


def test_an_edition_is_found_by_its_number(karin: User) -> None:
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    assert access_edition(karin, KEY, "SD-1", 1).document == document
