"""A table as a value: columns, rows of cells with links, and how each column is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("text", "amount", "variance", "signed", "count", "month", "day", "state")
LONG = 40
NUMERIC_KINDS = ("amount", "variance", "signed", "count")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``kind`` is one of KINDS: amounts and variances are öre in report sign,
    signed is a difference that is neither better nor worse,
    a state is a code known to ``roder.ui.states``.

    ``key`` is its heading in files for programs; amounts' keys end in ``_ore``.
    """

    label: str
    kind: str = "text"
    key: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether the column is set to the right with figures of equal width."""
        return self.kind in NUMERIC_KINDS


@dataclass(frozen=True, slots=True)
class Cell:
    """A value (``None`` is not known), and where it leads; ``is_sum`` for sums that stand among other rows."""

    value: object
    url: str = ""
    note: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, the first being its heading."""

    cells: Sequence[Cell]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption; ``is_sortable`` lets the page's script sort it by a click on a heading."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    is_sortable: bool = True

    def __post_init__(self) -> None:
        """Refuse a row that has another number of cells than there are columns."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            msg = f"a row of “{self.caption}” does not fit its columns"
            raise ValueError(msg)

    @property
    def is_long(self) -> bool:
        """Whether the table is scrolled in a box of its own, its headings in sight."""
        return len(self.rows) > LONG

    @property
    def body(self) -> list[list[tuple[Column, Cell]]]:
        """The ordinary rows, each cell with its column."""
        return self._paired(is_total=False)

    @property
    def totals(self) -> list[list[tuple[Column, Cell]]]:
        """The total rows, each cell with its column."""
        return self._paired(is_total=True)

    def _paired(self, *, is_total: bool) -> list[list[tuple[Column, Cell]]]:
        return [
            list(zip(self.columns, row.cells, strict=True)) for row in self.rows if row.is_total is is_total
        ]
