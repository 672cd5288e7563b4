"""Proposals are private, written together, handed in whole, and moved with their base."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError
from django.core.management import call_command
from django.http import Http404
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

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.balance import set_balance_year
from roder.apps.budgets.models import BudgetLine
from roder.apps.proposals.access import access_proposal
from roder.apps.proposals.access import access_proposal_beginning
from roder.apps.proposals.access import access_proposal_writing
from roder.apps.proposals.access import parties_of
from roder.apps.proposals.actions.handing_in import discard
from roder.apps.proposals.actions.handing_in import hand_in
from roder.apps.proposals.actions.handing_in import withdraw
from roder.apps.proposals.actions.rebasing import rebase
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.texts import add_text
from roder.apps.proposals.actions.texts import change_text
from roder.apps.proposals.actions.texts import remove_text
from roder.apps.proposals.actions.writing import ProposalWords
from roder.apps.proposals.actions.writing import begin_proposal
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.actions.writing import write_proposal
from roder.apps.proposals.models import Proposal
from roder.apps.proposals.pinning import document_digest
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import sums_of
from roder.apps.proposals.readiness import conflicts_of
from roder.apps.proposals.readiness import faults_of
from roder.domain.budget_versions import frames_of
from roder.domain.budget_versions import result_ore
from roder.domain.proposal_rebase import RebaseChoice
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ImbalanceReason
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import TextAct
from roder.domain.proposals import rows_of
from roder.domain.versions import StaleVersionError

PARTY = ProposalOwner.PARTY


@pytest.fixture
def world(db: None) -> ProposalWorld:
    return make_proposal_world()


def codes(error: pytest.ExceptionInfo[ProposalRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_draft_is_there_for_its_own_alone_and_handed_in_for_all(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, why="Fler lärare"))
    for other in (world.bo, world.karin, world.rut, world.lea):
        with pytest.raises(Http404):
            access_proposal(other, KEY, YEAR, draft.pk)
    assert access_proposal_writing(world.ann, KEY, YEAR, draft.pk)[0] == draft
    hand_in(draft, acting_user=world.ann)
    for other in (world.bo, world.karin, world.rut, world.lea):
        assert access_proposal(other, KEY, YEAR, draft.pk) == draft
        with pytest.raises(PermissionDenied):
            access_proposal_writing(other, KEY, YEAR, draft.pk)


def test_who_may_begin_which(world: ProposalWorld) -> None:
    assert parties_of(world.ann, KEY) == ["Apartiet"]
    with pytest.raises(PermissionDenied):
        access_proposal_beginning(world.ann, KEY, PARTY, "Bpartiet")
    with pytest.raises(PermissionDenied):
        access_proposal_beginning(world.ann, KEY, ProposalOwner.ADMINISTRATION, "")
    with pytest.raises(PermissionDenied):
        access_proposal_beginning(world.karin, KEY, PARTY, "Apartiet")
    assert access_proposal_beginning(world.karin, KEY, ProposalOwner.EXECUTIVE_BOARD, "") == world.karin
    own = begin_proposal(KEY, YEAR, ProposalOwner.ADMINISTRATION, "Underlag", acting_user=world.karin)
    with pytest.raises(Http404):
        access_proposal(world.ann, KEY, YEAR, own.pk)


def test_what_cannot_be_begun_is_refused(world: ProposalWorld) -> None:
    make_draft(world.ann, "Apartiet", "Mer skola")
    for year, title, code in (
        (2031, "Nytt", "no_base_of_year"),
        (YEAR, " ", "proposal_without_title"),
        (YEAR, "Mer skola", "proposal_title_taken"),
    ):
        with pytest.raises(ProposalRefusedError) as error:
            begin_proposal(KEY, year, PARTY, title, party="Apartiet", acting_user=world.ann)
        assert codes(error) == [code]


def test_the_history_tells_the_act_and_nothing_of_what_a_draft_says(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Hemlig rubrik", frame_row("300", 4711, why="Hemligt skäl"))
    change = ProposedChange(
        ChangeTarget.GOAL, "", YEAR, text="Hemligt mål", motivation="Hemlig", act=TextAct.ADD
    )
    row = add_text(draft, change, acting_user=world.ann)
    change_text(row, {"text": "Hemligare"}, seen_version=1, acting_user=world.ann)
    rebase(draft, {}, acting_user=world.ann)
    remove_text(row, seen_version=2, acting_user=world.ann)
    discard(draft, acting_user=world.ann)
    entries = AuditEntry.objects.filter(event__range=(2000, 2099))
    told = json.dumps([[e.subject, e.old, e.new] for e in entries], ensure_ascii=False)
    assert not [word for word in ("Hemlig", "4711", "300", "emlig") if word in told]
    assert entries.count() >= 7


def test_rows_are_written_many_at_once_and_a_second_writer_is_told(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    with pytest.raises(ProposalRefusedError) as error:
        put_rows(draft, [frame_row("411", 1)], acting_user=world.ann)
    assert codes(error) == ["body_of_change_unknown"]
    school, social = frame_row("300", 10, 10, 10, why="Fler lärare"), frame_row("400", -2, why="Mindre")
    assert put_rows(draft, [school, social], seen=[], acting_user=world.ann)
    assert not put_rows(draft, [school], seen=[], acting_user=world.ann)
    assert [change.seen_ore for change in changes_of(draft)] == [-900 * TKR] * 3 + [-300 * TKR]
    with pytest.raises(StaleVersionError):
        put_rows(draft, [frame_row("300", 12)], seen=[], acting_user=world.ann)
    assert put_rows(draft, [frame_row("300", 12)], seen=[school], acting_user=world.ann)
    assert put_rows(draft, [social], replace_all=True, acting_user=world.ann)
    assert [row.key for row in rows_of(changes_of(draft))] == ["400"]
    assert frames_of(proposal_lines(draft), YEAR) == {"300": 900 * TKR, "400": 298 * TKR}


def test_a_proposal_of_many_kinds_is_summed(world: ProposalWorld) -> None:
    rows = [
        frame_row("300", 10, why="a"),
        ProposedRow(ChangeTarget.CENTRAL, "central_pensions", values=((YEAR, TKR),), motivation="b"),
        ProposedRow(ChangeTarget.INVESTMENT, "NY", values=((YEAR, -7 * TKR),), motivation="c"),
        ProposedRow(ChangeTarget.TAX_RATE, "", values=((YEAR, Decimal("0.50")),), motivation="d"),
    ]
    draft = make_draft(world.ann, "Apartiet", "Allt", *rows)
    sums = sums_of(draft)[0]
    assert (sums.result_ore, sums.base_result_ore) == ((55 - 10 + 1 + 25) * TKR, 55 * TKR)
    assert (sums.tax_rate, sums.investments_ore) == (Decimal("20.50"), 87 * TKR)
    assert faults_of(draft) == []


def test_words_of_the_whole_are_written_by_version(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola")
    make_draft(world.ann, "Apartiet", "Taget")
    with pytest.raises(StaleVersionError):
        write_proposal(draft, ProposalWords("Ny"), seen_version=1, acting_user=world.ann)
    with pytest.raises(ProposalRefusedError) as error:
        write_proposal(draft, ProposalWords("Taget"), seen_version=2, acting_user=world.ann)
    assert codes(error) == ["proposal_title_taken"]
    assert write_proposal(draft, ProposalWords("Ny", "Vill"), seen_version=2, acting_user=world.ann)
    assert not write_proposal(draft, ProposalWords("Ny", "Vill"), seen_version=3, acting_user=world.ann)


def test_an_unbalanced_proposal_needs_the_laws_reason(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mycket mer", frame_row("300", 60, why="Fler lärare"))
    with pytest.raises(ProposalRefusedError) as error:
        hand_in(draft, acting_user=world.ann)
    assert codes(error) == ["budget_without_surplus"]
    words = ProposalWords("Mycket mer", "Vill", ImbalanceReason.EXCEPTIONAL_REASONS, "Pandemin")
    write_proposal(draft, words, seen_version=draft.version, acting_user=world.ann)
    handed = hand_in(draft, acting_user=world.ann)
    assert handed.digest == document_digest(Proposal.objects.get(pk=draft.pk).pinned or {})
    assert result_ore(proposal_lines(handed), YEAR) == -5 * TKR


def test_no_more_of_the_reserve_is_used_than_lies_in_it(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mycket mer", frame_row("300", 60, why="Fler lärare"))
    words = ProposalWords("Mycket mer", "Vill", ImbalanceReason.RESULT_RESERVE, "Svacka", 5 * TKR)
    write_proposal(draft, words, seen_version=draft.version, acting_user=world.ann)
    kept = {"reserved_ore": 6 * TKR, "reserve_used_ore": 2 * TKR}
    set_balance_year(KEY, YEAR - 2, kept, seen_version=0, acting_user=world.karin)
    with pytest.raises(ProposalRefusedError) as error:
        hand_in(draft, acting_user=world.ann)
    assert codes(error) == ["reserve_exceeds_kept"]
    set_balance_year(KEY, YEAR - 1, {"reserved_ore": TKR}, seen_version=0, acting_user=world.karin)
    assert hand_in(draft, acting_user=world.ann).digest


def test_handed_in_it_stands_until_it_is_taken_back(world: ProposalWorld) -> None:
    handed = make_handed_in(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, why="Fler lärare"))
    BudgetLine.objects.filter(budget_version=world.base).update(amount_ore=0)
    assert frames_of(proposal_lines(Proposal.objects.get(pk=handed.pk)), YEAR)["300"] == 910 * TKR
    for act in (
        lambda: put_rows(handed, [frame_row("300", 1)], acting_user=world.ann),
        lambda: hand_in(handed, acting_user=world.ann),
        lambda: discard(handed, acting_user=world.ann),
    ):
        with pytest.raises(ProposalRefusedError) as error:
            act()
        assert codes(error) == ["proposal_is_no_draft"]
    assert [each.title for each in handed_in(KEY, YEAR)] == ["Mer skola"]
    with pytest.raises(StaleVersionError):
        write_proposal(
            withdraw(handed, acting_user=world.ann),
            ProposalWords("Ny"),
            seen_version=1,
            acting_user=world.ann,
        )
    assert handed_in(KEY, YEAR) == []
    with pytest.raises(ProposalRefusedError):
        withdraw(handed, acting_user=world.ann)
    discard(handed, acting_user=world.ann)


def test_anothers_proposal_is_copied_once_it_is_handed_in(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, why="Fler lärare"))
    with pytest.raises(ProposalRefusedError) as error:
        begin_proposal(KEY, YEAR, PARTY, "Vårt", party="Bpartiet", copied_from=draft, acting_user=world.bo)
    assert codes(error) == ["proposal_not_handed_in"]
    source = hand_in(draft, acting_user=world.ann)
    made = begin_proposal(
        KEY, YEAR, PARTY, "Vårt", party="Bpartiet", copied_from=source, acting_user=world.bo
    )
    assert changes_of(made) == changes_of(source)
    assert made.motivation == source.motivation


def test_a_moved_base_is_gone_through_place_by_place(world: ProposalWorld) -> None:
    rows = [frame_row("300", 10, 10, why="a"), frame_row("400", 5, why="b")]
    draft = make_draft(world.ann, "Apartiet", "Mer skola", *rows)
    make_base("Nytt underlag", more={"300": 4})
    place = (FRAME, "300", YEAR)
    assert rebase(draft, {place: RebaseChoice.KEEP_TOTAL}, acting_user=world.ann) == 1
    draft = Proposal.objects.select_related("base").get(pk=draft.pk)
    assert draft.base.name == "Nytt underlag"
    assert [each.year for each in conflicts_of(draft)] == [YEAR + 1]
    assert [problem.code for problem in faults_of(draft)] == ["base_has_moved"]
    assert rebase(draft, {(FRAME, "300", YEAR + 1): RebaseChoice.DROP}, acting_user=world.ann) == 0
    assert [(each.key, each.year, each.amount_ore) for each in changes_of(draft)] == [
        ("300", YEAR, -6 * TKR),
        ("400", YEAR, -5 * TKR),
    ]
    assert faults_of(draft) == []


def test_a_change_that_stands_keeps_what_it_was_written_against(world: ProposalWorld) -> None:
    draft = make_draft(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, 10, why="a"))
    BudgetLine.objects.filter(budget_version=world.base, body_code="300").update(amount_ore=-1000 * TKR)
    row = replace(frame_row("300", 12, 10, why="a"))
    put_rows(draft, [row], acting_user=world.ann)
    assert [each.year for each in conflicts_of(draft)] == [YEAR + 1]


def told(*arguments: str) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command(
            "proposals", *arguments, "--organisation", KEY, "--year", str(YEAR), stdout=said, stderr=said
        )
    except (SystemExit, CommandError) as error:
        return getattr(error, "returncode", getattr(error, "code", 1)), said.getvalue()
    return 0, said.getvalue()


def test_the_command_line_lists_exports_and_imports_without_telling_what_a_draft_said(
    world: ProposalWorld, tmp_path: Path
) -> None:
    file = str(tmp_path / "changes.csv")
    make_handed_in(world.ann, "Apartiet", "Mer skola", frame_row("300", 10, why="Fler lärare"))
    draft = make_draft(world.bo, "Bpartiet", "Eget", frame_row("400", 47, why="Hemligt"))
    assert "45" in told("list")[1]
    assert json.loads(told("list", "--json")[1])["proposals"][0]["result_ore"] == 45 * TKR
    assert told("export", file, "--name", "Eget")[0] == 1
    assert told("export", file, "--name", "Mer skola")[0] == 0
    code, text = told("import", file, "--name", "Eget", "--json")
    assert (code, "Hemligt" in text, "400" in text) == (0, False, False)
    assert [row.key for row in rows_of(changes_of(draft))] == ["300"]
    Path(file).write_text("Kod;År;Ändring\n411;2019;1\n", "utf-8")
    assert told("import", file, "--name", "Eget")[0] == 1
