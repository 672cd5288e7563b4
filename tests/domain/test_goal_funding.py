"""Money that names goals adds up, is read and not guessed, and is refused, as docs/algorithms/goal-funding.md says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.forecasting import ForecastBasis
from roder.domain.forecasting import ForecastMethod
from roder.domain.forecasting import forecast
from roder.domain.goal_funding import FollowedMoney
from roder.domain.goal_funding import Funding
from roder.domain.goal_funding import FundingKind
from roder.domain.goal_funding import GoalMoney
from roder.domain.goal_funding import NotFollowed
from roder.domain.goal_funding import followed
from roder.domain.goal_funding import money_by
from roder.domain.goal_funding import pots
from roder.domain.goal_funding import unassigned
from roder.domain.goal_funding_faults import funding_faults
from roder.domain.goal_funding_faults import place_faults

KEYS = {
    "goal": lambda one: one.goal,
    "body": lambda one: one.body,
    "assignment": lambda one: one.assignment,
    "all": lambda _one: "all",
}


def fundings(cell: str) -> list[Funding]:
    return [funding(part) for part in cell.split(";")] if cell != "-" else []


def funding(text: str) -> Funding:
    goal, body, kind, amount, project, assignment = text.split()
    return Funding(
        goal, body, FundingKind(kind), int(amount), project.replace("-", ""), assignment.replace("-", "")
    )


def ledger(cell: str) -> dict[tuple[str, str], FollowedMoney | NotFollowed]:
    found: dict[tuple[str, str], FollowedMoney | NotFollowed] = {}
    for part in [] if cell == "-" else cell.split(","):
        body, project, amounts = part.split()
        found[body, project] = (
            FollowedMoney(*map(int, amounts.split("/"))) if "/" in amounts else NotFollowed(amounts)
        )
    return found


def told(key: str, money: GoalMoney) -> str:
    part = money.followed
    amounts = (
        f"{part.granted_ore}/{part.granted_to_date_ore}/{part.used_to_date_ore}/{part.forecast_ore}"
        if part
        else "-"
    )
    reasons = "".join(f", {reason.value}" for reason in sorted(money.reasons))
    return f"{key}: granted {money.granted_ore}, followed {amounts}{reasons}"


@pytest.mark.parametrize("row", worked_table("goal-funding", "pot"), ids=lambda row: row[0])
def test_a_pot_is_followed_as_the_page_says(row: list[str]) -> None:
    _pot, by_month, used, *expected = row
    found = followed(
        [int(part) for part in by_month.split()], [] if used == "-" else [int(part) for part in used.split()]
    )
    assert [
        found.granted_ore,
        found.granted_to_date_ore,
        found.used_to_date_ore,
        found.forecast_ore,
        found.left_ore,
    ] == [int(cell) for cell in expected]


@pytest.mark.parametrize("row", worked_table("goal-funding", "pot"), ids=lambda row: row[0])
def test_the_forecast_is_the_follow_ups_own(row: list[str]) -> None:
    grant = [int(part) for part in row[1].split()]
    used = [int(part) for part in row[2].split() if part != "-"]
    basis = ForecastBasis([-one for one in used], len(grant), -sum(grant), -sum(grant[: len(used)]))
    assert -(forecast(ForecastMethod.BUDGET_PROFILE, basis) or 0) == followed(grant, used).forecast_ore


@pytest.mark.parametrize("row", worked_table("goal-funding", "goals of"))
def test_a_funding_stands_in_the_years_of_its_goals_and_in_a_known_body(row: list[str]) -> None:
    tree_year, year, known, faults = row
    found = place_faults(int(year), int(tree_year), is_body_known=known == "yes")
    assert " ".join(fault.code for fault in found) == faults.replace("-", "")


@pytest.mark.parametrize("row", worked_table("goal-funding", "case"), ids=lambda row: row[0])
def test_money_adds_up_as_the_page_says(row: list[str]) -> None:
    _case, given_fundings, said, by, expected = row
    found = money_by(fundings(given_fundings), ledger(said), KEYS[by])
    assert "; ".join(told(key, money) for key, money in found.items()) == expected


@pytest.mark.parametrize("row", worked_table("goal-funding", "frame"))
def test_what_names_no_goal_is_the_rest_of_the_frame(row: list[str]) -> None:
    frame, named, rest = row
    assert unassigned(int(frame), fundings(named)) == int(rest)


@pytest.mark.parametrize("row", worked_table("goal-funding", "wish"), ids=lambda row: row[0])
def test_a_funding_is_refused_for_what_the_page_says(row: list[str]) -> None:
    _wish, new, there, frame, faults = row
    found = funding_faults(funding(new), fundings(there), None if frame == "-" else int(frame))
    assert " ".join(fault.code for fault in found) == faults.replace("-", "")


def test_every_reason_is_explained_on_the_page() -> None:
    assert [row[0] for row in worked_table("goal-funding", "reason")] == [
        reason.value for reason in NotFollowed
    ]


def test_the_refusal_says_the_amounts_in_both_languages() -> None:
    new = Funding("1", "300", FundingKind.FRAME, 120_000_050)
    [fault] = funding_faults(new, [Funding("2", "300", FundingKind.FRAME, 100_000_000)], 150_000_000)
    assert "1\u00a0500\u00a0000 kr" in fault.message_en
    assert "1\u00a0200\u00a0000,50 kr" in fault.message_sv
    assert fault.values == {"frame_ore": 150_000_000, "named_ore": 100_000_000, "new_ore": 120_000_050}
    [adds] = funding_faults(
        Funding("1", "300", FundingKind.FRAME_CHANGE, -500), [Funding("1", "300", FundingKind.FRAME, 100)], 9
    )
    assert "\u22124 kr" in adds.message_en


FUNDINGS = st.lists(
    st.builds(
        Funding,
        st.sampled_from("123"),
        st.sampled_from(["300", "400"]),
        st.sampled_from(FundingKind),
        st.integers(1, 10**12),
        st.sampled_from(["", "3001", "3002"]),
        st.sampled_from(["", "A1"]),
    ),
    max_size=12,
)


@given(FUNDINGS, st.integers(0, 10**14))
def test_goals_and_the_unassigned_part_are_the_frame_and_no_pot_counts_twice(
    given_fundings: list[Funding], frame_ore: int
) -> None:
    known = {pot: FollowedMoney(granted, 1, 2, 3) for pot, granted in pots(given_fundings).items()}
    by_goal = money_by(given_fundings, known, KEYS["goal"])
    assert (
        sum(money.granted_ore for money in by_goal.values()) + unassigned(frame_ore, given_fundings)
        == frame_ore
    )
    whole = money_by(given_fundings, known, KEYS["all"]).get("all", GoalMoney(0))
    assert (whole.followed.used_to_date_ore if whole.followed else 0) == 2 * len(known)
    assert sum(money.followed.used_to_date_ore for money in by_goal.values() if money.followed) <= 2 * len(
        known
    )
    assert whole.not_followed_ore == sum(one.amount_ore for one in given_fundings if not one.project)
