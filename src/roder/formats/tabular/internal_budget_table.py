"""Internal budgets as a table: a row for each line with its months, or for each month; comes in and goes out alike.

What it must hold and how it is read stands in docs/formats/internal-budget.md. Amounts are öre in report sign:
income +, cost −.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import tomli_w

from roder.domain.internal_budget_files import MONTH_NAMES
from roder.domain.internal_budget_files import PLAN_NAMES
from roder.domain.internal_budget_files import TEXT_NAME
from roder.domain.problems import refuses
from roder.formats.tabular.file_look import FileSource
from roder.formats.tabular.internal_budget_fields import PLACE_NAMES
from roder.formats.tabular.internal_budget_fields import YEAR_NAME
from roder.formats.tabular.internal_budget_fields import internal_budget_fields
from roder.formats.tabular.internal_budget_reading import InternalBudgetReading
from roder.formats.tabular.internal_budget_stamp import read_stamp
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.problem_log import ProblemLog
from roder.formats.tabular.workbook_inspection import LARGEST_FILE_MB
from roder.formats.tabular.workbook_inspection import package_is_usable
from roder.formats.tabular.writing import write_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.internal_budget_files import SaidLine
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.problems import Problem
    from roder.formats.tabular.internal_budget_stamp import TakenOut
    from roder.formats.tabular.writing import WrittenTable

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WRITTEN = ("budget_year", *PLACE_NAMES, *MONTH_NAMES, YEAR_NAME, *PLAN_NAMES, TEXT_NAME)


@dataclass(frozen=True, slots=True)
class InternalBudgetTable:
    """A table read to its end; when any problem refuses it, nothing of it may be used.

    ``taken_out`` is what a file that was taken out here says of itself, ``None`` for any other.
    """

    lines: list[SaidLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sha256: str = ""
    taken_out: TakenOut | None = None

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def parse_internal_mapping(content: str, year: int) -> tuple[Mapping | None, list[Problem]]:
    r"""Return the mapping of a mapping file and its faults; without a stated sign, amounts are in report sign.

    >>> parse_internal_mapping('[columns]\naccount = 1', 2019)[0].sign
    'report'
    """
    fields = internal_budget_fields(year)
    try:
        document = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError):
        return parse_mapping(content, fields)
    amount = document.setdefault("amount", {})
    if isinstance(amount, dict):
        amount.setdefault("sign", "report")
    return parse_mapping(tomli_w.dumps(document), fields)


def read_internal_budget(
    content: Path | bytes, year: int, mapping: Mapping | None = None, *, unit: str = ""
) -> InternalBudgetTable:
    r"""Return what a table says of a year's internal budget, and everything that is wrong with it.

    ``unit`` is whose the rows are that say none. Never raises because of what the file holds.

    >>> read_internal_budget(b"Enhet;Konto;Summa;\xc3\x85ret\n3011;4600;;-12\n", 2019).lines[0].year_ore
    -1200
    """
    log = ProblemLog()
    raw = _bounded(content, log)
    if log.refuses:
        return InternalBudgetTable(problems=log.listed())
    taken_out = read_stamp(raw, log) if raw.startswith(_BINARY) and mapping is None else None
    reading = InternalBudgetReading(raw, year, mapping, unit, log)
    lines = reading.lines()
    return InternalBudgetTable(lines, reading.problems(), reading.reader.table.sha256, taken_out)


def _bounded(content: Path | bytes, log: ProblemLog) -> bytes:
    limit = LARGEST_FILE_MB << 20
    with FileSource(content).open() as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        log.add("file_too_heavy", limit=LARGEST_FILE_MB)
    elif raw.startswith(_BINARY):
        package_is_usable(raw, log)
    return raw


def write_internal_budget(year: int, lines: Iterable[InternalLine]) -> WrittenTable:
    """Return lines as CSV in whole kronor; ``read_internal_budget`` gives the same lines back without a mapping.

    >>> write_internal_budget(2019, []).content.decode("utf-8-sig").split(";")[:3]
    ['Budgetår', 'Enhet', 'Konto']
    """
    fields = internal_budget_fields(year)
    labels = {one.name: one.label_sv for one in fields}
    form = Mapping({name: labels[name] for name in WRITTEN}, sign="report")
    return write_table((_written(year, line) for line in lines), fields, form)


def _written(year: int, line: InternalLine) -> dict[str, Any]:
    place = line.place
    codes = (place.unit, place.account, place.activity, place.project, place.counterparty)
    return {
        "budget_year": year,
        **dict(zip(PLACE_NAMES, codes, strict=True)),
        **dict(zip(MONTH_NAMES, line.months_ore, strict=True)),
        YEAR_NAME: line.year_ore,
        **dict(zip(PLAN_NAMES, line.plan_ore, strict=True)),
        TEXT_NAME: line.text,
    }
