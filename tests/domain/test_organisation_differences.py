from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation_changes import added
from roder.domain.organisation_changes import changed_from
from roder.domain.organisation_changes import ended_on
from roder.domain.organisation_differences import differences
from roder.domain.organisation_differences import removals

DAY = date(2019, 1, 1)
COUNCIL = Body("100", "Council", BodyKind.COUNCIL)
SCHOOLS = Body("300", "Schools", BodyKind.COMMITTEE, "100", ("30",))
TREE = [COUNCIL, SCHOOLS, Body("301", "Office", BodyKind.DEPARTMENT, "300")]


def told(old: list[Body], new: list[Body]) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    return [
        (each.kind.value, each.code, {change.field: (change.old, change.new) for change in each.changes})
        for each in differences(old, new)
    ]


def test_the_same_bodies_in_another_order_are_no_difference() -> None:
    assert told(TREE, TREE[::-1]) == []


def test_each_kind_of_difference_is_told_apart() -> None:
    assert told(TREE, [COUNCIL, SCHOOLS])[0][:2] == ("removed", "301")
    assert told([COUNCIL], [COUNCIL, SCHOOLS])[0][:2] == ("added", "300")
    ended = [COUNCIL, SCHOOLS, replace(TREE[2], valid_to=DAY)]
    assert told(TREE, ended) == [("ended", "301", {"valid_to": ("", "2019-01-01")})]
    both = [COUNCIL, SCHOOLS, replace(TREE[2], parent="100", name="New")]
    assert told(TREE, both) == [
        ("moved", "301", {"parent": ("300", "100")}),
        ("changed", "301", {"name": ("Office", "New")}),
    ]
    assert told(ended, TREE) == [("changed", "301", {"valid_to": ("2019-01-01", "")})]


def test_a_rename_from_a_day_is_one_change_not_an_end_and_an_addition() -> None:
    made = changed_from(TREE, "300", DAY, lambda body: replace(body, name="Education"))
    assert made.problems == []
    (only,) = differences(TREE, made.bodies)
    assert (only.kind, only.since, only.name) == ("changed", DAY, "Education")
    rows = [(body.name, body.valid_from, body.valid_to) for body in made.bodies if body.code == "300"]
    assert rows == [("Schools", None, date(2018, 12, 31)), ("Education", DAY, None)]


def test_a_move_from_a_day_keeps_the_past_and_a_second_on_the_day_corrects_it() -> None:
    made = changed_from(TREE, "301", DAY, lambda body: replace(body, parent="100"))
    assert told(TREE, made.bodies) == [("moved", "301", {"parent": ("300", "100")})]
    again = changed_from(made.bodies, "301", DAY, lambda body: replace(body, parent="300"))
    assert [body.parent for body in again.bodies if body.code == "301"] == ["300", "300"]


def test_a_change_that_would_break_the_tree_is_refused_with_its_reason() -> None:
    ring = changed_from(TREE, "300", DAY, lambda body: replace(body, parent="301"))
    assert [problem.code for problem in ring.problems] == ["body_loop"]
    rival = added(TREE, Body("400", "Rival", BodyKind.COMMITTEE, "100", ("30",), DAY))
    assert [problem.code for problem in rival.problems] == ["ledger_prefix_overlap"]
    orphan = ended_on(TREE, "300", date(2018, 12, 31))
    assert [problem.code for problem in orphan.problems] == ["body_parent_not_in_force"]
    gone = ended_on(TREE, "301", date(2018, 12, 31))
    assert gone.problems == []
    late = changed_from(gone.bodies, "301", DAY, lambda body: body)
    assert [problem.code for problem in late.problems] == ["body_not_in_force"]
    assert [problem.code for problem in ended_on(gone.bodies, "301", DAY).problems] == ["body_not_in_force"]
    with pytest.raises(LookupError):
        ended_on(TREE, "999", DAY)


def test_a_body_with_a_planned_change_does_not_end_before_it() -> None:
    planned = changed_from(TREE, "301", DAY, lambda body: replace(body, name="New")).bodies
    assert [each.code for each in ended_on(planned, "301", date(2018, 6, 30)).problems] == [
        "body_has_later_rows"
    ]
    assert ended_on(planned, "301", date(2019, 6, 30)).problems == []


def test_what_would_be_gone_from_the_past_is_warned_of() -> None:
    problems = removals(differences(TREE, [COUNCIL, SCHOOLS]), TREE)
    assert [(each.code, each.refuses) for each in problems] == [("body_removed", False)]
