"""A secretary is led through a meeting, step by step, and everybody reads what was decided to the last krona."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client
from tests.meeting_world import BOARD
from tests.meeting_world import NAMED
from tests.meeting_world import WISH
from tests.meeting_world import MeetingWorld
from tests.meeting_world import decided
from tests.meeting_world import make_item
from tests.meeting_world import make_meeting
from tests.meeting_world import make_meeting_world
from tests.proposal_world import KEY
from tests.proposal_world import YEAR

from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.identity.queries import system_user
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.models import BallotRound
from roder.apps.meetings.models import Meeting
from roder.apps.meetings.models import MeetingItem
from roder.apps.meetings.models import MemberStatement
from roder.apps.meetings.models import PutProposal
from roder.domain.budget_decisions import BudgetDecisionKind

MEETINGS = f"/en/budget/{YEAR}/beslut/"


@pytest.fixture
def world(db: None) -> MeetingWorld:
    del db
    return make_meeting_world()


def signed_in(world: MeetingWorld, name: str = "karin") -> Client:
    client = Client()
    client.force_login(getattr(world.people, name))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode()).replace("\u00a0", " ")


def send(client: Client, address: str, **given: str) -> str:
    """Post a form, and return the page that answers it: where it leads, or its faults."""
    answer = client.post(address, given, follow=True)
    return unescape(answer.content.decode()).replace("\u00a0", " ")


def _called(karin: Client) -> MeetingItem:
    assert "Call a meeting" in text(karin, MEETINGS)
    call = {"body_code": "100", "day": "2018-12-10", "kind": "budget", "title": "Goals", "earlier": ""}
    assert "must be put right" in send(karin, f"{MEETINGS}nytt/", **call | {"day": "x"})
    assert "The board decides its proposal" in send(
        karin, f"{MEETINGS}nytt/", **call | {"kind": "board_proposal"}
    )
    assert not Meeting.objects.filter(day="2018-12-10").exists()
    assert "Write down the members" in send(karin, f"{MEETINGS}nytt/", **call)
    return MeetingItem.objects.get(meeting__day="2018-12-10")


def test_a_meeting_is_called_opened_and_led_to_its_decision(world: MeetingWorld) -> None:
    karin = signed_in(world)
    item = _called(karin)
    here = f"{MEETINGS}{item.pk}/"
    assert "Apartiet; 5" in text(karin, f"{here}ledamoter/"), "those of the last meeting are suggested"
    wrong = send(karin, f"{here}ledamoter/", members="Ann; A\nBo; B", version="1")
    assert "Mark one member as the chair" in wrong
    lines = "Ann; A; chair\nAlf; A\nBo; B\nBea; B\nBengt; B"
    assert "other members meanwhile" in send(karin, f"{here}ledamoter/", members=lines, version="7")
    assert "Open the meeting" in send(karin, f"{here}ledamoter/", members=lines, version="1")
    rows = {row.name: row.pk for row in item.meeting.members.all()}
    few = {f"absent-{rows[name]}": "on" for name in ("Ann", "Bo", "Bea")}
    assert "No more than half" in send(karin, f"{here}oppna/", **few)
    assert "Put the proposals" in send(karin, f"{here}oppna/", **{f"absent-{rows['Bea']}": "on"})
    placed = {f"place-{world.second.pk}": "2", f"place-{world.first.pk}": "1"}
    assert "Choose at least one" in send(karin, f"{here}forslag/")
    assert "Approve the order" in send(karin, f"{here}forslag/", **placed)
    assert "Say what is to be looked into" in send(karin, f"{here}yrkande/", kind="remit", moved_by="Bo")
    asked = send(karin, f"{here}yrkande/", kind="remit", moved_by="Bo", reason="Count again")
    assert "One third of those present is enough" in asked
    names = {f"vote-{rows[name]}": "yes" for name in ("Ann", "Alf", "Bo")} | {f"vote-{rows['Bea']}": "absent"}
    assert "Missing: Bengt" in send(karin, f"{here}omrostning/roll_call/", **names)
    held = send(karin, f"{here}omrostning/roll_call/", **names, **{f"vote-{rows['Bengt']}": "no"})
    assert "3 yes (Decided today) against 1 no (Not decided today)." in held
    assert "Which proposal is adopted?" in send(karin, f"{here}ordning/")
    assert "Another step comes first" in send(karin, f"{here}ordning/")
    main = PutProposal.objects.get(item=item, position=0)
    assert "Choose what the chair found" in send(karin, f"{here}acklamation/", question="main")
    assert "Register the decision" in send(karin, f"{here}acklamation/", question="main", winner=main.key)
    assert "settled already" in send(karin, f"{here}acklamation/", question="main", winner=main.key)
    assert "Only the last question" in send(karin, f"{here}ta-tillbaka/", number="1")
    assert "is taken back" in send(karin, f"{here}ta-tillbaka/", number="2")
    assert "Register the decision" in send(karin, f"{here}acklamation/", question="main", winner=main.key)
    _decide(karin, here)


def _decide(karin: Client, here: str) -> None:
    shown = text(karin, f"{here}besluta/")
    assert "is made and frozen" in shown
    assert "adopted before the end of November" in shown, "a broken date is seen, and stops nothing"
    assert "Utbildningsnämnden: SEK 910 thousand" in shown
    wish = {"paragraph": "211", "tax_rate": "20.00", "version_name": "Budget 2019", "wording": "So decided"}
    assert "must be put right" in send(karin, f"{here}besluta/", **wish | {"paragraph": ""})
    assert adopted_of_year(KEY, YEAR) is None
    after = send(karin, f"{here}besluta/", **wish)
    assert "What was frozen" in after
    assert "Adopted" in after
    assert "What comes next" in send(karin, f"{here}besluta/", **wish)
    version = adopted_of_year(KEY, YEAR)
    assert version is not None
    assert version.digest in after
    assert "2017-11-28" in send(karin, f"{here}skatteverket/", told_on="x", version="1")
    assert "cannot" not in send(karin, f"{here}skatteverket/", told_on="2018-12-11", version="1")
    assert "another day meanwhile" in send(karin, f"{here}skatteverket/", told_on="2018-12-12", version="1")
    assert "not before" in send(karin, f"{here}skatteverket/", told_on="2018-01-12", version="2")
    reservation = {"kind": "reservation", "party": "B", "names": "Bengt", "text": "Not this"}
    assert "Not this" in send(karin, f"{here}yttrande/", **reservation)
    assert MemberStatement.objects.get().names == "Bengt"
    assert "before the meeting" in send(karin, f"{here}justera/", adjusters="Alf", adjusted_on="2018-11-01")
    over = send(karin, f"{here}justera/", adjusters="Alf", adjusted_on="2018-12-31")
    assert "within 14 days" in over
    assert "The minutes are adjusted" in send(karin, f"{here}yttrande/", **reservation)
    assert "Decided by Fullmäktige 2018-12-10, § 211." in text(karin, MEETINGS)
    assert "Fullmäktige 2018-12-10" in text(karin, f"{MEETINGS}lista.csv")
    assert "matter_decided,§ 211" in text(karin, f"{MEETINGS}lista.csv?form=machine")


def test_a_vote_by_party_is_recorded_with_its_tie(world: MeetingWorld) -> None:
    karin = signed_in(world)
    here = f"{MEETINGS}{world.item.pk}/"
    assert "No question is to be voted on" in send(karin, f"{here}omrostning/by_party/")
    send(karin, f"{here}ordning/")
    assert "no names to call" in text(karin, f"{here}omrostning/roll_call/")
    text(karin, f"{here}omrostning/acclamation/", 404)
    votes = {"yes-0": "4", "no-1": "3", "no-2": "1", "absent-0": "1"}
    assert "Apartiet has 5 seats, but 4" in send(
        karin, f"{here}omrostning/by_party/", **votes | {"absent-0": "999999"}
    )
    assert "It is a tie" in send(karin, f"{here}omrostning/by_party/", **votes)
    held = send(karin, f"{here}omrostning/by_party/", **votes, casting="no")
    assert "settled by the chair's casting vote" in held
    assert BallotRound.objects.get().winner == PutProposal.objects.get(position=1).key
    assert "Apartiet,4,0,0,1,0" in text(karin, f"{here}roster/1.csv?form=machine")
    assert "Parti" in text(karin, f"/budget/{YEAR}/beslut/{world.item.pk}/roster/1.csv")
    text(karin, f"{here}roster/2.csv", 404)
    text(karin, f"{here}ramar.csv", 404)
    text(karin, f"{here}ram/300/", 404)


def test_a_decided_frame_is_traced_to_the_base_and_the_change(world: MeetingWorld) -> None:
    decided(world.item)
    lea = signed_in(world, "lea")
    here = f"{MEETINGS}{world.item.pk}/"
    shown = text(lea, here)
    assert "Register a reservation" not in shown
    assert "has not been told of the tax rate yet" in shown
    traced = text(lea, f"{here}ram/300/")
    assert "Underlag" in traced
    assert "skolan" in traced, "the motivation of the change"
    assert "Frame,Frame,-90000000,Underlag" in text(lea, f"{here}ram/300/?form=machine")
    assert "Socialnämnden,300" in text(lea, f"{here}ramar.csv?form=machine")
    text(lea, f"{here}ram/999/", 404)
    text(lea, f"{here}besluta/", 403)


def test_other_decisions_have_their_words(world: MeetingWorld) -> None:
    karin, me = signed_in(world), system_user()
    board = make_meeting(NAMED, body=BOARD.code)
    proposed = make_item(board, BudgetDecisionKind.BOARD_PROPOSAL)
    put_proposals(proposed, [(world.second, "")], acting_user=me)
    decided(proposed, 0, WISH)
    here = f"{MEETINGS}{world.item.pk}/"
    assert "(the board's proposal)" in text(karin, f"{here}forslag/")
    alone = make_item(world.meeting, BudgetDecisionKind.TAX_RATE_ALONE, reason="New majority")
    at = f"{MEETINGS}{alone.pk}/"
    assert "A majority is needed" not in text(karin, f"{at}yrkande/")
    send(karin, f"{at}yrkande/", kind="postpone", moved_by="Bo")
    assert "Not decided today" in text(karin, at)
    send(karin, f"{at}acklamation/", question="decide_today", winner="later")
    assert "postpones the matter" in text(karin, f"{at}besluta/")
    send(karin, f"{at}besluta/", paragraph="3", wording="Later")
    assert "Comes from" in text(karin, f"{MEETINGS}nytt/")
    for kind, words in (("prolonged", "go on until"), ("tax_rate_alone", "The budget is decided later")):
        item = make_item(
            world.meeting if kind == "prolonged" else make_meeting(day=date(2018, 12, 17)),
            BudgetDecisionKind(kind),
        )
        place = f"{MEETINGS}{item.pk}/"
        send(karin, f"{place}acklamation/", question="main", winner="adopt")
        assert words in text(karin, f"{place}besluta/")
        send(karin, f"{place}ta-tillbaka/", number="1")
        send(karin, f"{place}acklamation/", question="main", winner="reject")
        assert "rejects the proposal" in text(karin, f"{place}besluta/")
