"""In which order a matter is handled at a meeting, and what may be recorded next.

First whether it is decided today, for whoever asks that it be remitted or postponed; then the counter proposal, by
elimination when there are more than two proposals; last the main proposal against it. What is asked out of order is
refused with the reason. Worked tables: docs/algorithms/votes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TODAY, LATER = "today", "later"
REMIT, POSTPONE = "remit", "postpone"
ADOPT, REJECT = "adopt", "reject"
"""The options of a matter without proposals against one another: it is adopted or rejected."""
PAIR = 2


class MeetingState(StrEnum):
    """Where a meeting is: called, in session, its minutes adjusted."""

    CALLED = "called"
    IN_SESSION = "in_session"
    ADJUSTED = "adjusted"


class ItemState(StrEnum):
    """What became of a matter at a meeting."""

    OPEN = "open"
    DECIDED = "decided"
    REMITTED = "remitted"
    POSTPONED = "postponed"


class MotionKind(StrEnum):
    """What a member moves in place of a decision today: back to the board, or to the next meeting."""

    REMIT = REMIT
    POSTPONE = POSTPONE


class Question(StrEnum):
    """The four questions that can be put to the meeting, in the order in which they come."""

    DECIDE_TODAY = "decide_today"
    REMIT_OR_POSTPONE = "remit_or_postpone"
    COUNTER_PROPOSAL = "counter_proposal"
    MAIN = "main"


class MeetingStep(StrEnum):
    """What comes next in a matter; the four questions are among them."""

    OPEN_SESSION = "open_session"
    PUT_PROPOSALS = "put_proposals"
    DECIDE_TODAY = Question.DECIDE_TODAY.value
    REMIT_OR_POSTPONE = Question.REMIT_OR_POSTPONE.value
    APPROVE_ORDER = "approve_order"
    COUNTER_PROPOSAL = Question.COUNTER_PROPOSAL.value
    MAIN = Question.MAIN.value
    SETTLE = "settle"
    ADJUST = "adjust"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class RoundResult:
    """A question that has been settled, and the option that won: a key of a proposal, or one of the constants."""

    question: Question
    winner: str


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What is known of a matter: ``proposals`` are keys in the order of propositions, the main proposal first."""

    meeting: MeetingState = MeetingState.IN_SESSION
    item: ItemState = ItemState.OPEN
    motions: frozenset[MotionKind] = frozenset()
    proposals: tuple[str, ...] = ()
    is_order_approved: bool = False
    rounds: tuple[RoundResult, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next. Of a question, ``options`` are what yes and no stand for; of settling, the one that won."""

    step: MeetingStep
    options: tuple[str, ...] = ()


def next_step(facts: MatterFacts) -> NextStep:
    """Return what comes next in a matter.

    >>> next_step(MatterFacts(motions=frozenset({MotionKind.REMIT}), proposals=("a", "b"))).options
    ('today', 'later')
    """
    if facts.meeting is MeetingState.ADJUSTED:
        return NextStep(MeetingStep.DONE)
    if facts.item is not ItemState.OPEN:
        return NextStep(MeetingStep.ADJUST)
    if facts.meeting is MeetingState.CALLED:
        return NextStep(MeetingStep.OPEN_SESSION)
    return _formal_step(facts) or _step_of_the_matter(facts)


def _formal_step(facts: MatterFacts) -> NextStep | None:
    if not facts.motions:
        return None
    if _winner(facts, Question.DECIDE_TODAY) is None:
        return NextStep(MeetingStep.DECIDE_TODAY, (TODAY, LATER))
    if _winner(facts, Question.DECIDE_TODAY) == TODAY:
        return None
    chosen = _winner(facts, Question.REMIT_OR_POSTPONE)
    if len(facts.motions) == 1:
        chosen = next(iter(facts.motions)).value
    if chosen is None:
        return NextStep(MeetingStep.REMIT_OR_POSTPONE, (REMIT, POSTPONE))
    return NextStep(MeetingStep.SETTLE, (chosen,))


def _step_of_the_matter(facts: MatterFacts) -> NextStep:
    if not facts.proposals:
        return NextStep(MeetingStep.PUT_PROPOSALS)
    winner = _winner(facts, Question.MAIN)
    if winner is not None:
        return NextStep(MeetingStep.SETTLE, (winner,))
    if not facts.is_order_approved:
        return NextStep(MeetingStep.APPROVE_ORDER)
    pair = counter_pair(facts)
    if pair is not None:
        return NextStep(MeetingStep.COUNTER_PROPOSAL, pair)
    main, *others = facts.proposals
    standing = _winner(facts, Question.COUNTER_PROPOSAL)
    return NextStep(MeetingStep.MAIN, (main, standing) if standing else (main, *others))


def counter_pair(facts: MatterFacts) -> tuple[str, str] | None:
    """Return which two proposals compete next for being the counter proposal; ``None`` when there is one.

    The first two after the main proposal meet, whoever wins meets the next (kontrapropositionsvotering).

    >>> counter_pair(MatterFacts(proposals=("a", "b", "c")))
    ('b', 'c')
    """
    others = facts.proposals[1:]
    held = [each.winner for each in facts.rounds if each.question is Question.COUNTER_PROPOSAL]
    if len(others) < PAIR or len(held) == len(others) - 1:
        return None
    return (held[-1] if held else others[0], others[len(held) + 1])


def may_minority_delay(*, is_council: bool, used_before: bool) -> bool:
    """Return whether one third of those present is enough: in the council, once in a matter (KL 5 ch. 50 §).

    >>> may_minority_delay(is_council=True, used_before=True), may_minority_delay(is_council=False, used_before=False)
    (False, False)
    """
    return is_council and not used_before


def _winner(facts: MatterFacts, question: Question) -> str | None:
    """Return what won the last time that the question was put."""
    found = [each.winner for each in facts.rounds if each.question is question]
    return found[-1] if found else None
