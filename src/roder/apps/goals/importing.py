"""What a table of goals would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.kept_rows import KeptRows
from roder.apps.goals.kept_rows import kept_rows
from roder.apps.goals.money_checks import money_faults
from roder.apps.identity.models import User
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import VerdictLevel
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies as current_bodies
from roder.apps.organisation.queries import organisation_tree
from roder.domain.goal_rows import FIELDS
from roder.domain.goal_rows import GoalRowKind
from roder.domain.goal_settling import settled
from roder.domain.goal_world import GoalWorld
from roder.domain.goal_world import SettledRows
from roder.domain.organisation import body_finder
from roder.domain.organisation_differences import DifferenceKind
from roder.domain.problems import refuses
from roder.domain.row_changes import RowCount
from roder.domain.row_changes import RowDifference
from roder.domain.row_changes import changes_between
from roder.domain.row_changes import row_count
from roder.domain.verdict_scale import default_scale
from roder.formats.tabular.goal_fields import GOAL_FIELDS
from roder.formats.tabular.goal_table import read_goals
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.problem_log import shortened

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from roder.domain.goal_world import Place
    from roder.domain.problems import Problem

LISTED_DIFFERENCES = 1_000
"""So many differences are written out one by one; the counts are of all."""


@dataclass(frozen=True)
class GoalPlan:
    """A table set against the goals as they stand; ``before`` is the fingerprint of those."""

    organisation: str
    found: SettledRows
    kept: KeptRows
    problems: list[Problem]
    sha256: str
    before: str
    changed: dict[Place, RowDifference] = field(default_factory=dict)

    @property
    def differences(self) -> list[RowDifference]:
        return list(self.changed.values())

    @property
    def refused(self) -> bool:
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        return bool(self.changed) and not self.refused

    @property
    def rows(self) -> RowCount:
        return RowCount() if self.refused else row_count(self.differences, len(self.found.rows))

    def count(self, kind: GoalRowKind) -> int:
        """Return how many rows of a kind the table has."""
        return sum(found is kind for found, _key in self.found.rows)


def plan_goals(
    organisation: str, content: Path | bytes, *, mapping: str = "", tree: str = "", day: date
) -> GoalPlan:
    """Read a table and return what it would change; nothing is saved.

    ``tree`` is the version of rows that name none; where there is no version yet, one is made for the
    year of the day.
    """
    kept = kept_rows(organisation)
    before = fingerprint(kept)
    plan = partial(GoalPlan, organisation, kept=kept, before=before)
    form, faults = parse_mapping(mapping, GOAL_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return plan(SettledRows(), problems=faults, sha256="")
    table = read_goals(content, form)
    if table.refused:
        return plan(SettledRows(), problems=[*faults, *table.problems], sha256=table.sha256)
    found = settled(table.rows, _world(organisation, kept, tree, day))
    listed = [*faults, *table.problems, *found.problems]
    if not refuses(listed):
        listed += money_faults(organisation, found, kept)
    problems = shortened(listed)
    changed = {} if refuses(problems) else differences(kept, found)
    return plan(found, problems=problems, sha256=table.sha256, changed=changed)


def _world(organisation: str, kept: KeptRows, tree: str, day: date) -> GoalWorld:
    bodies = current_bodies(organisation)
    levels = VerdictLevel.objects.filter(organisation=organisation).order_by("position")
    scale = {level.key: (level.name, level.name_en) for level in levels}
    known = Indicator.objects.filter(organisation=organisation).values_list("code", flat=True)
    documents = SteeringDocument.objects.filter(organisation=organisation).values_list("code", flat=True)
    return GoalWorld(
        kept=kept.rows,
        find_body=body_finder(bodies) if bodies else None,
        tree_on=partial(organisation_tree, organisation) if bodies else None,
        users=frozenset(User.objects.values_list("username", flat=True)),
        indicators=frozenset(known),
        documents=frozenset(documents),
        scale=scale or {step.key: (step.name, step.name_en) for step in default_scale()},
        tree=tree,
        new_year=day.year,
    )


def differences(kept: KeptRows, found: SettledRows) -> dict[Place, RowDifference]:
    """Return what the rows of the table add to the kept ones or change in them, by place."""
    changed: dict[Place, RowDifference] = {}
    for place, row in found.rows.items():
        kind, key = place
        before = kept.rows.get(place)
        changes = changes_between(before, {name: row.get(name) for name in FIELDS[kind]}) if before else ()
        if before and not changes:
            continue
        what = DifferenceKind.CHANGED if before else DifferenceKind.ADDED
        code = " ".join(part for part in key if part)
        changed[place] = RowDifference(what, kind.value, code[:80], str(row.get("title", ""))[:200], changes)
    return changed


def fingerprint(kept: KeptRows) -> str:
    """Return the SHA-256 of the rows: equal goals have equal fingerprints."""
    lines = sorted(f"{kind} {key} {sorted(row.items())}" for (kind, key), row in kept.rows.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plan_document(plan: GoalPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan: how many of each the table has, and what they would change."""
    found = plan.found.rows
    answers = Counter(row["kind"] for (kind, _key), row in found.items() if kind is GoalRowKind.ANSWER)
    tasks = Counter(row["kind"] for (kind, _key), row in found.items() if kind is GoalRowKind.ASSIGNMENT)
    linked = {key[-1] for kind, key in found if kind is GoalRowKind.INDICATOR}
    return {
        "organisation": plan.organisation,
        "ok": not plan.refused,
        "goals": plan.count(GoalRowKind.GOAL),
        "indicators": len(linked),
        "targets": 0,
        "observations": 0,
        "trees": plan.count(GoalRowKind.TREE),
        "sections": plan.count(GoalRowKind.SECTION),
        "lineage": plan.count(GoalRowKind.LINEAGE),
        "contributions": answers["contributes"],
        "not_concerned": answers["not_concerned"],
        "assignments": tasks["assignment"],
        "resolutions": tasks["resolution"],
        "reports": plan.count(GoalRowKind.REPORT),
        "activities": plan.count(GoalRowKind.ACTIVITY),
        "documents": len({key[-1] for kind, key in found if kind is GoalRowKind.DOCUMENT}),
        "fundings": plan.count(GoalRowKind.FUNDING),
        "verdicts": plan.count(GoalRowKind.VERDICT),
        "rows": asdict(plan.rows),
        "sha256": plan.sha256,
        "differences": [each.document() for each in plan.differences[:LISTED_DIFFERENCES]],
        "problems": [problem_document(each, language) for each in plan.problems],
    }
