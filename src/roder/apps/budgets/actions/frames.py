from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.importing import plan_frames
from roder.apps.budgets.models import Frame
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_lines import ProfileKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roder.apps.budgets.importing import FramePlan
    from roder.apps.identity.models import User


@dataclass(frozen=True)
class FrameRow:
    body_code: str
    amount_ore: int
    status: str = ""
    profile: ProfileKind = ProfileKind.FLAT
    weights: list[int] = field(default_factory=list)


@transaction.atomic
def set_frames(organisation: str, year: int, rows: Sequence[FrameRow], *, acting_user: User) -> bool:
    """Make the year's frames exactly these; returns whether anything changed."""
    kept = {
        frame.body_code: (frame.amount_ore, frame.status, frame.profile, frame.profile_weights)
        for frame in Frame.objects.filter(organisation=organisation, year=year)
    }
    wanted = {row.body_code: (row.amount_ore, row.status, row.profile, row.weights) for row in rows}
    if kept == wanted:
        return False
    Frame.objects.filter(organisation=organisation, year=year).delete()
    Frame.objects.bulk_create(
        Frame(
            organisation=organisation,
            body_code=row.body_code,
            year=year,
            amount_ore=row.amount_ore,
            status=row.status,
            profile=row.profile,
            profile_weights=row.weights,
        )
        for row in rows
    )
    record(
        AuditEntry.Event.FRAMES_SET,
        f"{organisation} {year}",
        acting_user=acting_user,
        old={code: amounts[0] for code, amounts in kept.items()},
        new={code: amounts[0] for code, amounts in wanted.items()},
    )
    return True


@transaction.atomic
def import_frames(
    organisation: str,
    year: int,
    content: Path | bytes,
    *,
    mapping: str = "",
    expected: str = "",
    acting_user: User,
) -> FramePlan:
    """Make the year's frames what a table says, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the frames that a person has seen the differences against; when
    they have become others since, ``TableChangedError`` is raised.
    """
    list(Frame.objects.select_for_update().filter(organisation=organisation, year=year).values_list("pk"))
    plan = plan_frames(organisation, year, content, mapping=mapping)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        rows = [
            FrameRow(
                each.body,
                each.amount_ore,
                each.status or "",
                each.profile or ProfileKind.FLAT,
                list(each.weights or ()),
            )
            for each in plan.frames
        ]
        set_frames(organisation, year, rows, acting_user=acting_user)
    return plan
