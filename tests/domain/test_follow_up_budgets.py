from __future__ import annotations

from datetime import date

import pytest
from tests.worked_tables import worked_table

from roder.domain.follow_up_budgets import body_months
from roder.domain.follow_up_budgets import internal_codes_by_body
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree

NAME = "follow-up-budgets"
TREE = OrganisationTree(
    [
        Body("100", "Council", BodyKind.COUNCIL),
        Body("300", "Education", BodyKind.COMMITTEE, "100", ("4",)),
        Body("3011", "North school", BodyKind.UNIT, "300", ("411",)),
        Body("4012", "South school", BodyKind.UNIT, "300"),
        Body("500", "Social", BodyKind.COMMITTEE, "100", ("5",)),
    ],
    date(2018, 8, 31),
)


def months(cell: str) -> list[int] | None:
    return [int(ore) for ore in cell.split()] or None


@pytest.mark.parametrize("row", worked_table(NAME, "frame"))
def test_the_budget_that_is_shown_follows_the_page(row: list[str]) -> None:
    frame, internal, ledger, shown = map(months, row)
    assert body_months(frame, internal, ledger) == shown


@pytest.mark.parametrize("row", worked_table(NAME, "code"))
def test_a_code_counts_for_the_bodies_of_the_page(row: list[str]) -> None:
    found = internal_codes_by_body(TREE, [row[0]])
    assert sorted(found) == sorted(row[1].split() or [""])


def test_a_body_belongs_to_the_nearest_with_a_frame() -> None:
    assert [TREE.holder_above(code) for code in ("3011", "300", "100", "nix")] == ["300", "300", "100", None]
