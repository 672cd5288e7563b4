"""A ledger table as postings: the same shape as a scanned SIE file, so that both import alike.

Rule of sign (docs/formats/tabular.md): with ``sign = "report"`` every amount of the file is
flipped by ``domain.signs.ledger_sign``, whatever its account, since the file uses one sign throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain import facts
from roder.domain.periods import Month
from roder.domain.periods import month_of
from roder.domain.signs import ledger_sign
from roder.formats.tabular.fields import BUDGET
from roder.formats.tabular.fields import FORECAST
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.fields import OUTTURN
from roder.formats.tabular.ledger_batches import posting_batch
from roder.formats.tabular.ledger_proofs import LedgerTotals
from roder.formats.tabular.ledger_proofs import ledger_proofs
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.values import ClosingMonth

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary
    from pathlib import Path

    import pyarrow as pa

    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.rows import RowChunk

_ORGANISATION_NUMBER = re.compile(r"(?:16)?(\d{6})-?(\d{4})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class TableBudgetRow:
    """A row of kind BUDGET: öre in ledger sign, for one month, account and code string."""

    month: Month
    account: str
    amount_ore: int
    responsibility: str = ""
    activity: str = ""
    project: str = ""
    counterparty: str = ""
    subactivity: str = ""
    cost_object: str = ""
    quantity_micro: int | None = None
    text: str = ""
    line: int = 0


class TableScan:
    """One reading of a ledger table.

    Known at once: ``kind`` (``csv``, or ``xlsx`` for any workbook), ``encoding``, ``sha256``,
    ``filename``, ``mapping`` in force, ``organisation_number`` and ``organisation_name`` (from the
    constants or the first row; may be empty). ``batches()`` is read once; after it ``problems``,
    ``vouchers``, ``postings``, ``movements``, ``months``, ``first_month``, ``last_month``,
    ``budget_rows``, ``forecast_rows`` and ``proofs()`` hold. Only rows without fault are yielded,
    and a file with any ERROR among ``problems`` must be refused as a whole.
    """

    def __init__(
        self, reader: RowReader, *, filename: str, chart: Dictionary[str, str] | None = None
    ) -> None:
        self._reader = reader
        self._totals = LedgerTotals(dict(chart or {}))
        self._flips = reader.mapping is not None and reader.mapping.sign == "report"
        self.filename = filename
        self.kind = reader.table.kind
        self.encoding = reader.table.encoding
        self.sha256 = reader.table.sha256
        self.mapping = reader.mapping
        self.problems: list[Problem] = reader.log.listed()
        self.budget_rows: list[TableBudgetRow] = []
        self.forecast_rows = 0
        self.organisation_number, self.organisation_name = _organisation(reader)

    @property
    def postings(self) -> int:
        """How many postings were yielded."""
        return self._totals.postings

    @property
    def vouchers(self) -> int:
        """How many vouchers, by year, series and number; 0 when the file has no voucher numbers."""
        return len(self._totals.voucher_sums)

    @property
    def movements(self) -> dict[tuple[str, Month], int]:
        """Sum of the postings in öre, ledger sign, by account and month."""
        return {
            (account, Month.from_number(number)): ore
            for (account, number), ore in self._totals.movements.items()
        }

    @property
    def months(self) -> set[Month]:
        """The months of the postings; without any, those of the budget rows."""
        seen = {Month.from_number(number) for _, number in self._totals.movements}
        return seen or {row.month for row in self.budget_rows}

    @property
    def first_month(self) -> Month | None:
        """The earliest of ``months``, ``None`` without rows."""
        return min(self.months, default=None)

    @property
    def last_month(self) -> Month | None:
        """The latest of ``months``, ``None`` without rows."""
        return max(self.months, default=None)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the postings (outturn rows) as Arrow batches in the order of the file."""
        for chunk in self._reader.chunks():
            kept = self._completed(chunk)
            outturn = self._without_plans(kept)
            if outturn.lines:
                batch = posting_batch(outturn)
                self._totals.add(outturn, batch)
                yield batch
        self._finish()

    def proofs(self) -> list[Proof]:
        """Return the controls of the file against itself; holds after ``batches`` is exhausted."""
        return ledger_proofs(self._reader, self._totals)

    def _finish(self) -> None:
        log = self._reader.log
        if self.forecast_rows:
            log.add("forecast_rows", rows=self.forecast_rows)
        self._totals.note_problems(self._reader)
        self.problems = log.listed()

    def _completed(self, chunk: RowChunk) -> RowChunk:
        """Return the chunk with every row's month and signed amount, faulty rows noted and left out."""
        columns = chunk.columns
        rows = len(chunk.lines)
        dates = columns.get("date", [None] * rows)
        months = self._months_of(columns.get("period", [None] * rows), dates, chunk.lines)
        amounts = _amounts(columns, rows)
        bad = _absent(months) | _absent(amounts)
        for index in sorted(bad):
            name = "period" if months[index] is None else "amount"
            label = next(one for one in LEDGER_FIELDS if one.name == name)
            line = chunk.lines[index]
            self._reader.log.add("missing_value", line, label=label.label_en, label_sv=label.label_sv)
        self._check_organisation(chunk)
        self._reader.rows_refused += len(bad)
        columns["month"] = months
        columns["amount_ore"] = [ore and ledger_sign(ore) for ore in amounts] if self._flips else amounts
        return chunk if not bad else _only(chunk, [at for at in range(rows) if at not in bad])

    def _months_of(self, periods: list[Any], dates: list[Any], lines: list[int]) -> list[int | None]:
        # Equal periods share one object (each text is read once), so identity finds them fastest.
        distinct = {id(period): period for period in periods}
        if all(isinstance(period, Month) for period in distinct.values()):
            numbers = {key: period.number for key, period in distinct.items()}
            return [numbers[id(period)] for period in periods]
        return [self._month(*row) for row in zip(periods, dates, lines, strict=True)]

    def _month(self, period: Month | ClosingMonth | None, day: Any, line: int) -> int | None:
        if isinstance(period, Month):
            return period.number
        if isinstance(period, ClosingMonth):
            self._reader.log.add("closing_period", line, value=f"{period.month.year} > 12")
            return period.month.number
        return None if day is None else month_of(day).number

    def _check_organisation(self, chunk: RowChunk) -> None:
        given = chunk.columns.get("organisation")
        if given is None or len(set(given)) == 1:
            return
        expected = self.organisation_number or self.organisation_name
        for line, text in zip(chunk.lines, given, strict=True):
            found = _organisation_number(text) or text
            if found not in (expected, self.organisation_name, ""):
                self._reader.log.add("several_organisations", line, found=found, expected=expected)

    def _without_plans(self, chunk: RowChunk) -> RowChunk:
        kinds = chunk.columns.get("kind")
        if kinds is None or set(kinds) <= {OUTTURN}:
            return chunk
        self.forecast_rows += kinds.count(FORECAST)
        for index, kind in enumerate(kinds):
            if kind == BUDGET:
                row = _budget_row(chunk, index)
                self.budget_rows.append(row)
                self._totals.planned_ore += row.amount_ore
            elif kind == FORECAST:
                self._totals.planned_ore += chunk.columns["amount_ore"][index]
        self._totals.planned_rows += len(kinds) - kinds.count(OUTTURN)
        return _only(chunk, [index for index, kind in enumerate(kinds) if kind == OUTTURN])


