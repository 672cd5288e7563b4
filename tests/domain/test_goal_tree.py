"""Goal trees are as docs/algorithms/goal-tree.md has them; no goal weighs more than another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.goal_composite import composite
from roder.domain.goal_composite import contradicts
from roder.domain.goal_coverage import Answer
from roder.domain.goal_coverage import answer
from roder.domain.goal_coverage import coverage_sum
from roder.domain.goal_lineage import LineageGroup
from roder.domain.goal_lineage import followed
from roder.domain.goal_lineage import lineage
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import adoption_faults
from roder.domain.goal_tree import allows
from roder.domain.goal_tree import default_levels
from roder.domain.goal_tree import goal_faults
from roder.domain.goal_tree import level_faults
from roder.domain.goal_tree import state_faults
from roder.domain.goal_tree import text_faults

PAGE = "goal-tree"
LEVELS = [{"key": key, "name": key} for key in ("overall", "directional", "committee")]
SCALE = ["good", "ok", "poor"]


@pytest.mark.parametrize("row", worked_table(PAGE, "state"))
def test_each_state_allows_what_the_page_says(row: list[str]) -> None:
    for act, cell in zip(TreeAct, row[1:], strict=True):
        assert allows(TreeState(row[0]), act) == (cell == "yes"), act
        assert (state_faults(TreeState(row[0]), act) == []) == (cell == "yes")


@pytest.mark.parametrize("row", worked_table(PAGE, "overarching goals"))
def test_a_tree_is_adopted_when_the_page_says(row: list[str]) -> None:
    found = adoption_faults(TreeState(row[2]), int(row[0]), has_decision=row[1] == "yes")
    assert (found == []) == (row[3] == "yes")


@pytest.mark.parametrize("row", worked_table(PAGE, "level"))
def test_a_goal_stands_where_the_page_says(row: list[str]) -> None:
    level, parent, body, may = row
    assert (goal_faults(GoalFacts("1", level, "Title", body, parent), LEVELS) == []) == (may == "yes")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (GoalFacts("a b", "overall", "T"), "goal_code_unusable"),
        (GoalFacts("a/b", "overall", "T"), "goal_code_unusable"),
        (GoalFacts("", "overall", "T"), "goal_code_unusable"),
        (GoalFacts("1", "overall", " "), "goal_without_title"),
    ],
)
def test_a_goal_without_a_usable_code_or_a_title_is_refused(facts: GoalFacts, code: str) -> None:
    assert [problem.code for problem in goal_faults(facts, LEVELS)] == [code]


@pytest.mark.parametrize(
    ("levels", "used", "codes"),
    [
        (LEVELS, {"committee"}, []),
        ([], set(), ["goal_levels_without_top"]),
        (LEVELS[1:], set(), ["goal_levels_without_top"]),
        ([*LEVELS, LEVELS[1]], set(), ["goal_level_twice"]),
        ([LEVELS[0], {"key": "a b", "name": "x"}], set(), ["goal_level_twice"]),
        ([LEVELS[0], {"key": "x", "name": " "}], set(), ["goal_level_without_name"]),
        (LEVELS[:1], {"committee"}, ["goal_level_in_use"]),
    ],
)
def test_levels_are_refused_for_their_reason(
    levels: list[dict[str, str]], used: set[str], codes: list[str]
) -> None:
    assert [problem.code for problem in level_faults(levels, used)] == codes


def test_a_new_tree_has_usable_levels() -> None:
    assert level_faults(default_levels(), {"overall", "committee"}) == []


def group(text: str) -> LineageGroup:
    before, _arrow, after = text.split(" ", 1)[1].partition(">")
    return LineageGroup(tuple(filter(None, before.split("+"))), tuple(filter(None, after.split("+"))))


@pytest.mark.parametrize("row", worked_table(PAGE, "earlier goals"))
def test_goals_go_on_as_the_page_says(row: list[str]) -> None:
    lines = [(line.split(">")[0], line.split(">")[1]) for line in row[2].split()]
    found = lineage(row[0].split(), row[1].split(), lines)
    wanted = row[3].split("; ")
    assert found == [group(text) for text in wanted]
    assert [one.kind.value for one in found] == [text.split(" ")[0] for text in wanted]


@given(st.lists(st.tuples(st.sampled_from("123"), st.sampled_from("123")), max_size=9))
def test_every_goal_stands_in_one_group(lines: list[tuple[str, str]]) -> None:
    groups = lineage("123", "123", lines)
    assert sorted(code for one in groups for code in one.earlier) == ["1", "2", "3"]
    assert sorted(code for one in groups for code in one.later) == ["1", "2", "3"]


def test_a_goal_is_followed_through_every_tree_and_a_ring_ends() -> None:
    nine_to_ten = [(1, 11), (2, 11), (11, 21), (21, 31)]
    assert followed(31, nine_to_ten) == {1, 2, 11, 21}
    assert followed(1, nine_to_ten) == set()
    assert followed(1, [(1, 2), (2, 1)]) == {2}


@pytest.mark.parametrize("row", worked_table(PAGE, "own goals"))
def test_a_body_has_answered_as_the_page_says(row: list[str]) -> None:
    found = answer(int(row[0]), AnswerKind(row[1]) if row[1] else None)
    assert found.value == row[2]
    assert coverage_sum([found]).answered == (row[3] == "yes")


@given(st.lists(st.sampled_from(list(Answer)), max_size=20))
def test_every_cell_counts_once(answers: list[Answer]) -> None:
    assert coverage_sum(answers).cells == len(answers)


@pytest.mark.parametrize("row", worked_table(PAGE, "verdicts"))
def test_the_composite_is_the_middle_goals(row: list[str]) -> None:
    verdicts = [None if cell == "-" else cell for cell in row[0].split()]
    found = composite(verdicts, SCALE)
    assert (found.middle or "") == row[1]
    assert [count for _key, count in found.counts] == [int(cell) for cell in row[2:5]]
    assert found.unjudged == int(row[5])


@given(st.lists(st.sampled_from(SCALE), min_size=1, max_size=20), st.randoms())
def test_no_goal_weighs_more_than_another(verdicts: list[str], chance: object) -> None:
    shuffled = list(verdicts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis' own generator of chance
    assert composite(shuffled, SCALE) == composite(verdicts, SCALE)


@pytest.mark.parametrize("row", worked_table(PAGE, "verdict"))
def test_the_indicators_speak_against_a_verdict_as_the_page_says(row: list[str]) -> None:
    found = contradicts(row[0], SCALE, reached=int(row[1]), missed=int(row[2]))
    assert found == (row[3] == "yes")


def test_a_scale_of_one_step_is_never_contradicted() -> None:
    assert not contradicts("good", ["good"], reached=0, missed=3)


def test_an_answer_and_a_verdict_need_their_reason() -> None:
    assert [problem.code for problem in text_faults("\n ")] == ["reason_missing"]
    assert text_faults("The schools do this.") == []
