"""Typed rows out of a table: any row type, all faults noted, streamed in chunks of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.formats.tabular.binding import bind
from roder.formats.tabular.cell_readers import cell_reader
from roder.formats.tabular.control import control_total
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.problem_log import ProblemLog
from roder.formats.tabular.reading import open_table
from roder.formats.tabular.values import MAX_CODE
from roder.formats.tabular.values import MISSING
from roder.formats.tabular.values import OPENING
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import plain_amounts
from roder.formats.tabular.values import unprotected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.mapping import Mapping

_SUM = re.compile(
    r"(?:(?:del|slut|tot|total)?summa|totalt?|totalsumma|sum|subtotal|grand total"
    r"|(?:gesamt|zwischen|end)?summe|suma|somme|totale|totaal|yhteensä|samtals|i alt|insgesamt)\b",
    re.IGNORECASE,
)
_CACHE_LIMIT = 200_000
_TEXT_KINDS = (FieldKind.TEXT, FieldKind.CODE, FieldKind.ACCOUNT, FieldKind.NAME)


def is_sum(text: str) -> bool:
    """Return whether a cell says that its row sums others.

    >>> is_sum("Summa nämnder"), is_sum("Summer school")
    (True, False)
    """
    return _SUM.match(text.strip()) is not None


@dataclass(slots=True)
class RowChunk:
    """Rows that hold, as columns: ``lines`` 1-based, ``columns`` by field."""

    lines: list[int]
    columns: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line that sums others: left out, its amounts kept as text by field."""

    line: int
    amounts: dict[str, str]


class _Column:
    """Turns the texts of one column into values, each distinct text once."""

    def __init__(self, one: Field, *, unit: str, decimal: str, required: bool) -> None:
        self.field = one
        self._required = required
        self.may_fault = False
        self._read = cell_reader(one, unit=unit, decimal=decimal)
        self._known: dict[str, Any] = {}
        self._empty: Any = "" if one.kind in _TEXT_KINDS else None
        if one.kind is FieldKind.CHOICE:
            self._empty = one.default
        self.named_accounts: list[tuple[str, str]] = []
        self._unit = unit
        self._decimal = decimal

    def values(self, texts: Sequence[str]) -> list[Any]:
        kind = self.field.kind
        if kind is FieldKind.AMOUNT:
            plain = plain_amounts(texts, unit=self._unit, decimal=self._decimal)
            return plain if plain is not None else [self._value(text) for text in texts]
        if kind is FieldKind.TEXT and not self._required:
            return [unprotected(text) if text[:1] == "'" else text for text in map(str.strip, texts)]
        known = self._known
        if len(known) > _CACHE_LIMIT:
            known.clear()
        for text in set(texts).difference(known):
            known[text] = self._value(text)
        return list(map(known.__getitem__, texts))

    def _value(self, text: str) -> Any:
        text = text.strip()
        empty = MISSING if self._required else self._empty
        value: Any = self._read(text) if text else empty
        if value.__class__ is Fault:
            self.may_fault = True
        elif self.field.kind is FieldKind.ACCOUNT and value != text and text.startswith(value or "="):
            self.named_accounts.append((text, value))
        return value


