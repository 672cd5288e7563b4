"""A goal's money is read from the books by project, within one's reach, and sums with the rest to the frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.goal_money_world import BODIES
from tests.goal_money_world import KEY
from tests.goal_money_world import TKR
from tests.goal_money_world import GoalMoneyWorld
from tests.goal_money_world import import_books
from tests.goal_money_world import import_company_books
from tests.goal_money_world import make_goal_money_world

from roder.apps.followup.goal_money import money_basis
from roder.apps.followup.goal_money_tables import money_of_assignment
from roder.apps.followup.goal_money_tables import money_of_goal
from roder.apps.followup.goal_money_tables import rows_of_goal
from roder.apps.followup.goal_money_tables import table_by_body
from roder.apps.followup.goal_money_tables import table_by_goal
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.models import Goal
from roder.domain.goal_funding import FollowedMoney
from roder.domain.goal_funding import FundingKind
from roder.domain.goal_funding import GoalMoney
from roder.domain.goal_funding import NotFollowed
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.periods import Month
from roder.domain.reach import THE_WHOLE
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

PROJECT = FundingKind.PROJECT
KR = 100
USED_3001 = FollowedMoney(240 * TKR, 40 * TKR, 55 * TKR, 255 * TKR)
"""Granted 240 tkr, two months of twelve; 30 and 25 tkr are booked in the committee's two units."""


@pytest.fixture
def world(db: None, home: Path) -> GoalMoneyWorld:
    del db, home
    return make_goal_money_world()


def test_before_any_books_nothing_is_known_of_use_and_nothing_is_zero(
    world: GoalMoneyWorld, karin: User
) -> None:
    add_funding(world.wish(240, PROJECT, project_code="3001"), acting_user=karin)
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    assert basis.month is None
    assert money_of_goal(basis, world.schools) == GoalMoney(
        240 * TKR, None, frozenset({NotFollowed.NO_LEDGER})
    )


