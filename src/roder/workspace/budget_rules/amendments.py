"""Frames after the vote: original, changes and current, each change with its decision and its financing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_frame_reading
from roder.apps.budgets.access import access_frame_setting
from roder.apps.budgets.access import may_set_frames
from roder.apps.budgets.actions.amendments import amend_frames
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.queries import amendments
from roder.apps.budgets.queries import frames
from roder.apps.organisation.queries import organisation_tree
from roder.domain.frame_amendments import AmendmentKind
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import add_problems
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_rules.amendment_form import AmendmentForm
from roder.workspace.budget_rules.words import kind_name
from roder.workspace.budget_rules.words import source_name
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.frame_amendments import HeldFrame

AMENDMENTS = range(350, 360)
"""The numbers of acts on frames after the vote; the subject is the organisation and the year."""
REFUSED = 422
DECEMBER = 12


def frame_changes(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_reading(request.user)
    key = budget_key(year)
    held, names = frames(key, year), _names(key, year)
    context = {
        "year": year,
        "tabs": budget_places(year, "frame_changes"),
        "amount_unit": "tkr",
        "table": standing_table(held, names) if held else None,
        "changes": changes_table(key, year, names),
        "may_set": may_set_frames(person),
        "add_url": reverse("workspace:frame_change_add", args=[year]),
        "csv_url": f"{reverse('workspace:frame_changes_csv', args=[year])}?year={year}",
        "breadcrumbs": budget_breadcrumbs(year, (_("Changes after the vote"), "")),
        "entries": object_history(f"{key} {year}", AMENDMENTS),
    }
    return render(request, "workspace/budget_rules/frame_changes.html", context)


def frame_changes_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_frame_reading(request.user)
    key = budget_key(year)
    form = asked_form(request)
    return csv_answer(
        standing_table(frames(key, year), _names(key, year)), form, f"ramar_{year}_original_aktuell"
    )


def frame_change_add(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_setting(request.user)
    key = budget_key(year)
    names = _names(key, year)
    bodies = {code: names.get(code, "") for code in sorted(frames(key, year))}
    form = AmendmentForm(
        request.POST if request.method == "POST" else None, organisation=key, year=year, bodies=bodies
    )
    if form.is_valid():
        try:
            amend_frames(key, form.wish(), form.chosen_decision(), acting_user=person)
        except BudgetRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The change of the frames is registered."))
            return redirect("workspace:frame_changes", year=year)
    context = {
        "form": form,
        "has_frames": bool(bodies),
        "decision_url": reverse("workspace:decision_add"),
        "cancel_url": reverse("workspace:frame_changes", args=[year]),
        "breadcrumbs": budget_breadcrumbs(
            year,
            (_("Changes after the vote"), reverse("workspace:frame_changes", args=[year])),
            (_("Register a change"), ""),
        ),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_rules/frame_change_add.html", context, status=status)


def _names(key: str, year: int) -> dict[str, str]:
    tree = organisation_tree(key, date(year, DECEMBER, 31))
    return {code: body.name for code, body in tree.bodies.items()}


def standing_table(held: Mapping[str, HeldFrame], names: Mapping[str, str]) -> DataTable:
    """Return the frames as original, changes by kind, and current."""
    kinds = list(AmendmentKind)
    columns = [
        Column(_("Code"), key="body"),
        Column(_("Body"), key="name"),
        Column(_("Original"), "amount", "original_ore"),
        *(Column(kind_name(kind), "amount", f"{kind.value}_ore") for kind in kinds),
        Column(_("Changes"), "amount", "changes_ore"),
        Column(_("Current"), "amount", "current_ore"),
    ]
    rows = [
        Row([Cell(code), Cell(names.get(code, "")), *map(Cell, _amounts(frame))])
        for code, frame in sorted(held.items())
    ]
    sums = [sum(part) for part in zip(*map(_amounts, held.values()), strict=True)]
    last = Row([Cell(_("Total")), Cell(""), *map(Cell, sums)], is_total=True)
    return DataTable(_("Original, changes and current"), columns, [*rows, last])


def _amounts(frame: HeldFrame) -> list[int]:
    by_kind = [frame.of_kind(kind) for kind in AmendmentKind]
    return [frame.original_ore, *by_kind, frame.changes_ore, frame.current_ore]


def changes_table(key: str, year: int, names: Mapping[str, str]) -> DataTable | None:
    """Return every change of the year with its decision and financing; ``None`` when there is none."""
    columns = [
        Column(_("Decided"), "day"),
        Column(_("Decision")),
        Column(_("Body")),
        Column(_("Kind of change")),
        Column(_("What the change is for")),
        Column(_("Amount"), "amount"),
        Column(_("Financed by")),
    ]
    rows = [
        Row(
            [
                Cell(row.decision.meeting_date),
                Cell(f"§ {row.decision.paragraph}", reverse("workspace:decision", args=[row.decision.pk])),
                Cell(f"{row.body_code} {names.get(row.body_code, '')}".strip()),
                Cell(kind_name(row.kind)),
                Cell(row.text),
                Cell(row.amount_ore),
                Cell(f"{source_name(row.source)}: {row.financing}"),
            ]
        )
        for row in amendments(key, year)
    ]
    return DataTable(_("Changes after the vote"), columns, rows) if rows else None
