"""From a decided frame to the last krona: its lines, what each comes from, and the way back to the base and its round."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.version_queries import lines_of
from roder.apps.meetings.access import access_item
from roder.apps.meetings.models import BudgetDecision
from roder.apps.proposals.queries import changes_of
from roder.domain.budget_versions import BudgetSection
from roder.domain.proposals import ChangeTarget
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.tables import body_names_of
from roder.workspace.meetings.tables import frames_table
from roder.workspace.meetings.words import AMOUNT_UNIT

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import MeetingItem
    from roder.domain.budget_versions import VersionLine


def _made(item: MeetingItem) -> BudgetDecision:
    made = (
        BudgetDecision.objects.filter(item=item, budget_version__isnull=False)
        .select_related("budget_version__made_from__financing_round", "winner__proposal__base")
        .first()
    )
    if made is None:
        raise Http404(str(item.pk))
    return made


def trace(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    item, _person = access_item(request.user, budget_key(year), year, pk)
    made = _made(item)
    table = _table(made, item, body)
    if not table.rows:
        raise Http404(body)
    form = request.GET.get("form", "")
    if form in set(CsvForm):
        return csv_answer(table, CsvForm(form), f"frame-{body}-{year}")
    name = body_names_of(item).get(body, body)
    here = reverse("workspace:matter_trace", args=[year, pk, body])
    context = around(item, name) | {
        "name": name,
        "table": table,
        "amount_unit": AMOUNT_UNIT,
        "frame_ore": -sum(int(str(row.cells[2].value)) for row in table.rows if not row.is_total),
        "way": _way(made),
        "motivations": _motivations(made, body, year),
        "sheet_url": f"{here}?form=sheet",
        "machine_url": f"{here}?form=machine",
    }
    return render(request, "workspace/meetings/trace.html", context)


def frames_csv(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, _person = access_item(request.user, budget_key(year), year, pk)
    _made(item)
    form = asked_form(request)
    return csv_answer(frames_table(item), form, f"frames-{year}")


def _table(made: BudgetDecision, item: MeetingItem, body: str) -> DataTable:
    version = made.budget_version
    mine = [] if version is None else _of_the_body(lines_of(version, [item.year]), body)
    base = version.made_from if version else None
    left = Counter(_of_the_body(lines_of(base, [item.year]), body)) if base else Counter()
    proposal = made.winner.proposal if made.winner else None
    rows = []
    for line in mine:
        is_from_base = left[line] > 0
        left[line] -= is_from_base
        source = base if is_from_base else proposal
        rows.append(
            Row(
                [
                    Cell(line.text or _step_name(line.change_group)),
                    Cell(_step_name(line.change_group)),
                    Cell(line.amount_ore),
                    Cell(str(source or "")),
                ]
            )
        )
    columns = [
        Column(_("What"), "text", "text"),
        Column(_("Step"), "text", "change_group"),
        Column(_("Amount"), "amount", "amount_ore"),
        Column(_("Comes from"), "text", "source"),
    ]
    caption = _("What the frame is made of (a cost is minus)")
    return DataTable(caption, columns, rows, is_sortable=False)


def _of_the_body(lines: list[VersionLine], body: str) -> list[VersionLine]:
    return [line for line in lines if line.section is BudgetSection.FRAME and line.body == body]


def _step_name(group: str) -> str:
    names = {
        "last_frame": _("Last frame"),
        "technical": _("Technical change"),
        "index": _("Index"),
        "volume": _("Volume"),
        "decision": _("New decision"),
        "saving": _("Saving"),
        "full_year": _("Full-year effect"),
        "": _("Frame"),
    }
    return names.get(group, group)


def _motivations(made: BudgetDecision, body: str, year: int) -> list[str]:
    if made.winner is None:
        return []
    return [
        each.motivation
        for each in changes_of(made.winner.proposal)
        if each.target is ChangeTarget.FRAME and each.key == body and each.year == year and each.motivation
    ]


def _way(made: BudgetDecision) -> list[dict[str, Any]]:
    """Return the way back: the adopted version, the proposal, the base, the financing round."""
    version = made.budget_version
    base = version.made_from if version else None
    held = version.financing_round if version else None
    found: list[tuple[str, Model | None]] = [
        (_("Adopted version"), version),
        (_("Winning proposal"), made.winner),
        (_("Base"), base),
        (_("Financing"), held),
    ]
    return [{"label": label, "name": str(row)} for label, row in found if row is not None]
