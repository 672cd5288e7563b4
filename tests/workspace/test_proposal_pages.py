"""Proposals on their pages: written in one table, summed while one types, handed in, read, compared, by file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.proposal_world import FRAME
from tests.proposal_world import KEY
from tests.proposal_world import TKR
from tests.proposal_world import YEAR
from tests.proposal_world import ProposalWorld
from tests.proposal_world import frame_row
from tests.proposal_world import make_base
from tests.proposal_world import make_draft
from tests.proposal_world import make_handed_in
from tests.proposal_world import make_proposal_world

from roder.apps.goals.actions.trees import make_tree
from roder.apps.identity.queries import system_user
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.models import Proposal
from roder.apps.proposals.queries import changes_of
from roder.domain.goal_tree import TreeFacts
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import rows_of
from roder.ui.versions import Seen
from roder.workspace.proposals.grid import code_of
from roder.workspace.proposals.grid import slot_text

if TYPE_CHECKING:
    from typing import Any

    from roder.apps.identity.models import User
    from roder.workspace.proposals.grid import Slot

LIST = f"/en/budget/{YEAR}/forslag/"
SCHOOL: Slot = (FRAME, "300", "")
SOCIAL: Slot = (FRAME, "400", "")
RATE: Slot = (ChangeTarget.TAX_RATE, "", "")


@pytest.fixture
def world(db: None) -> ProposalWorld:
    return make_proposal_world()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def typed(slot: Slot, *values: str, why: str = "") -> dict[str, str]:
    code = code_of(slot)
    cells = {f"v-{code}-{YEAR + at}": text for at, text in enumerate(values)}
    return {f"row-{code}": slot_text(slot), f"why-{code}": why, **cells}


def page(client: Client, path: str, data: dict[str, Any] | None = None, **more: Any) -> tuple[int, str]:
    answer = client.post(path, data, **more) if data is not None else client.get(path, **more)
    return answer.status_code, answer.content.decode()


def test_a_proposal_is_begun_written_and_handed_in(world: ProposalWorld) -> None:
    ann = signed_in(world.ann)
    answer = ann.post(f"{LIST}nytt/", {"owner": "party|Apartiet", "title": "Mer skola"})
    draft = Proposal.objects.get()
    one = f"{LIST}{draft.pk}/"
    assert answer.headers["Location"] == f"{one}skriv/"
    answer = ann.post(f"{one}spara/", typed(SCHOOL, "10", "12,5", why="Fler lärare") | {"unit": "tkr"})
    assert answer.status_code == 302
    assert [each.amount_ore for each in changes_of(draft)] == [-10 * TKR, -1_250_000]
    code, text = page(ann, f"{one}lamna-in/")
    assert code == 200
    assert "has no motivation" in text
    assert page(ann, f"{one}lamna-in/", {})[0] == 422
    words = {"title": "Mer skola", "motivation": "Alla barn", "seen": str(Seen(1))}
    assert page(ann, f"{one}ord/", words)[0] == 302
    assert page(ann, f"{one}lamna-in/", {})[0] == 302
    code, text = page(signed_in(world.lea), one)
    assert code == 200
    assert "Fler lärare" in text
    assert "Alla barn" in text
    assert page(ann, f"{one}ta-tillbaka/", {})[0] == 302
    assert page(signed_in(world.lea), one)[0] == 404
    assert page(ann, f"{one}kasta/", {})[0] == 302
    assert not Proposal.objects.exists()


def test_the_sums_follow_what_is_typed_and_nothing_is_kept(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    code, text = page(ann, f"{one}rakna/", typed(SCHOOL, "10") | typed(RATE, "0,10") | {"unit": "tkr"})
    assert code == 200
    assert "50" in text
    assert "becomes 910" in text
    assert "becomes 20.10, gives SEK\u00a05\u00a0thousand" in text
    code, text = page(ann, f"{one}rakna/", typed(SCHOOL, "90") | {"unit": "tkr"})
    assert "Costs exceed income" in text
    assert "Income must exceed cost" in text
    code, text = page(ann, f"{one}spara/", typed(SCHOOL, "10", why="a") | {"reckon": "1"})
    assert "This is not saved yet." in text
    assert changes_of(draft) == []


def test_what_is_no_amount_is_told_beside_its_cell(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    given = typed(SCHOOL, "tio") | typed(RATE, "hundra")
    code, text = page(ann, f"{one}spara/", given)
    assert code == 422
    assert "“tio” is no amount" in text
    assert "Tax rate, 2019: “hundra” is no amount" in text
    assert text.count('aria-invalid="true"') == 2
    assert page(ann, f"{one}spara/", {"row-x": "no slot", **typed(RATE, "99")})[0] == 422


def test_millions_named_changes_and_new_investments(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    new = {"unit": "mnkr", "new-place": "frame|300", "new-name": "Två lärare", f"new-{YEAR}": "0,5"}
    assert page(ann, f"{one}spara/", new | {"new-why": "Bättre"})[0] == 302
    investment = {"new-place": "investment|", "new-name": "Idrottshall", f"new-{YEAR}": "20"}
    assert page(ann, f"{one}spara/", investment)[0] == 302
    found = [(row.key, row.text, row.values) for row in rows_of(changes_of(draft))]
    assert found == [
        ("300", "Två lärare", ((YEAR, -50_000_000),)),
        ("Idrottshall", "", ((YEAR, -20 * TKR),)),
    ]
    code, text = page(ann, f"{one}skriv/?unit=mnkr")
    assert code == 200
    assert 'value="0,5"' in text
    assert "Idrottshall" in text
    assert page(ann, f"{one}spara/", typed((FRAME, "999", ""), "1"))[0] == 200


def test_two_of_one_party_write_beside_one_another(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    put_rows(draft, [frame_row("400", 3, why="b")], acting_user=world.ann)
    untouched = typed(SCHOOL, "10", why="a") | typed(SOCIAL, "")
    assert page(ann, f"{one}spara/", untouched)[0] == 302
    assert {row.key for row in rows_of(changes_of(draft))} == {"300", "400"}
    code, text = page(ann, f"{one}spara/", typed(SCHOOL, "11", why="a"))
    assert code == 409
    assert "Utbildningsnämnden, 2019" in text
    name = f"v-{code_of(SCHOOL)}-{YEAR}"
    given = {
        "version-mine": f'{{"{name}": "11"}}',
        f"version-choice-{name}": "mine",
        "seen": str(Seen(1, {name: "10", f"why-{code_of(SCHOOL)}": "a"})),
        f"row-{code_of(SCHOOL)}": slot_text(SCHOOL),
        f"why-{code_of(SCHOOL)}": "a",
    }
    assert page(ann, f"{one}spara/", given)[0] == 302
    assert {row.key: row.values for row in rows_of(changes_of(draft))}["300"] == ((YEAR, -11 * TKR),)


def test_the_words_of_the_whole_are_refused_and_conflict(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    make_draft(world.ann, "Apartiet", "Taget")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    whole = {"title": "Mer skola", "motivation": "Ny", "seen": str(Seen(2))}
    assert page(ann, f"{one}ord/", whole | {"title": ""})[0] == 422
    assert page(ann, f"{one}ord/", whole | {"reserve": "-5"})[0] == 422
    assert page(ann, f"{one}ord/", whole | {"title": "Taget"})[0] == 422
    assert page(ann, f"{one}ord/", whole | {"seen": str(Seen(1))})[0] == 409
    reason = {"imbalance_reason": "result_reserve", "imbalance_text": "Svacka", "reserve": "5"}
    assert page(ann, f"{one}ord/", whole | reason)[0] == 302
    draft.refresh_from_db()
    assert (draft.reserve_ore, draft.imbalance_reason) == (5 * TKR, "result_reserve")
    assert "Svacka" in page(ann, one)[1]


def test_goals_and_assignments_are_put_in_and_taken_out(world: ProposalWorld) -> None:
    make_tree(KEY, TreeFacts("2019-2021", YEAR, "Goals"), acting_user=system_user())
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    given = {"text-what": "goal|", "text-act": "change", "text-text": "", "text-why": "a"}
    code, text = page(ann, f"{one}text/", given)
    assert code == 422
    assert "What is new can only be added." in text
    assert page(ann, f"{one}text/", given | {"text-act": "add", "text-text": "Alla läser"})[0] == 302
    task = given | {"text-what": "assignment|", "text-act": "add", "text-text": "Utred", "text-body": "300"}
    assert page(ann, f"{one}text/", task)[0] == 302
    text = page(ann, one)[1]
    assert "Alla läser" in text
    assert "Utbildningsnämnden" in text
    row = draft.changes.first()
    assert row is not None
    assert page(ann, f"{one}text/{row.pk}/ta-bort/", {"version": "9"})[0] == 302
    assert draft.changes.count() == 2
    assert page(ann, f"{one}text/{row.pk}/ta-bort/", {"version": "1"})[0] == 302
    assert draft.changes.count() == 1
    assert page(ann, f"{one}text/999/ta-bort/", {"version": "1"})[0] == 404


def test_a_moved_base_is_gone_through_on_its_page(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, 10, why="a"))
    make_base("Nytt underlag", more={"300": 4})
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    code, text = page(ann, f"{one}underlag/")
    assert code == 200
    assert "Keep my total: becomes SEK\u00a0910\u00a0thousand" in text
    first = f'["frame", "300", {YEAR}]'
    assert page(ann, f"{one}underlag/", {first: "keep_total"})[0] == 302
    assert "The base has changed in 1 place" in page(ann, f"{one}skriv/")[1]
    assert page(ann, f"{one}underlag/", {f'["frame", "300", {YEAR + 1}]': "drop"})[0] == 302
    assert [each.amount_ore for each in changes_of(draft)] == [-6 * TKR]


def test_what_is_handed_in_is_listed_and_compared(world: ProposalWorld) -> None:
    assert "No proposal is handed in yet" in page(signed_in(world.lea), LIST)[1]
    assert "No proposal is handed in yet" in page(signed_in(world.lea), f"{LIST}jamfor/")[1]
    assert page(signed_in(world.lea), f"{LIST}jamfor/csv/")[0] == 404
    a = make_handed_in(
        world.ann, "Apartiet", "Mer skola", frame_row("300", 10, why="a"), frame_row("400", 1, why="a")
    )
    make_handed_in(
        world.bo, "Bpartiet", "Mer omsorg", frame_row("300", 2, why="b"), frame_row("400", 1, why="b")
    )
    make_draft(world.bo, "Bpartiet", "Hemligt")
    text = page(signed_in(world.lea), LIST)[1]
    assert "Mer skola" in text
    assert "Hemligt" not in text
    assert "Hemligt" in page(signed_in(world.bo), LIST)[1]
    text = page(signed_in(world.lea), f"{LIST}jamfor/")[1]
    assert "Places that differ: 1. Changes that are the same: 1." in text
    assert text.index("Utbildningsnämnden") < text.index("Socialnämnden")
    sheet = page(signed_in(world.lea), f"{LIST}jamfor/csv/?form=machine")[1]
    assert "Utbildningsnämnden,90000000,1000000,200000,800000,Different" in sheet
    assert page(signed_in(world.lea), f"{LIST}jamfor/?p={a.pk}&year={YEAR + 1}")[0] == 200
    answer = signed_in(world.bo).post(
        f"{LIST}nytt/", {"owner": "party|Bpartiet", "title": "Eget", "source": str(a.pk)}
    )
    assert changes_of(Proposal.objects.get(title="Eget")) == changes_of(a)
    assert answer.status_code == 302


def test_what_cannot_be_begun_is_said(world: ProposalWorld) -> None:
    ann = signed_in(world.ann)
    assert page(ann, f"{LIST}nytt/", {"owner": "party|Bpartiet", "title": "x"})[0] == 403
    assert page(ann, f"{LIST}nytt/", {"owner": "church|", "title": "x"})[0] == 404
    text = page(ann, f"{LIST}nytt/", {"owner": "party|Apartiet", "title": " "}, follow=True)[1]
    assert "Give the proposal a name." in text
    assert page(signed_in(world.karin), f"{LIST}nytt/", {"owner": "administration|", "title": "x"})[0] == 302


def test_a_handed_in_proposal_is_not_written(world: ProposalWorld) -> None:
    laid = make_handed_in(world.ann, "Apartiet", "Mer skola")
    ann, one = signed_in(world.ann), f"{LIST}{laid.pk}/"
    assert page(ann, f"{one}skriv/")[0] == 302
    assert page(ann, f"{one}spara/", {})[0] == 404
    for path in ("kasta/", "text/"):
        given = {"text-what": "goal|", "text-act": "add", "text-text": "x"}
        text = page(ann, f"{one}{path}", given, follow=True)[1]
        assert "stands as it is. Take it back first" in text


def test_changes_go_out_and_come_in_by_file(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, 12, why="Fler lärare"))
    ann, one = signed_in(world.ann), f"{LIST}{draft.pk}/"
    code, text = page(ann, f"{one}export/csv/")
    assert (code, "ram;300;Utbildningsnämnden;2019;10;;;Fler lärare;" in text) == (200, True)
    assert ann.get(f"{one}export/xlsx/").content[:2] == b"PK"
    assert page(ann, f"{one}export/pdf/")[0] == 404
    assert page(ann, f"{one}fil/")[0] == 200
    table = io.BytesIO("Kod;År;Ändring tkr;Motivering\nSocialnämnden;2019;-3;Mindre\n".encode())
    table.name = "x.csv"
    answer = ann.post(f"{one}fil/", {"file": table})
    text = answer.content.decode()
    assert "Fler lärare" in text
    assert page(ann, f"{one}fil/bekrafta/", {"table": _sealed(text)})[0] == 302
    assert [(row.key, row.values) for row in rows_of(changes_of(draft))] == [("400", ((YEAR, 3 * TKR),))]


def _sealed(text: str) -> str:
    return text.partition('name="table" value="')[2].partition('"')[0]
