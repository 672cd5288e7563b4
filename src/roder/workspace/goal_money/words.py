"""The money of goals in words: kinds of funding, and why what is used is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.goal_funding import FundingKind
from roder.domain.goal_funding import NotFollowed
from roder.ui.formatting import amount_with_unit

if TYPE_CHECKING:
    from roder.domain.goal_funding import GoalMoney

AMOUNT_UNIT = "tkr"


def kind_name(kind: str) -> str:
    """Return what it is that names the goal."""
    names = {
        FundingKind.FRAME: pgettext("kind of funding", "Part of the frame"),
        FundingKind.FRAME_CHANGE: pgettext("kind of funding", "Change of frame"),
        FundingKind.PROJECT: pgettext("kind of funding", "Project"),
        FundingKind.ASSIGNMENT: pgettext("kind of funding", "Assignment"),
    }
    return names[FundingKind(kind)]


def reason_text(reason: NotFollowed) -> str:
    """Return why what is used of some money is not known."""
    texts = {
        NotFollowed.NO_PROJECT: _("no project named"),
        NotFollowed.SHARED_PROJECT: _("the project is shared with another goal or body, and is not divided"),
        NotFollowed.UNKNOWN_PROJECT: _("the ledger does not have the project"),
        NotFollowed.NO_LEDGER: _("no ledger of the year yet"),
        NotFollowed.OUT_OF_REACH: _("outside your roles"),
    }
    return texts[reason]


def not_followed_text(money: GoalMoney) -> str:
    """Return how much is not followed by project, and why; empty when everything is."""
    if not money.reasons:
        return ""
    amount = amount_with_unit(money.not_followed_ore, AMOUNT_UNIT, get_language() or "sv")
    why = "; ".join(reason_text(reason) for reason in sorted(money.reasons))
    return _("%(amount)s is not followed by project: %(why)s") % {"amount": amount, "why": why}
