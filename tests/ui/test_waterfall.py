from __future__ import annotations

from django.template import Context
from django.template import Template
from django.utils.translation import override

from roder.ui.charts.waterfall import Waterfall
from roder.ui.charts.waterfall import WaterfallStep
from roder.ui.charts.waterfall import axis_note
from roder.ui.charts.waterfall import waterfall_description
from roder.ui.charts.waterfall import waterfall_option
from roder.ui.charts.waterfall import waterfall_table

TKR = 100_000
CHART = Waterfall(
    "Frames 2019",
    [
        WaterfallStep("Last frame", 1000 * TKR, is_level=True),
        WaterfallStep("Index", 20 * TKR),
        WaterfallStep("Savings", -5 * TKR),
        WaterfallStep("Frame", 1015 * TKR, is_level=True),
    ],
    language="en",
)


def test_the_bars_stand_where_the_step_before_ended_and_carry_their_amounts() -> None:
    base, total, increase, decrease = waterfall_option(CHART)["series"]
    assert base["data"] == [0, 1000 * TKR, 1015 * TKR, 0]
    assert [item and item["value"] for item in total["data"]] == [1000 * TKR, None, None, 1015 * TKR]
    assert [item and item["label"]["formatter"] for item in increase["data"]] == [None, "+20", None, None]
    assert decrease["data"][2]["value"] == 5 * TKR
    assert decrease["data"][2]["label"]["formatter"].endswith("5")
    assert decrease["data"][2]["label"]["formatter"] != "5"


def test_the_table_says_what_the_bars_say() -> None:
    rows = [[cell.value for cell in row.cells] for row in waterfall_table(CHART).rows]
    assert rows[1] == ["Index", 20 * TKR, 1020 * TKR]
    assert rows[3] == ["Frame", None, 1015 * TKR]


def test_the_axis_begins_near_the_levels_only_when_all_lie_high_up_and_says_so() -> None:
    assert 0 < CHART.axis_begins_ore() < 1000 * TKR
    assert waterfall_option(CHART)["yAxis"]["min"] == CHART.axis_begins_ore()
    with override("en"):
        assert "axis begins" in axis_note(CHART)
    gone = Waterfall("Gone", [WaterfallStep("Last", 95, is_level=True), WaterfallStep("Moved", -95)])
    assert (gone.axis_begins_ore(), axis_note(gone)) == (0, "")
    assert gone.levels() == [(0, 95), (95, 0)]


def test_it_can_be_heard_and_read_without_the_drawing() -> None:
    with override("en"):
        assert "largest step is Index, +20" in waterfall_description(CHART)
        assert "No step" in waterfall_description(Waterfall("Empty", []))
        template = Template("{% load charts %}{% waterfall chart csv_url='?a=1' %}")
        page = template.render(Context({"chart": CHART}))
    assert "Sum after the step" in page
    assert "?a=1" in page
