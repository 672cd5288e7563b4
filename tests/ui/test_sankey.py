from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from roder.ui.charts.sankey import GAP
from roder.ui.charts.sankey import LINE
from roder.ui.charts.sankey import TALL
from roder.ui.charts.sankey import Sankey
from roder.ui.charts.sankey import SankeyNode

MILLION = 100_000_000
SOURCES = [SankeyNode("Tax", 3823 * MILLION, "/tax/"), SankeyNode("Grants", 1862 * MILLION)]
USES = [SankeyNode("Schools", 5673 * MILLION), SankeyNode("Council", 12 * MILLION), SankeyNode("Nothing", 0)]
CHART = Sankey("Where it goes", SOURCES, USES, language="en")


def test_sides_that_differ_and_amounts_below_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        Sankey("x", SOURCES, [])
    with pytest.raises(ValueError, match="negative"):
        Sankey("x", [SankeyNode("a", -1)], [SankeyNode("b", -1)])


def test_the_bands_fill_the_middle_and_every_node_has_room_for_its_words() -> None:
    x, y, width, height = CHART.middle
    assert (height, width) == (TALL, 12)
    assert [box.node.label for box in CHART.boxes] == ["Tax", "Grants", "Schools", "Council"]
    first, second = CHART.boxes[:2]
    assert first.height + second.height in {TALL, TALL - 1}
    assert f"{x} {y}" in first.band
    assert f"{x} {y + TALL}" in second.band
    small = CHART.boxes[3]
    assert small.height == 1
    assert small.y - (CHART.boxes[2].y + CHART.boxes[2].height) >= GAP
    assert CHART.height >= TALL + GAP + LINE - 20


def test_the_table_has_the_same_amounts_and_the_sentence_the_largest() -> None:
    with translation.override("en"):
        table = CHART.table
        assert [cells[2][1].value for cells in table.totals] == [5685 * MILLION] * 2
        assert [cells[1][1].value for cells in table.body] == [
            "Tax",
            "Grants",
            "Schools",
            "Council",
            "Nothing",
        ]
        assert table.body[0][3][1].value == "67.2%"
        assert "largest source is Tax, the largest use Schools" in CHART.description
        assert Sankey("Empty").description == "Empty. Nothing to show."


def test_the_drawing_is_there_without_a_script() -> None:
    page = render_to_string("ui/components/sankey.html", {"chart": CHART})
    assert page.count("<path") == 4
    assert "<script" not in page
    assert "Schools" in page
    assert "<svg" not in render_to_string("ui/components/sankey.html", {"chart": Sankey("Empty")})
