"""Which municipality this is at the sources, and what its values are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.following import ChosenPlace
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.fetch_access import access_fetching
from roder.apps.indicators.fetch_queries import COUNTRY
from roder.apps.indicators.fetch_queries import COUNTY
from roder.apps.indicators.fetch_queries import GROUP
from roder.apps.indicators.fetch_queries import MUNICIPALITY
from roder.apps.indicators.fetch_queries import OWN
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import kind_of
from roder.apps.indicators.fetch_queries import own_place
from roder.sources.faults import SourceError
from roder.sources.kolada_shapes import AREA_ID
from roder.sources.kolada_shapes import COUNTRY as COUNTRY_CODE
from roder.workspace.official_statistics.fetches import crumbs
from roder.workspace.official_statistics.words import fault_sentence
from roder.workspace.official_statistics.words import place_kind_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

SIMILAR = "Liknande"
"""How Kolada names its groups of similar municipalities."""

LONGEST_NAME = 200


def places(request: HttpRequest) -> HttpResponse:
    access_fetching(request.user)
    if request.method == "POST":
        return _save(request)
    return _page(request, _looked_up(request.GET.get("name", "").strip()[:LONGEST_NAME]))


def _page(request: HttpRequest, found: dict[str, Any], errors: list[str] | None = None) -> HttpResponse:
    chosen = own_place()
    compared = compared_places()
    known = {place.code: ChosenPlace(place.code, place.name, place.kind) for place in compared}
    offered = known | {place.code: place for place in found["offered"] if place.code not in known}
    context = {
        "own_code": found["own"].code if found["own"] else (chosen.code if chosen else ""),
        "own_name": found["own"].name if found["own"] else (chosen.name if chosen else ""),
        "name": found["name"],
        "fault": found["fault"],
        "matches": found["matches"],
        "offered": [
            {"place": place, "kind": place_kind_name(place.kind), "is_ticked": place.code in known}
            for place in offered.values()
        ],
        "errors": errors or [],
        "places_url": reverse("workspace:statistics_places"),
        "breadcrumbs": crumbs(_("Comparisons")),
    }
    return render(request, "workspace/statistics/places.html", context, status=422 if errors else 200)


def _looked_up(name: str) -> dict[str, Any]:
    """Return what Kolada knows of a name: the municipality, and what it may be compared with."""
    found: dict[str, Any] = {"name": name, "own": None, "offered": [], "matches": [], "fault": ""}
    if not name:
        return found
    kolada = fetch_clients.kolada(is_awaited=True)
    try:
        areas = [area for area in kolada.areas(name) if area.kind == "K"]
        exact = [area for area in areas if area.title.casefold() == name.casefold()] or areas
        if len(exact) != 1:
            return found | {"matches": areas}
        own = ChosenPlace(exact[0].id, exact[0].title, OWN)
        groups = kolada.groups(SIMILAR)
    except SourceError as fault:
        return found | {"fault": fault_sentence(fault)}
    mine = [group for group in groups if own.code in group.members or f", {own.name}" in group.title]
    offered = [ChosenPlace(group.id, group.title, GROUP) for group in mine]
    county = ChosenPlace(f"00{own.code[:2]}", _("The county"), COUNTY)
    country = ChosenPlace(COUNTRY_CODE, _("The country"), COUNTRY)
    return found | {"own": own, "offered": [*offered, county, country]}


def _save(request: HttpRequest) -> HttpResponse:
    own = ChosenPlace(request.POST.get("own_code", "").strip(), _name(request, "own_name"), OWN)
    compared = [
        ChosenPlace(code, _name(request, f"name-{code}") or code, kind_of(code))
        for code in dict.fromkeys([*request.POST.getlist("place"), *_typed(request)])
    ]
    errors = _errors(own, compared)
    if errors:
        return _page(request, _looked_up(""), errors)
    choose_places(own, compared, acting_user=access_fetching(request.user))
    messages.success(request, _("Saved. The comparisons are fetched together with the indicators."))
    return redirect("workspace:statistics")


def _typed(request: HttpRequest) -> list[str]:
    return [code.strip() for code in request.POST.get("codes", "").split(",") if code.strip()]


def _name(request: HttpRequest, field: str) -> str:
    return request.POST.get(field, "").strip()[:LONGEST_NAME]


def _errors(own: ChosenPlace, compared: list[ChosenPlace]) -> list[str]:
    errors = []
    if kind_of(own.code) != MUNICIPALITY or not own.name:
        errors.append(_("Give the municipality's code, four digits, and its name."))
    wrong = [place.code for place in compared if not AREA_ID.match(place.code)]
    if wrong:
        errors.append(_("These are no codes of Kolada: %(codes)s.") % {"codes": ", ".join(wrong)})
    if own.code in {place.code for place in compared}:
        errors.append(_("A municipality is not compared with itself."))
    return errors