def scan_table(
    content: Path | bytes,
    mapping: Mapping | None,
    *,
    filename: str,
    chart: Dictionary[str, str] | None = None,
) -> TableScan:
    r"""Open a CSV or Excel ledger table for one reading; never raises because of what it holds.

    ``mapping`` ``None`` recognises canonical and common headers. ``chart`` gives account -> type
    (``facts.AccountType``) where known; else accounts beginning with 1 or 2 are balance accounts.

    >>> scan = scan_table(b"Period;Konto;Belopp\n201808;4110;1,50\n", None, filename="aug.csv")
    >>> [batch.num_rows for batch in scan.batches()], scan.movements
    ([1], {('4110', Month(year=2018, month=8)): 150})
    """
    return TableScan(RowReader(content, mapping, LEDGER_FIELDS), filename=filename, chart=chart)


def _amounts(columns: dict[str, list[Any]], rows: int) -> list[Any]:
    if "amount" in columns:
        return columns["amount"]
    blank = [None] * rows
    pairs = zip(columns.get("debit", blank), columns.get("credit", blank), strict=True)
    return [
        None if debit is None and credit is None else (debit or 0) - (credit or 0) for debit, credit in pairs
    ]


def _absent(values: list[Any]) -> set[int]:
    return {index for index, value in enumerate(values) if value is None} if None in values else set()


def _only(chunk: RowChunk, keep: Collection[int]) -> RowChunk:
    columns = {name: [values[index] for index in keep] for name, values in chunk.columns.items()}
    return type(chunk)([chunk.lines[index] for index in keep], columns)


def _budget_row(chunk: RowChunk, index: int) -> TableBudgetRow:
    columns = chunk.columns
    dimensions = {name: columns[name][index] for name in facts.DIMENSION_COLUMNS if name in columns}
    return TableBudgetRow(
        month=Month.from_number(columns["month"][index]),
        account=columns["account"][index],
        amount_ore=columns["amount_ore"][index],
        quantity_micro=columns["quantity"][index] if "quantity" in columns else None,
        text=columns["text"][index] if "text" in columns else "",
        line=chunk.lines[index],
        **dimensions,
    )


def _organisation(reader: RowReader) -> tuple[str, str]:
    found = {}
    for name in ("organisation", "organisation_name"):
        position = reader.positions.get(name)
        texts = [row[position].strip() for _, row in reader.table.sample] if position is not None else []
        found[name] = str(reader.constants.get(name, "")) or next(filter(None, texts), "")
    number = _organisation_number(found["organisation"])
    return number, found["organisation_name"] or ("" if number else found["organisation"])


def _organisation_number(text: str) -> str:
    match = _ORGANISATION_NUMBER.match(text.strip())
    return f"{match[1]}-{match[2]}" if match else ""
