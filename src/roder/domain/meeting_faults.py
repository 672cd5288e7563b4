"""Why a step of a matter cannot be taken: asked out of its order, moved too late, or already decided.

The order is that of ``meeting_order``. Worked tables: docs/algorithms/votes.md.
"""

from __future__ import annotations

from roder.domain.meeting_order import PAIR
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MatterFacts
from roder.domain.meeting_order import MeetingState
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import next_step
from roder.domain.problems import Problem
from roder.domain.problems import Severity


def order_faults(
    facts: MatterFacts, question: Question, options: tuple[str, ...], *, by_acclamation: bool = False
) -> list[Problem]:
    """Return why a question cannot be put now; empty when it is the next.

    By acclamation the chair may find one of all proposals adopted, as long as nobody has asked for a vote: then
    the question of the matter itself may be settled before any counter proposal is chosen.

    >>> [fault.code for fault in order_faults(MatterFacts(proposals=("a", "b")), Question.MAIN, ("a", "b"))]
    ['meeting_out_of_order']
    """
    coming = next_step(facts)
    if by_acclamation and question is Question.MAIN and coming.step is MeetingStep.COUNTER_PROPOSAL:
        asked = any(each.question is Question.COUNTER_PROPOSAL for each in facts.rounds)
        return [_OUT_OF_ORDER] if asked else []
    if coming.step.value != question.value or coming.options != options:
        return [_OUT_OF_ORDER]
    return [_NOTHING_AGAINST] if len(options) < PAIR and not by_acclamation else []


def step_order_faults(facts: MatterFacts, *steps: MeetingStep) -> list[Problem]:
    """Return why none of the steps can be taken now; empty when one of them is the next.

    >>> step_order_faults(MatterFacts(), MeetingStep.PUT_PROPOSALS)
    []
    """
    return [] if next_step(facts).step in steps else [_OUT_OF_ORDER]


def motion_faults(facts: MatterFacts, kind: MotionKind, reason: str) -> list[Problem]:
    """Return why a motion to remit or postpone cannot be put: it comes before the matter itself, each once.

    >>> [fault.code for fault in motion_faults(MatterFacts(), MotionKind.REMIT, "")]
    ['meeting_remittal_without_reason']
    """
    too_late = facts.item is not ItemState.OPEN or bool(facts.rounds)
    checks = [
        (facts.meeting is not MeetingState.IN_SESSION, _NOT_IN_SESSION),
        (too_late, _MOTION_TOO_LATE),
        (kind in facts.motions, _MOTION_TWICE),
        (kind is MotionKind.REMIT and not reason.strip(), _REMITTAL_WITHOUT_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def take_back_faults(item: ItemState, *, is_last: bool) -> list[Problem]:
    """Return why a question cannot be taken back: only the last one is, and not once the matter is settled.

    >>> [fault.code for fault in take_back_faults(ItemState.DECIDED, is_last=True)]
    ['meeting_decided']
    """
    checks = [(item is not ItemState.OPEN, _DECIDED), (not is_last, _NOT_THE_LAST)]
    return [problem for is_wrong, problem in checks if is_wrong]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_OUT_OF_ORDER = _fault(
    "meeting_out_of_order",
    "Another step comes first. The page of the meeting says which.",
    "Ett annat steg kommer först. Sammanträdets sida visar vilket.",
)
_NOTHING_AGAINST = _fault(
    "meeting_nothing_to_vote_against",
    "There is one proposal and nothing to vote against. It is adopted by acclamation.",
    "Det finns bara ett förslag och inget att ställa det mot. Det antas med acklamation.",
)
_NOT_IN_SESSION = _fault(
    "meeting_not_in_session", "The meeting is not in session.", "Sammanträdet pågår inte."
)
_MOTION_TOO_LATE = _fault(
    "meeting_motion_too_late",
    "A question has been put already. Remittal and postponement are moved before that.",
    "En fråga är redan ställd. Återremiss och bordläggning yrkas före det.",
)
_MOTION_TWICE = _fault(
    "meeting_motion_twice",
    "The same has been moved already.",
    "Det är redan yrkat.",
)
_REMITTAL_WITHOUT_REASON = _fault(
    "meeting_remittal_without_reason",
    "Say what is to be looked into further: whoever gets the matter back must know.",
    "Ange vad som ska utredas mer: den som får tillbaka ärendet måste veta det.",
)
_DECIDED = _fault(
    "meeting_decided",
    "The matter is decided. Nothing of it is changed any more.",
    "Ärendet är avgjort. Inget i det ändras längre.",
)
_NOT_THE_LAST = _fault(
    "meeting_round_not_last",
    "Only the last question can be taken back.",
    "Bara den senaste frågan kan tas tillbaka.",
)
