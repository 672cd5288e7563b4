"""The volume model comes in by table, indexes are stated, and bodies follow the one that is chosen for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.models import BodyIndex
from roder.apps.budgets.models import IndexPart
from roder.apps.budgets.models import VolumeRow
from roder.apps.budgets.volume_importing import plan_volumes
from roder.apps.organisation.importing import TableChangedError
from roder.domain.indexation import index_rate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from roder.apps.budgets.volume_importing import VolumePlan
    from roder.apps.identity.models import User
    from roder.domain.indexation import WeighedRate
    from roder.domain.volumes import VolumeFact

Event = AuditEntry.Event


@transaction.atomic
def import_volumes(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    expected: str = "",
    acting_user: User,
) -> VolumePlan:
    """Add and change the rows that a table names, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the model that a person saw the differences against; when it has become
    another since, ``TableChangedError`` is raised.
    """
    held = VolumeRow.objects.select_for_update().filter(organisation=organisation)
    rows = {row.as_value().identity: row for row in held}
    plan = plan_volumes(organisation, content, mapping=mapping)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if not plan.changes_something:
        return plan
    new, changed = [], []
    for fact in plan.facts:
        row = rows.get(fact.identity)
        if row is None:
            new.append(_filled(VolumeRow(organisation=organisation), fact))
        elif row.as_value() != fact:
            changed.append(_filled(row, fact))
            row.version += 1
    VolumeRow.objects.bulk_create(new)
    VolumeRow.objects.bulk_update(
        changed, ["number", "amount_ore", "months", "source", "is_example", "version"]
    )
    counts = {"added": len(new), "changed": len(changed), "sha256": plan.sha256}
    record(Event.VOLUMES_IMPORTED, organisation, acting_user=acting_user, new=counts)
    return plan


def _filled(row: VolumeRow, fact: VolumeFact) -> VolumeRow:
    row.kind, row.year, row.key, row.body_code = fact.kind, fact.year, fact.key, fact.body
    row.age_from, row.age_to, row.measured_on = fact.age_from, fact.age_to, fact.measured_on
    row.number, row.amount_ore, row.months = fact.number, fact.amount_ore, fact.months
    row.source, row.is_example = fact.source, fact.is_example
    return row


@transaction.atomic
def set_index(
    organisation: str,
    index_name: str,
    year: int,
    parts: Sequence[WeighedRate],
    *,
    source: str = "",
    is_example: bool = False,
    acting_user: User,
) -> bool:
    """Make an index's parts from a year on exactly these; returns whether anything changed.

    Raises ``IndexWeightsError`` when the weights do not make a whole.
    """
    rate = index_rate(parts)
    rows = IndexPart.objects.select_for_update().filter(
        organisation=organisation, index_name=index_name, year=year
    )
    kept = list(rows)
    before = {row.component: (row.as_value(), row.source, row.is_example) for row in kept}
    wanted = {part.component.value: (part, source, is_example) for part in parts}
    if before == wanted:
        return False
    old = _index_text([row.as_value() for row in kept])
    rows.delete()
    shared = {"organisation": organisation, "index_name": index_name, "year": year}
    stated = {"source": source, "is_example": is_example}
    IndexPart.objects.bulk_create(
        IndexPart(**shared, **stated, component=part.component, weight=part.weight, rate=part.rate)
        for part in parts
    )
    record(
        Event.INDEX_CHANGED,
        f"{organisation} {index_name} {year}",
        acting_user=acting_user,
        old={"index": old},
        new={"index": f"{_index_text(parts)} = {rate} %", "source": source},
    )
    return True


def _index_text(parts: Sequence[WeighedRate]) -> str:
    return ", ".join(f"{part.component} {part.weight} × {part.rate} %" for part in parts)


@transaction.atomic
def choose_indexes(organisation: str, chosen: Mapping[str, str], *, acting_user: User) -> bool:
    """Let bodies follow an index of their own, by code; an empty name follows the one for all. Returns whether changed."""
    rows = BodyIndex.objects.select_for_update().filter(organisation=organisation)
    before = {row.body_code: row.index_name for row in rows}
    after = {**before, **chosen}
    after = {code: name for code, name in after.items() if name}
    if before == after:
        return False
    rows.delete()
    BodyIndex.objects.bulk_create(
        BodyIndex(organisation=organisation, body_code=code, index_name=name)
        for code, name in sorted(after.items())
    )
    record(Event.BODY_INDEX_CHOSEN, organisation, acting_user=acting_user, old=before, new=after)
    return True
