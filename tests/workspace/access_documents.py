"""The steering documents of the access world: one kept for each place, with a draft and an adopted edition."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import document_files

from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.registering import register_document
from roder.apps.documents.stored_files import take_in
from roder.apps.identity.queries import system_user
from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.steering_documents import DocumentKind

CODES = {"here": "HERE", "elsewhere": "ELSEWHERE", "-": "HERE"}
WITH_FILE, BARE, DRAFT = 1, 2, 3


def make_documents(organisation: str, owners: dict[str, str]) -> None:
    """A document for each place, owned by its body: an edition with a file, one without, and a draft."""
    person = system_user()
    file = take_in("plan.pdf", [document_files.pdf()])
    for place, owner in owners.items():
        facts = DocumentFacts(CODES[place], f"Plan {place}", DocumentKind.PLAN, owner_body=owner)
        document = register_document(organisation, facts, acting_user=person)
        for paragraph in (11, 12):
            number = f"{paragraph}{len(place)}"
            decision = DecisionFacts("100", date(2017, 11, 27), number, "Plan")
            edition = EditionFacts(date(2018, 1, 1), decision=decision)
            add_edition(document, edition, file=file if paragraph == 11 else None, acting_user=person)
        add_edition(document, EditionFacts(), acting_user=person)


def _document(_world: Any, place: str) -> list[Any]:
    return [CODES[place]]


def _edition(number: int) -> Any:
    return lambda _world, place: [CODES[place], number]


ARGUMENTS: dict[str, Any] = {
    "workspace:documents_export": lambda _world, _place: ["csv"],
    "workspace:document": _document,
    "workspace:document_change": _document,
    "workspace:document_end": _document,
    "workspace:document_replace": _document,
    "workspace:edition_add": _document,
    "workspace:edition_change": _edition(DRAFT),
    "workspace:edition_discard": _edition(DRAFT),
    "workspace:edition_attach": _edition(BARE),
    "workspace:edition_file": _edition(WITH_FILE),
}
SENT: dict[str, Any] = {
    "workspace:search": lambda _world, _place: {"q": "plan"},
    "workspace:document_add": lambda _world, place: {
        "code": "NEW",
        "title": "Ny plan",
        "kind": "plan",
        "owner_body": {"here": "411", "elsewhere": "500"}.get(place, ""),
    },
}
