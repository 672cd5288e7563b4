"""What of a budget year locks with its steps, in words: for its pages and for the history."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roder.domain.budget_locks import LockedThing


def thing_name(thing: LockedThing) -> str:
    """Return what of a budget year locks, in words."""
    return {
        LockedThing.SCAN: _("The environmental scan"),
        LockedThing.ANALYSIS: _("The analysis of earlier years"),
        LockedThing.CONSEQUENCES: _("The consequences for the committees"),
        LockedThing.IDEAS: _("Ideas and knowledge from the activities"),
        LockedThing.BASE: _("The base: frames, financing and investments"),
        LockedThing.CONSULTATION: _("The opinions of committees and boards"),
        LockedThing.PROPOSALS: _("The proposals of the parties"),
        LockedThing.BOARD_PROPOSAL: _("The executive board's own proposal"),
        LockedThing.DECISION: _("What the council has decided"),
    }[thing]
