from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.formats.tabular.values import amount_ore
from roder.formats.tabular.workbook import cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (4110.0, "4110"),
        (0.1 + 0.2, "0,3"),
        (-0.0, "0"),
        (1234.56000000001, "1234,56"),
        (1e-12, "0"),
        (100.0, "100"),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (datetime(2018, 8, 31), "2018-08-31"),  # noqa: DTZ001 - a workbook knows no zone
        (date(2018, 8, 31), "2018-08-31"),
        (time(8, 0), "08:00:00"),
        (True, "1"),
    ],
)
def test_cell_as_a_person_sees_it(cell: Any, text: str) -> None:
    assert cell_text(cell, "") == text


@given(st.integers(-(10**13), 10**13))
def test_ore_survive_a_binary_fraction(ore: int) -> None:
    assert amount_ore(cell_text(ore / 100, ""), unit="kr", decimal="") == ore


@given(st.floats())
def test_any_number_is_text(number: float) -> None:
    assert cell_text(number, ".")
