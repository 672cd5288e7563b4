"""Cost and quality stand where docs/algorithms/cost-quality.md says."""

from __future__ import annotations

from decimal import Decimal

from tests.worked_tables import worked_table

from roder.domain.cost_quality import CostLevel
from roder.domain.cost_quality import QualityLevel
from roder.domain.cost_quality import QualityMark
from roder.domain.cost_quality import budget_adherence
from roder.domain.cost_quality import cost_level
from roder.domain.cost_quality import mark_of
from roder.domain.cost_quality import position
from roder.domain.cost_quality import quality_balance
from roder.domain.cost_quality import quality_level

PAGE = "cost-quality"
YES_NO = {"yes": True, "no": False, "none": None}


def number(cell: str) -> Decimal | None:
    return None if cell == "none" else Decimal(cell)


def amount(cell: str) -> int | None:
    return None if cell == "none" else int(cell)


def said(value: Decimal | None) -> str:
    return "none" if value is None else str(value)


def test_cost_is_read_off_the_net_cost_deviation() -> None:
    for deviation, level in worked_table(PAGE, "deviation"):
        assert cost_level(number(deviation)).value == level


def test_quality_is_read_off_the_indicators_that_are_known() -> None:
    for *counts, balance, level in worked_table(PAGE, "better"):
        marks = [mark for mark, count in zip(QualityMark, counts, strict=True) for _ in range(int(count))]
        found = quality_balance(marks)
        assert (said(found), quality_level(found).value) == (balance, level)
    for value, reference, higher, mark in worked_table(PAGE, "value"):
        found_mark = mark_of(number(value), number(reference), is_higher_better=YES_NO[higher])
        assert found_mark.value == mark, value


def test_cost_and_quality_make_a_position() -> None:
    for cost, quality, corner in worked_table(PAGE, "cost"):
        assert position(CostLevel(cost), QualityLevel(quality)).value == corner


def test_budget_adherence_is_of_what_is_known() -> None:
    for outturn, budget, adherence in worked_table(PAGE, "outturn"):
        assert said(budget_adherence(amount(outturn), amount(budget))) == adherence