class RowReader:
    """Reads a table as rows of a row type; ``log`` holds the faults, the counters what became of the rows.

    ``mapping`` is the one in force after reading the header (guessed when none was given). A field
    without a column has its constant, or no entry in ``RowChunk.columns``. Lines that sum others
    ("Summa", "Totalt") without an account, period or other required code are left out with a warning.
    ``control`` is the sum of each amount column over the rows not left out, in the file's own unit,
    parsed apart from the values.
    """

    def __init__(
        self,
        content: Path | bytes,
        mapping: Mapping | None,
        fields: Sequence[Field],
        log: ProblemLog | None = None,
    ) -> None:
        self.log = log or ProblemLog()
        self.fields = tuple(fields)
        self.table = open_table(content, mapping, fields, self.log)
        self.rows_read = 0
        self.rows_refused = 0
        self.rows_left_out = 0
        self.summaries: list[SummaryLine] = []
        readable = self.table.open_chunks is not None
        self.mapping, self.positions = bind(self.table, mapping, fields) if readable else (mapping, {})
        self.can_read = readable and not self.log.refuses
        self._constants: dict[str, Any] = {}
        self._decimal = self.mapping.decimal if self.mapping else ""
        self._amounts = {
            one.name: self.positions[one.name]
            for one in self.fields
            if one.kind is FieldKind.AMOUNT and one.name in self.positions
        }
        self.control = dict.fromkeys(self._amounts, Decimal(0))
        if self.mapping is not None:
            self._fix_constants(self.mapping)
            self.can_read = self.can_read and not self.log.refuses

    @property
    def constants(self) -> dict[str, Any]:
        """The values that hold for every row, by field."""
        return self._constants

    def _fix_constants(self, mapping: Mapping) -> None:
        for one in self.fields:
            text = mapping.constants.get(one.name)
            if text is None:
                continue
            column = _Column(one, unit=mapping.unit, decimal=mapping.decimal, required=False)
            value = column.values([text])[0]
            if isinstance(value, Fault):
                self._note(one, value, None, text)
            else:
                self._constants[one.name] = value

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the rows without fault; note the others. Nothing is yielded from a refused table."""
        if not self.can_read or self.mapping is None:
            return
        columns = [
            (self._column(one, self.mapping), self.positions[one.name])
            for one in self.fields
            if one.name in self.positions
        ]
        found = False
        for lines, rows in self.table.chunks():
            found = True
            chunk = self._typed(columns, lines, rows)
            self.rows_read += len(lines)
            if chunk.lines:
                yield chunk
        if not found and not self.log.refuses:
            self.log.add("no_rows", self.table.header_line or None)

    def _column(self, one: Field, mapping: Mapping) -> _Column:
        stands_in = any(name in self.positions or name in self._constants for name in one.instead)
        judged_later = one.kind in (FieldKind.PLAN_AMOUNT, FieldKind.YEAR)
        required = one.required and not (stands_in or one.default or judged_later)
        return _Column(one, unit=mapping.unit, decimal=mapping.decimal, required=required)

    def _typed(self, columns: list[tuple[_Column, int]], lines: list[int], rows: list[list[str]]) -> RowChunk:
        values: dict[str, list[Any]] = {}
        faulty: dict[int, list[tuple[_Column, Fault, str]]] = {}
        cells_of = list(zip(*rows, strict=True))
        for column, position in columns:
            cells = cells_of[position]
            found = values[column.field.name] = column.values(cells)
            self._note_named_accounts(column)
            if column.field.kind is FieldKind.AMOUNT:
                self.control[column.field.name] += control_total(cells, self._decimal)
            if column.may_fault:
                for index, value in enumerate(found):
                    if value.__class__ is Fault:
                        faulty.setdefault(index, []).append((column, value, cells[index]))
        for name, value in self._constants.items():
            values[name] = [value] * len(lines)
        if not faulty:
            return RowChunk(lines, values)
        for index in sorted(faulty):
            self._fault(lines[index], rows[index], faulty[index])
        keep = [index for index in range(len(lines)) if index not in faulty]
        return RowChunk(
            [lines[index] for index in keep],
            {name: [column_values[index] for index in keep] for name, column_values in values.items()},
        )

    def _note_named_accounts(self, column: _Column) -> None:
        for text, account in column.named_accounts:
            self.log.add("account_with_name", value=text, account=account)
        column.named_accounts.clear()

    def _fault(self, line: int, row: list[str], faults: list[tuple[_Column, Fault, str]]) -> None:
        if not "".join(row).strip():
            self.rows_read -= 1
            return
        if self._is_left_out(line, row, faults):
            for name, position in self._amounts.items():
                self.control[name] -= control_total([row[position]], self._decimal)
            self.rows_left_out += 1
            return
        self.rows_refused += 1
        for column, fault, text in faults:
            self._note(column.field, fault, line, text)

    def _is_left_out(self, line: int, row: list[str], faults: list[tuple[_Column, Fault, str]]) -> bool:
        label = next((cell.strip() for cell in row if is_sum(cell)), "")
        keyed = [one for one, _, text in faults if one.field.required and (not text.strip() or is_sum(text))]
        if label and any(one.field.kind is not FieldKind.AMOUNT for one in keyed):
            self.log.add("summary_line", line, value=label)
            amounts = {name: row[position] for name, position in self._amounts.items()}
            self.summaries.append(SummaryLine(line, amounts))
            return True
        opening = [text for _, fault, text in faults if fault == OPENING]
        if opening:
            self.log.add("opening_period", line, value=opening[0].strip())
        return bool(opening)

    def _note(self, one: Field, fault: Fault, line: int | None, text: str) -> None:
        self.log.add(
            fault.code,
            line,
            label=one.label_en,
            label_sv=one.label_sv,
            value=text.strip(),
            known=", ".join(choice.value for choice in one.choices),
            known_sv=", ".join(choice.written or choice.value for choice in one.choices),
            limit=one.limit or MAX_CODE,
        )


def read_rows(
    content: Path | bytes, mapping: Mapping | None, fields: Sequence[Field]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    r"""Return every row of a small table as field -> value, with its ``line``, and all faults.

    For tables of decisions (frames, organisation, goals), not for ledgers. Months in a closing
    period are ``values.ClosingMonth``.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> rows, problems = read_rows(b"Period;Konto;Belopp\n201808;4110;1,50\n", None, LEDGER_FIELDS)
    >>> rows[0]["account"], rows[0]["amount"], problems
    ('4110', 150, [])
    """
    reader = RowReader(content, mapping, fields)
    rows = [
        {"line": line, **{name: values[index] for name, values in chunk.columns.items()}}
        for chunk in reader.chunks()
        for index, line in enumerate(chunk.lines)
    ]
    return rows, reader.log.listed()
