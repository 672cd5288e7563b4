"""Where a fiscal year's balances come from: its own rows, or the previous-year rows of the year after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import TypeAlias

from roder.columnstore import balance_questions as questions
from roder.columnstore import schema
from roder.domain import facts
from roder.domain.facts import BalanceKind

if TYPE_CHECKING:
    import pyarrow as pa

    from roder.columnstore.planning import PlannedFile
    from roder.columnstore.questions import Given
    from roder.columnstore.questions import Question
    from roder.columnstore.store import LedgerStore
    from roder.domain.periods import Month

Sums: TypeAlias = dict[str, int]
MonthSums: TypeAlias = dict[tuple[str, int | None], int]


class NoMonthsError(LookupError):
    """The year is known by its closing balances only, so nothing can be said of a single month."""

    def __init__(self, organisation: str, fiscal_year: int) -> None:
        super().__init__(
            f"{organisation} {fiscal_year}: the file gives yearly balances only, no months; "
            "ask for the whole year, or import a file of type 2, 3 or 4"
        )
        self.organisation = organisation
        self.fiscal_year = fiscal_year


def ledger_years(store: LedgerStore, organisation: str | None, fiscal_year: int) -> list[YearRows]:
    """Return each organisation's source of openings and movements of the year."""
    return _sources(store, organisation, fiscal_year, (facts.POSTINGS, facts.BALANCES))


def budget_years(store: LedgerStore, organisation: str | None, fiscal_year: int) -> list[YearRows]:
    """Return each organisation's source of the year's budget."""
    return _sources(store, organisation, fiscal_year, facts.IMPORTED_TABLES)


def _sources(
    store: LedgerStore, organisation: str | None, fiscal_year: int, own: tuple[str, ...]
) -> list[YearRows]:
    found = []
    for name in sorted({known for known, _year in store.years(organisation)}):
        held = {file.fiscal_year for table in own for file in store.files(table, organisation=name)}
        later = sorted(year for year in held if year > fiscal_year)
        if fiscal_year in held:
            found.append(YearRows(store, name, fiscal_year, fiscal_year, 0))
        elif later:
            found.append(YearRows(store, name, fiscal_year, later[0], -1))
    return found


