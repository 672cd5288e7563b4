"""What a table of a register of the budget would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.investments.queries import entries as kept_entries
from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies
from roder.domain.budget_registers import entry_differences
from roder.domain.budget_registers import gathered
from roder.domain.organisation import body_finder
from roder.domain.problems import refuses
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.register_fields import REGISTER_FIELDS
from roder.formats.tabular.register_table import read_register
from roder.formats.tabular.register_table import write_register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.budget_registers import RegisterEntry
    from roder.domain.problems import Problem
    from roder.domain.register_shapes import RegisterKind
    from roder.domain.row_changes import RowDifference


@dataclass(frozen=True)
class RegisterPlan(ComparedTable):
    """A table set against a register as it stands; ``before`` is the fingerprint of that register."""

    organisation: str
    kind: RegisterKind
    entries: list[RegisterEntry]
    differences: list[RowDifference]
    problems: list[Problem]
    sha256: str
    before: str


def plan_register(
    kind: RegisterKind, organisation: str, content: Path | bytes, *, mapping: str = ""
) -> RegisterPlan:
    """Read a table and return what it would change; nothing is saved."""
    kept = kept_entries(organisation, kind)
    before = fingerprint(kind, kept.values())
    form, faults = parse_mapping(mapping, REGISTER_FIELDS[kind]) if mapping else (None, [])
    if refuses(faults):
        return RegisterPlan(organisation, kind, [], [], faults, "", before)
    table = read_register(kind, content, form)
    found, more = gathered(kind, table.rows, kept, body_finder(bodies(organisation)))
    problems = sorted([*faults, *table.problems, *more], key=lambda each: each.line or 0)
    if refuses(problems):
        return RegisterPlan(organisation, kind, [], [], problems, table.sha256, before)
    differences = entry_differences(kind, kept, found)
    return RegisterPlan(organisation, kind, found, differences, problems, table.sha256, before)


def fingerprint(kind: RegisterKind, entries: Iterable[RegisterEntry]) -> str:
    """Return the SHA-256 of a register as it is written out: equal registers have equal fingerprints."""
    return hashlib.sha256(write_register(kind, entries).content).hexdigest()


def plan_document(plan: RegisterPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts in öre."""
    return {
        "organisation": plan.organisation,
        "register": plan.kind.value,
        "ok": not plan.refused,
        "entries": len(plan.entries),
        "sha256": plan.sha256,
        "differences": [each.document() for each in plan.differences],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def register_document(kind: RegisterKind, entries: Iterable[RegisterEntry]) -> dict[str, Any]:
    """Return a register as a JSON document; amounts in öre, days as ISO text."""
    return {
        "register": kind.value,
        "entries": [
            {
                "code": entry.code,
                **{name: _plain(value) for name, value in entry.facts.items()},
                "years": [{"year": year, **amounts} for year, amounts in entry.years.items()],
            }
            for entry in entries
        ],
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)
