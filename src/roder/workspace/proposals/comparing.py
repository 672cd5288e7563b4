"""Proposals beside one another: how far each goes from the base, where they part, and what they agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.proposals.access import access_proposals
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import sums_shown
from roder.apps.proposals.queries import years_of_proposal
from roder.domain.budget_versions import BudgetSection
from roder.domain.proposal_comparison import compared
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.proposals.sheet import sheet_of
from roder.workspace.proposals.words import SECTION_NAMES
from roder.workspace.proposals.words import proposal_label
from roder.workspace.proposals.words import rate_text
from roder.workspace.proposals.words import share_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposal_comparison import ComparedPlace
    from roder.domain.proposal_lines import YearSums

GIVEN_OUT = (BudgetSection.FRAME, BudgetSection.CENTRAL, BudgetSection.INVESTMENT)
"""What people say in plus when it is given out."""


@dataclass(frozen=True)
class Comparison:
    """What is chosen to be compared, in a year, and what comes of it."""

    laid: list[Proposal]
    chosen: list[Proposal]
    years: list[int]
    shown_year: int
    places: list[ComparedPlace]


def compare(request: HttpRequest, year: int) -> HttpResponse:
    access_proposals(request.user)
    laid = handed_in(budget_key(year), year)
    found = _compared(request, laid, year) if laid else None
    context: dict[str, Any] = {
        "year": year,
        "tabs": budget_places(year, "proposals"),
        "breadcrumbs": budget_breadcrumbs(
            year, (_("Proposals"), reverse("workspace:proposals", args=[year])), (_("Compare"), "")
        ),
        "amount_unit": "tkr",
        "found": found,
    }
    if found is not None:
        chosen = {each.pk for each in found.chosen}
        query = request.GET.copy()
        query["year"] = str(found.shown_year)
        context |= {
            "choices": [(each.pk, proposal_label(each), each.pk in chosen) for each in laid],
            "differences": _table(found),
            "totals": _totals(found),
            "rates": rates(found),
            "agreed": sum(each.is_agreed for each in found.places),
            "parted": sum(not each.is_agreed for each in found.places),
            "csv_url": f"{reverse('workspace:proposals_compare_export', args=[year])}?{query.urlencode()}",
        }
    return render(request, "workspace/proposals/compare.html", context)


def export(request: HttpRequest, year: int) -> HttpResponse:
    access_proposals(request.user)
    laid = handed_in(budget_key(year), year)
    if not laid:
        raise Http404(str(year))
    form = asked_form(request)
    return csv_answer(_table(_compared(request, laid, year)), form, f"forslag_{year}")


def _compared(request: HttpRequest, laid: list[Proposal], year: int) -> Comparison:
    asked = set(request.GET.getlist("p"))
    chosen = [each for each in laid if str(each.pk) in asked] or laid
    years = years_of_proposal(chosen[0])
    wanted = request.GET.get("year", "")
    shown = int(wanted) if wanted.isdigit() and int(wanted) in years else year
    lines = [proposal_lines(each) for each in chosen]
    places = compared(base_lines(chosen[0].base), lines, year=shown)
    return Comparison(laid, chosen, years, shown, places)


def _table(found: Comparison) -> DataTable:
    names = sheet_of(found.chosen[0], "tkr").names
    columns = [
        Column(_("Part"), key="section"),
        Column(_("What"), key="key"),
        Column(_("Base"), "amount", key="base_ore"),
        *(
            Column(proposal_label(each), "amount", key=f"proposal_{each.pk}_difference_ore")
            for each in found.chosen
        ),
        Column(_("Apart"), "amount", key="spread_ore"),
        Column(_("Same or not"), key="agreed"),
    ]
    rows = [_place_row(each, names.get(each.key, each.key)) for each in found.places]
    caption = _("Differences from the base, %(year)s") % {"year": found.shown_year}
    return DataTable(caption, columns, rows)


def _place_row(place: ComparedPlace, name: str) -> Row:
    sign = -1 if place.section in GIVEN_OUT else 1
    return Row(
        [
            Cell(str(SECTION_NAMES[place.section])),
            Cell(name),
            Cell(sign * place.base_ore),
            *(Cell(sign * each) for each in place.differences_ore),
            Cell(place.spread_ore),
            Cell(_("Same") if place.is_agreed else _("Different")),
        ]
    )


def _totals(found: Comparison) -> DataTable:
    sums = [_of_year(sums_shown(each), found.shown_year) for each in found.chosen]
    columns = [Column(_("Total")), *(Column(proposal_label(each), "amount") for each in found.chosen)]
    return DataTable(
        _("Totals %(year)s") % {"year": found.shown_year},
        columns,
        [
            Row([Cell(_("Result")), *(Cell(each.result_ore) for each in sums)]),
            Row([Cell(_("Frames")), *(Cell(each.frames_ore) for each in sums)]),
            Row([Cell(_("Investments")), *(Cell(each.investments_ore) for each in sums)]),
        ],
        is_sortable=False,
    )


def rates(found: Comparison) -> list[dict[str, str]]:
    """Return each proposal's share of the result and its tax rate, in words."""
    return [
        {
            "label": proposal_label(each),
            "share": share_text(_of_year(sums_shown(each), found.shown_year).share),
            "rate": rate_text(_of_year(sums_shown(each), found.shown_year).tax_rate),
        }
        for each in found.chosen
    ]


def _of_year(sums: Sequence[YearSums], year: int) -> YearSums:
    return next((each for each in sums if each.year == year), sums[0])
