"""Searching goals, assignments, indicators and documents: one question, its answers by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.search.access import access_search
from roder.apps.search.queries import LONGEST_QUESTION
from roder.apps.search.queries import search as find
from roder.workspace.search_places import PLACES
from roder.workspace.search_places import kind_name
from roder.workspace.search_places import kind_names
from roder.workspace.search_places import place_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.search.queries import Found
    from roder.apps.search.queries import Hit

LAST_PAGE = 500


def search(request: HttpRequest) -> HttpResponse:
    access_search(request.user)
    kind = request.GET.get("kind", "")
    found = find(request.GET.get("q", ""), kind=kind if kind in PLACES else "", page=_page(request))
    context = {
        "found": found,
        "longest": LONGEST_QUESTION,
        "search_url": reverse("workspace:search"),
        "kinds": _kinds(found),
        "rows": [_row(hit) for hit in found.hits],
        "pager": _pager(found),
    }
    is_fragment = request.headers.get("HX-Target") == "search-found"
    page = "workspace/search/_found.html" if is_fragment else "workspace/search/search.html"
    return render(request, page, context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return min(LAST_PAGE, max(1, int(text))) if text.isascii() and text.isdigit() else 1


def _kinds(found: Found) -> list[dict[str, Any]]:
    """Return the choices of kind, each with how many it holds; one alone is no choice."""
    shown = [kind for kind in found.counts if kind in PLACES]
    if len(shown) < 2 and not found.kind:  # noqa: PLR2004 - one alone is no choice
        return []
    everything = [("", _("All (%(count)s)") % {"count": found.total})]
    parts = [
        (kind, _("%(kind)s (%(count)s)") % {"kind": kind_names(kind), "count": found.counts.get(kind, 0)})
        for kind in PLACES
        if kind in shown or kind == found.kind
    ]
    return [
        {"label": label, "url": _here(found, kind=kind), "is_current": kind == found.kind}
        for kind, label in [*everything, *parts]
    ]


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "kind": kind_name(hit.kind),
        "url": place_of(hit.kind, hit.key),
        "title": hit.title,
        "excerpt": hit.excerpt,
    }


def _pager(found: Found) -> dict[str, Any]:
    number, count = found.page, found.pages
    return {
        "number": number,
        "count": count,
        "previous_url": _here(found, kind=found.kind, page=number - 1) if number > 1 else "",
        "next_url": _here(found, kind=found.kind, page=number + 1) if number < count else "",
    }


def _here(found: Found, *, kind: str, page: int = 1) -> str:
    asked = {"q": found.question} | ({"kind": kind} if kind else {}) | ({"page": page} if page > 1 else {})
    return f"{reverse('workspace:search')}?{urlencode(asked)}"
