"""The tables of the bridge: bodies by steps, the foot under them, and the waterfall of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import STEPS
from roder.domain.frame_bridge import footing
from roder.ui.charts.waterfall import Waterfall
from roder.ui.charts.waterfall import WaterfallStep
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.frame_bridge.words import step_name
from roder.workspace.frame_bridge.words import year_kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.domain.frame_bridge import BodyBridge
    from roder.workspace.frame_bridge.chosen import ChosenBridge


def shown_steps(chosen: ChosenBridge) -> list[str]:
    """Return the steps that are columns: the seven, and whatever else the lines of a file say."""
    found = {step for each in chosen.bridge().bodies for step in each.steps}
    return [*map(str, STEPS), *sorted(found - set(STEPS))]


def frame_table(chosen: ChosenBridge) -> DataTable:
    """Return bodies by steps for the year that is looked at, with the plan years' frames beside; cells lead to their lines."""
    steps = shown_steps(chosen)
    bridge, later = chosen.bridge(), [year for year in chosen.years if year > chosen.of_year]
    columns = [
        Column(_("Body"), key="body"),
        *(Column(step_name(step), "amount", f"{step or 'unstated'}_ore") for step in steps),
        Column(_("Frame %(year)s") % {"year": chosen.of_year}, "amount", "frame_ore"),
        Column(_("Change, per cent"), "text", "change_percent"),
        Column(_("Share, per cent"), "text", "share_percent"),
        *(Column(year_kind(year, chosen.year), "amount", f"frame_{year}_ore") for year in later),
    ]
    plans = {year: chosen.bridge(year) for year in later}
    rows = [
        _row(
            chosen, each, steps, _percent(share), [plans[year].of_body(each.body).frame_ore for year in later]
        )
        for each, share in zip(bridge.bodies, bridge.shares(), strict=True)
    ]
    total = _row(
        chosen, bridge.total, steps, _percent_whole(), [plans[year].total.frame_ore for year in later]
    )
    caption = _("Frames of the committees, %(year)s") % {"year": year_kind(chosen.of_year, chosen.year)}
    return DataTable(caption, columns, [*rows, Row(total.cells, is_total=True)])


def _row(
    chosen: ChosenBridge, each: BodyBridge, steps: Sequence[str], share: str, later: Sequence[int]
) -> Row:
    name = f"{each.body} {chosen.names.get(each.body, '')}".strip() if each.body else _("Total")
    cells = [Cell(name, chosen.url("frame_bridge_body", each.body) if each.body else "")]
    for step in steps:
        ore = each.step_ore(step)
        url = chosen.url("frame_bridge_cell", each.body, step or "-") if each.body else ""
        is_linked = ore or (chosen.may_edit and step != ChangeGroup.LAST_FRAME)
        cells.append(Cell(ore or (0 if step == ChangeGroup.LAST_FRAME else None), url if is_linked else ""))
    percent = each.change_percent
    cells += [
        Cell(each.frame_ore),
        Cell(None if percent is None else _percent(percent)),
        Cell(share),
        *map(Cell, later),
    ]
    return Row(cells)


def _percent(number: Decimal) -> str:
    text = f"{number:.1f}".replace("-", "\u2212")
    return text.replace(".", ",") if (get_language() or "sv").startswith("sv") else text


def _percent_whole() -> str:
    return "100,0" if (get_language() or "sv").startswith("sv") else "100.0"


def foot_table(chosen: ChosenBridge) -> DataTable:
    """Return what the frames are paid from, in every year: both sides are the version's own lines, and they agree."""
    feet = [footing(chosen.lines, year) for year in chosen.years]
    rows = [
        (_("Frames of the committees"), [foot.frames_ore for foot in feet]),
        (_("Central items"), [foot.central_ore for foot in feet]),
        (_("Depreciation"), [foot.depreciation_ore for foot in feet]),
        (_("Result of the year"), [foot.result_ore for foot in feet]),
    ]
    sums = [
        (_("Frames, central items, depreciation and result"), [foot.used_ore for foot in feet]),
        (_("Tax, equalisation, grants and financial items"), [foot.paid_ore for foot in feet]),
    ]
    columns = [
        Column(_("What the financing is for"), key="line"),
        *(Column(year_kind(year, chosen.year), "amount", f"amount_{year}_ore") for year in chosen.years),
    ]
    listed = [Row([Cell(label), *map(Cell, amounts)]) for label, amounts in rows]
    totals = [Row([Cell(label), *map(Cell, amounts)], is_total=True) for label, amounts in sums]
    return DataTable(_("What always stands under the frames"), columns, [*listed, *totals], is_sortable=False)


def bridge_chart(chosen: ChosenBridge, each: BodyBridge, title: str) -> Waterfall:
    """Return the waterfall from the last frame to the new one."""
    steps = [step for step in shown_steps(chosen) if step != ChangeGroup.LAST_FRAME and each.step_ore(step)]
    return Waterfall(
        title,
        [
            WaterfallStep(step_name(ChangeGroup.LAST_FRAME), each.last_ore, is_level=True),
            *(WaterfallStep(step_name(step), each.step_ore(step)) for step in steps),
            WaterfallStep(_("Frame %(year)s") % {"year": each.year}, each.frame_ore, is_level=True),
        ],
        language=get_language() or "sv",
    )
