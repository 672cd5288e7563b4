"""An entry of a register: registered, changed, decided, cancelled, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.actions import write_seen
from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.decisions.actions import register_decision
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.actions.refusals import require
from roder.apps.investments.registers import REGISTERS
from roder.apps.investments.registers import entry_of
from roder.domain.budget_registers import entry_fault
from roder.domain.budget_registers import entry_faults
from roder.domain.budget_registers import flat
from roder.domain.decisions import DecisionFacts
from roder.domain.investments import ProjectStatus
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.apps.investments.models import InvestmentProject
    from roder.apps.investments.registers import Register
    from roder.apps.investments.registers import RegisterModel
    from roder.domain.budget_registers import RegisterEntry

_UNSAID_BOTH = (("", None), (None, ""))


@transaction.atomic
def register_entry(
    kind: RegisterKind, organisation: str, entry: RegisterEntry, *, acting_user: User
) -> RegisterModel:
    """Register a project, fee, company's budget or owner directive; raises ``RegisterRefusedError``."""
    register = REGISTERS[kind]
    require(entry_faults(kind, entry))
    if register.rows(organisation).filter(code=entry.code).exists():
        require([entry_fault("entry_code_taken", entry.line, code=entry.code)])
    row = register.model(
        organisation=organisation,
        code=entry.code,
        is_example=entry.facts.get("example") == "yes",
        **_values(register, organisation, entry, acting_user),
    )
    row.save()
    _write_years(register, row, entry)
    record(register.registered, row.subject, acting_user=acting_user, new=_told(flat(entry)))
    return row


@transaction.atomic
def change_entry(
    kind: RegisterKind, row: RegisterModel, entry: RegisterEntry, *, seen_version: int, acting_user: User
) -> bool:
    """Make an entry what is said, amounts of its years too; returns whether anything changed.

    Years that the entry does not name stay as they are. Raises ``RegisterRefusedError``, and
    ``StaleVersionError`` when somebody has changed the entry since the person saw it.
    """
    register = REGISTERS[kind]
    require(entry_faults(kind, entry))
    rows = register.rows(row.organisation)
    list(rows.select_for_update(of=("self",)).filter(pk=row.pk).values_list("pk"))
    before = flat(entry_of(register, rows.get(pk=row.pk)))
    after = flat(entry)
    changed = {
        name: value
        for name, value in after.items()
        if (value, before.get(name)) not in _UNSAID_BOTH and value != before.get(name)
    }
    if not changed:
        return False
    values = _values(register, row.organisation, entry, acting_user)
    seen = write_seen(row, values, seen_version=seen_version, event=register.changed, subject=row.subject)
    if not seen:
        _touch(row, values, seen_version, register)
    _write_years(register, row, entry)
    old = {name: before.get(name) for name in changed}
    record(register.changed, row.subject, acting_user=acting_user, old=_told(old), new=_told(changed))
    return True


def _touch(row: RegisterModel, values: dict[str, Any], seen_version: int, register: Register) -> None:
    """Count the version up when only amounts of years become others: they are part of what a person saw."""
    if not type(row).objects.filter(pk=row.pk, version=seen_version).update(version=seen_version + 1):
        current = type(row).objects.filter(pk=row.pk).first()
        raise stale(current, mine=values, event=register.changed, subject=row.subject)
    row.version = seen_version + 1


@transaction.atomic
def decide_total(
    project: InvestmentProject,
    total_ore: int,
    decision: DecisionFacts,
    *,
    seen_version: int,
    acting_user: User,
) -> bool:
    """Write down the whole that was decided for a project, with its decision (KL 11 ch. 15 §)."""
    kept = entry_of(REGISTERS[RegisterKind.PROJECT], project)
    facts = {
        **kept.facts,
        "decided_ore": total_ore,
        "decision_body": decision.body_code,
        "decision_date": decision.meeting_date,
        "paragraph": decision.paragraph,
        "case_number": decision.case_number,
        "decision_title": decision.title,
    }
    if kept.facts["status"] == ProjectStatus.PLANNED:
        facts["status"] = ProjectStatus.DECIDED.value
    entry = replace(kept, facts=facts)
    return change_entry(
        RegisterKind.PROJECT, project, entry, seen_version=seen_version, acting_user=acting_user
    )


@transaction.atomic
def cancel_project(project: InvestmentProject, reason: str, *, seen_version: int, acting_user: User) -> bool:
    """Cancel a project: it stays in the register with its reason, and has no money in budgets from now on."""
    kept = entry_of(REGISTERS[RegisterKind.PROJECT], project)
    if not reason.strip():
        require([entry_fault("project_cancelled_without_reason", None, code=project.code)])
    text = f"{kept.facts['text']}\n\n{reason.strip()}".strip()
    entry = replace(kept, facts={**kept.facts, "status": ProjectStatus.CANCELLED.value, "text": text})
    return change_entry(
        RegisterKind.PROJECT, project, entry, seen_version=seen_version, acting_user=acting_user
    )


@transaction.atomic
def remove_entry(kind: RegisterKind, row: RegisterModel, *, acting_user: User) -> None:
    """Take an entry away; what it said is kept in the history. A project that was decided is cancelled instead."""
    register = REGISTERS[kind]
    entry = entry_of(register, row)
    if kind is RegisterKind.PROJECT and entry.facts.get("decided_ore") is not None:
        require([entry_fault("project_decided_is_not_removed", None, code=row.code)])
    subject = row.subject
    row.delete()
    record(register.removed, subject, acting_user=acting_user, old=_told(flat(entry)))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Return flat values for the history: amounts of a year under the year."""
    told: dict[str, Any] = {}
    for key, value in values.items():
        name, _space, year = key.partition(" ")
        if year:
            told.setdefault(year, {})[name] = value
        else:
            told[name] = value
    return told


def _values(register: Register, organisation: str, entry: RegisterEntry, acting_user: User) -> dict[str, Any]:
    shape = register.shape
    values: dict[str, Any] = {name: str(entry.facts.get(name) or "").strip() for name in shape.texts}
    values |= {name: entry.facts.get(name) for name in (*shape.numbers, *shape.amounts)}
    for name, usual in shape.usual.items():
        values[name] = usual if values[name] is None else values[name]
    if shape.has_decision:
        values["decision"] = _decision(organisation, entry, acting_user)
    return values


def _decision(organisation: str, entry: RegisterEntry, acting_user: User) -> Decision | None:
    facts = entry.facts
    if not facts.get("decision_date"):
        return None
    wanted = DecisionFacts(
        str(facts["decision_body"]),
        facts["decision_date"],
        str(facts["paragraph"]),
        str(facts.get("decision_title") or entry.name),
        str(facts.get("case_number") or ""),
        is_example=facts.get("example") == "yes",
    )
    try:
        return register_decision(organisation, wanted, acting_user=acting_user)
    except DecisionRefusedError as error:
        raise RegisterRefusedError(error.problems) from None


def _write_years(register: Register, row: Any, entry: RegisterEntry) -> None:
    if register.year_model is None:
        return
    manager = register.year_model._default_manager  # noqa: SLF001 - Django's own name
    for year, amounts in entry.years.items():
        manager.update_or_create(entry=row, year=year, defaults=dict(amounts))
