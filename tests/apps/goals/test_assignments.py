"""Assignments: what is refused, who may do what, and what each act leaves behind."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.apps.goals.assignment_world import DAY
from tests.apps.goals.assignment_world import DUE
from tests.apps.goals.assignment_world import GIVEN
from tests.apps.goals.assignment_world import GIVER
from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import TAKER
from tests.apps.goals.assignment_world import assignment
from tests.apps.goals.assignment_world import decision
from tests.apps.goals.assignment_world import facts
from tests.apps.goals.assignment_world import goals
from tests.apps.goals.assignment_world import organise
from tests.apps.goals.assignment_world import person

from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.activities import change_activity
from roder.apps.goals.actions.activities import plan_activity
from roder.apps.goals.actions.assignment_reports import report_activity
from roder.apps.goals.actions.assignment_reports import report_assignment
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.actions.assignments import change_assignment
from roder.apps.goals.actions.assignments import hand_over_assignment
from roder.apps.goals.actions.assignments import link_goals
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.assignment_access import access_activity_change
from roder.apps.goals.assignment_access import access_activity_report
from roder.apps.goals.assignment_access import access_assignment_change
from roder.apps.goals.assignment_access import access_assignment_report
from roder.apps.goals.assignment_access import access_assignments
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import AssignmentFilter
from roder.apps.goals.assignment_queries import activities_of_goal
from roder.apps.goals.assignment_queries import assignments_of_goal
from roder.apps.goals.assignment_queries import assignments_sorted
from roder.apps.goals.assignment_queries import open_assignments_of
from roder.apps.goals.assignment_queries import progress_of
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentReport
from roder.apps.goals.models import PlannedActivity
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.search.queries import differing_kinds
from roder.apps.search.queries import search
from roder.domain.assignment_facts import ActivityFacts
from roder.domain.assignments import AssignmentKind
from roder.domain.assignments import AssignmentState
from roder.domain.mandates import Role
from roder.domain.versions import StaleVersionError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organisation(db: None) -> None:
    organise()


@pytest.fixture
def nils() -> User:
    """Nils, manager of the unit 411, who reports for it."""
    return person("nils", "Nils Berg", Role.REPORTER, "411", "Unit manager")


@pytest.fixture
def eva() -> User:
    """Eva, controller of the other committee."""
    return person("eva", "Eva Lind", Role.COMMITTEE_CONTROLLER, "500")


@pytest.fixture
def maja() -> User:
    """Maja, secretary of the preschool committee."""
    return person("maja", "Maja Holm", Role.COMMITTEE_SECRETARY, "400")


def events() -> list[int]:
    entries = AuditEntry.objects.filter(event__gte=1450, event__lt=1500).order_by("number")
    return [entry.event for entry in entries]


def test_what_is_not_whole_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(AssignmentRefusedError) as refused:
        assignment(title="", given_to="100")
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["assignment_without_title", "assignment_to_oneself"]
    assert not Assignment.objects.exists()
    assert events() == []


def test_a_code_is_taken_once_and_otherwise_the_next_free() -> None:
    assignment(code="U17-4")
    with pytest.raises(AssignmentRefusedError, match="taken"):
        assignment(code="U17-4")
    assert assignment().code == "U17-5"


def test_an_assignment_keeps_its_decision_owner_and_goals(nils: User) -> None:
    first, _second, own = goals()
    made = assignment(decision=decision(), goals=[first, own], owner=nils)
    nils.title = "Head of department"
    assert (str(made.decision), made.owner_title) == ("100 2017-11-27 § 210", "Unit manager")
    entry = AuditEntry.objects.get(event=AuditEntry.Event.ASSIGNMENT_REGISTERED)
    assert entry.subject == f"{KEY} {made.code}"
    assert entry.new["decision"] == "100 2017-11-27 § 210"
    assert entry.new["goals"] == ["1 Education", "1.1 Safe preschools"]


def test_who_may_read_give_and_report(nils: User, eva: User, maja: User, karin: User) -> None:
    here, there = assignment(), assignment(given_to="500")
    passed_on = assignment(given_by="400", given_to="411")
    stranger = User.objects.create(username="stranger")
    with pytest.raises(PermissionDenied):
        access_assignments(stranger)
    for asking, found in ((maja, here), (eva, passed_on), (nils, passed_on)):
        with pytest.raises(PermissionDenied):
            access_assignment_change(asking, found.pk, DAY)
    for asking, found in ((nils, here), (nils, there), (maja, there)):
        with pytest.raises(PermissionDenied):
            access_assignment_report(asking, found.pk, DAY)
    assert access_assignment_change(maja, passed_on.pk, DAY) == passed_on
    assert access_assignment_report(nils, passed_on.pk, DAY) == (passed_on, TAKER)
    assert access_assignment_report(maja, passed_on.pk, DAY) == (passed_on, GIVER)
    assert speaker(karin, KEY, DAY).sides(here) == TAKER | GIVER
    assert access_assignments(nils).count() == 3


def test_the_owner_reports_what_the_committee_has_got(nils: User) -> None:
    reader = person("rita", "Rita Ek", Role.READER, "411")
    assert speaker(reader, KEY, DAY).sides(assignment(owner=reader)) == frozenset()
    assert speaker(nils, KEY, DAY).sides(assignment()) == frozenset()
    assert speaker(nils, KEY, DAY).sides(assignment(owner=nils)) == TAKER


def test_a_report_is_refused_without_reason_and_by_the_wrong_side(karin: User) -> None:
    found = assignment()
    for said, comment, sides, code in (
        (AssignmentState.DEVIATING, " ", TAKER, "report_without_comment"),
        (AssignmentState.ON_PLAN, "Begun", GIVER, "report_of_the_other_side"),
    ):
        with pytest.raises(AssignmentRefusedError) as refused:
            report_assignment(found, said, comment, day=DAY, sides=sides, seen_version=1, acting_user=karin)
        assert [problem.code for problem in refused.value.problems] == [code]
    ahead = timezone.localdate() + timedelta(days=1)
    with pytest.raises(AssignmentRefusedError, match="has not come"):
        report_assignment(
            found, AssignmentState.ON_PLAN, "", day=ahead, sides=TAKER, seen_version=1, acting_user=karin
        )
    assert not AssignmentReport.objects.exists()


def test_reports_are_added_one_after_the_other(karin: User) -> None:
    found = assignment()
    report_assignment(
        found,
        AssignmentState.ON_PLAN,
        "",
        day=date(2018, 4, 30),
        sides=TAKER,
        seen_version=1,
        acting_user=karin,
    )
    with pytest.raises(StaleVersionError):
        report_assignment(
            found, AssignmentState.DONE, "", day=DAY, sides=TAKER, seen_version=1, acting_user=karin
        )
    with pytest.raises(AssignmentRefusedError, match="later report"):
        report_assignment(
            found, AssignmentState.DONE, "", day=GIVEN, sides=TAKER, seen_version=2, acting_user=karin
        )
    report_assignment(
        found,
        AssignmentState.DEVIATING,
        "Nobody applied",
        day=DAY,
        sides=TAKER,
        seen_version=2,
        acting_user=karin,
    )
    found.refresh_from_db()
    assert (found.state, found.version) == ("deviating", 3)
    assert [report.state for report in found.reports.all()] == ["deviating", "on_plan"]
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.ASSIGNMENT_REPORTED).latest("number")
    assert (entry.old, entry.new["comment"]) == ({"assignment_state": "on_plan"}, "Nobody applied")


def test_a_change_is_refused_whole_and_never_over_another(maja: User) -> None:
    found = assignment()
    with pytest.raises(AssignmentRefusedError):
        change_assignment(found, facts(given_by="999"), decision=None, seen_version=1, acting_user=maja)
    based_on = decision()
    assert change_assignment(found, facts(due=None), decision=based_on, seen_version=1, acting_user=maja)
    with pytest.raises(StaleVersionError) as late:
        change_assignment(found, facts(title="Other"), decision=None, seen_version=1, acting_user=maja)
    assert late.value.saved_by == "Maja Holm"
    assert not change_assignment(found, facts(due=None), decision=based_on, seen_version=2, acting_user=maja)
    found.refresh_from_db()
    assert (found.due, found.decision, found.title) == (None, based_on, "Try a model with two teachers")


def test_goals_are_linked_and_let_go(karin: User) -> None:
    first, second, _own = goals()
    found = assignment(goals=[first])
    assert not link_goals(found, [first], acting_user=karin)
    assert link_goals(found, [second], acting_user=karin)
    assert list(found.goals.all()) == [second]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.ASSIGNMENT_LINKED)
    assert (entry.old["goals"], entry.new["goals"]) == (["1 Education"], ["2 Democracy"])


def test_handing_over_keeps_the_title_of_the_day_and_minds_the_version(nils: User, karin: User) -> None:
    found = assignment()
    assert hand_over_assignment(found, nils, seen_version=1, acting_user=karin)
    assert not hand_over_assignment(found, nils, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        hand_over_assignment(found, karin, seen_version=1, acting_user=karin)
    assert hand_over_assignment(found, None, seen_version=2, acting_user=karin)
    rows = AuditEntry.objects.filter(event=AuditEntry.Event.ASSIGNMENT_HANDED_OVER).order_by("number")
    assert [row.new["owner"] for row in rows] == ["Nils Berg", ""]
    assert rows[1].old == {"owner": "Nils Berg", "owner_title": "Unit manager"}


def test_an_activity_is_planned_changed_and_reported(nils: User, eva: User, karin: User) -> None:
    found = assignment()
    with pytest.raises(AssignmentRefusedError):
        plan_activity(found, ActivityFacts("", "411"), acting_user=karin)
    activity = plan_activity(
        found, ActivityFacts("Recruit", "411", begins=DAY, due=DUE), owner=nils, acting_user=karin
    )
    with pytest.raises(AssignmentRefusedError, match="taken"):
        plan_activity(found, ActivityFacts("Recruit", "411", code=activity.code), acting_user=karin)
    for door in (access_activity_change, access_activity_report):
        with pytest.raises(PermissionDenied):
            door(eva, activity.pk, DAY)
    with pytest.raises(PermissionDenied):
        access_activity_change(nils, activity.pk, DAY)
    assert access_activity_report(nils, activity.pk, DAY) == activity
    assert access_activity_change(karin, activity.pk, DAY) == activity
    changed = ActivityFacts("Recruit twelve", "411", begins=DAY, due=DUE)
    assert change_activity(activity, changed, owner=nils, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        report_activity(activity, AssignmentState.DONE, "", seen_version=1, acting_user=nils)
    with pytest.raises(AssignmentRefusedError):
        report_activity(activity, AssignmentState.DEVIATING, "", seen_version=2, acting_user=nils)
    report_activity(activity, AssignmentState.ON_PLAN, "Five so far", seen_version=2, acting_user=nils)
    activity.refresh_from_db()
    assert (activity.state, activity.comment, activity.owner_title) == (
        "on_plan",
        "Five so far",
        "Unit manager",
    )
    assert events()[-3:] == [1470, 1471, 1472]


def test_what_is_written_can_be_found_and_the_rows_are_what_a_rebuild_makes(karin: User) -> None:
    found = assignment(text="Undervisning i årskurs 1")
    activity = plan_activity(found, ActivityFacts("Rekrytera lärare", "411"), acting_user=karin)
    assert [hit.key for hit in search("undervisning").hits] == [str(found.pk)]
    report_assignment(
        found, AssignmentState.ON_PLAN, "Arbetsgrupp", day=DAY, sides=TAKER, seen_version=1, acting_user=karin
    )
    change_assignment(found, facts(title="Tvålärarmodell"), decision=None, seen_version=2, acting_user=karin)
    report_activity(activity, AssignmentState.ON_PLAN, "Annons ute", seen_version=1, acting_user=karin)
    change_activity(activity, ActivityFacts("Rekrytera pedagoger", "411"), seen_version=2, acting_user=karin)
    assert search("undervisning").hits == []
    assert [hit.kind for hit in search("arbetsgrupp").hits] == ["assignment"]
    assert [hit.key for hit in search("pedagoger annons").hits] == [str(activity.pk)]
    assert not {"assignment", "activity"} & set(differing_kinds())


def test_what_comes_in_by_file_is_found_too(karin: User) -> None:
    table = (
        "Slag;Kod;Rubrik;Text;Organ;Uppdragsgivare;Givet den;Datum;Läge;Uppdrag\n"
        "uppdrag;U18-1;Tvålärarmodell;Där behoven är störst;400;100;2017-11-27;;pågår enligt plan;\n"
        "rapport;;;Sju tjänster är obesatta;;;;2018-08-31;pågår med avvikelse;U18-1\n"
        "aktivitet;A18-1;Annonsera i Nätverket;;411;;;;pågår enligt plan;U18-1\n"
    )
    plan = import_goals(KEY, table.encode(), acting_user=karin)
    assert plan.problems == []
    for words, kind in (("tvålärarmodell obesatta", "assignment"), ("annonsera", "activity")):
        assert [hit.kind for hit in search(words).hits] == [kind]
    assert not {"assignment", "activity"} & set(differing_kinds())


def test_an_activity_may_serve_a_goal_directly(karin: User) -> None:
    first, _second, own = goals()
    activity = plan_activity(own, ActivityFacts("Walks", "400"), acting_user=karin)
    assert (activity.organisation, activity.assignment, activity.goal) == (KEY, None, own)
    assert list(activities_of_goal(first)) == [activity]
    with pytest.raises(AssignmentRefusedError):
        change_activity(activity, ActivityFacts("Walks", "999"), seen_version=1, acting_user=karin)
    assert PlannedActivity.objects.get().title == "Walks"


def test_the_selection_limits_and_sorts(nils: User) -> None:
    first, second, own = goals()
    late = assignment(code="B", due=date(2018, 6, 30), goals=[own], owner=nils)
    soon = assignment(code="A", due=date(2018, 9, 15), given_to="411", given_by="400", goals=[second])
    open_ended = assignment(code="C", due=None, given_to="500", kind=AssignmentKind.RESOLUTION)
    done = assignment(code="D", due=date(2018, 6, 30), given_to="500", goals=[first])
    report_assignment(
        done, AssignmentState.DONE, "", day=DAY, sides=TAKER, seen_version=1, acting_user=system_user()
    )
    every = Assignment.objects.all()

    def chosen(**limits: object) -> list[str]:
        found = AssignmentFilter(**limits).chosen(every, DAY)  # type: ignore[arg-type]
        return [row.code for row in assignments_sorted(found, "code")]

    assert chosen() == ["A", "B", "C", "D"]
    assert chosen(given_to=frozenset({"400", "411"})) == ["A", "B"]
    assert chosen(given_by="400") == ["A"]
    assert chosen(goal=first.pk) == ["B", "D"]
    assert chosen(due="overdue") == ["B"]
    assert chosen(due="soon") == ["A"]
    assert chosen(due="undated") == ["C"]
    assert chosen(state="done") == ["D"]
    assert chosen(kind="resolution") == ["C"]
    assert chosen(owner=nils.pk) == ["B"]
    assert [row.code for row in assignments_sorted(every, "due")] == ["B", "D", "A", "C"]
    assert [row.code for row in assignments_sorted(every, "state")] == ["B", "A", "C", "D"]
    assert list(assignments_of_goal(first)) == [late, done]
    found = progress_of(every, DAY)
    assert (found.done, found.counted, found.overdue, found.soon) == (1, 4, 1, 1)
    assert open_assignments_of(nils) == {str(late.pk): late.due}
    assert soon.code == "A"
    assert open_ended.kind == "resolution"
