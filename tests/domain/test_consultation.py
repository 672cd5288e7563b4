"""A consultation goes as docs/algorithms/consultation.md says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.worked_tables import worked_table

from roder.domain.consultation import AnswerFacts
from roder.domain.consultation import ConsultationState
from roder.domain.consultation import FrameWish
from roder.domain.consultation import HandingIn
from roder.domain.consultation import Standpoint
from roder.domain.consultation import answer_state
from roder.domain.consultation import compiled_wishes
from roder.domain.consultation_faults import closing_faults
from roder.domain.consultation_faults import draft_faults
from roder.domain.consultation_faults import extension_faults
from roder.domain.consultation_faults import handing_in_faults
from roder.domain.consultation_faults import send_faults
from roder.domain.consultation_faults import taking_back_faults
from roder.domain.consultation_faults import wish_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.domain.problems import Problem

PAGE = "consultation"
DUE = date(2018, 9, 3)
ANSWERED = AnswerFacts(DUE, answered_on=date(2018, 8, 28))


def day_of(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def text_of(cell: str) -> str:
    return "" if cell == "-" else cell


def codes(faults: Iterable[Problem]) -> str:
    return " ".join(fault.code for fault in faults) or "-"


def facts_of(answered: str) -> AnswerFacts:
    return ANSWERED if answered == "yes" else AnswerFacts(DUE)


def test_an_answer_stands_where_the_page_says() -> None:
    for case, deadline, extended, answered, begun, day, closed, state in worked_table(PAGE, "case"):
        facts = AnswerFacts(
            date.fromisoformat(deadline), day_of(extended), day_of(answered), is_begun=begun == "yes"
        )
        found = answer_state(facts, date.fromisoformat(day), is_closed=closed == "yes")
        assert found.value == state, case


def test_a_consultation_is_sent_extended_and_closed_as_the_page_says() -> None:
    for case, state, deadlines, day, title, faults in worked_table(PAGE, "sending"):
        days = {str(place): date.fromisoformat(each) for place, each in enumerate(text_of(deadlines).split())}
        found = send_faults(ConsultationState(state), days, date.fromisoformat(day), title=text_of(title))
        assert codes(found) == faults, case
    for case, state, deadline, answered, new, reason, faults in worked_table(PAGE, "extending"):
        facts = AnswerFacts(date.fromisoformat(deadline), answered_on=day_of(answered))
        found = extension_faults(ConsultationState(state), facts, date.fromisoformat(new), text_of(reason))
        assert codes(found) == faults, case
    for case, state, deadlines, answered, day, reason, faults in worked_table(PAGE, "closing"):
        answers = [
            AnswerFacts(date.fromisoformat(due), answered_on=DUE if done == "yes" else None)
            for due, done in zip(deadlines.split(), answered.split(), strict=True)
        ]
        found = closing_faults(ConsultationState(state), answers, date.fromisoformat(day), text_of(reason))
        assert codes(found) == faults, case


def test_only_a_draft_is_changed() -> None:
    assert codes(draft_faults(ConsultationState.DRAFT)) == "-"
    assert codes(draft_faults(ConsultationState.SENT)) == "consultation_already_sent"


def test_an_answer_is_handed_in_and_taken_back_as_the_page_says() -> None:
    for case, state, answered, standpoint, left, wishes, decided, faults in worked_table(PAGE, "handing in"):
        content = HandingIn(
            Standpoint(standpoint) if text_of(standpoint) else None, int(left), int(wishes), text_of(decided)
        )
        found = handing_in_faults(ConsultationState(state), facts_of(answered), content, {"400", "100"})
        assert codes(found) == faults, case
    for case, state, answered, reason, faults in worked_table(PAGE, "taking back"):
        found = taking_back_faults(ConsultationState(state), facts_of(answered), text_of(reason))
        assert codes(found) == faults, case


def test_a_wish_is_refused_for_what_the_page_says() -> None:
    for case, year, amount, motivation, faults in worked_table(PAGE, "wishing"):
        wish = FrameWish("400", int(year), int(amount), text_of(motivation))
        assert codes(wish_faults(wish, {2019, 2020, 2021})) == faults, case


def test_wishes_are_compiled_beside_the_frames_of_the_base() -> None:
    for frames, wishes, compiled in worked_table(PAGE, "frames"):
        given = dict(map(_pair, text_of(frames).split()))
        asked = [FrameWish(*place, amount) for place, amount in map(_pair, text_of(wishes).split())]
        found = [
            f"{each.body}/{each.year}: {_said(each.frame_ore)} {each.wished_ore} {_said(each.with_wishes_ore)}"
            for each in compiled_wishes(given, asked)
        ]
        assert "; ".join(found) == compiled


def _pair(text: str) -> tuple[tuple[str, int], int]:
    place, amount = text.split("=")
    body, year = place.split("/")
    return (body, int(year)), int(amount)


def _said(amount: int | None) -> str:
    return "none" if amount is None else str(amount)
