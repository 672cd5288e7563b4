"""What a table of changes would make of a draft: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies
from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import changes_of
from roder.domain.frame_changes import YearBodies
from roder.domain.organisation_differences import DifferenceKind
from roder.domain.problems import refuses
from roder.domain.proposal_rules import change_faults
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import changes_of_row
from roder.domain.proposals import rows_of
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.proposal_table import PROPOSAL_FIELDS
from roder.formats.tabular.proposal_table import read_changes
from roder.formats.tabular.proposal_table import write_changes

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.proposals.models import Proposal
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class ChangeDifference:
    """One row of a proposal before and after: ``None`` where it is not there."""

    kind: DifferenceKind
    name: str
    old: ProposedRow | None
    new: ProposedRow | None


@dataclass(frozen=True)
class ChangePlan(ComparedTable):
    """A table set against a draft as it stands; ``before`` is the fingerprint of that."""

    rows: list[ProposedRow]
    differences: list[ChangeDifference]
    problems: list[Problem]
    sha256: str
    before: str


def plan_changes(proposal: Proposal, content: Path | bytes, *, mapping: str = "") -> ChangePlan:
    """Read a table and return what it would make of the draft; nothing is saved."""
    kept = {row.slot: row for row in rows_of(changes_of(proposal))}
    before = fingerprint(proposal)
    form, faults = parse_mapping(mapping, PROPOSAL_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return ChangePlan([], [], faults, "", before)
    of_year = YearBodies(bodies(proposal.organisation), proposal.year)

    def find_body(text: str) -> str:
        found = of_year.find(text)
        return found.code if found else text

    table = read_changes(content, form, find_body)
    places = places_of(proposal)
    rows = [row for row in rows_of(table.changes) if not row.is_empty]
    wanted = [change for row in rows for change in changes_of_row(row, proposal.year)]
    more = [problem for change in wanted for problem in change_faults(change, places.known)]
    problems = [*faults, *table.problems, *{each.message_en: each for each in more}.values()]
    if refuses(problems):
        return ChangePlan([], [], problems, table.sha256, before)
    new = {row.slot: row for row in rows}
    names = places.names
    differences = [
        ChangeDifference(
            _kind(kept.get(slot), new.get(slot)), names.get(slot[1], slot[1]), kept.get(slot), new.get(slot)
        )
        for slot in dict.fromkeys([*kept, *new])
        if kept.get(slot) != new.get(slot)
    ]
    return ChangePlan(rows, differences, problems, table.sha256, before)


def _kind(old: ProposedRow | None, new: ProposedRow | None) -> DifferenceKind:
    if old is None:
        return DifferenceKind.ADDED
    return DifferenceKind.REMOVED if new is None else DifferenceKind.CHANGED


def fingerprint(proposal: Proposal) -> str:
    """Return the SHA-256 of a draft's changes of money as they are written out."""
    changes = [
        change for row in rows_of(changes_of(proposal)) for change in changes_of_row(row, proposal.year)
    ]
    return hashlib.sha256(write_changes(changes, {}).content).hexdigest()


def plan_document(plan: ChangePlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts in öre of report sign."""
    return {
        "ok": not plan.refused,
        "rows": len(plan.rows),
        "sha256": plan.sha256,
        "differences": [
            {
                "kind": each.kind.value,
                "name": each.name,
                "old": _values(each.old),
                "new": _values(each.new),
            }
            for each in plan.differences
        ],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def _values(row: ProposedRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "target": row.target.value,
        "key": row.key,
        "text": row.text,
        "amounts_ore": {str(year): value for year, value in row.values if isinstance(value, int)},
        "rates": {str(year): str(value) for year, value in row.values if not isinstance(value, int)},
        "motivation": row.motivation,
    }