@dataclass(frozen=True)
class YearRows:
    """The rows that tell of one fiscal year of one organisation; all sums in öre, ledger sign."""

    store: LedgerStore
    organisation: str
    fiscal_year: int
    stored_under: int
    year_offset: int

    def openings(self) -> Sums:
        """Return opening balance by account."""
        return {
            account: ore
            for (kind, account, _month), ore in self._balances.items()
            if kind == BalanceKind.OPENING
        }

    def movements(self, through: Month | None, *, by_month: bool = False) -> MonthSums:
        """Return movement by account and month; raises ``NoMonthsError`` when months are wanted in vain."""
        if self._postings:
            return self._movements_of_postings(through)
        periods = {
            (account, month): ore
            for (kind, account, month), ore in self._balances.items()
            if kind == BalanceKind.PERIOD
        }
        if periods:
            return {key: ore for key, ore in periods.items() if _within(key[1], through)}
        return self._movements_of_year(months_wanted=by_month or through is not None)

    def _movements_of_postings(self, through: Month | None) -> MonthSums:
        answer = self.store.ask(
            questions.posting_sums, {facts.POSTINGS: self._postings}, through=_number(through)
        )
        return dict(zip(_keys(answer, "account", schema.MONTH), _ore(answer), strict=True))  # type: ignore[arg-type] # a column gives one type

    def _movements_of_year(self, *, months_wanted: bool) -> MonthSums:
        found: MonthSums = {}
        signs = {BalanceKind.CLOSING: 1, BalanceKind.OPENING: -1, BalanceKind.RESULT: 1}
        for (kind, account, _month), ore in self._balances.items():
            if sign := signs.get(BalanceKind(kind)):
                found[(account, None)] = found.get((account, None), 0) + sign * ore
        if found and months_wanted:
            raise NoMonthsError(self.organisation, self.fiscal_year)
        return found

    def object_openings(self, dimension: int) -> Sums:
        """Return opening balance by object."""
        return self._object_sums(dimension, {BalanceKind.OBJECT_OPENING: 1})

    def object_movements(self, dimension: int, through: Month | None) -> Sums:
        """Return movement by object; raises ``NoMonthsError`` when months are wanted in vain."""
        if self._postings:
            question = questions.posting_sums_by_object(dimension)
            answer = self.store.ask(question, {facts.POSTINGS: self._postings}, through=_number(through))
            return dict(zip(answer.column(questions.KEY).to_pylist(), _ore(answer), strict=True))
        rows = self._object_balances(dimension)
        if any(kind == BalanceKind.PERIOD for kind, _object, _month in rows):
            return self._object_sums(dimension, {BalanceKind.PERIOD: 1}, through)
        signs = {BalanceKind.OBJECT_CLOSING: 1, BalanceKind.OBJECT_OPENING: -1}
        found = self._object_sums(dimension, signs)
        if found and through is not None:
            raise NoMonthsError(self.organisation, self.fiscal_year)
        return found

    def budgets(self, through: Month | None) -> MonthSums:
        """Return budget by account and month; a row with an object is not part of the account's budget."""
        answer = self._ask_budget(questions.budget_sums, through=_number(through))
        return dict(zip(_keys(answer, "account", schema.MONTH), _ore(answer), strict=True))  # type: ignore[arg-type] # a column gives one type

    def object_budgets(self, dimension: int, through: Month | None) -> Sums:
        """Return budget by object: rows of the dimension, and code strings with a code in its column."""
        asked = [
            self._ask_budget(questions.object_budget_sums, through=_number(through), dimension=dimension)
        ]
        if column := facts.DIMENSION_OF_NUMBER.get(dimension):
            asked.append(self._ask_budget(questions.column_budget_sums(column), through=_number(through)))
        found: Sums = {}
        for answer in asked:
            for key, ore in zip(answer.column(questions.KEY).to_pylist(), _ore(answer), strict=True):
                found[key] = found.get(key, 0) + ore
        return found

    def _object_sums(
        self, dimension: int, signs: dict[BalanceKind, int], through: Month | None = None
    ) -> Sums:
        found: Sums = {}
        for (kind, key, month), ore in self._object_balances(dimension).items():
            sign = signs.get(BalanceKind(kind), 0)
            if sign and _within(month, through):
                found[key] = found.get(key, 0) + sign * ore
        return found

    def _files(self, table: str) -> tuple[PlannedFile, ...]:
        return self.store.files(table, organisation=self.organisation, fiscal_years=(self.stored_under,))

    @property
    def _postings(self) -> tuple[PlannedFile, ...]:
        return self._files(facts.POSTINGS) if self.year_offset == 0 else ()

    @cached_property
    def _balances(self) -> dict[tuple[str, str, int | None], int]:
        answer = self._ask_balances(questions.balance_sums)
        return dict(zip(_keys(answer, "kind", "account", schema.MONTH), _ore(answer), strict=True))  # type: ignore[arg-type] # a column gives one type

    def _object_balances(self, dimension: int) -> dict[tuple[str, str, int | None], int]:
        answer = self._ask_balances(questions.object_balance_sums, dimension=dimension)
        return dict(zip(_keys(answer, "kind", questions.KEY, schema.MONTH), _ore(answer), strict=True))  # type: ignore[arg-type] # a column gives one type

    def _ask_balances(self, question: Question, **given: Given | None) -> pa.Table:
        files = {facts.BALANCES: self._files(facts.BALANCES)}
        return self.store.ask(question, files, **self._year, **given)

    def _ask_budget(self, question: Question, **given: Given | None) -> pa.Table:
        files = {facts.BUDGET_ROWS: self._files(facts.BUDGET_ROWS)}
        return self.store.ask(question, files, **self._year, **given)

    @property
    def _year(self) -> dict[str, Given | None]:
        return {"year_offset": self.year_offset, "year_start": self.fiscal_year}


def _keys(answer: pa.Table, *columns: str) -> list[tuple[str | int | None, ...]]:
    return list(zip(*(answer.column(column).to_pylist() for column in columns), strict=True))


def _ore(answer: pa.Table) -> list[int]:
    ore: list[int] = answer.column(schema.AMOUNT).to_pylist()
    return ore


def _number(month: Month | None) -> int | None:
    return None if month is None else month.number


def _within(month: int | None, through: Month | None) -> bool:
    return through is None or (month is not None and month <= through.number)
