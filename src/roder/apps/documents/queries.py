from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from roder.apps.documents.models import Edition
from roder.apps.documents.models import EditionFile
from roder.apps.documents.models import SteeringDocument
from roder.domain.search_words import SearchText
from roder.domain.steering_documents import DocumentDates
from roder.domain.steering_documents import DocumentState
from roder.domain.steering_documents import EditionSpan
from roder.domain.steering_documents import edition_in_force
from roder.domain.steering_documents import last_day
from roder.domain.steering_documents import state_on

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

SEARCH_KIND = "document"


@dataclass(frozen=True)
class DocumentRow:
    """A document as it stands on a day. ``edition`` is the one in force, else the latest there is."""

    document: SteeringDocument
    state: DocumentState
    edition: Edition | None
    last_day: date | None

    @property
    def first_day(self) -> date | None:
        return self.edition.in_force_from if self.edition else None


def with_editions(documents: QuerySet[SteeringDocument]) -> QuerySet[SteeringDocument]:
    """Return the documents with what their state depends on: a fixed number of questions for all of them."""
    editions = Edition.objects.select_related("decision", "file").defer("file__text").order_by("number")
    return documents.select_related("owner", "replaced_by").prefetch_related(
        Prefetch("editions", queryset=editions),
        Prefetch("replaced_by__editions", queryset=Edition.objects.order_by("number")),
    )


def document_rows(documents: QuerySet[SteeringDocument], day: date) -> list[DocumentRow]:
    """Return documents as they stand on a day, by title."""
    return [document_row(document, day) for document in with_editions(documents).order_by("title", "code")]


def document_row(document: SteeringDocument, day: date) -> DocumentRow:
    """Return one document as it stands on a day."""
    dates = document_dates(document)
    current = edition_in_force(dates.editions, day)
    editions = list(document.editions.all())
    shown = next((each for each in editions if current and each.number == current.number), None)
    if shown is None and editions:
        shown = editions[-1]
    return DocumentRow(document, state_on(dates, day), shown, last_day(dates, day))


def document_dates(document: SteeringDocument) -> DocumentDates:
    """Return everything that the document's state depends on."""
    successor = document.replaced_by
    follows = adopted_spans(successor.editions.all()) if successor else ()
    return DocumentDates(
        adopted_spans(document.editions.all()),
        document.review_on,
        document.ended_on,
        min((span.first_day for span in follows), default=None),
    )


def adopted_spans(editions: Iterable[Edition]) -> tuple[EditionSpan, ...]:
    """Return the adopted of some editions as spans of days."""
    return tuple(
        EditionSpan(each.number, each.in_force_from, each.in_force_to)
        for each in editions
        if each.is_adopted and each.in_force_from is not None
    )


def documents_of(organisation: str) -> QuerySet[SteeringDocument]:
    """Return an organisation's documents, for those who name one: goals, plans and the command line."""
    return SteeringDocument.objects.filter(organisation=organisation).order_by("title", "code")


def documents_by_code(organisation: str) -> dict[str, SteeringDocument]:
    """Return an organisation's documents by code."""
    return {document.code: document for document in documents_of(organisation)}


def document_titles(codes: Collection[str]) -> dict[str, str]:
    """Return the titles of documents by code."""
    return dict(SteeringDocument.objects.filter(code__in=codes).values_list("code", "title"))


def next_code(organisation: str) -> str:
    """Return a code that is free: the number after the highest of the form ``SD-12``."""
    codes = documents_of(organisation).filter(code__startswith=CODE_BEGINS).values_list("code", flat=True)
    numbers = [int(code.removeprefix(CODE_BEGINS)) for code in codes if code[len(CODE_BEGINS) :].isdecimal()]
    return f"{CODE_BEGINS}{max(numbers, default=0) + 1}"


CODE_BEGINS = "SD-"


def search_key(document: SteeringDocument) -> str:
    """Return by what the search knows the document: its organisation and code."""
    return f"{document.organisation}/{document.code}"


def search_texts() -> Iterator[SearchText]:
    """Return everything by which documents can be found, as it stands now."""
    for document in with_editions(SteeringDocument.objects.all()).iterator(chunk_size=100):
        yield search_text(document)


def search_text(document: SteeringDocument) -> SearchText:
    """Return by what a document is found: its titles, its summary, and the text of its latest edition."""
    editions = sorted(
        document.editions.all(),
        key=lambda each: (each.is_adopted, str(each.in_force_from or ""), each.number),
    )
    latest = editions[-1] if editions else None
    files = EditionFile.objects.filter(edition=latest) if latest else EditionFile.objects.none()
    parts = [document.summary, *files.values_list("text", flat=True), document.title_en]
    body = "\n".join(part for part in parts if part)
    return SearchText(SEARCH_KIND, search_key(document), document.title, body, document.organisation)
