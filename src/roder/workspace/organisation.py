"""The organisation's tree on a day, and the page of one body: what it is, was, and is planned to be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.ledger.queries import own_books
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.access import access_tree_reading
from roder.apps.organisation.access import may_edit_tree
from roder.apps.organisation.queries import bodies
from roder.domain.organisation import OrganisationTree
from roder.domain.organisation import change_days
from roder.domain.validity import year_before
from roder.formats.tabular.organisation_table import write_organisation
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import body_kind_name
from roder.workspace.history_rows import BODIES
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.domain.organisation import Body

OPEN_LEVELS = 1
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def day_of(request: HttpRequest) -> date:
    """Return the day that the address names, else today."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


def tree(request: HttpRequest) -> HttpResponse:
    person = access_tree_reading(request.user)
    key = tree_organisation_shown()
    day = day_of(request)
    rows = bodies(key)
    found = OrganisationTree(rows, day, key)
    is_open = request.GET.get("open") == "all"
    context = {
        "day": day,
        "branches": [_branch(found, code, day, is_open=is_open) for code in _tops(found)],
        "count": len(found.bodies),
        "has_rows": bool(rows),
        "days": _days(rows, day),
        "open_url": _here(day, open="all"),
        "is_open": is_open,
        "may_edit": may_edit_tree(person),
        "add_url": reverse("workspace:body_add"),
        "import_url": reverse("workspace:organisation_import"),
        "csv_url": reverse("workspace:organisation_export", args=["csv"]),
        "workbook_url": reverse("workspace:organisation_export", args=["xlsx"]),
    }
    return render(request, "workspace/organisation/tree.html", context)


def _tops(found: OrganisationTree) -> list[str]:
    return [body.code for level, body in found.walk() if level == 0]


def _here(day: date, **more: str) -> str:
    return f"{reverse('workspace:organisation')}?{urlencode({'day': day.isoformat()} | more)}"


def _branch(
    found: OrganisationTree, code: str, day: date, *, is_open: bool, level: int = 0
) -> dict[str, Any]:
    body = found.bodies[code]
    return {
        "body": body,
        "kind": body_kind_name(body.kind),
        "ledger_codes": " ".join(body.prefixes),
        "url": body_url(code, day),
        "is_open": is_open or level < OPEN_LEVELS,
        "below": len(found.subtree(code)) - 1,
        "branches": [
            _branch(found, child.code, day, is_open=is_open, level=level + 1)
            for child in found.children(code)
        ],
    }


def body_url(code: str, day: date | None = None) -> str:
    address = reverse("workspace:body", args=[code])
    return f"{address}?{urlencode({'day': day.isoformat()})}" if day else address


def _days(rows: list[Body], day: date) -> list[dict[str, Any]]:
    """Return the days to choose from: today, last year's, and each on which the tree becomes another."""
    today = timezone.localdate()
    choices = [(_("Today"), today), (_("A year ago"), year_before(today))]
    choices += [(_("Change %(day)s") % {"day": each}, each) for each in change_days(rows)[-6:]]
    return [{"label": label, "url": _here(each), "is_current": each == day} for label, each in choices]


def export(request: HttpRequest, form: str) -> HttpResponse:
    access_tree_reading(request.user)
    if form not in {"csv", "xlsx"}:
        raise Http404(form)
    written = write_organisation(bodies(tree_organisation_shown()), as_workbook=form == "xlsx")
    return file_answer(written.content, f"organisation.{form}")


def file_answer(content: bytes, name: str, kind: str = "") -> HttpResponse:
    usual = WORKBOOK if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(content, content_type=kind or usual)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def body(request: HttpRequest, code: str) -> HttpResponse:
    person = access_tree_reading(request.user)
    key = tree_organisation_shown()
    day = day_of(request)
    rows = [row for row in bodies(key) if row.code == code]
    if not rows:
        raise Http404(code)
    found = OrganisationTree(bodies(key), day, key)
    shown = found.bodies.get(code) or rows[-1]
    context = _facts(shown, found, day) | {
        "is_in_force": code in found.bodies,
        "rows": _rows_table(rows),
        "entries": object_history(f"{key} {code}", BODIES),
        "may_edit": may_edit_tree(person),
        "acts": [
            {"label": label, "url": reverse("workspace:body_change", args=[code, act])}
            for act, label in act_labels().items()
        ],
    }
    return render(request, "workspace/organisation/body.html", context)


def _facts(shown: Body, found: OrganisationTree, day: date) -> dict[str, Any]:
    parent = found.bodies.get(shown.parent)
    books = own_books(shown.organisation_number)
    return {
        "body": shown,
        "day": day,
        "kind": body_kind_name(shown.kind),
        "parent": {"name": parent.name, "url": body_url(parent.code, day)} if parent else None,
        "children": [
            {"name": child.name, "code": child.code, "url": body_url(child.code, day)}
            for child in found.children(shown.code)
        ],
        "ledger_codes": " ".join(shown.prefixes),
        "books_url": reverse("workspace:follow_up_unit", args=[books[1], books[0]]) if books else "",
        "breadcrumbs": [
            {"label": _("Organisation"), "url": _here(day)},
            *({"label": step.name, "url": body_url(step.code, day)} for step in found.path(shown.code)[:-1]),
            {"label": shown.name, "url": ""},
        ],
    }


def act_labels() -> dict[str, str]:
    return {
        "name": _("Rename"),
        "parent": _("Move"),
        "ledger-codes": _("Change ledger codes"),
        "organisation-number": _("Change organisation number"),
        "end": _("End"),
    }


def _rows_table(rows: list[Body]) -> DataTable:
    columns = [
        Column(_("From"), "day"),
        Column(_("To"), "day"),
        Column(_("Name")),
        Column(_("Kind")),
        Column(_("Parent")),
        Column(_("Ledger codes")),
    ]
    lines = [
        Row(
            [
                Cell(row.valid_from),
                Cell(row.valid_to),
                Cell(row.name),
                Cell(body_kind_name(row.kind)),
                Cell(row.parent),
                Cell(" ".join(row.prefixes)),
            ]
        )
        for row in reversed(rows)
    ]
    return DataTable(_("What has been in force, and what is planned"), columns, lines, is_sortable=False)
