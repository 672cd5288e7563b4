"""Where the money comes from and where it goes, as bands: the drawing's numbers and its table, from one value.

The drawing is SVG that the server writes, so it is there without JavaScript and on paper. Amounts are whole öre.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.ui import formatting
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 820
TALL = 560
"""The height of the middle bar: all the money."""
LABEL = 265
"""Room for the words at each side."""
BAR = 12
GAP = 4
LINE = 20
"""A node has room for a line of text, however small it is."""
_LEAST = 1


@dataclass(frozen=True, slots=True)
class SankeyNode:
    """A source or a use: what it is called, how much (0 or more), and the page that the amount is from."""

    label: str
    amount_ore: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class SankeyBox:
    """A node as it is drawn, with its words and the band to the middle."""

    node: SankeyNode
    x: int
    y: int
    height: int
    text_x: int
    text_y: int
    anchor: str
    amount: str
    band: str


@dataclass(frozen=True, slots=True)
class Sankey:
    """Sources on the left, uses on the right, all of it between: both sides must sum to the same amount.

    ``unit`` is ``mnkr``, ``tkr`` or ``kr``; nodes of 0 are left out of the drawing and stand in the table.
    """

    title: str
    sources: Sequence[SankeyNode] = field(default=())
    uses: Sequence[SankeyNode] = field(default=())
    unit: str = "mnkr"
    language: str = "sv"

    def __post_init__(self) -> None:
        """Refuse sides that differ and amounts below 0: what is drawn must be what is said."""
        if any(node.amount_ore < 0 for node in (*self.sources, *self.uses)):
            msg = f"a band of “{self.title}” is negative"
            raise ValueError(msg)
        if self.total_ore != sum(node.amount_ore for node in self.uses):
            msg = f"the sides of “{self.title}” differ"
            raise ValueError(msg)

    @property
    def total_ore(self) -> int:
        """All the money."""
        return sum(node.amount_ore for node in self.sources)

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return max(_side_height(self.sources, self.total_ore), _side_height(self.uses, self.total_ore), TALL)

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return WIDTH

    @property
    def middle(self) -> tuple[int, int, int, int]:
        """The bar of all the money: x, y, width, height."""
        return (WIDTH - BAR) // 2, (self.height - TALL) // 2, BAR, TALL

    @property
    def boxes(self) -> list[SankeyBox]:
        """Every node that is drawn, sources first."""
        return [*self._side(self.sources, is_left=True), *self._side(self.uses, is_left=False)]

    def _side(self, nodes: Sequence[SankeyNode], *, is_left: bool) -> list[SankeyBox]:
        total = self.total_ore
        shown = [node for node in nodes if node.amount_ore]
        x, near, _width, _height = self.middle
        box_x = LABEL if is_left else WIDTH - LABEL - BAR
        text_x = box_x - 8 if is_left else box_x + BAR + 8
        ends = (box_x + BAR, x) if is_left else (box_x, x + BAR)
        y = (self.height - _side_height(nodes, total)) // 2
        summed, found = 0, []
        for node in shown:
            height = _height_of(node, total)
            top, bottom = near + summed * TALL // total, near + (summed + node.amount_ore) * TALL // total
            summed += node.amount_ore
            room = max(height, LINE)
            at = y + (room - height) // 2
            found.append(
                SankeyBox(
                    node,
                    box_x,
                    at,
                    height,
                    text_x,
                    at + height // 2 + 5,
                    "end" if is_left else "start",
                    formatting.amount_text(node.amount_ore, self.unit, self.language),
                    _band(ends, (at, at + height), (top, max(bottom, top + _LEAST))),
                )
            )
            y += room + GAP
        return found

    @property
    def table(self) -> DataTable:
        """The same amounts as a table: its sides, each with its share, and their sums."""
        columns = [
            Column(_("Side"), key="side"),
            Column(_("What"), key="name"),
            Column(_("Amount"), "amount", "amount_ore"),
            Column(_("Share"), key="share"),
        ]
        rows = []
        for side, nodes in ((_("From"), self.sources), (_("To"), self.uses)):
            rows += [self._row(side, node.label, node.amount_ore, node.url) for node in nodes]
            rows.append(self._row(side, _("Total"), self.total_ore, "", is_total=True))
        return DataTable(self.title, columns, rows, is_sortable=False)

    def _row(self, side: str, label: str, ore: int, url: str, *, is_total: bool = False) -> Row:
        share = formatting.percent_text(ore, self.total_ore, self.language)
        return Row([Cell(side), Cell(label, url), Cell(ore, url), Cell(share)], is_total=is_total)

    @property
    def description(self) -> str:
        """The drawing in a sentence for those who do not see it; the table says the rest."""
        if not self.total_ore:
            return _("%(title)s. Nothing to show.") % {"title": self.title}
        source, use = (
            max(side, key=lambda node: node.amount_ore).label for side in (self.sources, self.uses)
        )
        return _(
            "%(title)s: %(total)s in all. The largest source is %(source)s, the largest use %(use)s."
            " The table below has every amount."
        ) % {
            "title": self.title,
            "total": formatting.amount_with_unit(self.total_ore, self.unit, self.language),
            "source": source,
            "use": use,
        }


def _height_of(node: SankeyNode, total: int) -> int:
    return max(_LEAST, node.amount_ore * TALL // total)


def _side_height(nodes: Sequence[SankeyNode], total: int) -> int:
    heights = [max(_height_of(node, total), LINE) for node in nodes if node.amount_ore]
    return sum(heights) + GAP * max(0, len(heights) - 1)


def _band(ends: tuple[int, int], outer: tuple[int, int], inner: tuple[int, int]) -> str:
    """Return the path of a band from a node to the middle, bent halfway."""
    start, end = ends
    bend = (start + end) // 2
    return (
        f"M{start} {outer[0]} C{bend} {outer[0]} {bend} {inner[0]} {end} {inner[0]}"
        f" L{end} {inner[1]} C{bend} {inner[1]} {bend} {outer[1]} {start} {outer[1]} Z"
    )
