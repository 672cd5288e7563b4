"""To open a budget year from the template, and to set its steps' days, owners and artefacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import ProcessStep
from roder.apps.budgetprocess.models import ProcessYear
from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import steps_of
from roder.domain.budget_process import opening_faults
from roder.domain.budget_process import schedule_faults
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.documents.models import SteeringDocument
    from roder.apps.identity.models import User

Event = AuditEntry.Event


@dataclass(frozen=True)
class StepPlan:
    """When a step is, and who answers for it. An empty title is the template's."""

    starts_on: date
    due_on: date
    owner_title: str = ""
    owner: User | None = None

    def values(self) -> dict[str, Any]:
        """Return what is written to the step."""
        return {
            "starts_on": self.starts_on,
            "due_on": self.due_on,
            "owner_title": self.owner_title.strip(),
            "owner_id": self.owner.pk if self.owner else None,
        }


@dataclass(frozen=True)
class StepArtefact:
    """What has come of a step: a title, and where it is (an address, or a document of the register)."""

    title: str = ""
    url: str = ""
    document: SteeringDocument | None = None


@transaction.atomic
def open_year(organisation: str, year: int, *, is_example: bool = False, acting_user: User) -> ProcessYear:
    """Open a budget year: its eleven steps by the template, with the owners of the year before.

    Raises ``ProcessRefusedError`` when it is open already.
    """
    require(opening_faults(year, is_open=process_year(organisation, year) is not None))
    row = ProcessYear.objects.create(organisation=organisation, year=year, is_example=is_example)
    before = process_year(organisation, year - 1)
    last = {step.key: step for step in steps_of(before)} if before else {}
    for template in step_templates(year):
        starts_on, due_on = template.days(year)
        earlier = last.get(template.key)
        ProcessStep.objects.create(
            process_year=row,
            key=template.key,
            position=template.number,
            starts_on=starts_on,
            due_on=due_on,
            owner_title=earlier.owner_title if earlier else "",
            owner=earlier.owner if earlier else None,
        )
    record(Event.PROCESS_YEAR_OPENED, row.subject, acting_user=acting_user, new={"year": year})
    return row


@transaction.atomic
def plan_steps(
    row: ProcessYear,
    wanted: Mapping[StepKey, StepPlan],
    *,
    seen_versions: Mapping[StepKey, int],
    acting_user: User,
) -> list[StepKey]:
    """Set days and owners of some steps in one go, all or none; returns the steps that changed.

    Raises ``ProcessRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    require(
        schedule_faults({key: (plan.starts_on, plan.due_on) for key, plan in wanted.items()}, year=row.year)
    )
    steps = {StepKey(step.key): step for step in steps_of(row)}
    changed: list[tuple[ProcessStep, dict[str, Any], dict[str, Any]]] = []
    for key, plan in wanted.items():
        step, values = steps[key], plan.values()
        owner = step.owner
        before = write_seen(
            step,
            values,
            seen_version=seen_versions[key],
            event=Event.PROCESS_STEP_PLANNED,
            subject=step.subject,
        )
        if before:
            after = {name: values[name] for name in before}
            changed.append((step, _worded(before, owner), _worded(after, plan.owner)))
    for step, old, new in changed:
        record(Event.PROCESS_STEP_PLANNED, step.subject, acting_user=acting_user, old=old, new=new)
    return [StepKey(step.key) for step, _old, _new in changed]


def _worded(values: Mapping[str, Any], owner: User | None) -> dict[str, Any]:
    """Return the values for the history, which names a person rather than numbers them."""
    named = {"owner": owner.username if owner else ""} if "owner_id" in values else {}
    return {name: value for name, value in values.items() if name != "owner_id"} | named


@transaction.atomic
def set_artefact(step: ProcessStep, artefact: StepArtefact, *, seen_version: int, acting_user: User) -> bool:
    """Say what has come of a step; returns whether anything changed. Raises ``StaleVersionError``."""
    values = {
        "artefact_title": artefact.title.strip(),
        "artefact_url": artefact.url.strip(),
        "artefact_id": artefact.document.pk if artefact.document else None,
    }
    document = step.artefact
    before = write_seen(
        step,
        values,
        seen_version=seen_version,
        event=Event.PROCESS_STEP_ARTEFACT_SET,
        subject=step.subject,
    )
    if before:
        after = {name: values[name] for name in before}
        record(
            Event.PROCESS_STEP_ARTEFACT_SET,
            step.subject,
            acting_user=acting_user,
            old=_with_code(before, document),
            new=_with_code(after, artefact.document),
        )
    return bool(before)


def _with_code(values: Mapping[str, Any], document: SteeringDocument | None) -> dict[str, Any]:
    """Return the values for the history, which names a document by its code."""
    named = {"document": document.code if document else ""} if "artefact_id" in values else {}
    return {name: value for name, value in values.items() if name != "artefact_id"} | named
