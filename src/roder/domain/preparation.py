"""What is gathered before a budget is drafted: trends around the municipality, what they mean, and people's ideas.

Rules and worked tables: docs/algorithms/preparation.md (DOMAIN 3.1, steps 1, 3 and 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.mandates import may_approve
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping


class TrendState(StrEnum):
    """A trend is written, taken up into the scan, or set aside with its text kept."""

    DRAFT = "draft"
    TAKEN_UP = "taken_up"
    SET_ASIDE = "set_aside"


class TrendHorizon(StrEnum):
    """When a trend is felt: within the budget's three years, until about ten years, or later."""

    NEAR = "near"
    MIDDLE = "middle"
    LONG = "long"


class TrendLikelihood(StrEnum):
    """How likely it is that a trend comes to be, in words: the scan gives no false exactness."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    CERTAIN = "certain"


class TrendWeight(StrEnum):
    """How much a trend means to the municipality if it comes to be."""

    SMALL = "small"
    NOTICEABLE = "noticeable"
    LARGE = "large"


class CostDirection(StrEnum):
    """Which way a trend moves the net cost."""

    HIGHER = "higher"
    LOWER = "lower"
    BOTH = "both"
    NONE = "none"


class ConsequenceState(StrEnum):
    """Where what a trend means for one committee stands."""

    NOT_TOUCHED = "not_touched"
    MISSING = "missing"
    WRITTEN = "written"
    APPROVED = "approved"


class IdeaReply(StrEnum):
    """What the budget office answered; ``WAITING`` until it has."""

    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    NOT_NOW = "not_now"


class IdeaTarget(StrEnum):
    """Where an idea went: a step of the bridge, a change of a proposal, a goal, an assignment, or elsewhere."""

    BRIDGE = "bridge"
    PROPOSAL = "proposal"
    GOAL = "goal"
    ASSIGNMENT = "assignment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ConsequenceText:
    """What a trend means for one committee: its activity, money, volumes and staff."""

    activity: str = ""
    money: str = ""
    volumes: str = ""
    staff: str = ""


def consequence_states(
    trends: Mapping[int, Collection[str]], bodies: Collection[str], found: Mapping[tuple[int, str], bool]
) -> dict[tuple[int, str], ConsequenceState]:
    """Return where each pair of trend and committee stands. ``trends`` has the committees that each touches.

    ``found`` says of each consequence that is written whether it is approved. One that is written although the
    trend does not name the committee is shown as it is.

    >>> consequence_states({1: {"400"}}, ["400", "500"], {})[1, "400"].value
    'missing'
    """
    return {
        (trend, body): _consequence_state(body in touched, found.get((trend, body)))
        for trend, touched in trends.items()
        for body in bodies
    }


def _consequence_state(is_touched: bool, is_approved: bool | None) -> ConsequenceState:  # noqa: FBT001 a pure pair
    if is_approved is not None:
        return ConsequenceState.APPROVED if is_approved else ConsequenceState.WRITTEN
    return ConsequenceState.MISSING if is_touched else ConsequenceState.NOT_TOUCHED


def trend_faults(title: str, source: str, state: TrendState) -> list[Problem]:
    """Return what is wrong with a trend as it is written: what is taken up must say where it comes from.

    >>> [fault.code for fault in trend_faults("More elderly", "", TrendState.TAKEN_UP)]
    ['trend_without_source']
    """
    checks = [
        (not title.strip(), _NO_TITLE),
        (state is TrendState.TAKEN_UP and not source.strip(), _NO_SOURCE),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def consequence_faults(text: ConsequenceText) -> list[Problem]:
    """Return what keeps a consequence from being kept: it must at least say what it means for the activity.

    >>> [fault.code for fault in consequence_faults(ConsequenceText(money="5 mnkr"))]
    ['consequence_without_activity']
    """
    return [] if text.activity.strip() else [_NO_ACTIVITY]


def approval_faults(writer: str, approver: str, *, is_approved: bool) -> list[Problem]:
    """Return what keeps a consequence from being approved: four eyes, and once.

    >>> [fault.code for fault in approval_faults("nils", "nils", is_approved=False)]
    ['consequence_own_work']
    """
    checks = [(is_approved, _APPROVED_ALREADY), (not may_approve(writer, approver), _OWN_WORK)]
    return [problem for is_wrong, problem in checks if is_wrong]


def idea_faults(title: str, text: str) -> list[Problem]:
    """Return what keeps an idea from being handed over.

    >>> [fault.code for fault in idea_faults("", "Share the premises")]
    ['idea_without_title']
    """
    checks = [(not title.strip(), _NO_TITLE_OF_IDEA), (not text.strip(), _NO_TEXT)]
    return [problem for is_wrong, problem in checks if is_wrong]


def idea_change_faults(author: str, person: str, reply: IdeaReply) -> list[Problem]:
    """Return what keeps a person from changing an idea: only its author may, until it is answered.

    >>> [fault.code for fault in idea_change_faults("nils", "eva", IdeaReply.WAITING)]
    ['idea_of_another']
    """
    checks = [(author != person, _ANOTHERS_IDEA), (reply is not IdeaReply.WAITING, _ANSWERED_IDEA)]
    return [problem for is_wrong, problem in checks if is_wrong]


def support_faults(author: str, person: str, *, has_supported: bool) -> list[Problem]:
    """Return what keeps a person from supporting an idea: not one's own, and once.

    >>> [fault.code for fault in support_faults("nils", "eva", has_supported=True)]
    ['idea_supported_already']
    """
    checks = [(author == person, _OWN_IDEA), (has_supported, _SUPPORTED)]
    return [problem for is_wrong, problem in checks if is_wrong]


def reply_faults(reply: IdeaReply, text: str) -> list[Problem]:
    """Return what is wrong with a reply: it says which, and why when the idea is not taken up whole.

    >>> [fault.code for fault in reply_faults(IdeaReply.NOT_NOW, " ")]
    ['idea_reply_without_reason']
    """
    asks_reason = reply in {IdeaReply.PARTLY, IdeaReply.NOT_NOW}
    checks = [
        (reply is IdeaReply.WAITING, _NO_REPLY),
        (asks_reason and not text.strip(), _REPLY_WITHOUT_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def trace_faults(reference: str, text: str) -> list[Problem]:
    """Return what keeps a trace from being kept: it must say where the idea went.

    >>> [fault.code for fault in trace_faults("", "")]
    ['idea_trace_without_place']
    """
    return [] if reference.strip() or text.strip() else [_TRACE_WITHOUT_PLACE]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_NO_TITLE = _fault("trend_without_title", "Write what the trend is called.", "Skriv vad trenden kallas.")
_NO_SOURCE = _fault(
    "trend_without_source",
    "Name the source before the trend is taken up.",
    "Ange källan innan trenden tas med.",
)
_NO_ACTIVITY = _fault(
    "consequence_without_activity",
    "Write what the trend means for the activity.",
    "Skriv vad trenden betyder för verksamheten.",
)
_APPROVED_ALREADY = _fault("consequence_approved_already", "It is approved already.", "Den är redan godkänd.")
_OWN_WORK = _fault(
    "consequence_own_work",
    "Nobody approves what they have written themselves.",
    "Ingen godkänner det som den själv har skrivit.",
)
_NO_TITLE_OF_IDEA = _fault("idea_without_title", "Write a title.", "Skriv en rubrik.")
_NO_TEXT = _fault("idea_without_text", "Write what the idea is.", "Skriv vad förslaget går ut på.")
_ANOTHERS_IDEA = _fault(
    "idea_of_another", "Only its author changes an idea.", "Bara den som skrivit idén ändrar den."
)
_ANSWERED_IDEA = _fault(
    "idea_answered", "The idea is answered and stays as it is.", "Idén är besvarad och ligger fast."
)
_OWN_IDEA = _fault("idea_own", "Nobody supports their own idea.", "Ingen stöder sin egen idé.")
_SUPPORTED = _fault("idea_supported_already", "You support it already.", "Du stöder den redan.")
_NO_REPLY = _fault("idea_without_reply", "Choose a reply.", "Välj ett svar.")
_REPLY_WITHOUT_REASON = _fault(
    "idea_reply_without_reason", "Say why to the one who wrote.", "Ange skäl till den som skrev."
)
_TRACE_WITHOUT_PLACE = _fault(
    "idea_trace_without_place", "Say where the idea went.", "Ange vart idén tog vägen."
)
