"""A plan's gaps, its pin and what has changed since, as docs/algorithms/plans.md says."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from tests.worked_tables import worked_table

from roder.domain.plan_contents import GapKind
from roder.domain.plan_contents import PlanChange
from roder.domain.plan_contents import PlanDocument
from roder.domain.plan_contents import plan_differences
from roder.domain.plan_contents import plan_digest
from roder.domain.plan_contents import plan_gaps
from roder.domain.plan_contents import undistributed

TARGET = {"key": "2018 T", "value": "90"}


def indicator(key: str, *targets: dict[str, str]) -> dict[str, Any]:
    return {"key": key, "title": f"Indicator {key}", "targets": list(targets)}


def whole_plan() -> PlanDocument:
    own = {"key": "1.1", "title": "Own", "indicators": [indicator("I2", TARGET)]}
    goal = {
        "key": "1",
        "title": "Schools",
        "is_asked": True,
        "answer": "goal",
        "own_goals": [own],
        "indicators": [indicator("I1", TARGET)],
    }
    assignment = {"key": "A1", "title": "Two teachers", "owner": "Head", "activities": [{"key": "B1"}]}
    return PlanDocument(
        title="Plan",
        sections=[{"key": "1", "heading": "Economy", "text": "We keep the frame."}],
        goals=[goal],
        assignments=[assignment],
        frame={"amount_ore": 1000},
        allocations=[{"key": "3010", "amount_ore": 1000}],
        fundings=[],
    )


def kinds(plan: PlanDocument) -> list[GapKind]:
    return [gap.kind for gap in plan_gaps(plan)]


def test_a_whole_plan_has_no_gaps() -> None:
    assert kinds(whole_plan()) == []


def test_every_gap_of_the_page_is_found_in_its_order() -> None:
    plan = whole_plan()
    plan["goals"][0]["answer"] = ""
    plan["goals"][0]["own_goals"][0]["indicators"] = [indicator("I2")]
    plan["assignments"][0].update(owner="", activities=[])
    plan["allocations"] = []
    plan["sections"][0]["text"] = " \n"
    assert [row[0] for row in worked_table("plans", "gap")] == [kind.value for kind in kinds(plan)]
    assert kinds(plan) == list(GapKind)


def test_a_goal_that_a_unit_is_not_asked_about_is_no_gap() -> None:
    plan = whole_plan()
    plan["goals"][0].update(answer="", is_asked=False)
    assert kinds(plan) == []


def test_an_indicator_of_two_goals_is_missed_once() -> None:
    plan = whole_plan()
    plan["goals"].append(deepcopy(plan["goals"][0]) | {"key": "2", "indicators": [indicator("I9")]})
    plan["goals"][0]["indicators"] = [indicator("I9")]
    assert kinds(plan) == [GapKind.INDICATOR_WITHOUT_TARGET]


@pytest.mark.parametrize(("frame", "given", "rest"), [(None, 5, None), (1000, 1000, 0), (0, 5, -5)])
def test_what_is_not_distributed_is_known_to_the_ore(frame: int | None, given: int, rest: int | None) -> None:
    assert undistributed(frame, [{"key": "", "amount_ore": given}]) == rest
    plan = whole_plan()
    plan["frame"]["amount_ore"], plan["allocations"][0]["amount_ore"] = frame, given
    assert [gap.amount_ore for gap in plan_gaps(plan)] == ([rest] if rest else [])


@pytest.mark.parametrize("row", worked_table("plans", "difference"), ids=lambda row: row[0])
def test_what_has_changed_since_is_what_the_page_says(row: list[str]) -> None:
    _name, pinned, live, found = row
    told = [
        " ".join([each.change.value, *each.path])
        for each in plan_differences(json.loads(pinned), json.loads(live))
    ]
    assert "; ".join(told) == found.replace("-", "")


def test_a_part_that_came_or_went_is_told_whole() -> None:
    part = {"key": "A1", "title": "X"}
    [gone] = plan_differences({"assignments": [part]}, {"assignments": []})
    assert (gone.change, gone.old, gone.new) == (PlanChange.REMOVED, part, None)


def test_the_fingerprint_is_of_the_contents_and_not_of_their_order() -> None:
    plan = whole_plan()
    assert plan_digest(plan) == plan_digest(dict(reversed(list(plan.items()))))
    changed = deepcopy(plan)
    changed["frame"]["amount_ore"] = 1001
    assert plan_digest(plan) != plan_digest(changed)
    assert plan_digest(plan) == plan_digest(json.loads(json.dumps(plan)))
