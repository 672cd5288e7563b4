"""Money names a goal only as far as the frame reaches, once, and on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.goal_money_world import KEY
from tests.goal_money_world import TKR
from tests.goal_money_world import GoalMoneyWorld
from tests.goal_money_world import make_goal_money_world
from tests.goal_money_world import make_person

from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.funding import FundingRefusedError
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.actions.funding import change_funding
from roder.apps.goals.actions.funding import remove_funding
from roder.apps.goals.funding_access import access_funding
from roder.apps.goals.funding_access import access_funding_reading
from roder.apps.goals.funding_access import funding_reach
from roder.apps.goals.funding_queries import assignment_fundings
from roder.apps.goals.funding_queries import fundings
from roder.apps.goals.models import GoalFunding
from roder.apps.identity.models import User
from roder.apps.organisation.queries import organisation_tree
from roder.domain.goal_funding import FundingKind
from roder.domain.mandates import Role
from roder.domain.versions import StaleVersionError


@pytest.fixture
def world(db: None) -> GoalMoneyWorld:
    del db
    return make_goal_money_world()


def refused(world: GoalMoneyWorld, karin: User, *arguments: Any, **more: Any) -> list[str]:
    with pytest.raises(FundingRefusedError) as error:
        add_funding(world.wish(*arguments, **more), acting_user=karin)
    return [problem.code for problem in error.value.problems]


def test_a_frame_cannot_name_more_goals_than_it_holds(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(800), acting_user=karin)
    more: dict[str, Any] = {"goal": world.climate, "body_code": "411"}
    assert refused(world, karin, 401, **more) == ["funding_exceeds_frame"]
    assert add_funding(world.wish(400, **more), acting_user=karin) == []
    assert add_funding(world.wish(2400, body_code="500"), acting_user=karin) == []


def test_the_same_money_is_not_named_twice(world: GoalMoneyWorld, karin: User) -> None:
    project: dict[str, Any] = {"kind": FundingKind.PROJECT, "project_code": "3001"}
    add_funding(world.wish(100, **project), acting_user=karin)
    assignment: dict[str, Any] = {
        "kind": FundingKind.ASSIGNMENT,
        "assignment": world.assignment,
        "project_code": "3001",
    }
    assert refused(world, karin, 100, **assignment) == ["funding_named_twice"]
    [told] = add_funding(world.wish(-5, **{**project, "kind": FundingKind.FRAME_CHANGE}), acting_user=karin)
    assert told.code == "funding_adds_up"


def test_a_funding_stands_in_its_years_and_in_a_body_that_exists(world: GoalMoneyWorld, karin: User) -> None:
    assert refused(world, karin, 1, year=2021) == ["funding_outside_the_years"]
    assert refused(world, karin, 1, body_code="777") == ["funding_body_unknown"]
    [told] = add_funding(world.wish(1, body_code="900"), acting_user=karin)
    assert told.code == "funding_without_frame"
    assert not GoalFunding.objects.exclude(body_code="900").exists()


def test_what_is_added_changed_and_removed_is_on_record(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(800, reason="Two teachers"), acting_user=karin)
    row = fundings(world.tree, 2018).get()
    with pytest.raises(FundingRefusedError):
        change_funding(row, world.wish(1201), seen_version=1, acting_user=karin)
    change_funding(row, world.wish(1200, reason="More"), seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        change_funding(row, world.wish(1), seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        remove_funding(row, seen_version=1, acting_user=karin)
    remove_funding(row, seen_version=2, acting_user=karin)
    assert not fundings(world.tree, 2018).exists()
    with pytest.raises(StaleVersionError) as gone:
        remove_funding(row, seen_version=2, acting_user=karin)
    assert gone.value.is_gone
    added, changed, removed = AuditEntry.objects.filter(event__range=(1480, 1489)).order_by("number")
    assert {entry.subject for entry in (added, changed, removed)} == {f"{KEY} 2018 1 400"}
    assert added.new["amount_ore"] == changed.old["amount_ore"] == 800 * TKR
    assert removed.old["reason"] == changed.new["reason"] == "More"


def test_a_change_keeps_the_goal_and_the_assignment(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(10, FundingKind.ASSIGNMENT, assignment=world.assignment), acting_user=karin)
    row = assignment_fundings(world.assignment).get()
    change_funding(
        row,
        world.wish(12, FundingKind.ASSIGNMENT, goal=world.climate, project_code="3001"),
        seen_version=1,
        acting_user=karin,
    )
    kept = assignment_fundings(world.assignment).get()
    assert (kept.goal, kept.project_code, kept.amount_ore) == (world.schools, "3001", 12 * TKR)


def test_money_is_read_by_all_who_read_goals_and_named_within_reach(world: GoalMoneyWorld) -> None:
    stranger = User.objects.create(username="stranger")
    nils = make_person("nils", Role.REPORTER, "411")
    for person in (stranger, nils):
        with pytest.raises(PermissionDenied):
            access_funding(person)
    with pytest.raises(PermissionDenied):
        access_funding_reading(stranger)
    assert access_funding_reading(nils) == nils
    assert not funding_reach(nils).mandates
    eva = make_person("eva", Role.COMMITTEE_CONTROLLER, "500")
    tree = organisation_tree(KEY, world.assignment.given_on)
    assert access_funding(eva).bodies(tree) == {"500"} == funding_reach(eva).bodies(tree)
