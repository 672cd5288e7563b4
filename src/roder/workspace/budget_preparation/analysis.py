"""The analysis of earlier years before a budget: where each body stands in cost and quality, and what is concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.budgetprocess.preparation_access import may_for_part
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.budgetprocess.scan_queries import analyses
from roder.apps.identity.access import mandates_giving
from roder.domain.budget_locks import LockedThing
from roder.domain.cost_quality import CostLevel
from roder.domain.cost_quality import QualityLevel
from roder.domain.mandates import Permission
from roder.domain.organisation import BodyKind
from roder.domain.reach import Reach
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import exact_number_text
from roder.ui.formatting import number_text
from roder.workspace.budget_preparation.analysis_tables import indicator_table
from roder.workspace.budget_preparation.analysis_tables import money_table
from roder.workspace.budget_preparation.analysis_tables import position_table
from roder.workspace.budget_preparation.cost_and_quality import positions
from roder.workspace.budget_preparation.cost_and_quality import years_of_money
from roder.workspace.budget_preparation.places import WHOLE
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.words import AMOUNT_UNIT
from roder.workspace.budget_preparation.words import cost_names
from roder.workspace.budget_preparation.words import position_names
from roder.workspace.budget_preparation.words import quality_names
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.models import CostQualityAnalysis
    from roder.apps.identity.models import User
    from roder.workspace.budget_preparation.cost_and_quality import BodyPosition
    from roder.workspace.budget_preparation.places import PreparedYear

ANALYSES = range(1940, 1950)
LEVELS = (QualityLevel.GOOD, QualityLevel.MIDDLE, QualityLevel.WEAK)
COSTS = (CostLevel.LOWER, CostLevel.EXPECTED, CostLevel.HIGHER)


def _reach(person: User) -> Reach:
    return Reach(tuple(mandates_giving(person, Permission.READ_FOLLOW_UP)))


def _standing(place: PreparedYear, found: Mapping[str, CostQualityAnalysis]) -> list[BodyPosition]:
    """Return the whole, every committee, and those companies of which anything is known or written."""
    every = positions(place.key, place.year, ["", *(body.code for body in place.asked)], found)
    companies = {body.code for body in place.asked if body.kind is BodyKind.COMPANY}
    return [
        each
        for each in every
        if each.body not in companies
        or each.body in found
        or each.deviation is not None
        or each.balance is not None
    ]


def overview(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    found = analyses(place.key, year)
    standing = _standing(place, found)
    context = {
        **around(place, "budget_analysis"),
        "table": position_table(place, standing, found),
        "money_table": money_table(years_of_money(year, _reach(person))),
        "amount_unit": AMOUNT_UNIT,
        "corners": _corners(place, standing),
        "cost_labels": [cost_names()[cost] for cost in COSTS],
        "unknown": [
            place.name_of(each.body)
            for each in standing
            if CostLevel.UNKNOWN is each.cost or QualityLevel.UNKNOWN is each.level
        ],
        "sums": {
            "bodies": len(standing),
            "done": sum(row.is_done for row in found.values()),
        },
        "closed_year": year - 2,
        "is_open": not is_locked(place.key, year, LockedThing.ANALYSIS),
        "csv_url": f"{reverse('workspace:budget_analysis_csv', args=[year, 'lage'])}?table=1",
        "money_csv_url": f"{reverse('workspace:budget_analysis_csv', args=[year, 'pengar'])}?table=1",
    }
    return render(request, "workspace/budget_preparation/analysis.html", context)


def _corners(place: PreparedYear, standing: list[BodyPosition]) -> list[dict[str, Any]]:
    def held(level: QualityLevel, cost: CostLevel) -> list[dict[str, str]]:
        return [
            {"name": place.name_of(each.body), "url": body_url(place, each.body)}
            for each in standing
            if (each.level, each.cost) == (level, cost)
        ]

    return [
        {"label": quality_names()[level], "cells": [held(level, cost) for cost in COSTS]} for level in LEVELS
    ]


def body_url(place: PreparedYear, body: str) -> str:
    """Return the address of a body's analysis."""
    return reverse("workspace:budget_analysis_body", args=[place.year, body or WHOLE])


def table_file(request: HttpRequest, year: int, part: str) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    if part == "pengar":
        table = money_table(years_of_money(year, _reach(person)))
    elif part == "lage":
        found = analyses(place.key, year)
        standing = _standing(place, found)
        table = position_table(place, standing, found)
    else:
        raise Http404(part)
    return csv_answer(table, asked_form(request), f"kostnad-och-kvalitet-{year}-{part}")


def body_of(place: PreparedYear, code: str) -> str:
    """Return the body code of an address, empty for the whole; raises ``Http404`` for one that is not there."""
    if code == WHOLE:
        return ""
    if code not in place.bodies.bodies:
        raise Http404(code)
    return code


def body(request: HttpRequest, year: int, code: str) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    named = body_of(place, code)
    found = analyses(place.key, year)
    standing = positions(place.key, year, [named], found)[0]
    analysis = found.get(named)
    money = [each for each in years_of_money(year, _reach(person)) if each.body == named]
    is_open = not is_locked(place.key, year, LockedThing.ANALYSIS)
    may_write = is_open and may_for_part(person, Permission.EDIT_INDICATORS, named, place.bodies)
    context = {
        **around(place, "budget_analysis", (place.name_of(named), "")),
        "name": place.name_of(named),
        "analysis": analysis,
        "code": _code(analysis is not None, is_done=bool(analysis and analysis.is_done)),
        "facts": _facts(standing),
        "table": indicator_table(standing) if standing.quality else None,
        "money_table": money_table(money) if money else None,
        "amount_unit": AMOUNT_UNIT,
        "closed_year": year - 2,
        "write_url": reverse("workspace:analysis_write", args=[year, code]) if may_write else "",
        "entries": object_history(analysis.subject, ANALYSES) if analysis else [],
    }
    return render(request, "workspace/budget_preparation/analysis_body.html", context)


def _code(is_begun: bool, *, is_done: bool) -> str:  # noqa: FBT001 two facts of one row
    return "analysis_done" if is_done else "analysis_begun" if is_begun else "analysis_none"


def _facts(standing: BodyPosition) -> list[tuple[str, str]]:
    language = get_language() or "sv"
    cost_row = standing.cost_row
    deviation = (
        _("%(number)s %% (%(indicator)s, %(period)s)")
        % {
            "number": exact_number_text(standing.deviation, 1, language),
            "indicator": cost_row.indicator.title,
            "period": cost_row.latest.period,
        }
        if cost_row and standing.deviation is not None
        else _("not known")
    )
    known = sum(each.mark != "unknown" for each in standing.quality)
    balance = (
        _("%(number)s %% of %(known)s indicators with a value")
        % {"number": number_text(standing.balance, 1, language, signed=True), "known": known}
        if standing.balance is not None
        else _("not known")
    )
    return [
        (_("Position"), position_names()[standing.position]),
        (_("Cost"), cost_names()[standing.cost]),
        (_("Net cost deviation"), deviation),
        (_("Quality"), quality_names()[standing.level]),
        (_("Better less worse"), balance),
    ]
