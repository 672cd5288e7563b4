"""The rows of a table of internal budgets: which columns it has, and what each row says of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.internal_budget_files import MONTH_NAMES
from roder.domain.internal_budget_files import PLAN_NAMES
from roder.domain.internal_budget_files import TEXT_NAME
from roder.domain.internal_budget_files import SaidLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.periods import Month
from roder.domain.signs import report_sign
from roder.formats.tabular.binding import shown_columns
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.internal_budget_cells import cell_faults
from roder.formats.tabular.internal_budget_cells import with_cells
from roder.formats.tabular.internal_budget_fields import AMOUNT
from roder.formats.tabular.internal_budget_fields import MONTH
from roder.formats.tabular.internal_budget_fields import PLACE_NAMES
from roder.formats.tabular.internal_budget_fields import TEXT_LENGTH
from roder.formats.tabular.internal_budget_fields import YEAR_NAME
from roder.formats.tabular.internal_budget_fields import internal_budget_fields
from roder.formats.tabular.reading import WORKBOOK
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.rows import is_sum
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import account_value
from roder.formats.tabular.values import month_value

if TYPE_CHECKING:
    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.problem_log import ProblemLog

_SUMMED = (*MONTH_NAMES, *PLAN_NAMES)


class InternalBudgetReading:
    """Turns the rows of a table into what they say of lines."""

    def __init__(self, raw: bytes, year: int, mapping: Mapping | None, unit: str, log: ProblemLog) -> None:
        self._raw, self._year, self._unit, self._log = raw, year, unit, log
        self.reader = RowReader(raw, mapping, internal_budget_fields(year), log)
        self._guessed = mapping is None
        self._given = {*self.reader.positions, *self.reader.constants}
        self._flips = mapping is not None and mapping.sign == "ledger"
        self._formulas: set[tuple[int, int]] = set()
        self._cell_problems: list[Problem] = []
        self._found: dict[LinePlace, SaidLine] = {}

    @property
    def _by_month(self) -> bool:
        return MONTH in self._given

    def lines(self) -> list[SaidLine]:
        """Return what the rows say, one for each place; nothing of a table whose columns do not do."""
        self._check_columns()
        if not self.reader.can_read or self._log.refuses:
            return []
        if self.reader.table.kind == WORKBOOK:
            self._cell_problems, self._formulas = cell_faults(self._raw, self.reader, self._log)
        for chunk in self.reader.chunks():
            for at, line in enumerate(chunk.lines):
                self._row({name: values[at] for name, values in chunk.columns.items()}, line)
        return list(self._found.values())

    def problems(self) -> list[Problem]:
        """Return every fault, with the cell that it stands in where the file is a workbook."""
        listed = with_cells(self._log.listed(), self.reader, self._cell_problems)
        return sorted([*listed, *self._cell_problems], key=lambda each: each.line or 0)

    def _check_columns(self) -> None:
        months = [name for name in MONTH_NAMES if name in self._given]
        line = self.reader.table.header_line or None
        if self._guessed:
            self._check_repeated(line)
        if "account" not in self._given:
            self._missing("account", "Account", "Konto")
        if not self._unit and "unit" not in self._given:
            self._missing("unit", "Unit", "Enhet")
        if 0 < len(months) < len(MONTH_NAMES):
            missing = ", ".join(name for name in MONTH_NAMES if name not in self._given)
            self._log.add("internal_months_missing", line, missing=missing)
        ways = [bool(months), self._by_month, YEAR_NAME in self._given and not months]
        if sum(ways) > 1 or (self._by_month and AMOUNT not in self._given):
            self._log.add("internal_amounts_unclear", line)
        elif not any(ways):
            self._log.add("internal_no_amounts", line, found=shown_columns(self.reader.table))

    def _missing(self, name: str, label: str, label_sv: str) -> None:
        table = self.reader.table
        if self.reader.mapping is not None:
            self._log.add(
                "missing_column",
                table.header_line or None,
                field=name,
                label=label,
                label_sv=label_sv,
                found=shown_columns(table),
            )

    def _check_repeated(self, line: int | None) -> None:
        plain = [plain_name(header) for header in self.reader.table.headers]
        for name, position in self.reader.positions.items():
            times = plain.count(plain[position])
            if times > 1:
                column = self.reader.table.headers[position]
                self._log.add("column_ambiguous", line, field=name, column=column, times=times)

    def _row(self, row: dict[str, Any], line: int) -> None:
        amounts = [row.get(name) for name in (*_SUMMED, YEAR_NAME, AMOUNT)]
        codes = [row.get(name, "") for name in PLACE_NAMES]
        texts = [*codes, row.get(TEXT_NAME, "")]
        if not any(amounts) and not any(texts):
            return
        label = next((text for text in texts if is_sum(text)), "")
        if label and (not row.get("account") or is_sum(row["account"])):
            self._log.add("summary_line", line, value=label)
            return
        place = self._place(row, line)
        values = self._values(row, line)
        if place is None or values is None:
            return
        year_ore = None
        if YEAR_NAME in self._given and MONTH_NAMES[0] not in self._given and not self._by_month:
            year_ore = self._signed(row[YEAR_NAME])
        self._add(SaidLine(place, values, year_ore, line))

    def _place(self, row: dict[str, Any], line: int) -> LinePlace | None:
        said_year = row.get("budget_year")
        if said_year not in (None, self._year):
            self._log.add("internal_other_year", line, value=said_year, year=self._year)
            return None
        unit, account = row.get("unit") or self._unit, account_value(row.get("account") or "")
        for label, label_sv, given in (("Account", "Konto", row.get("account")), ("Unit", "Enhet", unit)):
            if not given:
                self._log.add("missing_value", line, label=label, label_sv=label_sv)
        if isinstance(account, Fault) and row.get("account"):
            self._log.add(account.code, line, label="Account", label_sv="Konto", value=row["account"])
        if isinstance(account, Fault) or not unit:
            return None
        return LinePlace(unit, account, *(row.get(name) or "" for name in PLACE_NAMES[2:]))

    def _values(self, row: dict[str, Any], line: int) -> dict[str, int | str] | None:
        values: dict[str, int | str] = {
            name: self._signed(row[name]) for name in _SUMMED if name in self._given
        }
        if self._by_month:
            number = self._month(row[MONTH], line)
            if number is None:
                return None
            values |= dict.fromkeys(MONTH_NAMES, 0)
            values[MONTH_NAMES[number - 1]] = self._signed(row[AMOUNT])
        elif MONTH_NAMES[0] in self._given and YEAR_NAME in self._given:
            self._check_year(row, values, line)
        if TEXT_NAME in self._given:
            values[TEXT_NAME] = row[TEXT_NAME]
            if len(row[TEXT_NAME]) > TEXT_LENGTH:
                self._log.add("internal_text_long", line, label="Text", label_sv="Text", limit=TEXT_LENGTH)
                return None
        return values

    def _check_year(self, row: dict[str, Any], values: dict[str, int | str], line: int) -> None:
        """Refuse a year that is typed and is not the sum of its months; our own sum is not read at all."""
        position = self.reader.positions.get(YEAR_NAME, -1)
        faulted = {each.line for each in self._cell_problems}
        if row[YEAR_NAME] is None or line in faulted or (line, position) in self._formulas:
            return
        months = sum(int(values[name]) for name in MONTH_NAMES)
        if self._signed(row[YEAR_NAME]) != months:
            self._log.add("internal_year_differs", line, label="The year", label_sv="Året")

    def _month(self, text: str, line: int) -> int | None:
        if text.isdecimal() and 1 <= int(text) <= len(MONTH_NAMES):
            return int(text)
        month = month_value(text) if text else Fault("bad_period")
        if isinstance(month, Month) and month.year == self._year:
            return month.month
        self._log.add("bad_period", line, label="Month", label_sv="Månad", value=text)
        return None

    def _signed(self, ore: int | None) -> int:
        return report_sign(ore or 0) if self._flips else ore or 0

    def _add(self, said: SaidLine) -> None:
        before = self._found.get(said.place)
        if before is None:
            self._found[said.place] = said
        elif self._by_month:
            self._found[said.place] = replace(before, values=_added(before.values, said.values))
        else:
            self._log.add("internal_line_twice", said.file_line, line=before.file_line)


def _added(before: Any, values: Any) -> dict[str, Any]:
    found = {name: before[name] + values[name] for name in values if name != TEXT_NAME}
    if TEXT_NAME in values:
        found[TEXT_NAME] = before[TEXT_NAME] or values[TEXT_NAME]
    return found
