"""What stops each act of a consultation: rules of docs/algorithms/consultation.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.consultation import AnswerFacts
from roder.domain.consultation import ConsultationState
from roder.domain.consultation import FrameWish
from roder.domain.consultation import HandingIn
from roder.domain.consultation import Standpoint
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date


def send_faults(
    state: ConsultationState, deadlines: Mapping[str, date], day: date, *, title: str
) -> list[Problem]:
    """Return what keeps a consultation from being sent: ``deadlines`` are by body code.

    >>> from datetime import date
    >>> [fault.code for fault in send_faults(ConsultationState.DRAFT, {}, date(2018, 6, 13), title="Base")]
    ['consultation_without_bodies']
    """
    checks = [
        (state is not ConsultationState.DRAFT, _ALREADY_SENT),
        (not title.strip(), _NO_TITLE),
        (not deadlines, _NO_BODIES),
        (any(deadline <= day for deadline in deadlines.values()), _DEADLINE_PASSED),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def draft_faults(state: ConsultationState) -> list[Problem]:
    """Return what keeps a consultation from being changed: what the bodies were asked stays what they were asked.

    >>> draft_faults(ConsultationState.DRAFT)
    []
    """
    return [] if state is ConsultationState.DRAFT else [_ALREADY_SENT]


def extension_faults(
    state: ConsultationState, facts: AnswerFacts, extended_to: date, reason: str
) -> list[Problem]:
    """Return what keeps a body from being given more time.

    >>> from datetime import date
    >>> early = extension_faults(ConsultationState.SENT, AnswerFacts(date(2018, 9, 3)), date(2018, 9, 3), "Sick")
    >>> [fault.code for fault in early]
    ['extension_not_later']
    """
    checks = [
        (state is not ConsultationState.SENT, _NOT_OPEN),
        (facts.answered_on is not None, _ALREADY_ANSWERED),
        (extended_to <= facts.due, _NOT_LATER),
        (not reason.strip(), _NO_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def writing_faults(state: ConsultationState, facts: AnswerFacts) -> list[Problem]:
    """Return what keeps an answer from being written in: it is open until it is handed in or the whole is closed.

    >>> from datetime import date
    >>> writing_faults(ConsultationState.SENT, AnswerFacts(date(2018, 9, 3)))
    []
    """
    if state is not ConsultationState.SENT:
        return [_NOT_OPEN]
    return [_ALREADY_ANSWERED] if facts.answered_on is not None else []


def handing_in_faults(
    state: ConsultationState, facts: AnswerFacts, content: HandingIn, deciders: Collection[str]
) -> list[Problem]:
    """Return what keeps an answer from being handed in. ``deciders`` are the body itself and those above it.

    A committee answers by a decision of its own (KL 6 ch.). A body that wishes changes must say so in its standpoint. Lateness
    refuses nothing: a late answer is better than none.

    >>> from datetime import date
    >>> content = HandingIn(Standpoint.SUPPORTS, decided_by="500")
    >>> wrong = handing_in_faults(ConsultationState.SENT, AnswerFacts(date(2018, 9, 3)), content, {"400"})
    >>> [fault.code for fault in wrong]
    ['answer_decided_by_another_body']
    """
    if closed := writing_faults(state, facts):
        return closed
    agrees = content.standpoint in {Standpoint.SUPPORTS, Standpoint.NO_VIEW}
    checks = [
        (content.standpoint is None, _NO_STANDPOINT),
        (content.unanswered_questions > 0, _QUESTIONS_LEFT),
        (content.wishes > 0 and agrees, _WISHES_BUT_AGREES),
        (content.wishes == 0 and content.standpoint is Standpoint.WITH_CHANGES, _CHANGES_BUT_NO_WISH),
        (not content.decided_by, _NO_DECISION),
        (bool(content.decided_by) and content.decided_by not in deciders, _ANOTHERS_DECISION),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def taking_back_faults(state: ConsultationState, facts: AnswerFacts, reason: str) -> list[Problem]:
    """Return what keeps a body from taking its answer back to put it right: only while the consultation is open.

    >>> from datetime import date
    >>> facts = AnswerFacts(date(2018, 9, 3), answered_on=date(2018, 8, 28))
    >>> [fault.code for fault in taking_back_faults(ConsultationState.CLOSED, facts, "A wrong sum")]
    ['consultation_not_open']
    """
    checks = [
        (state is not ConsultationState.SENT, _NOT_OPEN),
        (facts.answered_on is None, _NOT_ANSWERED),
        (not reason.strip(), _NO_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def wish_faults(wish: FrameWish, years: Collection[int]) -> list[Problem]:
    """Return what is wrong with a wished change; ``years`` are those of the base.

    >>> [fault.code for fault in wish_faults(FrameWish("400", 2019, 0, "More pupils"), {2019, 2020, 2021})]
    ['wish_of_nothing']
    """
    checks = [
        (wish.amount_ore == 0, _WISH_OF_NOTHING),
        (wish.year not in years, _WISH_OUTSIDE),
        (not wish.motivation.strip(), _WISH_WITHOUT_MOTIVATION),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def closing_faults(
    state: ConsultationState, answers: Iterable[AnswerFacts], day: date, reason: str
) -> list[Problem]:
    """Return what keeps a consultation from being closed: with time left for somebody it asks a reason.

    >>> from datetime import date
    >>> early = closing_faults(ConsultationState.SENT, [AnswerFacts(date(2018, 9, 3))], date(2018, 9, 3), "")
    >>> [fault.code for fault in early]
    ['closing_before_its_time']
    """
    if state is not ConsultationState.SENT:
        return [_NOT_OPEN]
    waits = any(facts.answered_on is None and facts.due >= day for facts in answers)
    return [_CLOSED_EARLY] if waits and not reason.strip() else []


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_ALREADY_SENT = _fault(
    "consultation_already_sent",
    "The consultation is sent. What was asked stays as it was; give more time, or send a new one.",
    "Remissen är skickad. Det som frågades ligger fast; förläng tiden eller skicka en ny.",
)
_NO_TITLE = _fault("consultation_without_title", "Write a title.", "Skriv en rubrik.")
_NO_BODIES = _fault(
    "consultation_without_bodies",
    "Choose at least one committee or board that is to answer.",
    "Välj minst en nämnd eller styrelse som ska yttra sig.",
)
_DEADLINE_PASSED = _fault(
    "consultation_deadline_passed",
    "The last day for an answer must come after the day of sending.",
    "Sista dag för yttrande måste ligga efter dagen då remissen skickas.",
)
_NOT_OPEN = _fault(
    "consultation_not_open",
    "The consultation is not open for answers.",
    "Remissen är inte öppen för yttranden.",
)
_ALREADY_ANSWERED = _fault(
    "answer_already_handed_in",
    "The answer is handed in. Take it back to change it.",
    "Yttrandet är inlämnat. Ta tillbaka det för att ändra.",
)
_NOT_ANSWERED = _fault("answer_not_handed_in", "The answer is not handed in.", "Yttrandet är inte inlämnat.")
_NOT_LATER = _fault(
    "extension_not_later",
    "The new last day must come after the one that holds.",
    "Den nya sista dagen måste ligga efter den som gäller.",
)
_NO_REASON = _fault("consultation_without_reason", "Say why.", "Ange ett skäl.")
_NO_STANDPOINT = _fault(
    "answer_without_standpoint",
    "Say what the committee thinks of the base as a whole.",
    "Ange vad nämnden anser om underlaget som helhet.",
)
_QUESTIONS_LEFT = _fault(
    "answer_questions_left",
    "Some questions have no answer. Write “no view” where the committee has none.",
    "Alla frågor är inte besvarade. Skriv ”ingen synpunkt” där nämnden inte har någon.",
)
_WISHES_BUT_AGREES = _fault(
    "answer_wishes_but_agrees",
    "The answer wishes changes of the frame, but its standpoint does not say so.",
    "Yttrandet begär ändrad ram, men ställningstagandet säger inte det.",
)
_CHANGES_BUT_NO_WISH = _fault(
    "answer_changes_but_no_wish",
    "The standpoint says that changes are wished, but none is written.",
    "Ställningstagandet säger att ändringar begärs, men ingen är skriven.",
)
_NO_DECISION = _fault(
    "answer_without_decision",
    "Name the decision by which the committee answers.",
    "Ange nämndens beslut om yttrandet.",
)
_ANOTHERS_DECISION = _fault(
    "answer_decided_by_another_body",
    "The decision is of another body. The committee itself, or one above it, answers.",
    "Beslutet är fattat av ett annat organ. Nämnden själv eller ett organ ovanför yttrar sig.",
)
_WISH_OF_NOTHING = _fault(
    "wish_of_nothing", "A wished change cannot be 0.", "En begärd ändring kan inte vara 0."
)
_WISH_OUTSIDE = _fault(
    "wish_outside_the_years",
    "The year is not one of the budget's three.",
    "Året är inte ett av budgetens tre.",
)
_WISH_WITHOUT_MOTIVATION = _fault(
    "wish_without_motivation",
    "Say why the frame should be changed.",
    "Motivera varför ramen bör ändras.",
)
_CLOSED_EARLY = _fault(
    "closing_before_its_time",
    "Somebody still has time to answer. Say why the consultation is closed now.",
    "Någon har fortfarande tid att yttra sig. Ange varför remissen stängs nu.",
)
