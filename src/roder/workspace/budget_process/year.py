"""A budget year: where it stands, and where its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.version_queries import versions
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_places import year_in_work

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse


def latest(request: HttpRequest) -> HttpResponse:
    access_budget_reading(request.user)
    return redirect("workspace:budget_year", year=year_in_work())


def year(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    key = budget_key(year)
    years = sorted({*versions(key).values_list("year", flat=True), year_in_work(), year})
    context = {
        "year": year,
        "years": [
            {"year": each, "url": reverse("workspace:budget_year", args=[each]), "is_current": each == year}
            for each in years
        ],
        "tabs": budget_places(year, "budget_year"),
    }
    return render(request, "workspace/budget/year.html", context)
