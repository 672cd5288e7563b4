"""One version: its result budget, the frames of the bodies, its lines, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import remove_version
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import versions
from roder.apps.budgets.version_sums import years_in
from roder.domain.budget_versions import BudgetSection
from roder.formats.tabular.budget_table import write_budget
from roder.ui.problem_texts import say_problems
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_versions.line_choice import LineChoice
from roder.workspace.budget_versions.listing import state_name
from roder.workspace.budget_versions.listing import version_url
from roder.workspace.budget_versions.result_tables import frame_table
from roder.workspace.budget_versions.result_tables import result_of
from roder.workspace.budget_versions.result_tables import result_table
from roder.workspace.budget_versions.words import KINDS
from roder.workspace.budget_versions.words import SECTIONS
from roder.workspace.history_rows import object_history
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion

VERSION_ACTS = range(310, 350)
"""The numbers of acts on one version; the subject is its organisation and name."""
ON_A_PAGE = 100
FORMS = {"csv", "xlsx"}


def version(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_budget_reading(request.user)
    found = _found(year, pk)
    years = years_in(found)
    context = {
        "version": found,
        "kind": KINDS[found.kind],
        "state": state_name(found),
        "tabs": budget_places(year, "budget_versions"),
        "amount_unit": "tkr",
        "year": year,
        "result_ore": result_of(found, year),
        "result": result_table(found, years) if years else None,
        "frames": frame_table(found, years),
        "may_remove": may_edit_budget(person) and not found.is_frozen,
        "lines_url": version_url(found, "budget_version_lines"),
        "compare_url": f"{reverse('workspace:budget_comparison', args=[year])}?b={found.pk}",
        "exports": _exports(found),
        "remove_url": version_url(found, "budget_version_remove"),
        "made_from_url": version_url(found.made_from) if found.made_from else "",
        "entries": object_history(found.subject, VERSION_ACTS),
        "breadcrumbs": _breadcrumbs(found),
    }
    return render(request, "workspace/budget_versions/version.html", context)


def lines(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    access_budget_reading(request.user)
    found = _found(year, pk)
    choice = LineChoice.of(request.GET)
    rows = choice.chosen(found)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "version": found,
        "choice": choice,
        "years": years_in(found),
        "sections": list(SECTIONS.items()),
        "amount_unit": "kr",
        "total_ore": choice.total_ore(rows),
        "count": page.paginator.count,
        "table": _line_table(page.object_list),
        "exports": _exports(found),
        "pager": {
            "number": page.number,
            "count": page.paginator.num_pages,
            "previous_url": f"?{choice.query(page.number - 1)}" if page.has_previous() else "",
            "next_url": f"?{choice.query(page.number + 1)}" if page.has_next() else "",
        },
        "breadcrumbs": _breadcrumbs(found, (_("Lines"), "")),
    }
    return render(request, "workspace/budget_versions/lines.html", context)


def export(request: HttpRequest, year: int, pk: int, form: str) -> HttpResponse:
    access_budget_reading(request.user)
    found = _found(year, pk)
    if form not in FORMS:
        raise Http404(form)
    written = write_budget((("", line) for line in lines_of(found)), as_workbook=form == "xlsx")
    return file_answer(written.content, f"budget_{found.year}_{found.pk}.{form}")


@require_POST
def remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    found = _found(year, pk)
    try:
        remove_version(found, acting_user=person)
    except BudgetRefusedError as error:
        say_problems(request, error.problems)
        return redirect(version_url(found))
    messages.success(request, _("The version %(name)s is removed.") % {"name": found.name})
    return redirect("workspace:budget_versions", year=year)


def _found(year: int, pk: int) -> BudgetVersion:
    every = versions(budget_key(year)).select_related("decision", "made_from", "financing_round")
    found = every.filter(pk=pk, year=year).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _exports(found: BudgetVersion) -> list[dict[str, str]]:
    labels = {"xlsx": _("Fetch as Excel"), "csv": _("Fetch as CSV")}
    return [
        {
            "label": label,
            "url": reverse("workspace:budget_version_export", args=[found.year, found.pk, form]),
        }
        for form, label in labels.items()
    ]


def _breadcrumbs(found: BudgetVersion, *rest: tuple[str, str]) -> list[dict[str, Any]]:
    return budget_breadcrumbs(
        found.year,
        (_("Versions"), reverse("workspace:budget_versions", args=[found.year])),
        (str(found), version_url(found) if rest else ""),
        *rest,
    )


def _line_table(rows: Any) -> DataTable:
    columns = [
        Column(_("Year")),
        Column(_("Part of the budget")),
        Column(_("Body")),
        Column(_("Activity")),
        Column(_("Account or line")),
        Column(_("Text")),
        Column(_("Line in the file"), "count"),
        Column(_("Amount"), "amount"),
    ]
    shown = [
        Row(
            [
                Cell(str(each.year)),
                Cell(str(SECTIONS[BudgetSection(each.section)])),
                Cell(" ".join(filter(None, [each.body_code, each.unit_code]))),
                Cell(" · ".join(filter(None, [each.area, each.activity]))),
                Cell(" · ".join(filter(None, [each.account, each.line_key]))),
                Cell(each.text),
                Cell(each.file_line),
                Cell(each.amount_ore),
            ]
        )
        for each in rows
    ]
    return DataTable(_("Lines"), columns, shown, is_sortable=False)
