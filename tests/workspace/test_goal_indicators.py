"""The block of indicators on a goal's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise
from tests.apps.indicators.indicator_world import target
from tests.apps.indicators.indicator_world import value

from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import GoalTree
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_tree import OVERALL
from roder.domain.indicators import Sex
from roder.workspace.goal_blocks.indicators import block

if TYPE_CHECKING:
    from roder.apps.identity.models import User


def goal() -> Goal:
    tree = GoalTree.objects.create(organisation=KEY, code="2018-2020", year=2018, title="Goals")
    return Goal.objects.create(tree=tree, code="8", level=OVERALL, title="An attractive employer")


def last_year(back: int = 0) -> str:
    return str(steering_day().year - 1 - back)


def test_the_block_shows_the_latest_known_value_the_way_there_and_no_small_group(karin: User) -> None:
    organise()
    of = goal()
    assert block(of, karin)["rows"] == []
    sick_leave, empty = indicator(), indicator(code="EMPTY")
    for each in (empty, sick_leave):
        GoalIndicator.objects.create(goal=of, indicator=each)
    value(sick_leave, "9", last_year(1), group=40)
    value(sick_leave, "7", last_year(), group=40)
    value(sick_leave, "8", last_year(), Sex.WOMEN, group=36)
    value(sick_leave, "2.9", last_year(), Sex.MEN, group=4)
    target(sick_leave, "8", last_year())
    found = block(of, karin)
    assert [row["code"] for row in found["rows"]] == ["EMPTY", "N00090"], "in the goal's own order"
    row = found["rows"][1]
    assert (row["cell"].period, row["cell"].text, row["cell"].status) == (
        last_year(),
        "7,0",
        "attainment_met",
    )
    assert row["spark"].count(",") == 2
    assert [each["cell"].text for each in row["by_sex"]] == ["..", ".."]
    assert (found["counted"], found["outside"]) == (1, 1)
    assert dict(found["counts"])["attainment_met"] == 1
