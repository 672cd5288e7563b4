"""What the steps of the bridge are called, and what made a line."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import LineOrigin


def step_name(step: str) -> str:
    """Return what a step of the bridge is called; a line of a file may say a step of its own, or none."""
    names = {
        ChangeGroup.LAST_FRAME: _("Last frame"),
        ChangeGroup.TECHNICAL: _("Technical changes"),
        ChangeGroup.INDEX: _("Index"),
        ChangeGroup.VOLUME: _("Volume"),
        ChangeGroup.DECISION: _("New decisions"),
        ChangeGroup.SAVING: _("Savings"),
        ChangeGroup.FULL_YEAR: _("Full-year effects"),
        "": _("Without a step"),
    }
    return names.get(step, step)


def origin_name(origin: str) -> str:
    """Return what made a line."""
    names = {
        LineOrigin.TYPED: _("Typed"),
        LineOrigin.CARRIED: _("Carried on from what was decided"),
        LineOrigin.INDEX: _("Reckoned by index"),
        LineOrigin.VOLUME: _("Reckoned from the volume model"),
        LineOrigin.RECONCILIATION: _("Reckoned from counted volumes"),
        LineOrigin.EFFICIENCY: _("Reckoned as per cent of the frame"),
    }
    return names[LineOrigin(origin)]


def year_kind(year: int, first_year: int) -> str:
    """Return the heading of a year: the budget year or a plan year."""
    if year == first_year:
        return pgettext("of a year", "Budget %(year)s") % {"year": year}
    return pgettext("of a year", "Plan %(year)s") % {"year": year}
