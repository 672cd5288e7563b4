"""Every committee and company of a year with its internal budget: what is left, who is late and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.queries import DECIDED_STATES
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import dividing_bodies
from roder.apps.internalbudgets.queries import frames_to_divide
from roder.apps.internalbudgets.queries import years_with_internal_budgets
from roder.apps.internalbudgets.standings import standings
from roder.apps.ledger.steering_days import steering_day
from roder.domain.organisation import BodyKind
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.internal_budgets.ledger_files import ledger_file_urls
from roder.workspace.internal_budgets.step_words import next_act_text

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.standings import InternalStanding
    from roder.domain.organisation import Body

AMOUNT_UNIT = "tkr"


def page(request: HttpRequest, year: int) -> HttpResponse:
    access_internal_budgets(request.user)
    key = budget_key(year)
    bodies, found, frames = _found(key, year)
    left = [each.left_ore for each in found.values() if each.left_ore is not None]
    context = {
        "year": year,
        "years": [
            {
                "year": each,
                "url": reverse("workspace:internal_budgets", args=[each]),
                "is_current": each == year,
            }
            for each in sorted({*years_with_internal_budgets(key), year})
        ],
        "left_ore": sum(left) if left else None,
        "begun": len(found),
        "bodies": len(bodies),
        "late": sum(len(each.late(steering_day())) for each in found.values()),
        "frames_changed": [
            {"name": body.name, "url": _url(year, body), "standing": found[body.code]}
            for body in bodies
            if body.code in found and found[body.code].is_off_frame
        ],
        "has_unread_company": any(
            body.kind is BodyKind.COMPANY and body.code not in frames for body in bodies
        ),
        "table": _table(year, bodies, found, frames),
        "amount_unit": AMOUNT_UNIT,
        "csv_url": f"{reverse('workspace:internal_budgets_csv', args=[year])}?table=bodies",
        "ledger_files": ledger_file_urls(year) if _has_decided(bodies, found) else {},
        "tabs": budget_places(year, "internal_budgets"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Internal budgets"), "")),
    }
    return render(request, "workspace/internal_budgets/overview.html", context)


def _has_decided(bodies: list[Body], found: dict[str, InternalStanding]) -> bool:
    """Return whether anything stands decided in the municipality's own books; a company has books of its own."""
    own = (found[body.code] for body in bodies if body.code in found and body.kind is not BodyKind.COMPANY)
    return any(each.budget.state in DECIDED_STATES for each in own)


def csv(request: HttpRequest, year: int) -> HttpResponse:
    access_internal_budgets(request.user)
    table = _table(year, *_found(budget_key(year), year))
    return csv_answer(table, asked_form(request), f"internbudgetar-{year}")


def _found(key: str, year: int) -> tuple[list[Body], dict[str, InternalStanding], dict[str, int]]:
    return dividing_bodies(bodies_of_year(key, year)), standings(key, year), frames_to_divide(key, year)


def _url(year: int, body: Body) -> str:
    return reverse("workspace:internal_budget", args=[year, body.code])


def _table(
    year: int, bodies: list[Body], found: dict[str, InternalStanding], frames: dict[str, int]
) -> DataTable:
    columns = [
        Column(_("Committee or company"), key="body"),
        Column(_("Left to distribute"), "amount", "left_ore"),
        Column(_("Frame"), "amount", "frame_ore"),
        Column(_("Given to units"), "amount", "allotted_ore"),
        Column(_("Budgeted"), "amount", "budgeted_ore"),
        Column(_("Handed in"), key="handed_in"),
        Column(_("Late"), key="late"),
        Column(_("State"), "state", "state"),
        Column(_("Waits for"), key="next"),
    ]
    rows = [_row(year, body, found.get(body.code), frames.get(body.code)) for body in bodies]
    return DataTable(_("Internal budgets %(year)s") % {"year": year}, columns, rows)


def _row(year: int, body: Body, each: InternalStanding | None, frame: int | None) -> Row:
    first = Cell(body.name, url=_url(year, body))
    if each is None:
        blank = [Cell(None), Cell(frame), Cell(None), Cell(None), Cell(""), Cell("")]
        return Row([first, *blank, Cell("internal_budget_none"), Cell(_("To be begun"))])
    late = len(each.late(steering_day()))
    return Row(
        [
            first,
            Cell(each.left_ore),
            Cell(frame),
            Cell(each.allotted_ore),
            Cell(-each.net_ore),
            Cell(_("%(some)s of %(all)s") % {"some": each.handed_in, "all": each.counted}),
            Cell(ngettext("%(number)s late", "%(number)s late", late) % {"number": late} if late else ""),
            Cell(f"internal_budget_{each.budget.state}"),
            Cell(next_act_text(each.next_act)),
        ]
    )
