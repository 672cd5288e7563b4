"""What is gathered before a budget, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.consultation import Standpoint
from roder.domain.cost_quality import CostLevel
from roder.domain.cost_quality import CostQualityPosition
from roder.domain.cost_quality import QualityLevel
from roder.domain.preparation import CostDirection
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import IdeaTarget
from roder.domain.preparation import TrendHorizon
from roder.domain.preparation import TrendLikelihood
from roder.domain.preparation import TrendState
from roder.domain.preparation import TrendWeight
from roder.ui.states import state_of

AMOUNT_UNIT = "tkr"


def horizon_names() -> dict[str, str]:
    return {
        TrendHorizon.NEAR: _("Within three years"),
        TrendHorizon.MIDDLE: _("Three to ten years"),
        TrendHorizon.LONG: _("Beyond ten years"),
    }


def likelihood_names() -> dict[str, str]:
    return {
        TrendLikelihood.UNLIKELY: pgettext("likelihood of a trend", "Unlikely"),
        TrendLikelihood.POSSIBLE: pgettext("likelihood of a trend", "Possible"),
        TrendLikelihood.LIKELY: pgettext("likelihood of a trend", "Likely"),
        TrendLikelihood.CERTAIN: pgettext("likelihood of a trend", "As good as certain"),
    }


def weight_names() -> dict[str, str]:
    return {
        TrendWeight.SMALL: pgettext("weight of a trend", "Small"),
        TrendWeight.NOTICEABLE: pgettext("weight of a trend", "Noticeable"),
        TrendWeight.LARGE: pgettext("weight of a trend", "Large"),
    }


def direction_names() -> dict[str, str]:
    return {
        CostDirection.HIGHER: _("Higher costs"),
        CostDirection.LOWER: _("Lower costs"),
        CostDirection.BOTH: _("Both higher and lower"),
        CostDirection.NONE: _("No effect on costs"),
    }


def trend_state_names() -> dict[str, str]:
    return {state.value: str(state_of(f"scan_{state.value}").word) for state in TrendState}


def standpoint_names() -> dict[str, str]:
    return {
        Standpoint.SUPPORTS: _("Supports the base"),
        Standpoint.WITH_CHANGES: _("Supports the base with changes"),
        Standpoint.REJECTS: _("Does not support the base"),
        Standpoint.NO_VIEW: _("Has no view"),
    }


def reply_names() -> dict[str, str]:
    return {reply.value: str(state_of(f"idea_{reply.value}").word) for reply in IdeaReply}


def target_names() -> dict[str, str]:
    return {
        IdeaTarget.BRIDGE: _("A step of the bridge of the frames"),
        IdeaTarget.PROPOSAL: _("A change in a proposal"),
        IdeaTarget.GOAL: pgettext("where an idea went", "A goal"),
        IdeaTarget.ASSIGNMENT: pgettext("where an idea went", "An assignment"),
        IdeaTarget.OTHER: pgettext("where an idea went", "Elsewhere"),
    }


def cost_names() -> dict[str, str]:
    return {
        CostLevel.LOWER: _("Cheaper than expected"),
        CostLevel.EXPECTED: _("As expected"),
        CostLevel.HIGHER: _("Dearer than expected"),
        CostLevel.UNKNOWN: _("Cost not known"),
    }


def quality_names() -> dict[str, str]:
    return {
        QualityLevel.GOOD: _("Good quality"),
        QualityLevel.MIDDLE: _("Neither good nor weak"),
        QualityLevel.WEAK: _("Weak quality"),
        QualityLevel.UNKNOWN: _("Quality not known"),
    }


def position_names() -> dict[str, str]:
    return {
        CostQualityPosition.CHEAP_AND_GOOD: _("Cheaper and good"),
        CostQualityPosition.CHEAP_AND_WEAK: _("Cheaper and weak"),
        CostQualityPosition.DEAR_AND_GOOD: _("Dearer and good"),
        CostQualityPosition.DEAR_AND_WEAK: _("Dearer and weak"),
        CostQualityPosition.BETWEEN: _("In between"),
        CostQualityPosition.UNKNOWN: _("Cannot be said"),
    }
