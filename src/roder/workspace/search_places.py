"""What each kind of thing that can be found is called, and where its page is.

To let a new kind be found: its source in settings.SEARCH_SOURCES, and its row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch
from django.urls import reverse
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """One kind: its name for one and for many, and from a key to the address of the page."""

    one: str | Promise
    many: str | Promise
    address: Callable[[str], str]


def _last_of(key: str) -> str:
    """Return the code of a key written ``organisation/code``."""
    return key.rpartition("/")[2]


PLACES: dict[str, SearchPlace] = {
    "goal": SearchPlace(
        pgettext_lazy("kind of thing found", "Goal"),
        pgettext_lazy("kind of thing found", "Goals"),
        lambda key: reverse("workspace:goal", args=key.split("/")[-2:]),
    ),
    "platform": SearchPlace(
        pgettext_lazy("kind of thing found", "Political platform"),
        pgettext_lazy("kind of thing found", "Political platform"),
        lambda key: reverse("workspace:goal_tree", args=[key.split("/")[-2]]),
    ),
    "assignment": SearchPlace(
        pgettext_lazy("kind of thing found", "Assignment"),
        pgettext_lazy("kind of thing found", "Assignments"),
        lambda key: reverse("workspace:assignment", args=[key]),
    ),
    "activity": SearchPlace(
        pgettext_lazy("kind of thing found", "Activity"),
        pgettext_lazy("kind of thing found", "Activities"),
        lambda key: reverse("workspace:activity", args=[key]),
    ),
    "indicator": SearchPlace(
        pgettext_lazy("kind of thing found", "Indicator"),
        pgettext_lazy("kind of thing found", "Indicators"),
        lambda key: reverse("workspace:indicator", args=[_last_of(key)]),
    ),
    "document": SearchPlace(
        pgettext_lazy("kind of thing found", "Steering document"),
        pgettext_lazy("kind of thing found", "Steering documents"),
        lambda key: reverse("workspace:document", args=[_last_of(key)]),
    ),
}


def kind_name(kind: str) -> str:
    """Return what one thing of the kind is called; an unknown kind is shown as it is."""
    return str(PLACES[kind].one) if kind in PLACES else kind


def kind_names(kind: str) -> str:
    """Return what things of the kind are called."""
    return str(PLACES[kind].many) if kind in PLACES else kind


def place_of(kind: str, key: str) -> str:
    """Return the address of a thing's page; empty when it has none."""
    try:
        return PLACES[kind].address(key) if kind in PLACES else ""
    except NoReverseMatch:
        return ""
