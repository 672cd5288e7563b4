from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from roder.domain import frame_changes
from roder.domain import organisation_faults
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation_checks import organisation_problems
from roder.domain.problems import refuses

FIRST, LAST = date(2018, 1, 1), date(2017, 12, 31)
TOP = Body("100", "Council", BodyKind.COUNCIL)


def committee(
    code: str,
    parent: str = "100",
    prefixes: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    number: str = "",
) -> Body:
    return Body(code, f"Name {code}", BodyKind.COMMITTEE, parent, prefixes, since, until, number)


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        ([committee("2/0", "")], "body_code_unusable"),
        ([committee("x" * 21, "")], "body_code_unusable"),
        ([Body("2", " ", BodyKind.UNIT)], "body_name_unusable"),
        ([Body("2", "a\nb", BodyKind.UNIT)], "body_name_unusable"),
        ([committee("2", "", since=FIRST, until=LAST)], "body_dates_reversed"),
        ([TOP, committee("2"), committee("2")], "body_twice"),
        ([TOP, committee("2", until=FIRST), committee("2", since=FIRST)], "body_twice"),
        ([TOP, committee("2", "9")], "body_parent_unknown"),
        ([TOP, committee("2", until=LAST), committee("3", "2")], "body_parent_not_in_force"),
        ([TOP, committee("2", since=FIRST), committee("3", "2")], "body_parent_not_in_force"),
        ([committee("2", "3"), committee("3", "2")], "body_loop"),
        ([committee("2", "2")], "body_loop"),
        ([TOP, committee("2", prefixes=("30",)), committee("3", prefixes=("30",))], "ledger_prefix_overlap"),
        ([committee("2", "", prefixes=("3 0",))], "ledger_prefix_unusable"),
        ([committee("2", "", number="55-1")], "organisation_number_unusable"),
        (
            [committee("2", "", number="556000-0001"), committee("3", "", number="556000-0001")],
            "organisation_number_twice",
        ),
    ],
)
def test_what_is_no_tree_is_named(bodies: list[Body], code: str) -> None:
    problems = organisation_problems(bodies, list(range(2, 2 + len(bodies))))
    assert [problem.code for problem in problems] == [code]
    assert refuses(problems)
    assert all(problem.line for problem in problems)


def test_a_loop_that_arises_on_a_later_day_is_found_with_its_day() -> None:
    bodies = [
        TOP,
        committee("2", "100", until=LAST),
        committee("2", "3", since=FIRST),
        committee("3", "2"),
    ]
    (problem,) = organisation_problems(bodies)
    assert problem.code == "body_loop"
    assert "2018-01-01" in problem.message_sv


def test_two_bodies_may_not_claim_one_code_at_the_same_time_and_the_days_are_named() -> None:
    first = committee("2", prefixes=("30",), until=LAST)
    later = committee("3", prefixes=("30",), since=FIRST)
    always = committee("4", prefixes=("30",))
    assert organisation_problems([TOP, first, later]) == []
    problems = organisation_problems([TOP, first, later, always])
    assert [problem.code for problem in problems] == ["ledger_prefix_overlap"] * 2
    assert "till 2017-12-31" in problems[0].message_sv
    assert "from 2018-01-01" in problems[1].message_en


def test_a_body_may_follow_itself_and_keep_its_ledger_codes() -> None:
    rows = [committee("2", prefixes=("30",), until=LAST), committee("2", prefixes=("30", "31"), since=FIRST)]
    assert organisation_problems([TOP, *rows, committee("3", "2")]) == []


def test_every_code_is_documented_with_its_weight_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs/formats/organisation.md").read_text("utf-8")
    documented = dict(re.findall(r"^\| `([a-z_]+)` \| (error|warning|info) \|", page, re.MULTILINE))
    known = {
        code: row[0].value for code, row in (organisation_faults.MESSAGES | frame_changes.MESSAGES).items()
    }
    assert documented == known
