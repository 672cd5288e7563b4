"""A budget is decided by whom, when and on what grounds docs/algorithms/votes.md says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_decisions import BudgetDecisionFacts
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_decisions import budget_decision_faults
from roder.domain.organisation import BodyKind


def text(cell: str) -> str:
    return "" if cell == "-" else cell


def decision_facts(row: list[str]) -> BudgetDecisionFacts:
    kind, year, day, body, adopted, previous, rate, alone, result, surplus, reason = row
    alone_rate, _space, alone_day = text(alone).partition(" ")
    return BudgetDecisionFacts(
        BudgetDecisionKind(kind),
        int(year),
        date.fromisoformat(day),
        BodyKind(body),
        has_adopted=adopted == "yes",
        has_previous=previous == "yes",
        tax_rate=Decimal(rate) if text(rate) else None,
        rate_alone=Decimal(alone_rate) if alone_rate else None,
        rate_alone_on=date.fromisoformat(alone_day) if alone_day else None,
        result_ore=int(result),
        surplus_reason=text(surplus),
        reason=text(reason),
    )


@pytest.mark.parametrize("row", worked_table("votes", "decision"), ids=lambda row: row[0])
def test_a_budget_is_decided_as_the_page_says(row: list[str]) -> None:
    _decision, *facts, faults = row
    found = budget_decision_faults(decision_facts(facts))
    told = [fault.code if fault.refuses else f"({fault.code})" for fault in found]
    assert told == text(faults).split()


def test_each_kind_has_its_row_on_the_page() -> None:
    bodies = {row[0]: row[1] for row in worked_table("votes", "kind")}
    assert set(bodies) == {kind.value for kind in BudgetDecisionKind}
    for kind, body in bodies.items():
        facts = BudgetDecisionFacts(BudgetDecisionKind(kind), 2018, date(2017, 10, 1), BodyKind(body))
        assert "budget_of_another_body" not in [fault.code for fault in budget_decision_faults(facts)]
