"""Where one can go within the follow-up of a month: the tabs on top of each of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.ui.formatting import month_text
from roder.workspace.tab_groups import tabs_of

if TYPE_CHECKING:
    from roder.domain.periods import Month


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups of pages in the order of the work: what each is called, its addresses and their names."""
    return [(_("Figures"), [("follow_up_period", _("Figures"))])]


def follow_up_tabs(month: Month, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a month's follow-up for ``ui/components/tabs.html``, one for each group of pages.

    ``current`` is an address name without its space; its group is open and shows its pages.
    """
    return tabs_of(_groups(), month, current)


def follow_up_breadcrumbs(month: Month, *rest: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page of a month's follow-up; ``rest`` is label and address, the last without one."""
    trail = [
        (_("Follow-up"), reverse("workspace:follow_up")),
        (
            month_text(month, get_language() or "sv", short=False),
            reverse("workspace:follow_up_period", args=[month]),
        ),
        *rest,
    ]
    return [{"label": label, "url": url} for label, url in trail]
