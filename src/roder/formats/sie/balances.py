"""#IB #UB #RES #OIB #OUB #PSALDO #PBUDGET: rows read, twice-given rows counted once.

Source: DOMAIN 4.3 and 4.4; SIE filformat utgåva 4B.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.facts import BalanceKind
from roder.domain.money import kronor_text
from roder.domain.periods import Month
from roder.formats.sie.fields import amount_or_none
from roder.formats.sie.fields import object_pairs
from roder.formats.sie.fields import period
from roder.formats.sie.fields import quantity_or_none
from roder.formats.sie.fields import whole_number
from roder.formats.sie.lexer import Field
from roder.formats.sie.lexer import text_of
from roder.formats.sie.records import SieBalance
from roder.formats.sie.records import SieBudgetRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.periods import FiscalYear
    from roder.formats.sie.lexer import Line
    from roder.formats.sie.messages import ProblemLog

BUDGET: Final = "#PBUDGET"
KIND_OF_LABEL: Final = {f"#{kind.value}": kind for kind in BalanceKind}
BALANCE_LABELS: Final = frozenset({*KIND_OF_LABEL, BUDGET})
_BY_MONTH: Final = frozenset({"#PSALDO", BUDGET})
_BY_OBJECT: Final = frozenset({"#OIB", "#OUB", "#PSALDO", BUDGET})

_Row = SieBalance | SieBudgetRow
_Key = tuple[str, int, str, Month | None, int | None, str]


class BalanceReader:
    """Reads the rows of balances and budget; ``balances`` and ``budget_rows`` hold each row once."""

    def __init__(self, log: ProblemLog) -> None:
        self.balances: list[SieBalance] = []
        self.budget_rows: list[SieBudgetRow] = []
        self._log = log
        self._amounts: dict[_Key, int] = {}

    def feed(self, number: int, line: Line) -> None:
        """Read one row; what is wrong with it goes to the log."""
        label, log = line.label, self._log
        texts, objects = _divide(line.fields)
        month = None
        if label in _BY_MONTH and len(texts) > 1:
            month = period(texts[1])
            if month is None:
                log.add("month_unreadable", number, text=texts[1])
                return
            del texts[1]
        year = whole_number(texts[0]) if texts else None
        least = 3
        if year is None or len(texts) < least or not texts[1] or (label in _BY_MONTH and month is None):
            log.add("row_incomplete", number, label=label)
            return
        ore = amount_or_none(texts[2], number, log)
        if ore is None:
            return
        pairs = object_pairs(objects, number, log)
        if len(pairs) > 1:
            log.add("balance_several_objects", number, label=label)
        dimension, code = pairs[0] if pairs and label in _BY_OBJECT else (None, "")
        key = (label, year, texts[1], month, dimension, code)
        if self._is_new(key, ore, number):
            self._keep(key, ore, quantity_or_none([*texts, ""][3], number, log), number)

    def _is_new(self, key: _Key, ore: int, number: int) -> bool:
        label, _year, account = key[:3]
        known = self._amounts.setdefault(key, ore)
        if len(self._amounts) != len(self.balances) + len(self.budget_rows):
            return True
        if known == ore:
            self._log.add_distinct("row_repeated", f"{label} {account}", number, label=label, account=account)
        else:
            self._log.add(
                "row_contradicted",
                number,
                label=label,
                account=account,
                first=kronor_text(known),
                second=kronor_text(ore),
            )
        return False

    def _keep(self, key: _Key, ore: int, quantity: int | None, number: int) -> None:
        label, year, account, month, dimension, code = key
        if month is not None and label == BUDGET:
            self.budget_rows.append(
                SieBudgetRow(year, account, ore, month, dimension, code, quantity, number)
            )
        else:
            kind = KIND_OF_LABEL[label]
            self.balances.append(
                SieBalance(kind, year, account, ore, month, dimension, code, quantity, number)
            )

    def finish(self, years: dict[int, FiscalYear]) -> None:
        """Take out budget rows repeated under another year, and note what stands both ways."""
        self.budget_rows = _without_repeats(self.budget_rows, years, self._log)
        periods = [row for row in self.balances if row.kind is BalanceKind.PERIOD]
        given: tuple[tuple[str, Sequence[_Row]], ...] = (("#PSALDO", periods), (BUDGET, self.budget_rows))
        for label, rows in given:
            _note_months_outside(label, rows, years, self._log)
            _note_objects(label, rows, self._log)
        openings = [row for row in self.balances if row.kind is BalanceKind.OPENING and row.year == 0]
        total = sum(row.amount_ore for row in openings)
        if total:
            self._log.add("opening_unbalanced", openings[0].line, sum=kronor_text(total))


def _divide(fields: Iterable[Field]) -> tuple[list[str], Field]:
    """Return the text fields and the object list, wherever it stands and if at all."""
    texts: list[str] = []
    objects: Field = ()
    for field in fields:
        if isinstance(field, tuple):
            objects = objects or field
        else:
            texts.append(text_of(field))
    return texts, objects


def _without_repeats(
    rows: list[SieBudgetRow], years: dict[int, FiscalYear], log: ProblemLog
) -> list[SieBudgetRow]:
    current = {_budget_key(row) for row in rows if row.year == 0}
    months = {offset: frozenset(year.months) for offset, year in years.items()}
    kept: list[SieBudgetRow] = []
    for row in rows:
        if row.year == 0 or row.month in months.get(row.year, ()) or _budget_key(row) not in current:
            kept.append(row)
        else:
            log.add_distinct("budget_repeated", str(row.year), row.line, year=row.year)
    return kept


def _budget_key(row: SieBudgetRow) -> tuple[str, Month, int, int | None, str]:
    return row.account, row.month, row.amount_ore, row.dimension, row.object


def _note_months_outside(
    label: str,
    rows: Sequence[_Row],
    years: dict[int, FiscalYear],
    log: ProblemLog,
) -> None:
    months = {offset: frozenset(year.months) for offset, year in years.items()}
    for row in rows:
        if row.year in months and row.month not in months[row.year]:
            month = str(row.month)
            key = f"{label} {row.year} {month}"
            log.add_distinct("month_outside_year", key, row.line, label=label, year=row.year, month=month)


def _note_objects(label: str, rows: Sequence[_Row], log: ProblemLog) -> None:
    """Note cells given both in total and by object, and accounts with amounts given by object alone."""
    totals = {(row.year, row.account, row.month) for row in rows if row.dimension is None}
    both: Counter[int] = Counter()
    alone: dict[tuple[int, str], dict[int, list[_Row]]] = {}
    for row in rows:
        cell = (row.year, row.account, row.month)
        if row.dimension is None:
            continue
        if cell in totals:
            both[row.line] += 1
        else:
            alone.setdefault(cell[:2], {}).setdefault(row.dimension, []).append(row)
    if both:
        log.add("totals_and_objects", min(both), count=both.total(), label=label)
    for (year, account), by_dimension in alone.items():
        dimension = min(by_dimension)
        parts = by_dimension[dimension]
        if not _any_amount(by_dimension):
            continue  # a total of zero may be left out
        log.add_distinct(
            "only_object_rows",
            f"{label} {year} {account}",
            min(row.line for given in by_dimension.values() for row in given),
            count=sum(map(len, by_dimension.values())),
            label=label,
            year=year,
            account=account,
            dimension=dimension,
            amount=kronor_text(sum(row.amount_ore for row in parts)),
        )


def _any_amount(by_dimension: dict[int, list[_Row]]) -> bool:
    """Return whether the parts of any month and dimension sum to anything."""
    sums: Counter[tuple[int, Month | None]] = Counter()
    for dimension, rows in by_dimension.items():
        for row in rows:
            sums[dimension, row.month] += row.amount_ore
    return any(sums.values())
