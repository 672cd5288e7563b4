"""What a file of financing would change in a round: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.financing.queries import inputs_of
from roder.apps.financing.queries import round_named
from roder.apps.financing.queries import sheet_of as round_sheet
from roder.apps.financing.queries import stated_of
from roder.apps.organisation.importing import problem_document
from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_rounds import input_faults
from roder.domain.financing_rounds import writing_faults
from roder.domain.financing_row_faults import row_fault
from roder.domain.financing_rules import InputValue
from roder.domain.financing_sheet import StatedAmount
from roder.domain.financing_sheet import reckon
from roder.domain.financing_sheet import sheet_of
from roder.domain.money import ORE_PER_UNIT
from roder.domain.money import kronor_text
from roder.domain.problems import refuses
from roder.formats.tabular.financing_table import FINANCING_FIELDS
from roder.formats.tabular.financing_table import FinancingRow
from roder.formats.tabular.financing_table import read_financing
from roder.formats.tabular.financing_table import write_financing
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.apps.financing.models import FinancingRound
    from roder.apps.financing.queries import Place
    from roder.domain.problems import Problem
    from roder.formats.tabular.financing_table import FinancingTable
    from roder.formats.tabular.writing import WrittenTable

ORDINARY_ROUNDING_ORE = ORE_PER_UNIT["mnkr"]
"""Printed tables round each line, so their sums may differ from ours by a million kronor."""


@dataclass(frozen=True)
class FigureDifference:
    """A value that a file adds or changes; a line's value is öre, an input's a number in its unit."""

    kind: str
    key: str
    year: int
    old: Decimal | int | None
    new: Decimal | int
    label: str = ""

    @property
    def is_input(self) -> bool:
        return self.key in input_definitions()

    def name(self, language: str) -> str:
        if self.is_input:
            return input_definitions()[self.key].name(language)
        return sheet_line(self.key, self.label).name(language)


@dataclass(frozen=True)
class RoundPlan:
    """A file set against a round as it stands; ``before`` is the fingerprint of that round."""

    organisation: str
    name: str
    problems: list[Problem]
    sha256: str = ""
    before: str = ""
    is_new: bool = False
    inputs: dict[Place, InputValue] = field(default_factory=dict)
    stated: dict[Place, StatedAmount] = field(default_factory=dict)
    differences: list[FigureDifference] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        return bool(self.differences) and not self.refused


def plan_round(organisation: str, name: str, content: Path | bytes, *, mapping: str = "") -> RoundPlan:
    """Read a file and return what it would change in the round of the name; nothing is saved."""
    held = round_named(organisation, name)
    before = fingerprint(held)
    form, faults = parse_mapping(mapping, FINANCING_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return RoundPlan(organisation, name, faults, before=before, is_new=held is None)
    table = read_financing(content, form)
    inputs, stated = _values(table.rows)
    problems = [
        *faults,
        *table.problems,
        *(writing_faults(is_locked=held.is_locked) if held else []),
        *(fault for (year, key), value in inputs.items() for fault in input_faults(year, key, value.value)),
        *_wrong_totals(table, inputs, stated),
    ]
    differences = [] if refuses(problems) else list(_differences(held, inputs, stated))
    return RoundPlan(
        organisation, name, problems, table.sha256, before, held is None, inputs, stated, differences
    )


def _values(rows: Iterable[FinancingRow]) -> tuple[dict[Place, InputValue], dict[Place, StatedAmount]]:
    inputs: dict[Place, InputValue] = {}
    stated: dict[Place, StatedAmount] = {}
    for row in rows:
        if row.is_input:
            inputs[row.year, row.key] = InputValue(row.value, row.source)
        else:
            stated[row.year, row.key] = StatedAmount(row.key, int(row.value), row.label, row.source)
    return inputs, stated


def _wrong_totals(
    table: FinancingTable, inputs: dict[Place, InputValue], stated: dict[Place, StatedAmount]
) -> Iterable[Problem]:
    """Find sums of the file that its own lines do not make."""
    years = {row.year for row in table.totals}
    cells = {
        year: reckon(
            {key: value for (at, key), value in inputs.items() if at == year},
            [each for (at, _key), each in stated.items() if at == year],
            year,
        )
        for year in years
    }
    sheet = sheet_of(cells)
    for row in table.totals:
        found = sheet.amount_ore(row.key, row.year)
        if found is not None and abs(found - int(row.value)) > ORDINARY_ROUNDING_ORE:
            yield row_fault(
                "financing_total_differs",
                row.line,
                name=sheet_line(row.key).name_sv,
                year=row.year,
                stated=kronor_text(int(row.value)),
                found=kronor_text(found),
            )


def _differences(
    held: FinancingRound | None, inputs: dict[Place, InputValue], stated: dict[Place, StatedAmount]
) -> Iterable[FigureDifference]:
    old_inputs = inputs_of(held) if held else {}
    old_stated = stated_of(held) if held else {}
    for at, value in inputs.items():
        if value != (before := old_inputs.get(at)):
            old = before.value if before else None
            yield FigureDifference("changed" if before else "added", at[1], at[0], old, value.value)
    for at, amount in stated.items():
        if amount != (kept := old_stated.get(at)):
            ore = kept.amount_ore if kept else None
            kind = "changed" if kept else "added"
            yield FigureDifference(kind, at[1], at[0], ore, amount.amount_ore, amount.label)


def round_rows(financing_round: FinancingRound) -> list[FinancingRow]:
    """Return everything that a round says as the rows of a file, inputs first, in the order of the sheet."""
    order = {key: at for at, key in enumerate(input_definitions())}
    rows = [
        FinancingRow(key, year, value.value, source=value.source)
        for (year, key), value in inputs_of(financing_round).items()
    ]
    rows.sort(key=lambda row: (order[row.key], row.year))
    stated = stated_of(financing_round)
    lines = {row.line.key: at for at, row in enumerate(round_sheet(financing_round).rows)}
    for (year, key), amount in sorted(stated.items(), key=lambda pair: (lines.get(pair[0][1], 0), pair[0])):
        rows.append(FinancingRow(key, year, Decimal(amount.amount_ore), amount.label, amount.source))
    return rows


def write_round(financing_round: FinancingRound, *, as_workbook: bool = False) -> WrittenTable:
    """Return a round as a file that ``plan_round`` reads back without a difference."""
    return write_financing(round_rows(financing_round), as_workbook=as_workbook)


def fingerprint(financing_round: FinancingRound | None) -> str:
    """Return the SHA-256 of what a round says, empty for one that is not there yet."""
    if financing_round is None:
        return ""
    return hashlib.sha256(write_round(financing_round).content).hexdigest()


def plan_document(plan: RoundPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts of lines in öre, inputs as numbers in their unit."""
    return {
        "organisation": plan.organisation,
        "name": plan.name,
        "ok": not plan.refused,
        "is_new": plan.is_new,
        "inputs": len(plan.inputs),
        "lines": len(plan.stated),
        "sha256": plan.sha256,
        "differences": [_difference_document(each, language) for each in plan.differences],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def _difference_document(each: FigureDifference, language: str) -> dict[str, Any]:
    common = {"kind": each.kind, "key": each.key, "name": each.name(language), "year": each.year}
    if each.is_input:
        return common | {"old": None if each.old is None else f"{each.old:f}", "new": f"{each.new:f}"}
    return common | {"old_ore": each.old, "new_ore": each.new}
