"""Committees and companies answer the council's goals, and people judge them; who may is told by reach."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import assignment
from tests.apps.goals.assignment_world import decision
from tests.apps.goals.assignment_world import organise
from tests.apps.goals.goal_world import DAY
from tests.apps.goals.goal_world import JUDGED
from tests.apps.goals.goal_world import adopted
from tests.apps.goals.goal_world import draft
from tests.apps.goals.goal_world import goal
from tests.apps.goals.goal_world import people
from tests.apps.goals.goal_world import scale

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.access import access_goal_answering
from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.access import access_goal_judging
from roder.apps.goals.access import access_goals
from roder.apps.goals.access import bodies_answered_for
from roder.apps.goals.actions.answers import answer_goal
from roder.apps.goals.actions.answers import withdraw_answer
from roder.apps.goals.actions.committee_goals import add_committee_goal
from roder.apps.goals.actions.committee_goals import change_committee_goal
from roder.apps.goals.actions.committee_goals import decide_committee_goal
from roder.apps.goals.actions.committee_goals import remove_committee_goal
from roder.apps.goals.actions.goal_links import link_document
from roder.apps.goals.actions.goal_links import link_indicator
from roder.apps.goals.actions.goal_links import unlink_document
from roder.apps.goals.actions.goal_links import unlink_indicator
from roder.apps.goals.actions.trees import archive_tree
from roder.apps.goals.actions.verdicts import judge_goal
from roder.apps.goals.coverage import coverage
from roder.apps.goals.coverage import deviating_assignments
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalVerdict
from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.refusals import GoalRefusedError
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import Indicator
from roder.domain.assignments import AssignmentState
from roder.domain.goal_coverage import Answer
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import GoalFacts
from roder.domain.versions import StaleVersionError

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[GoalRefusedError]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def own_goal(council_goal: Goal, body: str = "400", **more: str) -> Goal:
    facts = GoalFacts(more.pop("code", ""), "committee", more.pop("title", "Safe preschools"), body)
    return add_committee_goal(council_goal.tree, facts, parent=council_goal, acting_user=system_user())


def test_everyone_reads_and_only_those_within_reach_write() -> None:
    known = people()
    organisation = organisation_of(adopted(), DAY)
    stranger = User.objects.create(username="stranger")
    for door in (access_goals, access_goal_editing):
        with pytest.raises(PermissionDenied):
            door(stranger)
    for name in ("rut", "eva", "nils", "lea"):
        assert access_goals(known[name]) == known[name]
        with pytest.raises(PermissionDenied):
            access_goal_editing(known[name])
    assert access_goal_editing(known["karin"]) == known["karin"]
    for name, body in (("eva", "400"), ("nils", "411"), ("lea", "411"), ("rut", "500"), ("rut", "999")):
        with pytest.raises(PermissionDenied):
            access_goal_answering(known[name], organisation, body)
    assert access_goal_answering(known["rut"], organisation, "400") == known["rut"]
    assert bodies_answered_for(known["rut"], organisation) == {"400", "411", "412"}
    for name, body in (("lea", "411"), ("nils", "400"), ("nils", ""), ("rut", "")):
        with pytest.raises(PermissionDenied):
            access_goal_judging(known[name], organisation, body)
    assert access_goal_judging(known["nils"], organisation, "411") == known["nils"]
    assert access_goal_judging(known["karin"], organisation, "") == known["karin"]


def test_a_committees_goal_stands_under_the_councils_and_is_fixed_by_its_decision() -> None:
    tree = adopted()
    with pytest.raises(GoalRefusedError) as refused:
        own_goal(goal(tree), "")
    assert codes(refused) == ["goal_without_body"]
    with pytest.raises(GoalRefusedError) as refused:
        add_committee_goal(
            tree, GoalFacts("", "committee", "Own", "400"), parent=None, acting_user=system_user()
        )
    assert codes(refused) == ["goal_under_the_wrong_goal"]
    own = own_goal(goal(tree))
    assert (own.code, own_goal(goal(tree)).code) == ("400-1", "400-2")
    facts = GoalFacts("400-1", "committee", "Safer preschools", "400", "overall")
    assert change_committee_goal(own, facts, seen_version=1, acting_user=system_user())
    with pytest.raises(GoalRefusedError) as refused:
        decide_committee_goal(own, None, seen_version=2, acting_user=system_user())
    assert codes(refused) == ["goal_tree_without_decision"]
    with pytest.raises(StaleVersionError):
        decide_committee_goal(own, decision(), seen_version=1, acting_user=system_user())
    decided = decide_committee_goal(own, decision(), seen_version=2, acting_user=system_user())
    for act in (
        lambda: change_committee_goal(decided, facts, seen_version=3, acting_user=system_user()),
        lambda: remove_committee_goal(decided, seen_version=3, acting_user=system_user()),
        lambda: decide_committee_goal(decided, decision(), seen_version=3, acting_user=system_user()),
    ):
        with pytest.raises(GoalRefusedError) as refused:
            act()
        assert codes(refused) == ["goal_is_decided"]
    with pytest.raises(GoalRefusedError):
        remove_committee_goal(goal(tree), seen_version=1, acting_user=system_user())
    remove_committee_goal(goal(tree, "400-2"), seen_version=1, acting_user=system_user())
    assert not tree.goals.filter(code="400-2").exists()


def test_an_answer_needs_its_reason_and_an_overarching_goal() -> None:
    tree = adopted()
    own = own_goal(goal(tree))
    for asked, text, code in ((goal(tree), " ", "reason_missing"), (own, "We do", "goal_is_not_overarching")):
        with pytest.raises(GoalRefusedError) as refused:
            answer_goal(asked, "500", AnswerKind.NOT_CONCERNED, text, acting_user=system_user())
        assert codes(refused) == [code]
    given = answer_goal(
        goal(tree), "500", AnswerKind.NOT_CONCERNED, "No pupils here", acting_user=system_user()
    )
    with pytest.raises(StaleVersionError):
        answer_goal(goal(tree), "500", AnswerKind.CONTRIBUTES, "We do", acting_user=system_user())
    answer_goal(
        goal(tree),
        "500",
        AnswerKind.CONTRIBUTES,
        "We do",
        decision=decision(),
        seen_version=given.version,
        acting_user=system_user(),
    )
    with pytest.raises(StaleVersionError):
        withdraw_answer(goal(tree), "500", seen_version=1, acting_user=system_user())
    withdraw_answer(goal(tree), "500", seen_version=2, acting_user=system_user())
    with pytest.raises(StaleVersionError):
        withdraw_answer(goal(tree), "500", seen_version=2, acting_user=system_user())


def test_an_archived_tree_is_answered_and_judged_no_more() -> None:
    scale()
    tree = adopted()
    archive_tree(tree, seen_version=tree.version, acting_user=system_user())
    old = goal(tree)
    for act in (
        lambda: own_goal(old),
        lambda: answer_goal(old, "500", AnswerKind.CONTRIBUTES, "We do", acting_user=system_user()),
        lambda: judge_goal(old, period="2018", level="good", reason="Why", acting_user=system_user()),
        lambda: withdraw_answer(old, "500", seen_version=1, acting_user=system_user()),
    ):
        with pytest.raises(GoalRefusedError) as refused:
            act()
        assert codes(refused) == ["goal_tree_archived"]


def test_coverage_shows_who_has_not_answered_and_units_count_for_their_committee() -> None:
    organise()
    tree = adopted()
    own_goal(goal(tree), "411", title="Of a unit")
    answer_goal(goal(tree), "500", AnswerKind.NOT_CONCERNED, "No pupils", acting_user=system_user())
    answer_goal(goal(tree, "2"), "900", AnswerKind.CONTRIBUTES, "Dialogue", acting_user=system_user())
    found = coverage(tree, organisation_of(tree, DAY))
    assert [body.code for body in found.bodies] == ["400", "500", "900"], "the council is not asked"
    rows = {body.code: [cell.answer for cell in found.row(body)] for body in found.bodies}
    assert rows == {
        "400": [Answer.OWN_GOAL, Answer.UNANSWERED],
        "500": [Answer.NOT_CONCERNED, Answer.UNANSWERED],
        "900": [Answer.UNANSWERED, Answer.CONTRIBUTES],
    }
    column = found.sum_of(found.column(found.goals[0]))
    assert (column.answered, column.unanswered) == (2, 1)


def test_an_assignment_that_deviates_counts_once_for_each_overarching_goal_it_serves() -> None:
    organise()
    tree = adopted()
    own = own_goal(goal(tree))
    task = assignment(goals=[goal(tree), own])
    assert deviating_assignments(tree) == {}
    task.state = AssignmentState.DEVIATING
    task.save()
    assert deviating_assignments(tree) == {goal(tree).pk: 1}


def test_a_verdict_is_signed_with_scale_period_and_reason_and_only_added() -> None:
    scale()
    known = people()
    waiting = draft("2019-2021", 2019)
    with pytest.raises(GoalRefusedError) as refused:
        judge_goal(goal(waiting), period="2019", level="good", reason="Why", acting_user=known["karin"])
    assert codes(refused) == ["goal_tree_is_draft"]
    asked = goal(adopted())
    with pytest.raises(GoalRefusedError) as refused:
        judge_goal(asked, period="August", level="great", reason="", acting_user=known["karin"])
    assert codes(refused) == ["verdict_without_period", "verdict_unknown", "reason_missing"]
    assert not GoalVerdict.objects.exists()
    first = judge_goal(
        asked, period="2018-04", level="good", reason="On way", judged_at=JUDGED, acting_user=known["karin"]
    )
    later = judge_goal(asked, period="2018-08", level="ok", reason="Slower", acting_user=known["karin"])
    own = judge_goal(
        asked, period="2018-08", level="poor", reason="Ours", body_code="400", acting_user=known["rut"]
    )
    assert latest_verdicts([asked]) == {asked.pk: later}
    assert latest_verdicts([asked], "400") == {asked.pk: own}
    assert (first.judged_by, first.judged_at) == (known["karin"], JUDGED)


def test_indicators_and_documents_are_linked_also_when_the_goal_is_fixed() -> None:
    tree = adopted()
    measured = Indicator.objects.create(
        organisation=KEY, code="N15428", title="Pupils", unit="%", direction="up"
    )
    programme = SteeringDocument.objects.create(
        organisation=KEY, code="FHP", title="Health", kind="programme"
    )
    asked, by = goal(tree), system_user()
    assert not unlink_indicator(asked, measured, acting_user=by)
    assert link_indicator(asked, measured, acting_user=by)
    assert not link_indicator(asked, measured, acting_user=by)
    assert unlink_indicator(asked, measured, acting_user=by)
    assert not unlink_document(asked, programme, acting_user=by)
    assert link_document(asked, programme, acting_user=by)
    assert not link_document(asked, programme, acting_user=by)
    assert unlink_document(asked, programme, acting_user=by)
    archive_tree(tree, seen_version=tree.version, acting_user=system_user())
    with pytest.raises(GoalRefusedError):
        link_indicator(goal(tree), measured, acting_user=system_user())
