from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.accounts import BALANCE
from roder.domain.accounts import UNMAPPED
from roder.domain.accounts import Chart
from roder.domain.accounts import account_type
from roder.domain.accounts import chart_of
from roder.domain.accounts import report_line
from roder.domain.accounts import report_lines
from roder.domain.calendar import FollowUpCalendar
from roder.domain.calendar import FollowUpKind
from roder.domain.facts import AccountType
from roder.domain.frames import FrameAmount
from roder.domain.frames import net_budget
from roder.domain.frames import total
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree
from roder.domain.periods import Month
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses
from roder.domain.signs import ledger_sign
from roder.domain.signs import report_sign
from roder.domain.variance import share_in_basis_points
from roder.domain.variance import variance

DAY = date(2018, 8, 31)


@pytest.mark.parametrize("row", worked_table("variance", "value"))
def test_variance_follows_the_worked_table(row: list[str]) -> None:
    assert variance(int(row[0]), int(row[1])) == int(row[2])


@given(st.integers())
def test_the_sign_is_flipped_once_and_back(ore: int) -> None:
    assert report_sign(ore) == -ore
    assert ledger_sign(report_sign(ore)) == ore


def test_a_share_of_nothing_is_not_known() -> None:
    assert share_in_basis_points(-201, -5303) == -379
    assert share_in_basis_points(5, 0) is None


def test_january_june_and_july_are_not_followed_up_and_three_months_are_large() -> None:
    calendar = FollowUpCalendar()
    kinds = [calendar.kind(Month(2018, number)) for number in range(1, 13)]
    assert kinds.count(FollowUpKind.NONE) == 3
    assert [at + 1 for at, kind in enumerate(kinds) if kind is FollowUpKind.TERTIAL] == [4, 8, 12]
    assert calendar.months() == [2, 3, 4, 5, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(
    ("account", "chart", "line"),
    [
        ("3133", Chart.KOMMUNBAS, "operating_income"),
        ("4520", Chart.KOMMUNBAS, "transfers"),
        ("4630", Chart.KOMMUNBAS, "bought_operations"),
        ("5020", Chart.KOMMUNBAS, "personnel"),
        ("6011", Chart.KOMMUNBAS, "premises"),
        ("7010", Chart.KOMMUNBAS, "other_costs"),
        ("7910", Chart.KOMMUNBAS, "depreciation"),
        ("8011", Chart.KOMMUNBAS, "taxes"),
        ("8310", Chart.KOMMUNBAS, "general_grants"),
        ("8910", Chart.KOMMUNBAS, "excluded"),
        ("9110", Chart.KOMMUNBAS, "internal"),
        ("1930", Chart.KOMMUNBAS, BALANCE),
        ("7010", Chart.BAS, "personnel"),
        ("5010", Chart.BAS, "premises"),
        ("5410", Chart.BAS, "other_costs"),
        ("8999", Chart.BAS, "excluded"),
        ("8910", Chart.BAS, "appropriations"),
        ("8590", Chart.BAS, UNMAPPED),
        ("0500", Chart.KOMMUNBAS, UNMAPPED),
    ],
)
def test_each_chart_leads_its_accounts_to_their_line(account: str, chart: Chart, line: str) -> None:
    assert report_line(account, chart, 2018) == line


def test_the_files_own_account_type_wins_over_the_chart() -> None:
    assert account_type("5020", Chart.KOMMUNBAS, {"5020": "T"}) is AccountType.ASSET
    assert report_line("5020", Chart.KOMMUNBAS, 2018, {"5020": "T"}) == BALANCE
    assert report_line("1930", Chart.KOMMUNBAS, 2018, {"1930": "K"}) == UNMAPPED
    assert account_type("5020", Chart.KOMMUNBAS, {"5020": "?"}) is AccountType.COST


def test_a_rule_before_its_first_year_maps_nothing() -> None:
    assert report_line("5020", Chart.KOMMUNBAS, 1990) == UNMAPPED


def test_every_rule_leads_to_a_declared_line() -> None:
    codes = {line.code for line in report_lines()}
    for chart in Chart:
        for account in range(1000, 10000):
            assert report_line(str(account), chart, 2018) in codes | {BALANCE}


def test_the_chart_is_never_derived_from_account_ranges() -> None:
    assert chart_of("", "212000-0159", "") is Chart.KOMMUNBAS
    assert chart_of("", "", "X") is Chart.KOMMUNBAS
    assert chart_of("", "556639-1537", "") is Chart.BAS
    assert chart_of("EUBAS97", "212000-0159", "X") is Chart.BAS


def test_a_frame_allows_a_net_cost_of_its_size_and_zero_is_legal() -> None:
    assert net_budget(0) == 0
    assert net_budget(100) == -100
    assert total([FrameAmount("a", 2018, 3), FrameAmount("b", 2018, 0)]) == 3


def bodies() -> list[Body]:
    return [
        Body("0", "Council", BodyKind.COUNCIL),
        Body("300", "Education", BodyKind.COMMITTEE, "0", ("30",)),
        Body("3041", "School", BodyKind.UNIT, "300", ("3041",)),
        Body("3042", "Old school", BodyKind.UNIT, "300", ("3042",), valid_to=date(2017, 12, 31)),
    ]


def test_a_ledger_code_belongs_to_the_longest_prefix_in_force() -> None:
    tree = OrganisationTree(bodies(), DAY)
    found = [tree.body_of_ledger_code(code) for code in ("30419", "3042", "31")]
    assert [body.code if body else None for body in found] == ["3041", "300", None]
    holder = tree.frame_holder("30419")
    assert holder is not None
    assert holder.code == "300"
    assert tree.frame_holder("99") is None
    earlier = OrganisationTree(bodies(), date(2017, 8, 31)).body_of_ledger_code("3042")
    assert earlier is not None
    assert earlier.code == "3042"


def test_the_tree_is_walked_up_and_down() -> None:
    tree = OrganisationTree(bodies(), DAY)
    assert [body.code for body in tree.children("300")] == ["3041"]
    assert [body.code for body in tree.path("3041")] == ["0", "300", "3041"]
    towards = tree.child_towards("0", "3041")
    assert towards is not None
    assert towards.code == "300"
    assert tree.child_towards("3041", "3041") is None
    assert [body.code for body in tree.frame_holders()] == ["0", "300"]


def test_the_council_does_not_answer_for_its_committees_money() -> None:
    tree = OrganisationTree(bodies(), DAY)
    assert [body.code for body in tree.answering("30419")] == ["3041", "300"]
    assert [body.code for body in tree.parts("300")] == ["3041"]
    assert tree.parts("0") == []


def test_a_loop_of_parents_ends() -> None:
    loop = [Body("a", "A", BodyKind.UNIT, "b"), Body("b", "B", BodyKind.UNIT, "a")]
    assert len(OrganisationTree(loop, DAY).path("a")) == 2


def test_a_problem_speaks_both_languages() -> None:
    problem = Problem(Severity.WARNING, "x", 3, "English", "Svenska")
    assert [problem.message("sv"), problem.message("en-gb")] == ["Svenska", "English"]
    assert not refuses([problem])
