"""The next round: what it does to financing, result and room for manoeuvre, before the base is set to rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.financing_queries import RESTING
from roder.apps.budgets.financing_queries import resting_lines
from roder.apps.budgets.financing_queries import resting_years
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.financing.queries import rounds
from roder.domain.financing_sheet import SheetCell
from roder.domain.financing_sheet import cells_of_lines
from roder.domain.financing_sheet import room_for_manoeuvre_ore
from roder.domain.financing_sheet import sheet_of
from roder.ui.formatting import amount_text
from roder.ui.formatting import amount_with_unit
from roder.ui.problem_texts import say_problems
from roder.workspace.budget_places import budget_key
from roder.workspace.financing.chosen import budget_years
from roder.workspace.financing.chosen import chosen_round
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.chosen import financing_tabs
from roder.workspace.financing.chosen import round_asked
from roder.workspace.financing_words import AMOUNT_UNIT

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.financing.models import FinancingRound
    from roder.domain.budget_versions import VersionLine

ZERO = SheetCell(0)


def replace(request: HttpRequest, year: int) -> HttpResponse:
    """Show what another round would change, line by line and year by year."""
    access_budget_editing(request.user)
    base = base_of_year(budget_key(year), year)
    asked = round_asked(year, request.GET.get("round", ""))
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "base": base,
        "rounds": [each for each in rounds(budget_key(year)) if base and resting_years(base, each)],
        "asked": asked,
        "effect": _effect(year, base, asked) if base and asked else None,
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(year, (_("Another round"), "")),
    }
    return render(request, "workspace/financing/replace.html", context)


def _effect(year: int, base: BudgetVersion, asked: FinancingRound) -> dict[str, Any]:
    before = lines_of(base)
    kept = [line for line in before if line.section not in RESTING]
    after = [*kept, *resting_lines(base, asked)]
    return {
        "years": budget_years(year),
        "rooms": [_room(each, before, after, is_main=each == year) for each in budget_years(year)],
        "rows": _rows(budget_years(year), before, after),
    }


def _room(year: int, before: list[VersionLine], after: list[VersionLine], *, is_main: bool) -> dict[str, Any]:
    now, then = room_for_manoeuvre_ore(before, year), room_for_manoeuvre_ore(after, year)
    language = get_language() or "sv"
    return {
        "year": year,
        "amount_ore": then,
        "difference_ore": then - now,
        "is_main": is_main,
        "note": _("%(difference)s against %(now)s now")
        % {
            "difference": amount_with_unit(then - now, AMOUNT_UNIT, language, signed=True),
            "now": amount_with_unit(now, AMOUNT_UNIT, language),
        },
    }


def _rows(years: list[int], before: list[VersionLine], after: list[VersionLine]) -> list[dict[str, Any]]:
    """Return each line that has anything: what it is now, what it would be, and the difference, year by year."""
    labels = {line.line: line.text for line in [*before, *after] if line.line and line.text}
    old = sheet_of({each: cells_of_lines(before, each) for each in years}, labels)
    new = sheet_of({each: cells_of_lines(after, each) for each in years}, labels)
    known = {
        row.line.key for row in [*old.rows, *new.rows] if any(row.amount_ore(at) is not None for at in years)
    }
    lines = sheet_of({0: dict.fromkeys(known, ZERO)}, labels)
    return [
        {
            "line": row.line,
            "name": row.line.name(get_language() or "sv"),
            "cells": [
                _compared(old.amount_ore(row.line.key, at), new.amount_ore(row.line.key, at)) for at in years
            ],
        }
        for row in lines.rows
        if row.line.key in known
    ]


def _compared(now: int | None, then: int | None) -> dict[str, Any]:
    difference = (then or 0) - (now or 0)
    text = amount_text(difference, AMOUNT_UNIT, get_language() or "sv", signed=True) if difference else ""
    return {"now_ore": now, "then_ore": then, "difference": text}


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Let the base rest on the round that was shown."""
    person = access_budget_editing(request.user)
    base = base_of_year(budget_key(year), year)
    text = request.POST.get("round", "")
    if base is None or not (text.isascii() and text.isdigit()):
        raise Http404(text)
    asked = chosen_round(year, int(text))
    try:
        rest_on_round(base, asked, acting_user=person)
    except BudgetRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:financing_replace", year=year)
    messages.success(request, _("%(version)s now rests on %(round)s.") % {"version": base, "round": asked})
    return redirect("workspace:financing", year=year)
