"""What a table of indicators would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.identity.models import User
from roder.apps.indicators.kept_rows import definition_row
from roder.apps.indicators.kept_rows import kept_indicators
from roder.apps.indicators.kept_rows import kept_outcomes
from roder.apps.indicators.kept_rows import kept_targets
from roder.apps.indicators.models import Place
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies as current_bodies
from roder.domain.indicator_row_checks import indicator_problems
from roder.domain.indicator_row_checks import merged_definitions
from roder.domain.indicator_row_checks import target_value
from roder.domain.indicator_rows import IndicatorRows
from roder.domain.indicator_settling import IndicatorWorld
from roder.domain.indicator_settling import taken_apart
from roder.domain.indicators import ValueState
from roder.domain.organisation import body_finder
from roder.domain.organisation_differences import DifferenceKind
from roder.domain.organisation_differences import FieldChange
from roder.domain.problems import refuses
from roder.domain.row_changes import RowCount
from roder.domain.row_changes import RowDifference
from roder.domain.row_changes import changes_between
from roder.domain.row_changes import row_count
from roder.formats.tabular.decimals import HIDDEN
from roder.formats.tabular.indicator_fields import INDICATOR_FIELDS
from roder.formats.tabular.indicator_table import read_indicators
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.problem_log import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from roder.apps.indicators.kept_rows import KeptOutcome
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import Target
    from roder.domain.attainment import TargetValue
    from roder.domain.indicator_rows import GoalKey
    from roder.domain.indicator_rows import OutcomeKey
    from roder.domain.indicator_rows import TargetKey
    from roder.domain.problems import Problem

LISTED_DIFFERENCES = 1_000
"""So many differences are written out one by one; the counts are of all."""
MISSING = ".."


@dataclass(frozen=True)
class KnownGoals:
    """The goals that a table may name, by version, and the indicators that already tell of them.

    Indicators know nothing of goals; who knows both hands this in.
    """

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    linked: frozenset[GoalKey] = frozenset()


@dataclass
class Kept:
    """What is kept of the indicators that a table names."""

    indicators: dict[str, Indicator]
    targets: dict[TargetKey, Target]
    outcomes: dict[OutcomeKey, KeptOutcome]


@dataclass(frozen=True)
class IndicatorPlan:
    """A table set against the indicators as they stand; ``before`` is the fingerprint of what it would change."""

    organisation: str
    found: IndicatorRows
    kept: Kept
    problems: list[Problem]
    sha256: str
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)
    new_goals: list[GoalKey] = field(default_factory=list)
    differences: list[RowDifference] = field(default_factory=list)
    rows: RowCount = field(default_factory=RowCount)

    @property
    def refused(self) -> bool:
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        return bool(self.differences) and not self.refused

    @property
    def before(self) -> str:
        """What stands where the table would change something: the same differences, the same state."""
        told = [
            (each.what, each.code, [(one.field, one.old) for one in each.changes])
            for each in self.differences
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_indicators(
    organisation: str, content: Path | bytes, *, mapping: str = "", goals: KnownGoals | None = None
) -> IndicatorPlan:
    """Read a table and return what it would change; nothing is saved."""
    empty = Kept({}, {}, {})
    form, faults = parse_mapping(mapping, INDICATOR_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return IndicatorPlan(organisation, IndicatorRows(), empty, faults, "")
    table = read_indicators(content, form)
    kept = Kept(kept_indicators(organisation), {}, {})
    known = goals or KnownGoals()
    world = _world(organisation, kept, known)
    found = taken_apart(table.rows, world)
    definitions = merged_definitions(found, world)
    listed = [*faults, *table.problems, *found.problems]
    if not refuses(table.problems):
        listed += indicator_problems(found, definitions, world)
    problems = shortened(listed)
    if refuses(problems):
        return IndicatorPlan(organisation, found, empty, problems, table.sha256)
    codes = {row.pk: code for code, row in kept.indicators.items() if code in definitions}
    kept.targets, kept.outcomes = kept_targets(codes), kept_outcomes(codes)
    new_goals = [key for key in found.goals if key not in known.linked]
    differences = _differences(found, definitions, kept, new_goals)
    rows = len(definitions) + len(found.targets) + len(found.outcomes) + len(found.goals)
    count = row_count(differences, rows)
    return IndicatorPlan(
        organisation, found, kept, problems, table.sha256, definitions, new_goals, differences, count
    )


def _world(organisation: str, kept: Kept, goals: KnownGoals) -> IndicatorWorld:
    bodies = current_bodies(organisation)
    return IndicatorWorld(
        definitions={code: definition_row(row) for code, row in kept.indicators.items()},
        find_body=body_finder(bodies) if bodies else None,
        bodies=frozenset(body.code for body in bodies),
        places=frozenset(Place.objects.values_list("code", flat=True)),
        users=frozenset(User.objects.values_list("username", flat=True)),
        goals=goals.codes,
    )


def _differences(
    found: IndicatorRows, definitions: Mapping[str, dict[str, Any]], kept: Kept, new_goals: Iterable[GoalKey]
) -> list[RowDifference]:
    changed: list[RowDifference] = []
    for code, row in definitions.items():
        before = kept.indicators.get(code)
        changes = changes_between(definition_row(before), row) if before else ()
        if before is None or changes:
            changed.append(_difference(before, "definition", code, row["title"], changes))
    for target_key, (stated, _line) in found.targets.items():
        target = kept.targets.get(target_key)
        changes = target_changes(target, target_value(stated))
        if target is None or changes:
            changed.append(_difference(target, "target", " ".join(target_key), "", changes))
    for key, (outcome, _line) in found.outcomes.items():
        known = kept.outcomes.get(key)
        changes = outcome_changes(known, outcome) if known is not None else ()
        if known is not None:
            changes = _as_shown(changes, known, definitions[key.code]["smallest_group"])
        if known is None or changes:
            named = (key.code, key.place, key.period, key.sex)
            changed.append(_difference(known, "observation", " ".join(filter(None, named)), "", changes))
    changed.extend(
        RowDifference(DifferenceKind.ADDED, "indicator", f"{key.tree} {key.goal} {key.code}", "")
        for key in new_goals
    )
    return changed


def _difference(
    before: object, what: str, code: str, name: str, changes: tuple[FieldChange, ...]
) -> RowDifference:
    kind = DifferenceKind.ADDED if before is None else DifferenceKind.CHANGED
    return RowDifference(kind, what, code, name, changes)


def target_changes(kept: Target | None, new: TargetValue) -> tuple[FieldChange, ...]:
    """Return what a stated target changes in the kept one."""
    if kept is None:
        return ()
    before = {"target": kept.value, "target_kind": kept.kind, "upper": kept.upper, "limit": kept.limit}
    after = {"target": new.value, "target_kind": new.kind.value, "upper": new.upper, "limit": new.limit}
    return changes_between(before, after)


def outcome_changes(kept: KeptOutcome, new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return what a stated outcome changes in the kept one; a size that is not stated stays."""
    value = new["value"]
    before = {"value": MISSING if kept.value is None else kept.value, "group_size": kept.group_size}
    after = {
        "value": MISSING if value is ValueState.MISSING else value,
        "group_size": kept.group_size if new.get("group_size") is None else new["group_size"],
    }
    return changes_between(before, after)


def _as_shown(changes: tuple[FieldChange, ...], kept: KeptOutcome, smallest: int) -> tuple[FieldChange, ...]:
    """Return the changes without the old value of a group that is too small to be shown."""
    if kept.group_size is None or kept.group_size >= smallest:
        return changes
    return tuple(replace(each, old=HIDDEN) for each in changes)


def plan_document(plan: IndicatorPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan: how many of each the table has, and what they would change."""
    found = plan.found
    return {
        "organisation": plan.organisation,
        "ok": not plan.refused,
        "goals": len({(key.tree, key.goal) for key in found.goals}),
        "indicators": len(found.definitions),
        "targets": len(found.targets),
        "observations": len(found.outcomes),
        "links": len(found.goals),
        "rows": asdict(plan.rows),
        "sha256": plan.sha256,
        "differences": [each.document() for each in plan.differences[:LISTED_DIFFERENCES]],
        "problems": [problem_document(each, language) for each in plan.problems],
    }
