"""The rounds: listed with what they give year by year, made, locked, removed and fetched as files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.financing.access import access_financing_editing
from roder.apps.financing.access import access_financing_reading
from roder.apps.financing.access import may_edit_financing
from roder.apps.financing.actions.refusals import FinancingRefusedError
from roder.apps.financing.actions.rounds import lock_round
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.actions.rounds import remove_round
from roder.apps.financing.importing import write_round
from roder.apps.financing.queries import rounds as all_rounds
from roder.apps.financing.queries import sheet_of
from roder.domain.financing_sheet import REVENUE
from roder.domain.money import ORE_PER_UNIT
from roder.ui.charts.lines import KEYS
from roder.ui.charts.lines import Line
from roder.ui.charts.lines import PeriodLines
from roder.ui.formatting import amount_text
from roder.ui.formatting import unit_name
from roder.ui.problem_texts import problem_texts
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.financing.chosen import budget_years
from roder.workspace.financing.chosen import chosen_round
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.chosen import financing_tabs
from roder.workspace.financing.chosen import round_asked
from roder.workspace.financing_words import AMOUNT_UNIT
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.financing.models import FinancingRound

    Revenues = list[tuple[FinancingRound, list[int | None]]]

FEWEST_LINES = 2
FIELDS = ("name", "source", "published_on", "copied_from")


def rounds(request: HttpRequest, year: int) -> HttpResponse:
    person = access_financing_reading(request.user)
    return _page(request, year, may_edit=may_edit_financing(person))


def _page(
    request: HttpRequest,
    year: int,
    *,
    may_edit: bool,
    given: dict[str, str] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    years = budget_years(year)
    wanted = all_rounds(budget_key(year)).prefetch_related("budget_versions", "inputs", "stated_lines")
    found = [(each, [sheet_of(each, years).amount_ore(REVENUE, at) for at in years]) for each in wanted]
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "table": _table(year, found) if found else None,
        "chart": _chart(year, found),
        "rounds": [each for each, _amounts in found],
        "may_edit": may_edit,
        "given": given or {},
        "faults": faults or [],
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(year, (_("Financing rounds"), "")),
    }
    return render(request, "workspace/financing/rounds.html", context, status=422 if faults else 200)


def _table(year: int, found: Revenues) -> DataTable:
    years = budget_years(year)
    columns = [
        Column(_("Round")),
        Column(_("Published"), "day"),
        Column(_("Source")),
        *(Column(_("Revenue %(year)s") % {"year": each}, "amount") for each in years),
        Column(_("State")),
        Column(_("Rests on it")),
    ]
    rows = []
    for each, amounts in found:
        rows.append(
            Row(
                [
                    Cell(each.name, reverse("workspace:financing_round", args=[year, each.pk])),
                    Cell(each.published_on),
                    Cell(each.source),
                    *map(Cell, amounts),
                    Cell(_state(each)),
                    Cell(", ".join(version.name for version in each.budget_versions.all())),
                ]
            )
        )
    return DataTable(_("Financing rounds"), columns, rows)


def _state(financing_round: FinancingRound) -> str:
    state = _("locked") if financing_round.is_locked else _("open")
    return f"{state}, {_('example data')}" if financing_round.is_example else state


def _chart(year: int, found: Revenues) -> PeriodLines | None:
    """Return what the newest rounds give year by year; ``None`` when there are not two to set beside each other."""
    language = get_language() or "sv"
    years = budget_years(year)
    lines: list[Line] = []
    for each, amounts in found:
        if sum(ore is not None for ore in amounts) > 1 and len(lines) < len(KEYS):
            values = [None if ore is None else Decimal(ore) / ORE_PER_UNIT[AMOUNT_UNIT] for ore in amounts]
            texts = [amount_text(ore, AMOUNT_UNIT, language) for ore in amounts]
            lines.append(Line(KEYS[len(lines)], each.name, values, texts))
    if len(lines) < FEWEST_LINES:
        return None
    return PeriodLines(
        _("Tax and grants, round by round"),
        [str(each) for each in years],
        lines,
        unit_name(AMOUNT_UNIT, language),
        language=language,
    )


@require_POST
def make(request: HttpRequest, year: int) -> HttpResponse:
    """Make a round, empty or as a copy of another one."""
    person = access_financing_editing(request.user)
    key = budget_key(year)
    given = {name: request.POST.get(name, "").strip()[:300] for name in FIELDS}
    published = _day(given["published_on"])
    if given["published_on"] and published is None:
        faults = [_("Write the day as 2018-08-16.")]
        return _page(request, year, may_edit=True, given=given, faults=faults)
    try:
        made = make_round(
            key,
            name=given["name"],
            source=given["source"],
            published_on=published,
            copied_from=round_asked(year, given["copied_from"]),
            acting_user=person,
        )
    except FinancingRefusedError as error:
        return _page(request, year, may_edit=True, given=given, faults=_sentences(error))
    messages.success(request, _("The round is made. Write in its table, or import a file into it."))
    return redirect("workspace:financing_round", year=year, pk=made.pk)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sentences(error: FinancingRefusedError) -> list[str]:
    return problem_texts(error.problems)


@require_POST
def lock(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_financing_editing(request.user)
    found = chosen_round(year, pk)
    try:
        lock_round(found, acting_user=person)
    except FinancingRefusedError as error:
        _say(request, error)
    else:
        messages.success(request, _("The round is locked. It can be copied, and no longer changed."))
    return redirect("workspace:financing_round", year=year, pk=pk)


@require_POST
def remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_financing_editing(request.user)
    found = chosen_round(year, pk)
    try:
        remove_round(found, acting_user=person)
    except FinancingRefusedError as error:
        _say(request, error)
        return redirect("workspace:financing_round", year=year, pk=pk)
    messages.success(request, _("The round is removed. What it said is kept in the history."))
    return redirect("workspace:financing_rounds", year=year)


def _say(request: HttpRequest, error: FinancingRefusedError) -> None:
    for sentence in _sentences(error):
        messages.error(request, sentence)


def export(request: HttpRequest, year: int, pk: int, form: str) -> HttpResponse:
    access_financing_reading(request.user)
    found = chosen_round(year, pk)
    if form not in {"csv", "xlsx"}:
        raise Http404(form)
    written = write_round(found, as_workbook=form == "xlsx")
    return file_answer(written.content, f"financing_{found.pk}.{form}")
