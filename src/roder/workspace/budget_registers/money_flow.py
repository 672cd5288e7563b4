"""Where a budget's money comes from and where it goes, from its lines: the same numbers as every other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.domain.budget_versions import BudgetSection
from roder.domain.statements import TAXES
from roder.domain.statements import result_budget
from roder.ui.charts.sankey import Sankey
from roder.ui.charts.sankey import SankeyNode
from roder.workspace.budget_registers.names import line_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.budget_versions import VersionLine


def money_flow(
    lines: Iterable[VersionLine],
    year: int,
    names: Mapping[str, str],
    language: str,
    urls: Mapping[str, str],
) -> Sankey:
    """Return the flow of a year: income on the left; committees, other costs and what is left over on the right.

    A part that goes the other way (a settlement that is paid back, a committee with a surplus) is drawn on the other
    side, and a deficit is a source of its own, so that both sides make the same sum.
    """
    of_year = [line for line in lines if line.year == year]
    parts: dict[str, tuple[int, str]] = {}

    def add(label: str, ore: int, place: str) -> None:
        before = parts.get(label, (0, place))[0]
        parts[label] = (before + ore, place)

    for line in of_year:
        found = _part(line, names)
        if found:
            add(found[0], line.amount_ore, found[1])
    result = result_budget(of_year, year).result_ore
    nodes = [(label, ore, urls.get(place, "")) for label, (ore, place) in parts.items()]
    nodes.append((_("Surplus") if result >= 0 else _("Deficit"), -result, urls.get("result", "")))
    sources = [SankeyNode(label, ore, url) for label, ore, url in nodes if ore > 0]
    uses = [SankeyNode(label, -ore, url) for label, ore, url in nodes if ore < 0]
    return Sankey(
        _("Where the money comes from and where it goes %(year)s") % {"year": year},
        _largest_first(sources),
        _largest_first(uses),
        language=language,
    )


def _part(line: VersionLine, names: Mapping[str, str]) -> tuple[str, str] | None:
    if line.section is BudgetSection.INVESTMENT:
        return None
    if line.section is BudgetSection.FRAME:
        return names.get(line.body, line.body or _("Frames of the committees")), "frames"
    if line.section is BudgetSection.FINANCING:
        if line.line in TAXES:
            return _("Tax income"), "financing"
        return line.text or line_name(line.line), "financing"
    labels = {
        BudgetSection.CENTRAL: _("Central items"),
        BudgetSection.DEPRECIATION: _("Depreciation"),
        BudgetSection.FINANCIAL: _("Financial items, net"),
        BudgetSection.OPERATION: _("Activities by unit, net"),
    }
    return labels[line.section], "result"


def _largest_first(nodes: Iterable[SankeyNode]) -> list[SankeyNode]:
    return sorted(nodes, key=lambda node: -node.amount_ore)
