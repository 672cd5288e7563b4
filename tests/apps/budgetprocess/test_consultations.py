"""A consultation is drafted, sent, answered and closed; what is handed in or closed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.budget_preparation_world import DUE
from tests.budget_preparation_world import YEAR
from tests.budget_preparation_world import PreparationWorld
from tests.budget_preparation_world import make_preparation

from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.answers import WrittenAnswer
from roder.apps.budgetprocess.actions.answers import hand_in_answer
from roder.apps.budgetprocess.actions.answers import take_back_answer
from roder.apps.budgetprocess.actions.answers import write_answer
from roder.apps.budgetprocess.actions.consultation import ConsultationFacts
from roder.apps.budgetprocess.actions.consultation import change_consultation
from roder.apps.budgetprocess.actions.consultation import close_consultation
from roder.apps.budgetprocess.actions.consultation import draft_consultation
from roder.apps.budgetprocess.actions.consultation import extend_deadline
from roder.apps.budgetprocess.actions.consultation import send_consultation
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.consultation_queries import answer_rows
from roder.apps.budgetprocess.consultation_queries import answers_awaited
from roder.apps.budgetprocess.consultation_queries import consultations
from roder.apps.budgetprocess.consultation_queries import wished_frames
from roder.apps.decisions.actions import register_decision
from roder.apps.identity.models import User
from roder.apps.notices.consultation_duties import answering_body
from roder.apps.notices.consultation_duties import answers_to_give
from roder.apps.notices.queries import duties_of
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.consultation import AnswerState
from roder.domain.consultation import FrameWish
from roder.domain.consultation import Standpoint
from roder.domain.decisions import DecisionFacts
from roder.domain.duties import DutyKind
from roder.domain.duties import Urgency
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import Consultation
    from roder.apps.decisions.models import Decision

KEY = "2120000159"
TODAY = date(2018, 8, 28)
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100"),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
]


def world(karin: User) -> PreparationWorld:
    assert replace_organisation(KEY, BODIES, acting_user=karin) == []
    return make_preparation(KEY, ("400", "500"))


def decision_of(body: str, karin: User) -> Decision:
    facts = DecisionFacts(body, date(2018, 8, 27), "71", "Answer on the base")
    return register_decision(KEY, facts, acting_user=karin)


def written(consultation: Consultation, *wishes: FrameWish) -> WrittenAnswer:
    texts = {question.pk: f"About {question.text}" for question in consultation.questions.all()}
    standpoint = Standpoint.WITH_CHANGES if wishes else Standpoint.SUPPORTS
    return WrittenAnswer(standpoint, "The committee answers.", texts, wishes)


def codes(error: pytest.ExceptionInfo[ProcessRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_draft_is_changed_and_sent_once(karin: User) -> None:
    asked = ConsultationFacts("Base", "", None, ("What?",), {})
    draft = draft_consultation(KEY, YEAR, asked, acting_user=karin)
    with pytest.raises(ProcessRefusedError) as nobody:
        send_consultation(draft, today=TODAY, acting_user=karin)
    assert codes(nobody) == ["consultation_without_bodies"]
    only_bodies = replace(asked, deadlines={"400": DUE})
    change_consultation(draft, only_bodies, seen_version=1, acting_user=karin)
    change_consultation(draft, only_bodies, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        change_consultation(draft, replace(asked, title="Other"), seen_version=1, acting_user=karin)
    whole = replace(only_bodies, title="The base", questions=("What?", "Why?"))
    change_consultation(draft, whole, seen_version=2, acting_user=karin)
    sent = send_consultation(draft, today=TODAY, acting_user=karin)
    assert (sent.state, sent.sent_on, sent.questions.count()) == ("sent", TODAY, 2)
    with pytest.raises(ProcessRefusedError):
        change_consultation(sent, asked, seen_version=4, acting_user=karin)
    changed = AuditEntry.objects.filter(event=AuditEntry.Event.CONSULTATION_CHANGED).latest("pk")
    assert set(changed.new) == {"title", "questions"}
    assert list(consultations(KEY, YEAR)) == [sent]


def test_an_answer_is_written_handed_in_and_taken_back(karin: User) -> None:
    made = world(karin)
    answer = made.answer("400")
    wish = FrameWish("400", 2019, 20_000_00, "More children")
    wrong = written(made.consultation, replace(wish, year=2025))
    with pytest.raises(ProcessRefusedError) as outside:
        write_answer(answer, wrong, seen_version=1, acting_user=karin)
    assert codes(outside) == ["wish_outside_the_years"]
    text = written(made.consultation, wish)
    assert write_answer(answer, text, seen_version=1, acting_user=karin)
    assert not write_answer(answer, text, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError) as stale:
        write_answer(answer, replace(text, summary="Other"), seen_version=1, acting_user=karin)
    assert stale.value.theirs["summary"] == "The committee answers."
    with pytest.raises(ProcessRefusedError) as another:
        hand_in_answer(answer, decision_of("500", karin), today=TODAY, acting_user=karin)
    assert codes(another) == ["answer_decided_by_another_body"]
    hand_in_answer(answer, decision_of("400", karin), today=TODAY, acting_user=karin)
    states = {row.answer.body_code: row.state for row in answer_rows(made.consultation, TODAY)}
    assert states == {"400": AnswerState.ANSWERED, "500": AnswerState.WAITING}
    with pytest.raises(ProcessRefusedError):
        write_answer(answer, replace(text, summary="Other"), seen_version=3, acting_user=karin)
    back = take_back_answer(answer, "A wrong sum", acting_user=karin)
    assert (back.answered_on, back.decision) == (None, None)


def test_more_time_is_given_for_a_reason_and_leaves_who_writes_alone(karin: User) -> None:
    made = world(karin)
    answer = made.answer("500")
    with pytest.raises(ProcessRefusedError):
        extend_deadline(answer, date(2018, 9, 17), " ", acting_user=karin)
    extended = extend_deadline(answer, date(2018, 9, 17), "Meets on the 12th", acting_user=karin)
    assert (extended.facts.due, extended.version) == (date(2018, 9, 17), answer.version)
    row = answer_rows(made.consultation, date(2018, 9, 4))[1]
    assert (row.state, row.name) == (AnswerState.EXTENDED, "Elderly committee")


def test_a_closed_consultation_stays_as_it_is(karin: User) -> None:
    made = world(karin)
    answer = made.answer("400")
    write_answer(answer, written(made.consultation), seen_version=1, acting_user=karin)
    hand_in_answer(answer, decision_of("400", karin), today=TODAY, acting_user=karin)
    assert {row.body_code for row in answers_awaited(KEY)} == {"500"}
    with pytest.raises(ProcessRefusedError) as early:
        close_consultation(made.consultation, today=TODAY, acting_user=karin)
    assert codes(early) == ["closing_before_its_time"]
    closed = close_consultation(made.consultation, "They pass", today=TODAY, acting_user=karin)
    assert [row.state.value for row in answer_rows(closed, TODAY)] == ["answered", "no_answer"]
    with pytest.raises(ProcessRefusedError):
        take_back_answer(answer, "A wrong sum", acting_user=karin)
    with pytest.raises(ProcessRefusedError):
        write_answer(made.answer("500"), written(closed), seen_version=1, acting_user=karin)
    assert not answers_awaited().exists()


def test_wishes_stand_beside_the_frames_of_the_base(karin: User) -> None:
    made = world(karin)
    wish = FrameWish("400", 2020, -1_000_00, "Fewer children")
    write_answer(made.answer("400"), written(made.consultation, wish), seen_version=1, acting_user=karin)
    found = wished_frames(made.consultation, answer_rows(made.consultation, TODAY))
    assert [(each.body, each.year, each.with_wishes_ore) for each in found][:3] == [
        ("400", 2019, 500_000_00),
        ("400", 2020, 499_000_00),
        ("400", 2021, 500_000_00),
    ]


def test_who_may_answer_for_a_part_is_reminded_until_it_is_answered(karin: User) -> None:
    made = world(karin)
    nils = User.objects.create(username="nils")
    mandate = Mandate(Role.COMMITTEE_SECRETARY, KEY, "400", valid_from=date(2017, 1, 1))
    grant_mandate(nils, mandate, acting_user=karin)
    subject = f"{YEAR}/{made.consultation.pk}/400"
    assert answers_to_give(nils, TODAY) == {subject: DUE}
    assert answers_to_give(karin, TODAY) == {}
    waiting = [duty for duty in duties_of(nils, TODAY) if duty.kind is DutyKind.CONSULTATION_ANSWER]
    assert [(duty.subject, duty.urgency) for duty in waiting] == [(subject, Urgency.SOON)]
    assert "Preschool committee" in duty_title(waiting[0].kind, subject)
    assert duty_path(waiting[0].kind, subject).endswith("/yttrande/400/")
    write_answer(made.answer("400"), written(made.consultation), seen_version=1, acting_user=nils)
    hand_in_answer(made.answer("400"), decision_of("400", karin), today=TODAY, acting_user=nils)
    assert answers_to_give(nils, TODAY) == {}
    assert answering_body(subject) == "400"
