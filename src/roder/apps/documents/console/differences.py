"""Differences of a table of steering documents, in words: for pages and for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.ledger.console.differences import problem_lines
from roder.domain.document_register import DocumentChange

if TYPE_CHECKING:
    from collections.abc import Iterator


def change_name(change: str) -> str:
    """Return what happens to a document or an edition."""
    words = {
        DocumentChange.REGISTERED: pgettext("difference", "Registered"),
        DocumentChange.CHANGED: pgettext("difference", "Changed"),
        DocumentChange.EDITION_ADDED: pgettext("difference", "Edition added"),
        DocumentChange.EDITION_CHANGED: pgettext("difference", "Draft changed"),
        DocumentChange.EDITION_ADOPTED: pgettext("difference", "Edition adopted"),
        DocumentChange.ENDED: pgettext("difference", "Ends"),
        DocumentChange.REPLACED: pgettext("difference", "Replaced"),
    }
    return words[DocumentChange(change)]


def field_name(field: str) -> str:
    """Return what a field of the register is called."""
    names = {
        "title": _("title"),
        "title_en": _("title in English"),
        "kind": _("kind"),
        "owner_body": _("owner"),
        "owner": _("kept by"),
        "owner_title": _("role of the keeper"),
        "summary": _("summary"),
        "review_on": _("review"),
        "ended_on": _("last day"),
        "replaced_by": _("replaced by"),
        "in_force_from": _("in force from"),
        "in_force_to": _("in force to"),
        "note": _("note"),
        "decision": _("decision"),
    }
    return names[field]


def import_lines(document: dict[str, Any]) -> Iterator[str]:
    """Yield an import's outcome for the terminal: faults, differences, and what became of them."""
    yield from problem_lines(document["problems"])
    for row in document["differences"]:
        facts = {"what": change_name(row["change"]), "code": row["code"], "title": row["title"]}
        text = _("%(what)s: %(code)s %(title)s")
        if row["edition"] is not None:
            text = _("%(what)s: %(code)s %(title)s, edition %(edition)s")
        yield text % (facts | {"edition": row["edition"]})
        for one in row["fields"]:
            yield f"    {field_name(one['field'])}: {one['old'] or '–'} → {one['new'] or '–'}"
    if not document["ok"]:
        yield _("Nothing was saved. Correct what is listed and import again.")
    elif not document["differences"]:
        yield _("No differences: the register already is like this.")
    elif document["dry_run"]:
        yield _("Nothing was saved: this was a look beforehand.")
    else:
        yield _("Saved: %(documents)s documents, %(editions)s editions.") % document
