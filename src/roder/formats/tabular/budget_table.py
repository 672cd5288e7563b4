"""A budget as a table: one's own, or one that another municipality has published; comes in and goes out alike.

What it must hold and how it is read stands in docs/formats/budget.md. Amounts are öre (hundredths of the file's own
currency) in report sign: income +, cost −.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.signs import report_sign
from roder.formats.tabular.binding import shown_columns
from roder.formats.tabular.budget_fields import AMOUNT
from roder.formats.tabular.budget_fields import BUDGET_FIELDS
from roder.formats.tabular.budget_fields import CHANGE_GROUPS
from roder.formats.tabular.budget_fields import CODE_NAMES
from roder.formats.tabular.budget_fields import COST
from roder.formats.tabular.budget_form import SIDES
from roder.formats.tabular.budget_form import BudgetForm
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.rows import is_sum
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.rows import RowChunk
    from roder.formats.tabular.writing import WrittenTable

_WRITTEN = ("year", "version", "section", *CODE_NAMES, "change_group", "text", AMOUNT)


@dataclass(frozen=True, slots=True)
class BudgetFileLine:
    """A line of a budget with what its row says of the version it belongs to, and where it stood (1-based)."""

    value: VersionLine
    version: str
    file_line: int


class BudgetScan:
    """One reading of a budget table, streamed; nothing is kept but counts.

    Known at once: ``sha256``. After ``lines`` is exhausted: ``problems``, ``rows`` (that gave an amount), ``empty``
    (without any) and ``sums`` (rows that sum others, set apart). With any ERROR among the problems nothing of the
    table may be used.
    """

    def __init__(self, content: Path | bytes, form: BudgetForm | None = None) -> None:
        self._form = form or BudgetForm()
        self._reader = RowReader(content, self._form.mapping, self._form.fields)
        self._reader.table.on_short = self._note_short
        self._set_width()
        self.rows = self.empty = self.sums = 0
        self._amounts = self._amount_columns()

    @property
    def sha256(self) -> str:
        """The checksum of the bytes."""
        return self._reader.table.sha256

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, and what was left out."""
        return self._reader.log.listed()

    @property
    def mapping(self) -> Mapping | None:
        """The mapping in force, guessed from the headers when none was given."""
        return self._reader.mapping

    def lines(self) -> Iterator[BudgetFileLine]:
        """Yield the lines of the table in its order; one for each amount of a row."""
        for chunk in self._reader.chunks():
            yield from self._of_chunk(chunk)
        if self.empty:
            self._reader.log.add("budget_empty_amounts", rows=self.empty)

    def _set_width(self) -> None:
        """Let a table without header be as wide as most of its rows, so that a broken row does not set the measure."""
        table = self._reader.table
        if table.sample and not table.headers:
            usual = Counter(len(row) for _, row in table.sample).most_common(1)[0][0]
            table.width = max(usual, *(position + 1 for position in self._reader.positions.values()), 1)

    def _amount_columns(self) -> list[tuple[str, str, int | None]]:
        """Return field, side and year of each amount column that is read; note when there is none."""
        reader = self._reader
        named: list[tuple[str, str, int | None]] = [(side, side, None) for side in SIDES]
        named += [(f"{side}_{year}", side, year) for year in self._form.years for side in SIDES]
        found = [each for each in named if each[0] in reader.positions]
        if not found and reader.can_read:
            reader.log.add(
                "budget_no_amounts", reader.table.header_line or None, found=shown_columns(reader.table)
            )
            reader.can_read = False
        return found

    def _of_chunk(self, chunk: RowChunk) -> Iterator[BudgetFileLine]:
        sums = self._sum_rows(chunk)
        columns = chunk.columns
        amounts = [(columns[name], side, year) for name, side, year in self._amounts]
        flips = self._form.mapping is not None and self._form.mapping.sign == "ledger"
        for at, line in enumerate(chunk.lines):
            if at in sums:
                continue
            said = [(cells[at], side, year) for cells, side, year in amounts if cells[at] is not None]
            if not said:
                self.empty += any(columns[name][at] not in ("", None) for name in self._reader.positions)
                continue
            self.rows += 1
            row = {name: values[at] for name, values in columns.items()}
            for ore, side, year in said:
                value = self._line(row, self._signed(row, ore, side, line, flips=flips), year, line)
                if value is not None:
                    yield BudgetFileLine(value, row.get("version", ""), line)

    def _signed(self, row: dict[str, Any], ore: int, side: str, line: int, *, flips: bool) -> int:
        if "kind" in row:
            if not row["kind"]:
                self._reader.log.add("budget_kind_missing", line)
            side = row["kind"] or side
        return report_sign(ore) if flips or side == COST else ore

    def _line(self, row: dict[str, Any], ore: int, year: int | None, line: int) -> VersionLine | None:
        year = row.get("year") if year is None else year
        if year is None:
            self._reader.log.add("missing_value", line, label="Year", label_sv="År")
            return None
        group = row.get("change_group", "")
        usual = BudgetSection.FRAME if group else BudgetSection.OPERATION
        return VersionLine(
            year,
            BudgetSection(row.get("section") or usual),
            ore,
            body=row.get("body", ""),
            unit=row.get("unit", ""),
            area=row.get("area", ""),
            activity=row.get("activity", ""),
            account=row.get("account", ""),
            line=row.get("line", ""),
            change_group=CHANGE_GROUPS.get(plain_name(group), group) if group else "",
            text=row.get("text", ""),
        )

    def _sum_rows(self, chunk: RowChunk) -> set[int]:
        """Return which rows of a chunk sum others, and note each: they say so, and leave out what it is for.

        Only texts and codes are looked at; a row that says which part of the budget it belongs to is none.
        """
        columns = chunk.columns
        texts = [columns[name] for name in (*CODE_NAMES, "text") if name in columns]
        words = {text for cells in texts for text in set(cells) if is_sum(text)}
        if not words:
            return set()
        codes = [columns[name] for name in CODE_NAMES if name in columns]
        sections = columns.get("section") or [None] * len(chunk.lines)
        found = set()
        for at, line in enumerate(chunk.lines):
            label = next((cells[at] for cells in texts if cells[at] in words), "")
            leaves_out = not codes or any(not cells[at] or cells[at] in words for cells in codes)
            if label and leaves_out and not sections[at]:
                self._reader.log.add("summary_line", line, value=label)
                found.add(at)
        self.sums += len(found)
        return found

    def _note_short(self, line: int, row: list[str]) -> None:
        """Note a row that ends too early: a heading has one cell, but one whose amount is gone may not be used."""
        positions = self._reader.positions
        lost = [name for name, _, _ in self._amounts if positions[name] >= len(row)]
        filled = sum(1 for cell in row if cell.strip())
        if not filled:
            return
        found = {"found": len(row), "expected": self._reader.table.width}
        if lost and filled > 1:
            field = next(one for one in self._form.fields if one.name == lost[0])
            self._reader.log.add(
                "too_few_cells", line, label=field.label_en, label_sv=field.label_sv, **found
            )
        else:
            self._reader.log.add("short_row", line, **found)


