"""A goal tree is written, adopted by a decision, fixed, copied to the next version, and archived."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.db import transaction
from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import assignment
from tests.apps.goals.assignment_world import decision
from tests.apps.goals.assignment_world import organise
from tests.apps.goals.goal_world import DAY
from tests.apps.goals.goal_world import adopted
from tests.apps.goals.goal_world import draft
from tests.apps.goals.goal_world import goal

from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.committee_goals import add_committee_goal
from roder.apps.goals.actions.council_goals import add_goal
from roder.apps.goals.actions.council_goals import change_goal
from roder.apps.goals.actions.council_goals import order_goals
from roder.apps.goals.actions.council_goals import remove_goal
from roder.apps.goals.actions.lineage import link_lineage
from roder.apps.goals.actions.lineage import unlink_lineage
from roder.apps.goals.actions.platform import SectionTexts
from roder.apps.goals.actions.platform import add_section
from roder.apps.goals.actions.platform import change_section
from roder.apps.goals.actions.platform import order_sections
from roder.apps.goals.actions.platform import remove_section
from roder.apps.goals.actions.trees import adopt_tree
from roder.apps.goals.actions.trees import archive_tree
from roder.apps.goals.actions.trees import change_tree
from roder.apps.goals.actions.trees import copy_tree
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.actions.trees import name_levels
from roder.apps.goals.models import GoalTree
from roder.apps.goals.queries import earlier_goals
from roder.apps.goals.queries import goals_above
from roder.apps.goals.queries import goals_below
from roder.apps.goals.queries import later_goals
from roder.apps.goals.queries import lines_between
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import tree_in_force
from roder.apps.goals.queries import trees
from roder.apps.goals.refusals import GoalRefusedError
from roder.apps.identity.queries import system_user
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeFacts
from roder.domain.goal_tree import TreeState
from roder.domain.versions import StaleVersionError

pytestmark = pytest.mark.django_db
THREE = [
    {"key": OVERALL, "name": "Målområde", "name_en": "Goal area"},
    {"key": "directional", "name": "Inriktningsmål", "name_en": "Directional goal"},
    {"key": "committee", "name": "Nämndmål", "name_en": "Committee goal"},
]


def codes(refused: pytest.ExceptionInfo[GoalRefusedError]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_tree_without_code_or_with_a_taken_one_is_refused() -> None:
    with pytest.raises(GoalRefusedError) as refused:
        make_tree(KEY, TreeFacts("2018 2020", 2018, "Goals"), acting_user=system_user())
    assert codes(refused) == ["goal_tree_incomplete"]
    draft()
    with pytest.raises(GoalRefusedError) as refused:
        draft()
    assert codes(refused) == ["goal_tree_code_taken"]
    assert trees(KEY).count() == 1


def test_a_draft_is_adopted_only_with_goals_and_a_decision_and_is_then_fixed() -> None:
    empty = make_tree(KEY, TreeFacts("0", 2018, "Goals"), acting_user=system_user())
    with pytest.raises(GoalRefusedError) as refused:
        adopt_tree(empty, None, seen_version=1, acting_user=system_user())
    assert codes(refused) == ["goal_tree_empty", "goal_tree_without_decision"]
    tree = adopted()
    assert (tree.state, tree.decision) == (TreeState.ADOPTED, decision())
    for act in (
        lambda: add_goal(tree, GoalFacts("9", OVERALL, "Late"), acting_user=system_user()),
        lambda: remove_goal(goal(tree), seen_version=1, acting_user=system_user()),
        lambda: change_goal(
            goal(tree), GoalFacts("1", OVERALL, "X"), seen_version=1, acting_user=system_user()
        ),
        lambda: order_goals(tree, ["2", "1"], acting_user=system_user()),
        lambda: name_levels(tree, THREE, seen_version=tree.version, acting_user=system_user()),
        lambda: add_section(tree, SectionTexts("H", "T"), acting_user=system_user()),
        lambda: change_tree(
            tree, title="X", title_en="", year=2018, seen_version=tree.version, acting_user=system_user()
        ),
        lambda: adopt_tree(tree, decision(), seen_version=tree.version, acting_user=system_user()),
    ):
        with pytest.raises(GoalRefusedError) as refused:
            act()
        assert codes(refused) == ["goal_tree_adopted"]


def test_the_database_itself_refuses_an_adopted_tree_without_its_decision() -> None:
    tree = draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalTree.objects.filter(pk=tree.pk).update(state=TreeState.ADOPTED)


def test_two_people_adopt_and_the_second_is_asked() -> None:
    tree = draft()
    adopt_tree(tree, decision(), seen_version=1, acting_user=system_user())
    with pytest.raises(StaleVersionError) as second:
        adopt_tree(tree, decision(), seen_version=1, acting_user=system_user())
    assert second.value.theirs == {"state": "adopted"}


def test_the_tree_in_force_is_the_latest_begun() -> None:
    draft("2019-2021", 2019)
    later = adopted("2020-2022", 2020)
    older = adopted()
    older = archive_tree(older, seen_version=older.version, acting_user=system_user())
    assert tree_in_force(KEY, DAY) == older, "an archived tree was in force in its time"
    assert tree_in_force(KEY, DAY.replace(year=2019)) == older, "a draft is not in force"
    assert tree_in_force(KEY, DAY.replace(year=2021)) == later
    assert tree_in_force(KEY, DAY.replace(year=2017)) is None
    with pytest.raises(GoalRefusedError, match="archived"):
        archive_tree(older, seen_version=older.version, acting_user=system_user())


def test_levels_are_named_and_a_level_in_use_stays() -> None:
    tree = draft()
    name_levels(tree, THREE, seen_version=1, acting_user=system_user())
    below = GoalFacts("1.1", "directional", "Below", parent_level=OVERALL)
    add_goal(tree, below, parent=goal(tree), acting_user=system_user())
    with pytest.raises(GoalRefusedError) as refused:
        name_levels(tree, [THREE[0], THREE[2]], seen_version=2, acting_user=system_user())
    assert codes(refused) == ["goal_level_in_use"]
    with pytest.raises(StaleVersionError):
        name_levels(tree, THREE[:2], seen_version=1, acting_user=system_user())
    assert [step.code for step in goals_above(goal(tree, "1.1"))] == ["1"]
    assert [step.code for step in goals_below(goal(tree))] == ["1.1"]


def test_goals_of_a_draft_are_changed_ordered_and_removed() -> None:
    tree = draft()
    first = goal(tree)
    with pytest.raises(GoalRefusedError) as refused:
        change_goal(first, GoalFacts("1", OVERALL, " "), seen_version=1, acting_user=system_user())
    assert codes(refused) == ["goal_without_title"]
    with pytest.raises(GoalRefusedError) as refused:
        add_goal(tree, GoalFacts("1", OVERALL, "Twin"), acting_user=system_user())
    assert codes(refused) == ["goal_code_taken"]
    facts = GoalFacts("1", OVERALL, "Learning", text="Why", title_en="Learning", is_financial=True)
    assert change_goal(first, facts, seen_version=1, acting_user=system_user())
    with pytest.raises(StaleVersionError):
        change_goal(first, GoalFacts("1", OVERALL, "Other"), seen_version=1, acting_user=system_user())
    assert not order_goals(tree, ["1", "2"], acting_user=system_user())
    assert order_goals(tree, ["2"], acting_user=system_user())
    assert [each.code for each in overarching_goals(tree)] == ["2", "1"]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.GOAL_MOVED)
    assert (entry.old, entry.new) == ({"order": ["1", "2"]}, {"order": ["2", "1"]})


def test_a_goal_that_others_build_on_stays() -> None:
    organise()
    tree = draft()
    facts = GoalFacts("", "committee", "Own", "400")
    add_committee_goal(tree, facts, parent=goal(tree), acting_user=system_user())
    assignment(goals=[goal(tree, "2")])
    for code in ("1", "2"):
        with pytest.raises(GoalRefusedError) as refused:
            remove_goal(goal(tree, code), seen_version=1, acting_user=system_user())
        assert codes(refused) == ["goal_is_built_on"]
    third = add_goal(tree, GoalFacts("3", OVERALL, "Third"), acting_user=system_user())
    with pytest.raises(StaleVersionError):
        remove_goal(third, seen_version=7, acting_user=system_user())
    remove_goal(third, seen_version=1, acting_user=system_user())
    assert not tree.goals.filter(code="3").exists()


def test_sections_of_the_platform_are_written_ordered_and_removed() -> None:
    tree = draft()
    with pytest.raises(GoalRefusedError) as refused:
        add_section(tree, SectionTexts(" ", "Text"), acting_user=system_user())
    assert codes(refused) == ["section_without_heading"]
    one = add_section(tree, SectionTexts("One", "First"), acting_user=system_user())
    two = add_section(tree, SectionTexts("Two", "Second"), acting_user=system_user())
    assert change_section(one, SectionTexts("One", "Anew"), seen_version=1, acting_user=system_user())
    with pytest.raises(StaleVersionError):
        change_section(one, SectionTexts("One", "Other"), seen_version=1, acting_user=system_user())
    assert order_sections(tree, [two.pk, one.pk], acting_user=system_user())
    assert not order_sections(tree, [two.pk], acting_user=system_user())
    with pytest.raises(StaleVersionError):
        remove_section(one, seen_version=1, acting_user=system_user())
    remove_section(one, seen_version=2, acting_user=system_user())
    assert [each.heading for each in tree.sections.all()] == ["Two"]


def test_the_next_version_begins_as_a_copy_with_lines_back() -> None:
    organise()
    tree = draft()
    name_levels(tree, THREE, seen_version=1, acting_user=system_user())
    below = GoalFacts("1.1", "directional", "Below", parent_level=OVERALL)
    add_goal(tree, below, parent=goal(tree), acting_user=system_user())
    own = GoalFacts("", "committee", "Own", "400")
    add_committee_goal(tree, own, parent=goal(tree), acting_user=system_user())
    add_section(tree, SectionTexts("Platform", "Text"), acting_user=system_user())
    with pytest.raises(GoalRefusedError):
        copy_tree(tree, TreeFacts("2018-2020", 2018, "Same"), acting_user=system_user())
    copy = copy_tree(tree, TreeFacts("2019-2021", 2019, "Next"), acting_user=system_user())
    assert (copy.state, copy.predecessor, copy.levels) == (TreeState.DRAFT, tree, THREE)
    assert sorted(copy.goals.values_list("code", flat=True)) == ["1", "1.1", "2"], "answers stay behind"
    assert goal(copy, "1.1").parent == goal(copy)
    assert copy.sections.get().heading == "Platform"
    assert earlier_goals(goal(copy)) == [goal(tree)]
    assert later_goals(goal(tree)) == [goal(copy)]
    assert lines_between(tree, copy).count() == 3
    made_up = make_tree(KEY, TreeFacts("x", 2018, "Made up", is_example=True), acting_user=system_user())
    assert copy_tree(made_up, TreeFacts("y", 2019, "Next"), acting_user=system_user()).is_example


def test_a_line_goes_back_in_time_and_can_be_taken_away() -> None:
    old, new = adopted("2015-2017", 2015, "Schools", "Care", "Culture"), draft()
    with pytest.raises(GoalRefusedError) as refused:
        link_lineage(goal(new), goal(old), acting_user=system_user())
    assert codes(refused) == ["goal_is_not_earlier"]
    link_lineage(goal(old), goal(new), note="Merged", acting_user=system_user())
    link_lineage(goal(old), goal(new), acting_user=system_user())
    link_lineage(goal(old, "2"), goal(new), acting_user=system_user())
    assert [each.code for each in earlier_goals(goal(new))] == ["1", "2"]
    assert unlink_lineage(goal(old, "2"), goal(new), acting_user=system_user())
    assert not unlink_lineage(goal(old, "2"), goal(new), acting_user=system_user())
    assert AuditEntry.objects.filter(event=AuditEntry.Event.GOAL_LINEAGE_LINKED).count() == 2
