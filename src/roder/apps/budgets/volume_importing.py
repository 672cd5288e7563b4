"""What a table of the volume model would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgets.models import VolumeRow
from roder.apps.budgets.volume_words import volume_key_name
from roder.apps.budgets.volume_words import volume_kind_name
from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies
from roder.domain.frame_changes import YearBodies
from roder.domain.organisation_differences import DifferenceKind
from roder.domain.problems import refuses
from roder.domain.row_changes import RowDifference
from roder.domain.row_changes import changes_between
from roder.domain.row_changes import row_count
from roder.domain.volume_faults import table_faults
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.volume_fields import VOLUME_FIELDS
from roder.formats.tabular.volume_table import read_volumes
from roder.formats.tabular.volume_table import write_volumes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.domain.volumes import VolumeFact

VALUES = ("number", "amount_ore", "months", "source", "is_example")
"""What a row says of its place in the model; the rest is the place."""
SHOWN = 500


@dataclass(frozen=True)
class VolumePlan(ComparedTable):
    """A table set against the model as it stands; ``before`` is the fingerprint of that."""

    organisation: str
    facts: list[VolumeFact]
    differences: list[RowDifference]
    problems: list[Problem]
    sha256: str
    before: str


def kept_volumes(organisation: str) -> list[VolumeFact]:
    """Return the model as it stands, in the order in which it is written out."""
    facts = [row.as_value() for row in VolumeRow.objects.filter(organisation=organisation)]
    return sorted(facts, key=lambda fact: fact.identity)


def plan_volumes(organisation: str, content: Path | bytes, *, mapping: str = "") -> VolumePlan:
    """Read a table and return what it would change; nothing is saved. Rows that it does not name stay."""
    old = {fact.identity: fact for fact in kept_volumes(organisation)}
    before = fingerprint(old.values())
    form, faults = parse_mapping(mapping, VOLUME_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return VolumePlan(organisation, [], [], faults, "", before)
    table = read_volumes(content, form)
    known = bodies(organisation)
    years = {fact.year: YearBodies(known, fact.year) for _line, fact in table.rows}
    problems = [*faults, *table.problems, *table_faults(table.rows, years)]
    if refuses(problems):
        return VolumePlan(organisation, [], [], problems, table.sha256, before)
    facts = [fact for _line, fact in table.rows]
    differences = [found for fact in facts if (found := _difference(old.get(fact.identity), fact))]
    return VolumePlan(organisation, facts, differences, problems, table.sha256, before)


def _difference(before: VolumeFact | None, fact: VolumeFact) -> RowDifference | None:
    values = {name: getattr(fact, name) for name in VALUES}
    kept = {name: getattr(before, name) for name in VALUES} if before else {}
    changes = changes_between(kept, values)
    if before is not None and not changes:
        return None
    kind = DifferenceKind.ADDED if before is None else DifferenceKind.CHANGED
    return RowDifference(kind, fact.kind.value, str(fact.year), place_name(fact), changes)


def place_name(fact: VolumeFact) -> str:
    """Return what a row is about, in words."""
    ages = f"{fact.age_from}–{fact.age_to}" if fact.age_from or not fact.key else ""
    day = fact.measured_on.isoformat() if fact.measured_on else ""
    named = [volume_kind_name(fact.kind), volume_key_name(fact.key), fact.body, ages, day]
    return ", ".join(part for part in named if part)


def fingerprint(facts: Iterable[VolumeFact]) -> str:
    """Return the SHA-256 of the model as it is written out."""
    return hashlib.sha256(write_volumes(facts).content).hexdigest()


def volume_document(plan: VolumePlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts in öre."""
    return {
        "organisation": plan.organisation,
        "ok": not plan.refused,
        "rows": asdict(row_count(plan.differences, len(plan.facts))),
        "sha256": plan.sha256,
        "differences": [each.document() for each in plan.differences[:SHOWN]],
        "problems": [problem_document(each, language) for each in plan.problems],
    }
