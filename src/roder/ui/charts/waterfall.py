"""A sum built up step by step, from where it begins to where it ends: the chart's option and its table, from one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.money import ORE_PER_UNIT
from roder.ui import formatting
from roder.ui.charts.palette import LIGHT
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT = "Inter, system-ui, sans-serif"
_TEXT_SIZE = 14
_HIGH_UP = 2
"""When the lowest level is more than half the highest, the axis begins near it, and the page says so."""


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One step: a change (signed), or with ``is_level`` a level that the bar shows from nought. Amounts in öre."""

    label: str
    amount_ore: int
    is_level: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The chart: levels and the changes between them, in order; the last level is where it ends."""

    title: str
    steps: Sequence[WaterfallStep]
    unit: str = "tkr"
    language: str = "sv"

    def levels(self) -> list[tuple[int, int]]:
        """Return where each step begins and ends, in öre; a level begins at nought."""
        found = []
        reached = 0
        for step in self.steps:
            begin = 0 if step.is_level else reached
            reached = begin + step.amount_ore
            found.append((begin, reached))
        return found

    def axis_begins_ore(self) -> int:
        """Return where the axis begins: at 0, or in even units near the lowest level when all lie high up."""
        ends = [end for _begin, end in self.levels()]
        if not ends or min(ends) * _HIGH_UP <= max(ends) or min(ends) <= 0:
            return 0
        room = max(max(ends) - min(ends), max(ends) // 50)
        step: int = 10 ** (len(str(room)) - 1)
        return max((min(ends) - room // 2) // step * step, 0)


def waterfall_table(chart: Waterfall) -> DataTable:
    """Return the chart as a table: what each step changes, and what has been reached after it."""
    columns = [
        Column(pgettext("of a chart", "Step"), key="step"),
        Column(pgettext("of an amount", "Change"), "amount", "change_ore"),
        Column(_("Sum after the step"), "amount", "level_ore"),
    ]
    rows = [
        Row([Cell(step.label), Cell(None if step.is_level else step.amount_ore), Cell(end)])
        for step, (_begin, end) in zip(chart.steps, chart.levels(), strict=True)
    ]
    return DataTable(chart.title, columns, rows, is_sortable=False)


def waterfall_payload(chart: Waterfall) -> dict[str, Any]:
    """Return what the page's script needs: the option, and how to write amounts."""
    return {
        "option": waterfall_option(chart),
        "format": {
            "unit": formatting.unit_name(chart.unit, chart.language),
            "oreByUnit": ORE_PER_UNIT[chart.unit],
            "decimals": formatting.DECIMALS_OF_UNIT[chart.unit],
            "language": chart.language,
            "absent": _("not known"),
        },
    }


def waterfall_option(chart: Waterfall) -> dict[str, Any]:
    """Return the ECharts option: bars that stand on bars which are not seen. Each bar carries its amount with its sign."""
    text = {"color": LIGHT.text, "fontFamily": _FONT, "fontSize": _TEXT_SIZE}
    series = _series(chart)
    return {
        "animation": False,
        "textStyle": text,
        "aria": {"enabled": True, "label": {"enabled": True, "description": waterfall_description(chart)}},
        "color": ["transparent", LIGHT.outturn, LIGHT.men, LIGHT.budget],
        "grid": {"left": 8, "right": 8, "top": 56, "bottom": 8, "containLabel": True},
        "legend": {
            "top": 0,
            "left": 0,
            "itemWidth": 18,
            "itemHeight": 10,
            "textStyle": text,
            "data": [entry["name"] for entry in series[1:]],
        },
        "tooltip": {"trigger": "item", "renderMode": "richText", "confine": True},
        "xAxis": {
            "type": "category",
            "data": [step.label for step in chart.steps],
            "axisTick": {"show": False},
            "axisLabel": {**text, "interval": 0, "width": 96, "overflow": "break", "lineHeight": 18},
            "axisLine": {"lineStyle": {"color": LIGHT.text}},
        },
        "yAxis": {
            "type": "value",
            "min": chart.axis_begins_ore(),
            "axisLabel": text,
            "splitLine": {"lineStyle": {"color": LIGHT.rule}},
        },
        "series": series,
    }


def _series(chart: Waterfall) -> list[dict[str, Any]]:
    places = list(zip(chart.steps, chart.levels(), strict=True))
    parts: list[tuple[str, str, list[int | None]]] = [
        ("base", "", [0 if step.is_level else max(min(ends), 0) for step, ends in places]),
        (
            "total",
            pgettext("chart series", "Level"),
            [step.amount_ore if step.is_level else None for step, _ends in places],
        ),
        (
            "increase",
            pgettext("chart series", "More"),
            [
                step.amount_ore if not step.is_level and step.amount_ore > 0 else None
                for step, _ends in places
            ],
        ),
        (
            "decrease",
            pgettext("chart series", "Less"),
            [
                -step.amount_ore if not step.is_level and step.amount_ore < 0 else None
                for step, _ends in places
            ],
        ),
    ]
    return [_bars(chart, key, name, amounts) for key, name, amounts in parts]


def _bars(chart: Waterfall, key: str, name: str, amounts: Sequence[int | None]) -> dict[str, Any]:
    shared = {"id": key, "name": name, "type": "bar", "stack": "steps", "barCategoryGap": "30%"}
    if key == "base":
        return {**shared, "data": list(amounts), "silent": True, "tooltip": {"show": False}}
    label = {"show": True, "position": "top", "fontSize": _TEXT_SIZE}
    items = [
        None if ore is None else {"value": ore, "label": {"formatter": _label(chart, step)}}
        for ore, step in zip(amounts, chart.steps, strict=True)
    ]
    return {**shared, "data": items, "label": label}


def _label(chart: Waterfall, step: WaterfallStep) -> str:
    return formatting.amount_text(step.amount_ore, chart.unit, chart.language, signed=not step.is_level)


def waterfall_description(chart: Waterfall) -> str:
    """Return the chart in one sentence for those who do not see it; the table says the rest."""
    ends = chart.levels()
    changes = [step for step in chart.steps if not step.is_level and step.amount_ore]
    if not ends or not changes:
        return _("%(title)s. No step changes anything.") % {"title": chart.title}
    largest = max(changes, key=lambda step: abs(step.amount_ore))
    facts = {
        "title": chart.title,
        "first": formatting.amount_with_unit(ends[0][1], chart.unit, chart.language),
        "last": formatting.amount_with_unit(ends[-1][1], chart.unit, chart.language),
        "step": largest.label,
        "amount": _label(chart, largest),
    }
    return (
        _(
            "%(title)s. From %(first)s to %(last)s. The largest step is %(step)s, %(amount)s."
            " The table below has every step."
        )
        % facts
    )


def axis_note(chart: Waterfall) -> str:
    """Return the sentence that says that the axis does not begin at nought, empty when it does."""
    begins = chart.axis_begins_ore()
    if not begins:
        return ""
    amount = formatting.amount_with_unit(begins, chart.unit, chart.language)
    return _("The axis begins at %(amount)s, so that the steps can be seen.") % {"amount": amount}
