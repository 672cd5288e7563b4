"""Letting a table of a register in: by the same acts as a person, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.investments.actions.entries import change_entry
from roder.apps.investments.actions.entries import register_entry
from roder.apps.investments.importing import plan_register
from roder.apps.investments.registers import REGISTERS
from roder.apps.organisation.importing import TableChangedError

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.investments.importing import RegisterPlan
    from roder.domain.register_shapes import RegisterKind


@transaction.atomic
def import_register(
    kind: RegisterKind,
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    expected: str = "",
    file_name: str = "",
    acting_user: User,
) -> RegisterPlan:
    """Let a register say what a table says, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the register that a person has seen the differences against; when it has become
    another since, ``TableChangedError`` is raised. The same table again changes nothing.
    """
    register = REGISTERS[kind]
    locked = register.model._default_manager.select_for_update()  # noqa: SLF001 - Django's own name
    list(locked.filter(organisation=organisation).values_list("pk"))
    plan = plan_register(kind, organisation, content, mapping=mapping)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if not plan.changes_something:
        return plan
    rows = {row.code: row for row in register.rows(organisation)}
    changed = {each.code for each in plan.differences}
    for entry in plan.entries:
        row = rows.get(entry.code)
        if row is None:
            register_entry(kind, organisation, entry, acting_user=acting_user)
        elif entry.code in changed:
            change_entry(kind, row, entry, seen_version=row.version, acting_user=acting_user)
    record(
        AuditEntry.Event.REGISTER_IMPORTED,
        f"{organisation} {kind.value}".strip(),
        acting_user=acting_user,
        new={"file": file_name, "sha256": plan.sha256, "differences": len(plan.differences)},
    )
    return plan
