from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

from django.utils.translation import override

from roder.ui.charts.lines import KEYS
from roder.ui.charts.lines import Line
from roder.ui.charts.lines import PeriodLines
from roder.ui.charts.lines import PeriodLinesRow
from roder.ui.charts.lines import lines_description
from roder.ui.charts.lines import lines_option
from roder.ui.charts.lines import lines_payload
from roder.ui.charts.lines import lines_table
from roder.ui.charts.palette import DARK
from roder.ui.charts.palette import LIGHT
from roder.ui.colours import GRAPHIC_CONTRAST
from roder.ui.colours import contrast

GOLDEN = Path(__file__).parent / "golden" / "period_lines.json"
CHART = PeriodLines(
    "Sick leave",
    ["2016", "2017", "2018"],
    [
        Line("outturn", "All", [Decimal("7.25"), None, Decimal("6.6")], ["7.3", "–", "6.6"]),
        Line("men", "Men", [None, None, None], ["–", "–", ".."]),
        Line("target", "Target", [None, Decimal(7), Decimal(-1)], ["–", "7.0", "−1.0"]),
    ],
    "%",
    language="en",
)


def test_golden_option() -> None:
    with override("en"):
        text = json.dumps(lines_payload(CHART), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("RODER_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_numbers_in_the_option_are_whole_and_a_missing_one_breaks_the_line() -> None:
    series = {entry["id"]: entry for entry in lines_option(CHART)["series"]}
    assert series["outturn"]["data"] == [73, None, 66]
    assert series["target"]["data"] == [None, 70, -10]
    assert not any(entry["connectNulls"] for entry in series.values())


def test_a_line_that_is_hidden_throughout_is_not_drawn_but_stands_in_the_table() -> None:
    assert [entry["id"] for entry in lines_option(CHART)["series"]] == ["outturn", "target"]
    assert lines_table(CHART)[2] == PeriodLinesRow("2018", ["6.6", "..", "−1.0"])


def test_the_description_tells_the_first_and_the_last_value_that_are_shown() -> None:
    with override("en"):
        assert lines_description(CHART) == (
            "Sick leave, %. 7.3 in 2016, 6.6 in 2018. The table below has every period."
        )
        empty = PeriodLines("Sick leave", ["2018"], [Line("outturn", "All", [None], [".."])], "%")
        assert lines_description(empty) == "Sick leave. No value is shown yet."
        assert (
            lines_description(PeriodLines("Sick leave", [], [], "%")) == "Sick leave. No value is shown yet."
        )


def test_lines_differ_in_more_than_colour_and_stand_out() -> None:
    option = lines_option(
        PeriodLines("X", ["2018"], [Line(key, key, [Decimal(1)], ["1"]) for key in KEYS], "%")
    )
    signs = [(entry["symbol"], entry["lineStyle"].get("type")) for entry in option["series"]]
    assert len(set(signs)) == len(KEYS)
    for palette in (LIGHT, DARK):
        assert all(contrast(palette.as_dict()[key], palette.surface) >= GRAPHIC_CONTRAST for key in KEYS)


def test_the_upper_end_of_a_range_is_a_line_of_its_own_drawn_as_the_lower() -> None:
    both = [Line(key, key, [Decimal(1)], ["1"]) for key in ("target", "target_upper")]
    option = lines_option(PeriodLines("X", ["2018"], both, "%"))
    lower, upper = option["series"]
    assert (lower["id"], upper["id"]) == ("target", "target_upper")
    assert lower["lineStyle"] == upper["lineStyle"]
    assert option["color"] == [LIGHT.target, LIGHT.target]
