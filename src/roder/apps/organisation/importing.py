"""What a table of the organisation would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.organisation.queries import bodies as current_bodies
from roder.domain.organisation_differences import differences
from roder.domain.organisation_differences import removals
from roder.domain.problems import refuses
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.organisation_table import ORGANISATION_FIELDS
from roder.formats.tabular.organisation_table import read_organisation
from roder.formats.tabular.organisation_table import write_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roder.domain.organisation import Body
    from roder.domain.organisation_differences import BodyDifference
    from roder.domain.problems import Problem


class TableChangedError(Exception):
    """What is here is no longer what a table's differences were shown against; ``plan`` has the new ones."""

    def __init__(self, plan: Any) -> None:
        super().__init__(plan.before)
        self.plan = plan


class ComparedTable:
    """What every table has that was set against what is here: its faults, and what it would change."""

    problems: list[Problem]
    differences: list[Any]

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.differences) and not self.refused


@dataclass(frozen=True)
class OrganisationPlan(ComparedTable):
    """A table set against the tree as it stands; ``before`` is the fingerprint of that tree."""

    organisation: str
    bodies: list[Body]
    differences: list[BodyDifference]
    problems: list[Problem]
    sha256: str
    before: str


def plan_import(organisation: str, content: Path | bytes, *, mapping: str = "") -> OrganisationPlan:
    """Read a table and return what it would change; nothing is saved."""
    old = current_bodies(organisation)
    before = fingerprint(old)
    form, faults = parse_mapping(mapping, ORGANISATION_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return OrganisationPlan(organisation, [], [], faults, "", before)
    table = read_organisation(content, form)
    if table.refused:
        return OrganisationPlan(organisation, [], [], [*faults, *table.problems], table.sha256, before)
    return plan_of(organisation, old, table.bodies, [*faults, *table.problems], table.sha256)


def plan_of(
    organisation: str,
    old: Sequence[Body],
    new: Sequence[Body],
    problems: Sequence[Problem],
    sha256: str = "",
) -> OrganisationPlan:
    """Return what new bodies would change in the old."""
    found = differences(old, new)
    warned = [*problems, *removals(found, old)]
    return OrganisationPlan(organisation, list(new), found, warned, sha256, fingerprint(old))


def fingerprint(bodies: Sequence[Body]) -> str:
    """Return the SHA-256 of the bodies as they are written out: equal trees have equal fingerprints."""
    return hashlib.sha256(write_organisation(bodies).content).hexdigest()


def plan_document(plan: OrganisationPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan."""
    return {
        "organisation": plan.organisation,
        "ok": not plan.refused,
        "bodies": len(plan.bodies),
        "sha256": plan.sha256,
        "differences": [difference_document(each) for each in plan.differences],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def difference_document(each: BodyDifference) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "code": each.code,
        "name": each.name,
        "from": each.since.isoformat() if each.since else None,
        "fields": [asdict(change) for change in each.changes],
    }


def problem_document(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "line": problem.line,
        "message": problem.message(language),
        "count": problem.count,
    }
