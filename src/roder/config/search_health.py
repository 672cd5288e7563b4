"""The health of the search: its rows are what they are copies of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roder.apps.search.actions import rebuild_search
from roder.apps.search.queries import differing_kinds
from roder.config.health_check import Check


def search_check(*, repair: bool = False) -> Check:
    """Return how the search rows stand against their sources; with ``repair`` they are made anew first."""
    if repair:
        rebuild_search()
    differing = differing_kinds()
    return Check(
        "search",
        not differing,
        _("what is found is what is there")
        if not differing
        else _("the search is behind for %(kinds)s. Run: roder check --repair")
        % {"kinds": ", ".join(differing)},
    )
