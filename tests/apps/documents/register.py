"""A register of steering documents to test with: one plan, one decision, and acts that make an adopted document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.registering import register_document
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.steering_documents import DocumentKind

if TYPE_CHECKING:
    from roder.apps.documents.models import SteeringDocument
    from roder.apps.identity.models import User

KEY = "2120000159"
DAY = date(2018, 9, 1)
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("400", "Planning committee", BodyKind.COMMITTEE, "100"),
    Body("411", "Street unit", BodyKind.UNIT, "400"),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
]
CYCLE_PLAN = DocumentFacts(
    "SD-1",
    "Cykelplan",
    DocumentKind.PLAN,
    owner_body="400",
    owner_title="Trafikstrateg",
    summary="Fler cyklar.",
)
DECIDED = DecisionFacts("100", date(2017, 11, 27), "210", "Cykelplan", "KS 17/101")


def adopted(
    person: User, facts: DocumentFacts, first_day: date, last_day: date | None = None, paragraph: str = "210"
) -> SteeringDocument:
    """Return a document whose first edition a decision of its own has adopted."""
    document = register_document(KEY, facts, acting_user=person)
    decision = DecisionFacts("100", min(first_day, DECIDED.meeting_date), paragraph, facts.title, "KS 17/101")
    add_edition(document, EditionFacts(first_day, last_day, decision=decision), acting_user=person)
    return document


def carry_out_jobs() -> None:
    while (job := claim()) is not None:
        carry_out(job)
