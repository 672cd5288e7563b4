from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_assumptions import assumption_faults
from roder.domain.budget_assumptions import price_ore_at
from roder.domain.budget_assumptions import value_at
from roder.domain.periods import Month

JANUARY = Month(2019, 1)


def assumed(kind: AssumptionKind, value: str, key: str = "", account: str = "", month: int = 1) -> Assumption:
    return Assumption(kind, key, Month(2019, month), Decimal(value), account, "Example")


def test_the_latest_of_a_name_holds() -> None:
    rows = [
        assumed(AssumptionKind.PRICE, "96000", "pupil"),
        assumed(AssumptionKind.PRICE, "100000.5", "pupil", month=7),
        assumed(AssumptionKind.PRICE, "5", "hour"),
    ]
    assert value_at(rows, AssumptionKind.PRICE, "pupil", Month(2019, 6)) == 96_000
    assert value_at(rows, AssumptionKind.PRICE, "pupil", Month(2020, 1)) == Decimal("100000.5")
    assert value_at(rows, AssumptionKind.PRICE, "pupil", Month(2018, 12)) is None
    assert price_ore_at(rows, "pupil", Month(2019, 7)) == 10_000_050


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (assumed(AssumptionKind.UPLIFT, "2.8"), []),
        (assumed(AssumptionKind.UPLIFT, "-101"), ["assumption_value_unusable"]),
        (assumed(AssumptionKind.UPLIFT, "2.80001"), ["assumption_value_unusable"]),
        (assumed(AssumptionKind.UPLIFT, "2.8", "teachers"), ["assumption_named_in_vain"]),
        (assumed(AssumptionKind.VACANCY, "101"), ["assumption_value_unusable"]),
        (assumed(AssumptionKind.OVERHEAD, "39.2", "PO", "5610"), []),
        (
            assumed(AssumptionKind.OVERHEAD, "201", "PO"),
            ["overhead_without_account", "assumption_value_unusable"],
        ),
        (assumed(AssumptionKind.PRICE, "1.005", "pupil"), ["assumption_value_unusable"]),
        (assumed(AssumptionKind.PRICE, "1"), ["assumption_without_name"]),
        (replace(assumed(AssumptionKind.VACANCY, "2"), source=""), ["assumption_without_source"]),
    ],
)
def test_what_keeps_an_assumption_from_being_used(row: Assumption, codes: list[str]) -> None:
    assert [fault.code for fault in assumption_faults([row])] == codes


def test_the_same_is_not_said_twice_from_one_month() -> None:
    row = assumed(AssumptionKind.VACANCY, "2")
    faults = assumption_faults([row, assumed(AssumptionKind.VACANCY, "2", month=7), row])
    assert [(fault.code, fault.line) for fault in faults] == [("assumption_twice", 3)]
