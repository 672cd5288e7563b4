"""The mapping of a budget table: the common form, with years as columns and the words for income and cost.

Beside the common sections stand ``[years]`` (``2019 = "Plan 2019"``, ``2018 = 9``, or ``2018 = {income = 5, cost = 6}``)
and ``[kinds]`` (``income = ["Einnahmen"]``, ``cost = ["Ausgaben"]``); docs/formats/budget.md.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import tomli_w

from roder.formats.tabular.budget_fields import AMOUNT
from roder.formats.tabular.budget_fields import BUDGET_FIELDS
from roder.formats.tabular.budget_fields import COST
from roder.formats.tabular.budget_fields import COST_WORDS
from roder.formats.tabular.budget_fields import INCOME
from roder.formats.tabular.budget_fields import INCOME_WORDS
from roder.formats.tabular.budget_fields import ROW_FIELDS
from roder.formats.tabular.budget_fields import amount_field
from roder.formats.tabular.budget_fields import kind_field
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.problem_log import ProblemLog

if TYPE_CHECKING:
    from roder.domain.problems import Problem
    from roder.formats.tabular.fields import Field

SIDES = (AMOUNT, INCOME, COST)
_YEAR = re.compile(r"(?:19|20|21)\d\d\Z", re.ASCII)
_YEAR_COLUMN = re.compile(r"(?:(amount|income|cost)[ _-]?)?((?:19|20|21)\d\d)\Z", re.ASCII)
_COLUMN = "a header or a number from 1", "en rubrik eller ett nummer från 1"


@dataclass(frozen=True, slots=True)
class BudgetForm:
    """A mapping of a budget table as a value: the common mapping, and the fields that it knows.

    ``years`` are the years that are columns, oldest first, empty when each row says its own; ``year`` is
    the budget year when the mapping states one.
    """

    mapping: Mapping | None = None
    fields: tuple[Field, ...] = BUDGET_FIELDS
    years: tuple[int, ...] = ()
    year: int | None = None


def parse_budget_form(content: str) -> tuple[BudgetForm | None, list[Problem]]:
    r"""Return the form of a mapping file and the faults in it; ``None`` when any fault refuses it.

    Without a stated sign the amounts are in report sign: income +, cost −.

    >>> form, _ = parse_budget_form('[columns]\naccount = 1\n[years]\n2018 = 2\n2019 = "Plan 2019"')
    >>> form.years, form.mapping.columns["amount_2019"], form.mapping.sign
    ((2018, 2019), 'Plan 2019', 'report')
    """
    try:
        document = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None, parse_mapping(content, BUDGET_FIELDS)[1]
    parser = _Parser(document)
    fields = parser.fields()
    parser.default_sign()
    mapping, problems = parse_mapping(tomli_w.dumps(document), fields)
    if mapping is not None:
        parser.check(mapping)
    if mapping is None or parser.log.refuses:
        return None, [*parser.log.listed(), *problems]
    form = BudgetForm(mapping, fields, tuple(sorted(parser.years)), parser.year)
    return form, [*parser.log.listed(), *problems]


@dataclass(slots=True)
class _Parser:
    """Takes the sections of its own out of the document, and writes years as columns into it."""

    document: dict[str, Any]
    log: ProblemLog = field(default_factory=ProblemLog)
    years: dict[int, dict[str, object]] = field(default_factory=dict)
    year: int | None = None

    def fields(self) -> tuple[Field, ...]:
        columns = self._table(self.document, "columns")
        constants = self._table(self.document, "constants")
        kinds = kind_field(*self._kinds())
        self._take_years(columns, constants)
        rows = tuple(kinds if one.name == "kind" else one for one in ROW_FIELDS)
        if not self.years:
            return (BUDGET_FIELDS[0], *rows, *BUDGET_FIELDS[len(ROW_FIELDS) + 1 :])
        made = []
        for year in sorted(self.years):
            for side, column in self.years[year].items():
                made.append(amount_field(side, year))
                columns[f"{side}_{year}"] = column
        self.document.setdefault("columns", columns)
        return (*rows, *made)

    def default_sign(self) -> None:
        amount = self.document.setdefault("amount", {})
        if isinstance(amount, dict):
            amount.setdefault("sign", "report")

    def check(self, mapping: Mapping) -> None:
        """Refuse amounts given in two ways, and a sign where columns or words say it."""
        sides: dict[str, set[str]] = {}
        for name in mapping.columns:
            side, _, year = name.partition("_")
            if side in SIDES:
                sides.setdefault(year, set()).add(side)
        for given in sides.values():
            if AMOUNT in given and len(given) > 1:
                self.log.add("budget_amounts_twice", names=", ".join(sorted(given)))
        says_side = {INCOME, COST} & set().union(*sides.values())
        if mapping.sign == "ledger" and (says_side or {"kind"} & {*mapping.columns, *mapping.constants}):
            self.log.add("budget_sign_with_sides")

    def _take_years(self, columns: dict[str, Any], constants: dict[str, Any]) -> None:
        stated = str(constants.get("year", ""))
        if _YEAR.match(stated):
            self.year = int(stated)
        for name, value in self._table(self.document, "years", keep=False).items():
            self._take_year("years", name, value)
        for name in list(columns):
            match = _YEAR_COLUMN.match(name)
            if match:
                self._add(int(match[2]), match[1] or AMOUNT, columns.pop(name), "columns", name)
        self._take_lists(columns)
        if self.years and self.year is not None:
            constants.pop("year", None)
            for side in SIDES:
                if side in columns:
                    self._add(self.year, side, columns.pop(side), "columns", side)
        if self.years and ("year" in columns or set(SIDES) & columns.keys()):
            extra = [name for name in ("year", *SIDES) if name in columns]
            self.log.add("budget_amounts_twice", names=", ".join([*extra, *map(str, sorted(self.years))]))
            for name in extra:
                columns.pop(name)

    def _take_lists(self, columns: dict[str, Any]) -> None:
        """Take ``amount = [9, 10, 11]`` as the stated year and those after it, and a table by year."""
        for side in SIDES:
            value = columns.get(side)
            if isinstance(value, dict):
                for year, column in columns.pop(side).items():
                    self._take_year("columns", year, {side: column})
            elif isinstance(value, list) and self.year is not None:
                for at, column in enumerate(columns.pop(side)):
                    self._add(self.year + at, side, column, "columns", side)

    def _take_year(self, section: str, name: str, value: object) -> None:
        if not _YEAR.match(name):
            self._bad(section, name, value, "a year as its name, as 2018", "ett år som namn, som 2018")
            return
        parts = value if isinstance(value, dict) else {AMOUNT: value}
        for side, column in parts.items():
            if side not in SIDES:
                self.log.add(
                    "mapping_unknown_name", name=side, section=f"{section}.{name}", known=", ".join(SIDES)
                )
            else:
                self._add(int(name), side, column, section, name)

    def _add(self, year: int, side: str, column: object, section: str, name: str) -> None:
        if side in self.years.get(year, {}):
            self.log.add("budget_amounts_twice", names=f"{side} {year}")
        elif isinstance(column, (str, int)) and not isinstance(column, bool):
            self.years.setdefault(year, {})[side] = column
        else:
            self._bad(section, name, column, *_COLUMN)

    def _kinds(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        section = self._table(self.document, "kinds", keep=False)
        found = {INCOME: INCOME_WORDS, COST: COST_WORDS}
        for name, value in section.items():
            words = [value] if isinstance(value, str) else value
            if name not in found:
                self.log.add("mapping_unknown_name", name=name, section="kinds", known=", ".join(found))
            elif isinstance(words, list) and all(isinstance(word, (str, int)) for word in words):
                found[name] = tuple(map(str, words))
            else:
                self._bad("kinds", name, value, "words in a list", "ord i en lista")
        return found[INCOME], found[COST]

    def _table(self, document: dict[str, Any], name: str, *, keep: bool = True) -> dict[str, Any]:
        """Return a section; a fault in one of the common sections is left for the common parser to name."""
        value = document.get(name, {}) if keep else document.pop(name, {})
        if isinstance(value, dict):
            return value
        if not keep:
            self._bad("mapping", name, value, f"[{name}]", f"[{name}]")
        return {}

    def _bad(self, section: str, name: str, value: object, expected: str, expected_sv: str) -> None:
        self.log.add(
            "mapping_bad_value",
            section=section,
            name=name,
            value=str(value),
            expected=expected,
            expected_sv=expected_sv,
        )
