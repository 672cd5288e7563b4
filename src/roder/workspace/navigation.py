"""What every page's frame needs: the places one can go, the municipality, whether data are examples."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import roder
from roder.apps.audit.access import may_read_history
from roder.apps.budgets.access import may_read_budget
from roder.apps.documents.access import may_read_documents
from roder.apps.followup.access import may_read_follow_up
from roder.apps.goals.access import may_read_goals
from roder.apps.identity.access import may_administer_people
from roder.apps.identity.access import may_read_mandates
from roder.apps.identity.models import User
from roder.apps.indicators.access import may_read_indicators
from roder.apps.ledger.access import may_read_imports
from roder.apps.ledger.queries import organisations_shown
from roder.apps.notices.queries import unread_count
from roder.apps.organisation.access import may_read_tree
from roder.apps.plans.access import may_read_plans
from roder.apps.search.access import may_search
from roder.ui.appearance import COOKIE
from roder.ui.appearance import Appearance
from roder.workspace.theming import theme_frame

if TYPE_CHECKING:
    from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "product_version": roder.__version__,
        "start_url": reverse("workspace:start"),
        "appearance": Appearance.of(request.COOKIES.get(COOKIE, "")),
        "appearance_choices": list(Appearance),
        "appearance_url": reverse("workspace:appearance"),
        "language_choices": [
            {"code": code, "name": name, "is_chosen": code == get_language()}
            for code, name in settings.LANGUAGES
        ],
        "language_url": reverse("workspace:language"),
        "municipality_name": settings.RODER_THEME.name,
        **theme_frame(),
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return frame
    shown = organisations_shown()
    return frame | {
        "municipality_name": settings.RODER_THEME.name or (shown[0].name if shown else ""),
        "is_example_data": any(organisation.is_example for organisation in shown),
        "navigation": places(request, user),
        "person_places": own_places(request, user),
        "search_url": reverse("workspace:search") if may_search(user) else "",
        "sign_out_url": reverse("workspace:sign_out"),
    }


def places(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Return where the person may go, the start page first."""
    known = [
        (may_read_follow_up, "workspace:follow_up", _("Follow-up")),
        (may_read_budget, "workspace:budget", _("Budget")),
        (may_read_goals, "workspace:goals", _("Goals")),
        (may_read_goals, "workspace:assignments", _("Assignments")),
        (may_read_plans, "workspace:plans", _("Plans")),
        (may_read_indicators, "workspace:indicators", _("Indicators")),
        (may_read_documents, "workspace:documents", _("Steering documents")),
        (may_read_tree, "workspace:organisation", _("Organisation")),
        (may_read_follow_up, "workspace:frames", _("Frames")),
        (may_read_imports, "workspace:imports", pgettext("place", "Import")),
        (may_read_mandates, "workspace:people", pgettext("place", "People")),
        (may_read_history, "workspace:history", _("History")),
    ]
    return [
        _start_place(request, user),
        *(_place(request, name, label) for may, name, label in known if may(user)),
    ]


def own_places(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Return the person's own places, and those of one who administers others."""
    own = [
        _place(request, "workspace:my_roles", _("My roles")),
        _place(request, "workspace:my_sign_in", _("My sign-in")),
        _place(request, "workspace:notices", _("Notices")),
        _place(request, "workspace:jobs", _("Background work")),
    ]
    if may_administer_people(user):
        own.append(_place(request, "workspace:recovery_links", _("One-time links")))
    return own


def _start_place(request: HttpRequest, user: User) -> dict[str, Any]:
    """The start page with how many notices are unread; every address begins with it, so only itself is current."""
    place = _place(request, "workspace:start", _("Start"))
    unread = unread_count(user)
    if unread:
        place["label"] = _("Start (%(count)s new)") % {"count": unread}
    return place | {"is_current": request.path == place["url"]}


def _place(request: HttpRequest, name: str, label: str) -> dict[str, Any]:
    url = reverse(name)
    return {"url": url, "label": label, "is_current": request.path.startswith(url)}
