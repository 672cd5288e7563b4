"""Takes in a source's answer that was kept as a file, where the server does not reach the source."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.indicators.actions.fetch_jobs import NoPlaceError
from roder.apps.indicators.actions.stored_file_imports import import_stored_file
from roder.apps.indicators.fetch_access import access_fetching
from roder.apps.indicators.stored_files import LARGEST
from roder.sources.faults import SourceError
from roder.workspace.official_statistics.fetches import crumbs
from roder.workspace.official_statistics.fetches import outcome
from roder.workspace.official_statistics.words import fault_sentence
from roder.workspace.official_statistics.words import no_place

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse


def stored_file(request: HttpRequest) -> HttpResponse:
    access_fetching(request.user)
    context: dict[str, Any] = {"outcome": None, "errors": []}
    if request.method == "POST":
        context = _taken_in(request)
    context |= {
        "accept": ".json",
        "file_url": reverse("workspace:statistics_file"),
        "places_url": reverse("workspace:statistics_places"),
        "search_url": reverse("workspace:statistics"),
        "breadcrumbs": crumbs(_("Stored file")),
    }
    return render(
        request, "workspace/statistics/file.html", context, status=422 if context["errors"] else 200
    )


def _taken_in(request: HttpRequest) -> dict[str, Any]:
    file = request.FILES.get("file")
    if file is None:
        return _refused(_("No file was chosen. Choose a file and try again."))
    if (file.size or 0) > LARGEST:
        return _refused(_("The file is larger than 20 MB. Import it with the command roder instead."))
    try:
        summary = import_stored_file(
            file.read(), (file.name or "")[-200:], acting_user=access_fetching(request.user)
        )
    except NoPlaceError:
        return _refused(no_place())
    except SourceError as fault:
        return _refused(fault_sentence(fault))
    return {"outcome": outcome(summary), "errors": []}


def _refused(sentence: str) -> dict[str, Any]:
    return {"outcome": None, "errors": [sentence]}
