"""Differences and problems of a decision table (organisation, frames) as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.ledger.console.row_words import row_field_names

if TYPE_CHECKING:
    from collections.abc import Iterable


def kind_text(kind: str) -> str:
    words = {
        "added": pgettext("difference", "added"),
        "changed": pgettext("difference", "changed"),
        "moved": pgettext("difference", "moved"),
        "ended": pgettext("difference", "ended"),
        "removed": pgettext("difference", "removed"),
    }
    return words[kind]


def field_text(field: str) -> str:
    names = {
        **row_field_names(),
        "name": _("name"),
        "kind": _("kind"),
        "parent": _("parent"),
        "prefixes": _("ledger codes"),
        "organisation_number": _("organisation number"),
        "valid_to": _("last day"),
        "status": _("status"),
        "profile": _("profile"),
        "weights": _("weights"),
    }
    return names[field]


def problem_lines(problems: Iterable[dict[str, Any]]) -> list[str]:
    words = {"error": _("ERROR"), "warning": _("Warning"), "info": _("Note")}
    lines = []
    for row in problems:
        place = _("line %(line)s") % {"line": row["line"]} if row["line"] else _("whole file")
        lines.append(f"{words[row['severity']]} ({place}) {row['message']} [{row['code']}]")
    return lines


def change_lines(fields: Iterable[dict[str, str]]) -> list[str]:
    return [f"    {field_text(row['field'])}: {row['old'] or '–'} → {row['new'] or '–'}" for row in fields]
