"""The financing sheet of a budget year, and how each of its lines was reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgets.version_queries import lines_of
from roder.apps.financing.access import access_financing_reading
from roder.apps.financing.access import may_edit_financing
from roder.apps.financing.queries import rounds
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_sheet import NET_COST
from roder.domain.financing_sheet import RESULT
from roder.domain.financing_sheet import AmountOrigin
from roder.domain.financing_sheet import room_for_manoeuvre_ore
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import ABSENT as UNKNOWN
from roder.ui.formatting import number_text
from roder.workspace.budget_places import budget_key
from roder.workspace.financing.chosen import budget_years
from roder.workspace.financing.chosen import chosen_version
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.chosen import financing_tabs
from roder.workspace.financing.chosen import round_asked
from roder.workspace.financing.columns import beside_columns
from roder.workspace.financing.columns import line_urls
from roder.workspace.financing.columns import sheet_rows
from roder.workspace.financing.columns import sheet_table
from roder.workspace.financing.columns import sheet_workbook
from roder.workspace.financing.columns import year_columns
from roder.workspace.financing_words import AMOUNT_UNIT
from roder.workspace.financing_words import input_name
from roder.workspace.financing_words import input_text
from roder.workspace.financing_words import origin_word
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.financing_rules import UsedInput
    from roder.workspace.financing.columns import SheetColumn


def sheet(request: HttpRequest, year: int) -> HttpResponse:
    person = access_financing_reading(request.user)
    key = budget_key(year)
    asked = round_asked(year, request.GET.get("round", ""))
    version = chosen_version(year)
    own = year_columns(year, version, asked)
    columns = [*beside_columns(year), *own] if own else []
    query = f"?round={asked.pk}" if asked else ""
    financing_round = asked or (version.financing_round if version else None)
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "version": None if asked else version,
        "financing_round": financing_round,
        "is_round_alone": asked is not None,
        "columns": columns,
        "rows": sheet_rows(columns, line_urls(year, columns, query)),
        "shares": _shares(columns),
        "figures": _figures(year, version) if version and not asked else [],
        "has_rounds": rounds(key).exists(),
        "may_edit": may_edit_financing(person),
        "may_replace": may_edit_financing(person) and version is not None and not version.is_frozen,
        "csv_url": f"{reverse('workspace:financing_csv', args=[year])}?round={asked.pk if asked else ''}",
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(year),
    }
    return render(request, "workspace/financing/sheet.html", context)


def _figures(year: int, version: BudgetVersion) -> list[dict[str, Any]]:
    """Return the room for manoeuvre of each year, the budget year's first."""
    lines = lines_of(version)
    return [
        {"year": each, "amount_ore": room_for_manoeuvre_ore(lines, each), "is_main": each == year}
        for each in budget_years(year)
    ]


def _shares(columns: list[SheetColumn]) -> list[dict[str, Any]]:
    rows = [
        (RESULT, _("Result, share of tax and grants")),
        (NET_COST, _("Net operating cost, share of tax and grants")),
    ]
    return [{"name": name, "texts": [_percent(column, key) for column in columns]} for key, name in rows]


def _percent(column: SheetColumn, key: str) -> str:
    share = column.sheet.share(column.year, key)
    return UNKNOWN if share is None else f"{number_text(share, 1, get_language() or 'sv')}\u00a0%"


def sheet_csv(request: HttpRequest, year: int) -> HttpResponse:
    """Return the sheet as CSV for people or programs, or as an Excel workbook."""
    access_financing_reading(request.user)
    asked = round_asked(year, request.GET.get("round", ""))
    columns = year_columns(year, chosen_version(year), asked)
    if not columns:
        raise Http404(str(year))
    table = sheet_table([*beside_columns(year), *columns])
    if request.GET.get("form") == "xlsx":
        return file_answer(sheet_workbook(table), f"financing_{year}.xlsx")
    form = asked_form(request)
    return csv_answer(table, form, f"financing_{year}")


def line(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Tell of one line how its amount came about in each column: the rule in words, inputs and sources."""
    access_financing_reading(request.user)
    asked = round_asked(year, request.GET.get("round", ""))
    own = year_columns(year, chosen_version(year), asked)
    columns = [*beside_columns(year), *own]
    shown = next((row.line for each in columns for row in each.sheet.rows if row.line.key == key), None)
    if shown is None or not own:
        raise Http404(key)
    language = get_language() or "sv"
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "name": shown.name(language),
        "formula": shown.formula(language),
        "columns": [_told(column, key) for column in columns],
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(year, (shown.name(language), "")),
    }
    return render(request, "workspace/financing/line.html", context)


def _told(column: SheetColumn, key: str) -> dict[str, Any]:
    cell = column.cell(key)
    parts = _parts(column, key) if cell.origin is AmountOrigin.SUMMED else []
    round_url = ""
    if column.financing_round is not None:
        round_url = reverse("workspace:financing_round", args=[column.year, column.financing_round.pk])
    return {
        "column": column,
        "amount_ore": cell.amount_ore,
        "origin": origin_word(cell.origin),
        "is_reckoned": cell.origin is AmountOrigin.RECKONED,
        "source": cell.source,
        "inputs": [_used(each) for each in cell.inputs],
        "missing": [input_name(each) for each in cell.missing],
        "parts": parts,
        "round_url": round_url,
    }


def _used(used: UsedInput) -> dict[str, Any]:
    parts = ", ".join(input_name(part) for part in used.parts)
    return {
        "name": input_name(used.key),
        "text": input_text(used.key, used.value, is_derived=used.is_derived),
        "source": _("Follows from: %(parts)s") % {"parts": parts} if used.is_derived else used.source,
        "is_certain": used.is_certain,
    }


def _parts(column: SheetColumn, key: str) -> list[dict[str, Any]]:
    """Return the lines that a sum was added from; the result is the sum of the sums."""
    total = sheet_line(key)
    rows = [
        row
        for row in column.sheet.rows
        if row.amount_ore(column.year) is not None
        and row.line.key != key
        and (row.line.is_total if key == RESULT else row.line.section is total.section)
    ]
    language = get_language() or "sv"
    return [{"name": row.line.name(language), "amount_ore": row.amount_ore(column.year)} for row in rows]
