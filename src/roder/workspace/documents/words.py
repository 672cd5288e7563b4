"""Steering documents in words: kinds, spans of days, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.document_texts import FileType
from roder.domain.steering_documents import DocumentKind
from roder.ui.states import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.decisions.models import Decision
    from roder.domain.steering_documents import DocumentState


def document_kind_name(kind: str) -> str:
    """Return what a kind of document is called."""
    names = {
        DocumentKind.BUDGET_BOOK: pgettext("kind of document", "Goals and budget"),
        DocumentKind.PROGRAMME: pgettext("kind of document", "Programme"),
        DocumentKind.STRATEGY: pgettext("kind of document", "Strategy"),
        DocumentKind.PLAN: pgettext("kind of document", "Plan"),
        DocumentKind.ACTION_PLAN: pgettext("kind of document", "Action plan"),
        DocumentKind.POLICY: pgettext("kind of document", "Policy"),
        DocumentKind.GUIDELINE: pgettext("kind of document", "Guidelines"),
        DocumentKind.RULES_OF_PROCEDURE: pgettext("kind of document", "Rules of procedure"),
        DocumentKind.OWNER_DIRECTIVE: pgettext("kind of document", "Owner directive"),
        DocumentKind.TARIFF: pgettext("kind of document", "Tariff"),
        DocumentKind.OTHER: pgettext("kind of document", "Other"),
    }
    return names[DocumentKind(kind)]


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, document_kind_name(kind)) for kind in DocumentKind]


def state_name(state: DocumentState) -> str:
    return str(state_of(state.value).word)


def days_text(first: date | None, last: date | None) -> str:
    """Return a span of days as a person says it; no last day is until further notice."""
    if first is None:
        return "–"
    if last is None:
        return _("%(first)s until further notice") % {"first": first.isoformat()}
    return f"{first.isoformat()} – {last.isoformat()}"


def decision_text(decision: Decision, names: Mapping[str, str]) -> str:
    """Return who decided, when and where it stands, by the names of bodies."""
    facts = {
        "body": names.get(decision.body_code, decision.body_code),
        "day": decision.meeting_date.isoformat(),
        "paragraph": decision.paragraph,
    }
    return _("%(body)s %(day)s § %(paragraph)s") % facts


def file_type_name(media_type: str) -> str:
    names = {
        FileType.PDF.value: "PDF",
        FileType.DOCX.value: "Word",
        FileType.ODT.value: "OpenDocument",
        FileType.TEXT.value: _("text"),
    }
    return names.get(media_type, media_type)


def size_text(size: int) -> str:
    """Return a size in kB, or in MB from a thousand of them."""
    if size < 1_000_000:  # noqa: PLR2004 - where kB becomes MB
        return _("%(size)s kB") % {"size": max(1, round(size / 1000))}
    tenths = round(size / 100_000)
    return _("%(size)s MB") % {"size": f"{tenths // 10},{tenths % 10}"}