def test_goals_and_the_unassigned_part_are_the_sum_of_the_frames(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    add_funding(world.wish(240, PROJECT, project_code="3001"), acting_user=karin)
    add_funding(world.wish(60, goal=world.climate, body_code="500"), acting_user=karin)
    add_funding(world.wish(9, body_code="900"), acting_user=karin)
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    assert basis.month == Month(2018, 2)
    table = table_by_goal(basis)
    schools, climate = table.lines
    assert schools.money == GoalMoney(240 * TKR, USED_3001)
    assert climate.money == GoalMoney(60 * TKR, None, frozenset({NotFollowed.NO_PROJECT}))
    assert (table.frame_ore, table.unassigned_ore) == (3600 * TKR, 3300 * TKR)
    assert table.total.granted_ore + (table.unassigned_ore or 0) == table.frame_ore
    assert table.total.followed == USED_3001
    assert table.outside == GoalMoney(9 * TKR, None, frozenset({NotFollowed.NO_PROJECT}))


def test_a_bodys_money_is_that_of_its_frame(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(100, body_code="411"), acting_user=karin)
    add_funding(world.wish(60, goal=world.climate), acting_user=karin)
    add_funding(world.wish(9, body_code="900"), acting_user=karin)
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    committee = table_by_goal(basis, "400")
    assert [line.money.granted_ore for line in committee.lines] == [100 * TKR, 60 * TKR]
    assert (committee.frame_ore, committee.unassigned_ore) == (1200 * TKR, 1040 * TKR)
    unit = table_by_goal(basis, "411")
    assert [line.money.granted_ore for line in unit.lines] == [100 * TKR, 0]
    assert (unit.frame_ore, unit.unassigned_ore) == (None, None)
    company = table_by_goal(basis, "900")
    assert company.outside is not None
    assert (company.total.granted_ore, company.outside.granted_ore) == (0, 9 * TKR)
    assert [(line.code, line.money.granted_ore) for line in table_by_body(basis).lines] == [
        ("400", 160 * TKR),
        ("500", 0),
    ]
    [line] = table_by_body(basis, world.climate).lines
    assert (line.code, line.name) == ("400", "Preschool committee")


def test_money_that_names_a_committees_goal_is_also_the_overarching_goals(
    world: GoalMoneyWorld, karin: User
) -> None:
    own = Goal.objects.create(
        tree=world.tree, code="1.1", level="committee", parent=world.schools, title="Own", body_code="400"
    )
    add_funding(world.wish(50, goal=own), acting_user=karin)
    add_funding(world.wish(7), acting_user=karin)
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    assert [line.money.granted_ore for line in table_by_goal(basis).lines] == [57 * TKR, 0]
    assert money_of_goal(basis, own).granted_ore == 50 * TKR
    assert [row.goal for row in rows_of_goal(basis, own)] == [own]
    assert len(rows_of_goal(basis, world.schools)) == 2


def test_a_project_that_two_goals_share_is_not_divided_but_counts_in_the_total(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    add_funding(world.wish(140, PROJECT, project_code="3001"), acting_user=karin)
    add_funding(world.wish(100, PROJECT, goal=world.climate, project_code="3001"), acting_user=karin)
    table = table_by_goal(money_basis(world.tree, 2018, THE_WHOLE))
    assert {line.money.reasons for line in table.lines} == {frozenset({NotFollowed.SHARED_PROJECT})}
    assert table.total.followed == USED_3001


def test_an_assignment_and_its_project_count_once(world: GoalMoneyWorld, karin: User, home: Path) -> None:
    import_books(home)
    carried = {"project_code": "3001", "assignment": world.assignment}
    add_funding(world.wish(200, FundingKind.ASSIGNMENT, **carried), acting_user=karin)
    add_funding(world.wish(40, FundingKind.FRAME_CHANGE, **carried), acting_user=karin)
    [found] = money_of_assignment(world.assignment, THE_WHOLE)
    assert found.money == GoalMoney(240 * TKR, USED_3001)
    assert len(found.rows) == 2
    assert money_of_goal(found.basis, world.schools) == found.money


def test_a_units_project_and_a_code_that_the_books_do_not_have(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    add_funding(world.wish(12, PROJECT, project_code="3002", body_code="411"), acting_user=karin)
    add_funding(world.wish(5, PROJECT, goal=world.climate, project_code="3999"), acting_user=karin)
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    used = money_of_goal(basis, world.schools).followed
    assert used == FollowedMoney(12 * TKR, 2 * TKR, 1 * 1_000 * KR, 11 * TKR)
    assert money_of_goal(basis, world.climate).reasons == {NotFollowed.UNKNOWN_PROJECT}


def test_what_is_used_beyond_ones_roles_is_not_told(world: GoalMoneyWorld, karin: User, home: Path) -> None:
    import_books(home)
    add_funding(world.wish(240, PROJECT, project_code="3001"), acting_user=karin)
    eva = Reach((Mandate(Role.READER, KEY, "500"),))
    hidden = money_of_goal(money_basis(world.tree, 2018, eva), world.schools)
    assert hidden == GoalMoney(240 * TKR, None, frozenset({NotFollowed.OUT_OF_REACH}))
    nils = Reach((Mandate(Role.READER, KEY, "400"),))
    assert money_of_goal(money_basis(world.tree, 2018, nils), world.schools).followed == USED_3001


def test_a_companys_money_is_followed_in_its_own_books(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    company: dict[str, str] = {"body_code": "900", "project_code": "70"}
    add_funding(world.wish(24, PROJECT, **company), acting_user=karin)
    unknown = money_basis(world.tree, 2018, THE_WHOLE)
    assert money_of_goal(unknown, world.schools).reasons == {NotFollowed.NO_LEDGER}
    import_company_books(home)
    add_funding(
        world.wish(5, PROJECT, goal=world.climate, body_code="900", project_code="71"), acting_user=karin
    )
    basis = money_basis(world.tree, 2018, THE_WHOLE)
    used = FollowedMoney(24 * TKR, 2 * TKR, 2 * TKR, 24 * TKR)
    assert money_of_goal(basis, world.schools).followed == used
    assert money_of_goal(basis, world.climate).reasons == {NotFollowed.UNKNOWN_PROJECT}


def test_a_year_without_frames_has_no_unassigned_part(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(5, year=2019), acting_user=karin)
    table = table_by_goal(money_basis(world.tree, 2019, THE_WHOLE))
    assert (table.frame_ore, table.unassigned_ore) == (None, None)
    assert table.outside is not None
    assert table.outside.granted_ore == 5 * TKR
    assert BODIES[0].code not in money_basis(world.tree, 2019, THE_WHOLE).frames
