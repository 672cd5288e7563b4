"""A plan is built from adopted goals, written by some, taken further by others, and stays as it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from tests.goal_money_world import KEY
from tests.goal_money_world import TKR
from tests.goal_money_world import GoalMoneyWorld
from tests.goal_money_world import make_goal_money_world
from tests.goal_money_world import make_person

from roder.apps.audit.models import AuditEntry
from roder.apps.decisions.actions import register_decision
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.models import Contribution
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import PlannedActivity
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Target
from roder.apps.plans.access import access_plan_act
from roder.apps.plans.access import access_plan_writing
from roder.apps.plans.access import access_plans
from roder.apps.plans.access import may_act_on_plan
from roder.apps.plans.access import may_read_plans
from roder.apps.plans.access import may_write_plan
from roder.apps.plans.actions.refusals import PlanRefusedError
from roder.apps.plans.actions.steps import StepReasons
from roder.apps.plans.actions.steps import take_step
from roder.apps.plans.actions.writing import add_section
from roder.apps.plans.actions.writing import begin_revision
from roder.apps.plans.actions.writing import build_plan
from roder.apps.plans.actions.writing import distribute_frame
from roder.apps.plans.actions.writing import remove_section
from roder.apps.plans.actions.writing import write_section
from roder.apps.plans.contents import contents
from roder.apps.plans.contents import live_contents
from roder.apps.plans.models import Plan
from roder.apps.plans.models import PlanSection
from roder.apps.plans.queries import bodies_of_year
from roder.apps.plans.queries import body_above
from roder.apps.plans.queries import newest_plans
from roder.apps.plans.queries import plan_above
from roder.apps.plans.queries import planning_bodies
from roder.apps.plans.queries import revisions_of
from roder.apps.plans.queries import years_with_plans
from roder.domain.decisions import DecisionFacts
from roder.domain.mandates import Role
from roder.domain.plan_contents import plan_differences
from roder.domain.plan_contents import plan_digest
from roder.domain.plan_contents import plan_gaps
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanState
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision

DAY = date(2018, 1, 20)


@dataclass
class People:
    """Nils writes for the northern preschools' committee, Eva examines, Omar approves, Maja registers."""

    nils: User
    eva: User
    omar: User
    maja: User


@pytest.fixture
def world(db: None) -> GoalMoneyWorld:
    del db
    made = make_goal_money_world()
    made.tree.decision = decision("100", "210")
    made.tree.state = "adopted"
    made.tree.save()
    return made


@pytest.fixture
def people(world: GoalMoneyWorld) -> People:
    del world
    return People(
        make_person("nils", Role.REPORTER, "400"),
        make_person("eva", Role.COMMITTEE_CONTROLLER, "400"),
        make_person("omar", Role.APPROVER, "400"),
        make_person("maja", Role.COMMITTEE_SECRETARY, "400"),
    )


def decision(body: str, paragraph: str) -> Decision:
    facts = DecisionFacts(body, date(2018, 1, 18), paragraph, "Plan")
    return register_decision(KEY, facts, acting_user=system_user())


def build(world: GoalMoneyWorld, person: User, body: str = "400", year: int = 2018) -> Plan:
    return build_plan(
        world.tree, body, year, title=f"Plan {body}", headings=["Economy", "Staff"], acting_user=person
    )


