"""The frames of a budget year as a bridge: the whole, one body, and the same tables as files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.models import BudgetLine
from roder.domain.bridge_faults import technical_faults
from roder.domain.budget_versions import BudgetSection
from roder.domain.frame_bridge import footing
from roder.domain.frame_bridge import largest_steps
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.writing import write_workbook
from roder.ui.charts.waterfall import waterfall_table
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import problem_text
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_places
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.frame_bridge.chosen import chosen_bridge
from roder.workspace.frame_bridge.tables import bridge_chart
from roder.workspace.frame_bridge.tables import foot_table
from roder.workspace.frame_bridge.tables import frame_table
from roder.workspace.frame_bridge.tables import shown_steps
from roder.workspace.frame_bridge.words import step_name
from roder.workspace.frame_bridge.words import year_kind
from roder.workspace.history_rows import object_history
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.ui.tables import DataTable
    from roder.workspace.frame_bridge.chosen import ChosenBridge

BRIDGE = range(330, 333)
"""The numbers of acts on the bridge; the subject is the version."""
LARGEST = 5
WORKBOOK_KINDS = dict.fromkeys(("amount", "variance", "signed"), FieldKind.AMOUNT)


def frame_bridge(request: HttpRequest, year: int) -> HttpResponse:
    chosen = chosen_bridge(request, year)
    context: dict[str, Any] = {
        "year": year,
        "tabs": budget_places(year, "frame_bridge"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Frames"), "")),
        "amount_unit": UNIT,
        "chosen": chosen,
        "has_frames": chosen is not None and bool(chosen.bridge().bodies),
    }
    if chosen is not None:
        context |= _links(chosen) | {"entries": object_history(chosen.version.subject, BRIDGE)}
        context |= _shown(chosen) if context["has_frames"] else {}
    return render(request, "workspace/frame_bridge/year.html", context)


def _shown(chosen: ChosenBridge) -> dict[str, Any]:
    foot = footing(chosen.lines, chosen.of_year)
    named = year_kind(chosen.of_year, chosen.year)
    title = _("From last frame to new, %(year)s") % {"year": named}
    return {
        "year_name": named,
        "foot": foot,
        "frames_ore": foot.frames_ore,
        "table": frame_table(chosen),
        "foot_table": foot_table(chosen),
        "chart": bridge_chart(chosen, chosen.bridge().total, title),
        "faults": [problem_text(fault) for fault in technical_faults(chosen.lines, chosen.years)],
        "largest": [
            {
                "body": chosen.names.get(each.body, each.body),
                "step": step_name(each.step),
                "amount_ore": each.amount_ore,
                "url": chosen.url("frame_bridge_cell", each.body, each.step or "-"),
            }
            for each in largest_steps(chosen.bridge(), LARGEST)
        ],
    }


def _links(chosen: ChosenBridge) -> dict[str, Any]:
    return {
        "years": chosen.year_choices("frame_bridge"),
        "versions": chosen.version_choices("frame_bridge"),
        "csv_url": chosen.url("frame_bridge_file", "csv"),
        "chart_csv_url": chosen.url("frame_bridge_file", "steg"),
        "workbook_url": chosen.url("frame_bridge_file", "xlsx"),
        "grid_url": chosen.url("frame_bridge_grid"),
        "reckon_url": chosen.url("frame_bridge_reckon"),
        "volumes_url": reverse("workspace:volumes", args=[chosen.year]),
    }


def frame_bridge_body(request: HttpRequest, year: int, body: str) -> HttpResponse:
    """One body's bridge: waterfall, every line, and the years beside one another."""
    chosen = chosen_bridge(request, year)
    if chosen is None or body not in chosen.names:
        raise Http404(body)
    name = chosen.names[body]
    shown = chosen.bridge().of_body(body)
    context = {
        "year": year,
        "chosen": chosen,
        "name": name,
        "amount_unit": UNIT,
        "shown": shown,
        "year_name": year_kind(chosen.of_year, year),
        "years": chosen.year_choices("frame_bridge_body", body),
        "chart": bridge_chart(chosen, shown, _("From last frame to new, %(year)s") % {"year": name})
        if shown.steps
        else None,
        "steps": [
            {
                "name": step_name(step),
                "amount_ore": ore,
                "url": chosen.url("frame_bridge_cell", body, step or "-"),
            }
            for step in shown_steps(chosen)
            if (ore := shown.step_ore(step))
        ],
        "lines": body_lines(chosen, body),
        "back_url": chosen.url("frame_bridge"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Frames"), chosen.url("frame_bridge")), (name, "")),
    }
    return render(request, "workspace/frame_bridge/body.html", context)


def body_lines(chosen: ChosenBridge, body: str) -> list[dict[str, Any]]:
    """Return every line of a body's bridge in the year, in the order of the steps."""
    rows = BudgetLine.objects.filter(
        budget_version=chosen.version, section=BudgetSection.FRAME, year=chosen.of_year, body_code=body
    ).select_related("decision", "entered_by")
    order = shown_steps(chosen)
    return [
        {"line": row, "step": step_name(row.change_group), "amount_ore": -row.amount_ore}
        for row in sorted(rows, key=lambda row: order.index(row.change_group))
    ]


def frame_bridge_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The frame table as CSV or Excel, or the steps of the whole as CSV."""
    access_budget_reading(request.user)
    chosen = chosen_bridge(request, year)
    if chosen is None or not chosen.bridge().bodies:
        raise Http404(form)
    csv = asked_form(request)
    if form == "steg":
        chart = bridge_chart(chosen, chosen.bridge().total, str(chosen.of_year))
        return csv_answer(waterfall_table(chart), csv, f"ramar_{chosen.of_year}_steg")
    if form == "csv":
        return csv_answer(frame_table(chosen), csv, f"ramar_{chosen.of_year}_brygga")
    if form == "xlsx":
        return file_answer(workbook_of(frame_table(chosen)), f"ramar_{chosen.of_year}_brygga.xlsx")
    raise Http404(form)


def workbook_of(table: DataTable) -> bytes:
    """Return a table as a workbook of one sheet, amounts in thousands of kronor under their headings."""
    fields = [
        Field(column.key, WORKBOOK_KINDS.get(column.kind, FieldKind.TEXT), column.label, column.label)
        for column in table.columns
    ]
    rows = [
        {column.key: cell.value for column, cell in pairs if cell.value is not None}
        for pairs in [*table.body, *table.totals]
    ]
    names: dict[str, str | int] = {column.key: column.label for column in table.columns}
    return write_workbook(rows, fields, Mapping(names, unit=UNIT), sheet=_("Frames")).content
