"""How far a fetch is, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.indicators.fetch_access import access_fetch_by_id
from roder.apps.indicators.fetch_queries import place_names
from roder.apps.indicators.fetch_summary import COUNTED
from roder.apps.indicators.fetch_summary import empty_summary
from roder.apps.indicators.fetch_summary import in_language
from roder.apps.jobs.models import Job
from roder.workspace.job_words import fault_text
from roder.workspace.official_statistics.words import effect_name
from roder.workspace.official_statistics.words import sex_name
from roder.workspace.official_statistics.words import value_text

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

UNDER_WAY = (Job.State.QUEUED, Job.State.RUNNING)


def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    job = access_fetch_by_id(request.user, pk)
    context = {
        "job": job,
        "is_under_way": job.state in UNDER_WAY,
        "percent": job.percent,
        "step": job.step,
        "fault": fault_text(job.error),
        "job_url": reverse("workspace:job", args=[pk]),
        "poll_url": reverse("workspace:statistics_fetch", args=[pk]),
        "search_url": reverse("workspace:statistics"),
        "outcome": outcome(job.result) if job.result else None,
        "breadcrumbs": crumbs(_("Fetch %(number)s") % {"number": pk}),
    }
    template = "_progress" if request.htmx else "fetch"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/statistics/{template}.html", context)


def crumbs(last: str = "") -> list[dict[str, str]]:
    """Return the way to the search, or to a page below it."""
    way = [
        {"label": _("Indicators"), "url": reverse("workspace:indicators")},
        {"label": _("Fetch from Kolada and SCB"), "url": reverse("workspace:statistics")},
    ]
    return [*way, {"label": last, "url": ""}] if last else [way[0], way[1] | {"url": ""}]


def outcome(result: dict[str, Any]) -> dict[str, Any]:
    """Return a summary as _outcome.html shows it: counts in words, changes with names, problems in the language."""
    summary = in_language(empty_summary() | result, get_language() or "sv")
    names = place_names()
    return {
        "indicators": summary["indicators"],
        "counts": [
            {"label": effect_name(name), "number": summary[name]} for name in COUNTED if summary[name]
        ],
        "headings": [effect_name(name) for name in COUNTED],
        "rows": [
            row
            | {
                "counts": [row[name] for name in COUNTED],
                "url": reverse("workspace:indicator", args=[row["code"]]),
            }
            for row in summary["rows"]
        ],
        "changes": [
            change
            | {
                "place": names.get(change["place"], change["place"]),
                "sex": sex_name(change["sex"]),
                "effect": effect_name(change["effect"]),
                "old": value_text(change["old"], _decimals(change)),
                "new": value_text(change["new"], _decimals(change)),
            }
            for change in summary["changes"]
        ],
        "problems": summary["problems"],
    }


def _decimals(change: dict[str, Any]) -> int:
    """Return as many decimals as the finer of both numbers has, so that they are read beside each other."""
    return max(len((change[when] or "").partition(".")[2]) for when in ("old", "new"))