def refusal(error: pytest.ExceptionInfo[PlanRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def step(plan: Plan, act: PlanAct, person: User, reason: str = "", by: Decision | None = None) -> Plan:
    return take_step(plan, act, StepReasons(reason, by), today=DAY, acting_user=person)


def adopted(world: GoalMoneyWorld, people: People) -> Plan:
    plan = build(world, people.nils)
    plan = step(plan, PlanAct.REVIEW, people.eva, "Gaps are filled in March.")
    plan = step(plan, PlanAct.APPROVE, people.omar)
    return step(plan, PlanAct.ADOPT, people.maja, by=decision("400", "12"))


def test_a_plan_is_built_once_of_adopted_goals_and_a_body_that_plans(
    world: GoalMoneyWorld, people: People
) -> None:
    for body, year, code in (("100", 2018, "plan_of_no_such_body"), ("400", 2021, "plan_outside_the_years")):
        with pytest.raises(PlanRefusedError) as error:
            build(world, people.nils, body, year)
        assert refusal(error) == [code]
    plan = build(world, people.nils)
    with pytest.raises(PlanRefusedError) as error:
        build(world, people.nils)
    assert refusal(error) == ["plan_there_is_one"]
    world.tree.state = "draft"
    with pytest.raises(PlanRefusedError) as error:
        build(world, people.nils, "500")
    assert refusal(error) == ["plan_of_goals_not_adopted"]
    assert [section.heading for section in plan.sections.all()] == ["Economy", "Staff"]
    assert AuditEntry.objects.get(event=AuditEntry.Event.PLAN_BUILT).subject == f"{KEY} 400 2018.1"


def test_what_it_says_is_read_live_and_the_gaps_follow(world: GoalMoneyWorld, people: People) -> None:
    plan = build(world, people.nils)
    indicator = Indicator.objects.create(
        organisation=KEY, code="I1", title="Results", unit="%", direction="up", responsible_body="400"
    )
    GoalIndicator.objects.create(goal=world.schools, indicator=indicator)
    found = [(gap.kind.value, gap.key, gap.amount_ore) for gap in plan_gaps(contents(plan))]
    sections = [str(section.pk) for section in plan.sections.all()]
    assert found == [
        ("unanswered_goal", "1", None),
        ("unanswered_goal", "2", None),
        ("assignment_without_activity", "A1", None),
        ("assignment_without_owner", "A1", None),
        ("indicator_without_target", "I1", None),
        ("frame_not_distributed", "", 1200 * TKR),
        *(("empty_section", key, None) for key in sections),
    ]
    own = Goal.objects.create(
        tree=world.tree, code="1.1", level="committee", parent=world.schools, title="Own", body_code="400"
    )
    Contribution.objects.create(goal=world.climate, body_code="400", kind="not_concerned", text="Not ours.")
    PlannedActivity.objects.create(
        code="B1", organisation=KEY, body_code="411", title="Recruit", assignment=world.assignment
    )
    world.assignment.owner = people.omar
    world.assignment.save()
    Target.objects.create(indicator=indicator, period="2018", value="90.5")
    Target.objects.create(indicator=indicator, period="2017", value="80")
    distribute_frame(plan, {"411": 700 * TKR, "": 500 * TKR}, seen_version=1, acting_user=people.nils)
    for section in plan.sections.all():
        write_section(section, heading=section.heading, text="Text", seen_version=1, acting_user=people.nils)
    assert plan_gaps(contents(plan)) == []
    schools, climate = contents(plan)["goals"]
    assert (schools["answer"], climate["answer"]) == ("goal", "not_concerned")
    assert schools["own_goals"][0]["key"] == own.code
    assert [target["value"] for target in schools["indicators"][0]["targets"]] == ["90.5"]
    [assignment] = contents(plan)["assignments"]
    assert (assignment["owner"], assignment["activities"][0]["body"]) == (str(people.omar), "411")


def test_a_units_plan_stands_under_its_committees_and_has_its_part_as_its_frame(
    world: GoalMoneyWorld, people: People
) -> None:
    above = build(world, people.nils)
    distribute_frame(above, {"411": 700 * TKR}, seen_version=1, acting_user=people.nils)
    Contribution.objects.create(goal=world.schools, body_code="400", kind="contributes", text="We teach.")
    unit = build(world, people.nils, "411")
    assert (unit.kind, unit.parent) == ("unit", above)
    said = contents(unit)
    assert said["frame"]["amount_ore"] == 700 * TKR
    assert [(goal["is_asked"], goal["answer"]) for goal in said["goals"]] == [(True, ""), (False, "")]
    assert said["goals"][0]["above"] == [{"key": "contribution", "title": "We teach."}]
    assert said["assignments"] == []
    PlannedActivity.objects.create(
        code="B1", organisation=KEY, body_code="411", title="Read more", goal=world.schools
    )
    PlannedActivity.objects.create(
        code="B2", organisation=KEY, body_code="411", title="Recruit", assignment=world.assignment
    )
    said = contents(unit)
    assert said["goals"][0]["answer"] == "activity"
    assert [each["key"] for each in said["assignments"][0]["activities"]] == ["B2"]
    assert contents(build(world, people.nils, "412"))["frame"]["amount_ore"] is None


def test_a_companys_plan_is_a_business_plan_without_frame(world: GoalMoneyWorld, karin: User) -> None:
    plan = build(world, karin, "900")
    assert plan.kind == "business"
    assert contents(plan)["frame"]["amount_ore"] is None
    assert "frame_not_distributed" not in {gap.kind.value for gap in plan_gaps(contents(plan))}


def test_four_eyes_and_a_decision_of_its_own_body(world: GoalMoneyWorld, people: People) -> None:
    plan = build(world, people.nils)
    for person, reason, code in (
        (people.nils, "x", "plan_own_work"),
        (people.eva, "", "plan_gaps_unexplained"),
    ):
        with pytest.raises(PlanRefusedError) as error:
            step(plan, PlanAct.REVIEW, person, reason)
        assert refusal(error) == [code]
    plan = step(plan, PlanAct.REVIEW, people.eva, "Gaps are filled in March.")
    with pytest.raises(PlanRefusedError) as error:
        step(plan, PlanAct.APPROVE, people.eva)
    assert refusal(error) == ["plan_own_work"]
    plan = step(plan, PlanAct.APPROVE, people.omar)
    for by, code in (
        (None, "plan_without_decision"),
        (decision("500", "9"), "plan_decision_of_another_body"),
    ):
        with pytest.raises(PlanRefusedError) as error:
            step(plan, PlanAct.ADOPT, people.maja, by=by)
        assert refusal(error) == [code]
    plan = step(plan, PlanAct.ADOPT, people.maja, by=decision("400", "12"))
    assert (plan.state, plan.decision) == ("adopted", decision("400", "12"))
    assert [taken.act for taken in plan.steps.all()] == ["review", "approve", "adopt"]


def test_what_is_returned_can_be_written_and_whoever_wrote_does_not_examine(
    world: GoalMoneyWorld, people: People
) -> None:
    plan = step(build(world, people.nils), PlanAct.REVIEW, people.eva, "x")
    section = plan.sections.get(position=0)
    with pytest.raises(PlanRefusedError) as error:
        write_section(section, heading="E", text="T", seen_version=1, acting_user=people.omar)
    assert refusal(error) == ["plan_not_a_draft"]
    plan = step(plan, PlanAct.RETURN, people.omar, "Say more of staff.")
    write_section(section, heading="E", text="T", seen_version=1, acting_user=people.eva)
    with pytest.raises(PlanRefusedError) as error:
        step(plan, PlanAct.REVIEW, people.eva, "x")
    assert refusal(error) == ["plan_own_work"]
    assert step(plan, PlanAct.REVIEW, people.omar, "x").state == PlanState.REVIEWED


def test_an_adopted_plan_stays_as_it_was_and_the_differences_are_seen(
    world: GoalMoneyWorld, people: People, karin: User
) -> None:
    plan = adopted(world, people)
    assert plan.digest == plan_digest(contents(plan))
    world.schools.title = "Better schools"
    world.schools.save()
    add_funding(world.wish(100), acting_user=karin)
    kept = Plan.objects.get(pk=plan.pk)
    assert contents(kept)["goals"][0]["title"] == "Schools"
    assert plan_digest(contents(kept)) == kept.digest
    found = plan_differences(contents(kept), live_contents(kept))
    assert [(each.change.value, each.path[:3]) for each in found] == [
        ("changed", ("goals", "1", "title")),
        ("added", ("fundings", str(world.schools.fundings.get().pk))),
    ]
    for act in (
        lambda: add_section(kept, "More", acting_user=people.nils),
        lambda: distribute_frame(kept, {"411": 1}, seen_version=kept.version, acting_user=people.nils),
        lambda: remove_section(kept.sections.get(position=0), seen_version=1, acting_user=people.nils),
    ):
        with pytest.raises(PlanRefusedError) as error:
            act()
        assert refusal(error) == ["plan_not_a_draft"]


@pytest.mark.django_db
def test_the_database_refuses_an_adopted_plan_without_its_pin(world: GoalMoneyWorld, people: People) -> None:
    plan = build(world, people.nils)
    plan.state = PlanState.ADOPTED
    with pytest.raises(IntegrityError):
        plan.save()


def test_a_revision_takes_the_place_of_the_plan_when_it_comes_into_force(
    world: GoalMoneyWorld, people: People
) -> None:
    plan = build(world, people.nils)
    with pytest.raises(PlanRefusedError) as error:
        begin_revision(plan, acting_user=people.nils)
    assert refusal(error) == ["plan_not_to_be_revised"]
    distribute_frame(plan, {"411": 5}, seen_version=1, acting_user=people.nils)
    plan = step(plan, PlanAct.REVIEW, people.eva, "x")
    plan = step(
        step(plan, PlanAct.APPROVE, people.omar), PlanAct.ADOPT, people.maja, by=decision("400", "12")
    )
    plan = step(plan, PlanAct.BEGIN, people.maja)
    revision = begin_revision(plan, acting_user=people.nils)
    with pytest.raises(PlanRefusedError):
        begin_revision(plan, acting_user=people.nils)
    assert (revision.revision, revision.state) == (2, "draft")
    assert contents(revision)["allocations"][0]["amount_ore"] == 5
    assert Plan.objects.get(pk=plan.pk).state == PlanState.IN_FORCE
    revision = step(revision, PlanAct.REVIEW, people.eva, "x")
    revision = step(revision, PlanAct.APPROVE, people.omar)
    revision = step(revision, PlanAct.ADOPT, people.maja, by=decision("400", "40"))
    revision = step(revision, PlanAct.BEGIN, people.maja)
    assert [each.state for each in revisions_of(plan)] == [PlanState.IN_FORCE, PlanState.REVISED]
    assert newest_plans(KEY, 2018)["400"] == revision
    assert step(revision, PlanAct.END, people.maja, "The year is over.").state == PlanState.ENDED


def test_two_people_write_one_plan(world: GoalMoneyWorld, people: People) -> None:
    plan = build(world, people.nils)
    section = plan.sections.get(position=1)
    assert write_section(section, heading="Staff", text="A", seen_version=1, acting_user=people.nils)
    for late in (
        lambda: write_section(
            PlanSection.objects.get(pk=section.pk),
            heading="Staff",
            text="B",
            seen_version=1,
            acting_user=people.eva,
        ),
        lambda: remove_section(section, seen_version=1, acting_user=people.eva),
    ):
        with pytest.raises(StaleVersionError):
            late()
    distribute_frame(plan, {"411": 5}, seen_version=1, acting_user=people.nils)
    distribute_frame(plan, {"411": 5, "412": None}, seen_version=1, acting_user=people.eva)
    with pytest.raises(StaleVersionError):
        distribute_frame(plan, {"411": 6}, seen_version=1, acting_user=people.eva)
    with pytest.raises(PlanRefusedError) as error:
        distribute_frame(plan, {"411": 1201 * TKR}, seen_version=2, acting_user=people.eva)
    assert refusal(error) == ["plan_distributes_too_much"]
    added = add_section(plan, "Risks", acting_user=people.nils)
    assert added.position == 2
    remove_section(added, seen_version=1, acting_user=people.nils)
    assert plan.sections.count() == 2


def test_plans_are_read_by_all_and_written_within_reach(world: GoalMoneyWorld, people: People) -> None:
    stranger = User.objects.create(username="stranger")
    bodies = bodies_of_year(KEY, 2018)
    with pytest.raises(PermissionDenied):
        access_plans(stranger)
    assert not may_read_plans(stranger)
    assert access_plans(people.maja) == people.maja
    for person, body in ((people.nils, "500"), (people.maja, "400")):
        with pytest.raises(PermissionDenied):
            access_plan_writing(person, body, bodies)
        assert not may_write_plan(person, body, bodies)
    assert access_plan_writing(people.nils, "411", bodies) == people.nils
    for person, act in ((people.nils, PlanAct.REVIEW), (people.omar, PlanAct.ADOPT)):
        with pytest.raises(PermissionDenied):
            access_plan_act(person, act, "400", bodies)
        assert not may_act_on_plan(person, act, "400", bodies)
    assert access_plan_act(people.maja, PlanAct.ADOPT, "400", bodies) == people.maja
    assert world.tree.state == "adopted"


def test_who_is_to_have_a_plan_and_whose_stands_above(world: GoalMoneyWorld, people: People) -> None:
    bodies = bodies_of_year(KEY, 2018)
    assert [body.code for body in planning_bodies(bodies)] == ["400", "500", "900"]
    assert [body_above(code, bodies) for code in ("411", "400", "777")] == ["400", "400", ""]
    assert plan_above("411", 2018, bodies) is None
    assert years_with_plans(KEY) == []
    plan = build(world, people.nils)
    assert plan_above("411", 2018, bodies) == plan
    assert plan_above("400", 2018, bodies) is None
    assert years_with_plans(KEY) == [2018]