def scan_budget(content: Path | bytes, form: BudgetForm | None = None) -> BudgetScan:
    r"""Open a budget table for one reading; never raises because of what it holds.

    >>> scan = scan_budget("År;Nämnd;Belopp\n2018;0300;-1,50\n".encode())
    >>> [each.value.amount_ore for each in scan.lines()], scan.problems
    ([-150], [])
    """
    return BudgetScan(content, form)


def write_budget(lines: Iterable[tuple[str, VersionLine]], *, as_workbook: bool = False) -> WrittenTable:
    """Return lines, each with the version that it is written under (may be empty), as a table in whole kronor.

    ``scan_budget`` gives the same lines back without a mapping.

    >>> line = VersionLine(2018, BudgetSection.FRAME, -150, body="0300")
    >>> write_budget([("", line)]).content.decode("utf-8-sig").splitlines()[1]
    '2018;;ram;0300;;;;;;;;-1,50'
    """
    rows = (_written(version, line) for version, line in lines)
    labels = {one.name: one.label_sv for one in BUDGET_FIELDS}
    form = Mapping({name: labels[name] for name in _WRITTEN}, sign="report")
    if as_workbook:
        return write_workbook(rows, BUDGET_FIELDS, form, sheet="Budget")
    return write_table(rows, BUDGET_FIELDS, form)


def _written(version: str, line: VersionLine) -> dict[str, Any]:
    return {
        "year": line.year,
        "version": version,
        "section": line.section.value,
        "body": line.body,
        "unit": line.unit,
        "area": line.area,
        "activity": line.activity,
        "account": line.account,
        "line": line.line,
        "change_group": line.change_group,
        "text": line.text,
        AMOUNT: line.amount_ore,
    }
