"""The frames of a year: what the council has given each committee, in by file and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_frame_reading
from roder.apps.budgets.access import access_frame_setting
from roder.apps.budgets.access import may_set_frames
from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.importing import kept_frames
from roder.apps.budgets.importing import plan_frames
from roder.apps.budgets.queries import frames
from roder.apps.budgets.queries import years_with_frames
from roder.apps.ledger.queries import tree_organisation_shown
from roder.formats.tabular.frame_table import write_frames
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import value_name
from roder.workspace.goal_money.of_body import named_money
from roder.workspace.history_rows import FRAMES
from roder.workspace.history_rows import object_history
from roder.workspace.organisation import file_answer
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown
from roder.workspace.table_imports import frame_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.importing import FramePlan
    from roder.apps.identity.models import User
    from roder.domain.frame_amendments import HeldFrame
    from roder.domain.frame_changes import FrameProposal
    from roder.workspace.goal_money.of_body import NamedMoney
    from roder.workspace.table_imports import ShownTable

YEARS = range(1990, 2100)


def latest(request: HttpRequest) -> HttpResponse:
    access_frame_reading(request.user)
    years = years_with_frames(tree_organisation_shown())
    return redirect("workspace:frames_year", year=max(years, default=timezone.localdate().year))


def year(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_reading(request.user)
    key = _key(year)
    kept = list(kept_frames(key, year).values())
    years = sorted({*years_with_frames(key), year})
    named = named_money(key, year, person)
    changes_url = reverse("workspace:frame_changes", args=[year])
    context = {
        "year": year,
        "amount_unit": "tkr",
        "years": [
            {"year": each, "url": reverse("workspace:frames_year", args=[each]), "is_current": each == year}
            for each in [*years, max(years) + 1]
        ],
        "table": _table(kept, frames(key, year), named, changes_url) if kept else None,
        "changes_url": changes_url,
        "goal_money_url": named.url() if named else "",
        "entries": object_history(f"{key} {year}", FRAMES),
        "may_set": may_set_frames(person),
        "import_url": reverse("workspace:frames_import", args=[year]),
        "workbook_url": reverse("workspace:frames_export", args=[year, "xlsx"]),
        "csv_url": reverse("workspace:frames_export", args=[year, "csv"]),
    }
    return render(request, "workspace/frames/year.html", context)


def _key(year: int) -> str:
    if year not in YEARS:
        raise Http404(str(year))
    return tree_organisation_shown()


def _standing(frame: HeldFrame, changes_url: str) -> list[Cell]:
    changes = Cell(frame.changes_ore, changes_url if frame.changes else "")
    return [Cell(frame.original_ore), changes, Cell(frame.current_ore)]


def _table(
    kept: Sequence[FrameProposal], held: Mapping[str, HeldFrame], named: NamedMoney | None, changes_url: str
) -> DataTable:
    columns = [
        Column(_("Code")),
        Column(_("Body")),
        Column(_("Original"), "amount"),
        Column(_("Changes"), "amount"),
        Column(_("Current"), "amount"),
        Column(_("Spread over months")),
        Column(_("Status")),
        *([Column(_("Names a goal"), "amount"), Column(_("Names no goal"), "amount")] if named else []),
    ]
    rows = [
        Row(
            [
                Cell(each.body),
                Cell(each.name),
                *_standing(held[each.body], changes_url),
                Cell(value_name("profile", str(each.profile))),
                Cell(each.status),
                *_goal_cells(named, each.body),
            ]
        )
        for each in kept
    ]
    totals = [
        sum(getattr(frame, part) for frame in held.values())
        for part in ("original_ore", "changes_ore", "current_ore")
    ]
    sums = [sum(part) for part in zip(*(_goal_amounts(named, each.body) for each in kept), strict=True)]
    last = Row(
        [Cell(_("Total")), Cell(""), *map(Cell, totals), Cell(""), Cell(""), *map(Cell, sums)], is_total=True
    )
    return DataTable(_("Frames"), columns, [*rows, last])


def _goal_amounts(named: NamedMoney | None, body: str) -> list[int]:
    return [named.named_ore(body), named.rest_ore(body)] if named else []


def _goal_cells(named: NamedMoney | None, body: str) -> list[Cell]:
    return [Cell(ore, named.url(body) if named else "") for ore in _goal_amounts(named, body)]


def export(request: HttpRequest, year: int, form: str) -> HttpResponse:
    access_frame_reading(request.user)
    kept = kept_frames(_key(year), year)
    if form not in {"csv", "xlsx"} or not kept:
        raise Http404(form)
    written = write_frames(kept.values(), as_workbook=form == "xlsx")
    return file_answer(written.content, f"frames_{year}.{form}")


def choose(request: HttpRequest, year: int) -> HttpResponse:
    return choose_table(request, access_frame_setting(request.user), _door(year))


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    return confirm_shown(request, access_frame_setting(request.user), _door(year))


def _door(year: int) -> TableDoor[FramePlan]:
    key = _key(year)
    url = reverse("workspace:frames_year", args=[year])

    def save(table: ShownTable, person: User) -> FramePlan:
        return import_frames(
            key, year, table.content, mapping=table.mapping, expected=table.before, acting_user=person
        )

    return TableDoor(
        purpose=f"frames {year}",
        choosing=ChoosePage(
            title=_("Import the frames of %(year)s") % {"year": year},
            hint=_(
                "One row for each committee: code, name, frame. The unit may stand in the heading, as “Ram tkr”. CSV or Excel."
            ),
            form_url=reverse("workspace:frames_import", args=[year]),
            breadcrumbs=[
                {"label": _("Frames"), "url": reverse("workspace:frames")},
                {"label": str(year), "url": url},
                {"label": _("Import"), "url": ""},
            ],
        ),
        confirm_url=reverse("workspace:frames_import_confirm", args=[year]),
        done_url=url,
        plan=lambda table: plan_frames(key, year, table.content, mapping=table.mapping),
        carry_out=save,
        table=lambda plan: frame_table(plan.differences),
        is_owner_known=bool(key),
        amount_unit="tkr",
    )
