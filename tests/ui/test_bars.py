from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.utils.translation import override

from roder.ui.charts.bars import MonthBars
from roder.ui.charts.bars import MonthBarsRow
from roder.ui.charts.bars import bars_description
from roder.ui.charts.bars import bars_option
from roder.ui.charts.bars import bars_payload
from roder.ui.charts.bars import bars_table
from roder.ui.charts.palette import DARK
from roder.ui.charts.palette import LIGHT
from roder.ui.charts.palette import Palette
from roder.ui.colours import GRAPHIC_CONTRAST
from roder.ui.colours import TEXT_CONTRAST
from roder.ui.colours import contrast

GOLDEN = Path(__file__).parent / "golden" / "month_bars.json"
CHART = MonthBars(
    title="Net cost by month",
    months=["Jan", "Feb", "Mar", "Apr"],
    outturn=[-4_331_200_000, -4_551_200_000],
    budget=[-4_541_666_667, -4_541_666_667, -4_541_666_667, -4_541_666_666],
    last_year=[-4_200_000_000, None, -4_510_000_000, -4_400_000_000],
    unit="mnkr",
    language="en",
)


def test_golden_option() -> None:
    with override("en"):
        text = json.dumps(bars_payload(CHART), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("RODER_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_amounts_in_the_option_are_whole_ore() -> None:
    series = bars_option(CHART)["series"]
    amounts = [amount for entry in series for amount in entry["data"]]
    assert all(amount is None or isinstance(amount, int) for amount in amounts)


def test_the_table_says_what_the_bars_say() -> None:
    assert bars_table(CHART)[0] == MonthBarsRow("Jan", -4_331_200_000, -4_541_666_667, -4_200_000_000)
    assert bars_table(CHART)[3] == MonthBarsRow("Apr", None, -4_541_666_666, -4_400_000_000)


def test_costs_grow_upward_and_a_mixture_does_not() -> None:
    assert bars_option(CHART)["yAxis"]["inverse"] is True
    mixed = MonthBars("Net", ["Jan", "Feb"], [-1, 1], [0, 0])
    assert bars_option(mixed)["yAxis"]["inverse"] is False


def test_the_description_compares_the_same_months() -> None:
    with override("en"):
        text = bars_description(CHART)
    assert "Outturn Jan to Feb: SEK\u00a0−88.8\u00a0million" in text
    assert "budget for the same months: SEK\u00a0−90.8\u00a0million" in text


def test_a_chart_without_budget_or_outturn_still_says_so() -> None:
    with override("en"):
        assert bars_description(MonthBars("Net", ["Jan"], [None], [])) == "Net. No outturn yet."
        assert "budget" not in bars_description(MonthBars("Net", ["Jan"], [5], []))


def test_series_without_amounts_are_left_out() -> None:
    option = bars_option(MonthBars("Net", ["Jan"], [-5], [None]))
    assert [entry["id"] for entry in option["series"]] == ["outturn"]
    assert option["color"] == [LIGHT.outturn]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_colour_stands_out_from_the_page(palette: Palette) -> None:
    for colour in (palette.outturn, palette.budget, palette.last_year):
        assert contrast(colour, palette.surface) >= GRAPHIC_CONTRAST
    assert contrast(palette.text, palette.surface) >= TEXT_CONTRAST


def test_contrast_by_the_worked_figures_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")
