"""Proposals are kept, summed, judged, moved and compared as docs/algorithms/proposals.md says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.proposal_comparison import compared
from roder.domain.proposal_lines import YearSums
from roder.domain.proposal_lines import applied
from roder.domain.proposal_lines import base_ore
from roder.domain.proposal_lines import live_sums
from roder.domain.proposal_lines import tax_change_ore
from roder.domain.proposal_rebase import BaseConflict
from roder.domain.proposal_rebase import RebaseChoice
from roder.domain.proposal_rebase import base_conflicts
from roder.domain.proposal_rebase import rebased
from roder.domain.proposal_rules import Imbalance
from roder.domain.proposal_rules import KnownPlaces
from roder.domain.proposal_rules import balance_faults
from roder.domain.proposal_rules import change_faults
from roder.domain.proposal_rules import content_faults
from roder.domain.proposal_rules import frame_faults
from roder.domain.proposal_rules import tax_faults
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ImbalanceReason
from roder.domain.proposals import ProposalAct
from roder.domain.proposals import ProposalState
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import TextAct
from roder.domain.proposals import changes_of_row
from roder.domain.proposals import goals_touched
from roder.domain.proposals import rows_of
from roder.domain.proposals import state_after

YEAR = 2019
FRAME = ChangeTarget.FRAME
BASE = [
    VersionLine(YEAR, BudgetSection.FRAME, -85, body="300", change_group="last_frame"),
    VersionLine(YEAR, BudgetSection.FRAME, -5, body="300", change_group="index"),
    VersionLine(YEAR, BudgetSection.CENTRAL, -5, line="pensions"),
    VersionLine(YEAR, BudgetSection.FINANCING, 80, line="municipal_tax"),
    VersionLine(YEAR, BudgetSection.FINANCING, 20, line="grant"),
    VersionLine(YEAR, BudgetSection.FINANCIAL, 2, line="interest"),
    VersionLine(YEAR, BudgetSection.INVESTMENT, -30, line="P1"),
]
RATE = Decimal(20)


def change(text: str) -> ProposedChange:
    target, key, amount = text.split(":")
    if target == "tax_rate":
        return ProposedChange(ChangeTarget.TAX_RATE, "", YEAR, rate=Decimal(amount), motivation="why")
    return ProposedChange(ChangeTarget(target), key, YEAR, int(amount), motivation="why")


def parts(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split()


@pytest.mark.parametrize("row", worked_table("proposals", "state"))
def test_states_follow_the_worked_table(row: list[str]) -> None:
    state, act, step, becomes = row
    after = state_after(ProposalState(state), ProposalAct(act), is_step_locked=step == "locked")
    assert (after.value if after else "-") == becomes


@pytest.mark.parametrize("row", worked_table("proposals", "tax_ore"))
def test_tax_changes_follow_the_worked_table(row: list[str]) -> None:
    assert tax_change_ore(int(row[0]), Decimal(row[1]), Decimal(row[2])) == int(row[3])


def test_a_tax_rate_that_is_not_known_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="above 0"):
        applied(BASE, [change("tax_rate::1")])


@pytest.mark.parametrize("row", worked_table("proposals", "changes"))
def test_sums_follow_the_worked_table(row: list[str]) -> None:
    changes = [change(part) for part in parts(row[0])]
    sums = live_sums(BASE, changes, base_rate=RATE)[0]
    found = [sums.result_ore, sums.share, sums.frames_ore, sums.investments_ore, sums.room_ore]
    assert [str(each) for each in found] == row[1:]
    assert sums.base_result_ore == 7
    assert sums.tax_rate == RATE + sum(each.rate or 0 for each in changes)


def test_goals_and_nothing_add_no_line_and_a_line_says_what_it_is() -> None:
    texts = [ProposedChange(ChangeTarget.GOAL, "1", YEAR, text="Alla ska lära sig"), change("frame:300:0")]
    assert applied(BASE, texts) == BASE
    less = applied(BASE, [change("frame:300:3")])[-1]
    assert (less.change_group, less.text) == ("saving", "why")
    assert live_sums(BASE, [])[0].tax_rate is None
    assert base_ore(BASE, FRAME, "300", YEAR) == -90
    assert base_ore(BASE, ChangeTarget.TAX_RATE, "", YEAR) == 80


def test_a_goal_is_touched_by_its_text_and_by_money_that_names_it() -> None:
    changes = [
        ProposedChange(ChangeTarget.GOAL, "2", YEAR),
        ProposedChange(FRAME, "300", YEAR, -5, goal_code="1"),
    ]
    assert goals_touched([*changes, *changes]) == ["1", "2"]


def test_a_row_holds_all_years_of_one_change_and_its_words() -> None:
    rate = ProposedRow(ChangeTarget.TAX_RATE, "", values=((YEAR, Decimal("0.10")),), goal_code="1")
    words = ProposedRow(FRAME, "400", motivation="later")
    named = ProposedRow(FRAME, "300", "Two teachers", ((YEAR, -4), (YEAR + 1, -4)), "why")
    changes = [each for row in (rate, words, named) for each in changes_of_row(row, YEAR)]
    assert changes[1].amount_ore == 0
    assert rows_of([*changes, ProposedChange(ChangeTarget.GOAL, "1", YEAR)]) == [rate, words, named]
    assert [each.slot for each in (named,)] == [(FRAME, "300", "Two teachers")]
    assert changes_of_row(ProposedRow(FRAME, "300", values=((YEAR, 0),)), YEAR) == []
    other = ProposedChange(FRAME, "300", YEAR + 2, -1, text="Two teachers", motivation="and this")
    assert rows_of([*changes, other])[2].motivation == "why\nand this"


@pytest.mark.parametrize("row", worked_table("proposals", "result"))
def test_the_balance_follows_the_worked_table(row: list[str]) -> None:
    result, plan, reason, text, used, kept, faults = row
    imbalance = Imbalance(
        None if reason == "-" else ImbalanceReason(reason),
        text.replace("-", ""),
        int(used),
        None if kept == "-" else int(kept),
    )
    sums = [year_sums(YEAR, int(result)), year_sums(YEAR + 1, int(plan))]
    assert [each.code for each in balance_faults(sums, imbalance)] == parts(faults)


def year_sums(year: int, result: int, rate: Decimal | None = None) -> YearSums:
    return YearSums(year, result, 1, 100, None, 90, 30, rate)


def test_a_change_points_at_what_is_there() -> None:
    known = KnownPlaces({"300"}, {(ChangeTarget.CENTRAL, "pensions")}, {"1"}, {YEAR})
    cases = {
        "frame:300:-1": [],
        "frame:999:-1": ["body_of_change_unknown"],
        "central:pensions:-1": [],
        "central:gifts:-1": ["line_of_change_unknown"],
        "investment:NEW:-1": [],
    }
    assert {text: [each.code for each in change_faults(change(text), known)] for text in cases} == cases
    late = ProposedChange(FRAME, "300", YEAR + 9, -1)
    assert [each.code for each in change_faults(late, known)] == ["year_of_change_unknown"]


def test_every_change_says_why_and_names_goals_that_are_there() -> None:
    known = KnownPlaces((), (), {"1"}, ())
    silent = ProposedChange(FRAME, "300", YEAR, -1)
    changes = [
        silent,
        silent,
        ProposedChange(FRAME, "400", YEAR, -1, motivation="why", goal_code="9"),
        ProposedChange(ChangeTarget.GOAL, "1", YEAR, motivation="why"),
        ProposedChange(ChangeTarget.GOAL, "1", YEAR, motivation="why", act=TextAct.REMOVE),
        ProposedChange(ChangeTarget.TAX_RATE, "", YEAR, rate=Decimal(1), motivation="why"),
    ]
    found = content_faults("We want more", changes, known, {"300": "Utbildningsnämnden"})
    assert [each.code for each in found] == [
        "goal_of_change_unknown",
        "change_without_text",
        "change_without_motivation",
    ]
    assert "Utbildningsnämnden" in found[-1].message_sv


def test_no_frame_is_negative_and_no_rate_is_nothing() -> None:
    lines = applied(BASE, [change("frame:300:90")])
    assert frame_faults(lines, [YEAR], {}) == []
    below = frame_faults(applied(BASE, [change("frame:300:91")]), [YEAR], {"300": "Skolan"})
    assert [each.code for each in below] == ["proposed_frame_negative"]
    moved = [change("tax_rate::-20")]
    assert [each.code for each in tax_faults(moved, [year_sums(YEAR, 1)])] == ["base_without_tax_rate"]
    assert [each.code for each in tax_faults(moved, [year_sums(YEAR, 1, Decimal(0))])] == [
        "proposed_tax_rate_not_positive"
    ]
    assert tax_faults(moved, [year_sums(YEAR, 1, Decimal(1))]) == []


@pytest.mark.parametrize("row", worked_table("proposals", "seen"))
def test_a_moved_base_follows_the_worked_table(row: list[str]) -> None:
    seen, now, texts = int(row[0]), int(row[1]), [int(part) for part in row[2].split()]
    changes = [ProposedChange(FRAME, "300", YEAR, amount, seen_ore=seen) for amount in texts]
    base = [VersionLine(YEAR, BudgetSection.FRAME, now, body="300")]
    conflict = base_conflicts(base, [*changes, change("tax_rate::1")])[0]
    assert conflict == BaseConflict(FRAME, "300", YEAR, seen, now, sum(texts))
    for choice, told in zip(RebaseChoice, row[3:], strict=True):
        after = rebased(conflict, changes, choice)
        assert " ".join(str(each.amount_ore) if each else "gone" for each in after) == told
        assert {each.seen_ore for each in after if each} <= {now}
        total = now + sum(each.amount_ore or 0 for each in after if each)
        assert conflict.becomes_ore(choice) == total
    assert conflict.place == changes[0].place


def test_what_was_written_before_anything_was_seen_is_no_conflict() -> None:
    assert base_conflicts(BASE, [change("frame:300:-5")]) == []


@pytest.mark.parametrize("row", worked_table("proposals", "first"))
def test_comparison_follows_the_worked_table(row: list[str]) -> None:
    base = [
        VersionLine(YEAR, BudgetSection.FRAME, ore, body=key)
        for key, ore in zip("ABC", (-90, -20, -5), strict=True)
    ]
    sides = [applied(base, [change(f"frame:{part}") for part in parts(cell)]) for cell in row[:2]]
    found = compared(base, sides, year=YEAR)
    assert [f"{each.key}:{each.spread_ore}" for each in found] == parts(row[2])
    assert [each.is_agreed for each in found] == [each.spread_ore == 0 for each in found]
    assert compared(base, sides, year=YEAR + 1) == []


def test_nothing_is_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="there must be a proposal"):
        compared(BASE, [])
