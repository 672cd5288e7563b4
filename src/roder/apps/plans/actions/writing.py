"""To build a plan from the adopted goals, write in it, divide its frame, and begin a revision of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.plans.actions.refusals import require
from roder.apps.plans.contents import contents
from roder.apps.plans.models import Plan
from roder.apps.plans.models import PlanAllocation
from roder.apps.plans.models import PlanSection
from roder.apps.plans.models import PlanWriter
from roder.apps.plans.queries import bodies_of_year
from roder.apps.plans.queries import newest_plan
from roder.apps.plans.queries import plan_above
from roder.domain.goal_tree import TreeState
from roder.domain.plan_faults import allocation_faults
from roder.domain.plan_faults import build_faults
from roder.domain.plan_faults import revision_faults
from roder.domain.plan_faults import writing_faults
from roder.domain.plans import PlanKind
from roder.domain.plans import PlanState
from roder.domain.plans import plan_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User

Event = AuditEntry.Event


@transaction.atomic
def build_plan(
    tree: GoalTree,
    body_code: str,
    year: int,
    *,
    title: str,
    headings: Sequence[str],
    is_example: bool = False,
    acting_user: User,
) -> Plan:
    """Build the plan of a body and year from adopted goals: its goals, assignments, indicators and frame are there.

    ``headings`` are those of the texts that are to be written. Raises ``PlanRefusedError``.
    """
    organisation = tree.organisation
    bodies = bodies_of_year(organisation, year)
    body = bodies.bodies.get(body_code)
    kind = plan_kind(body.kind) if body else None
    exists = newest_plan(organisation, body_code, year) is not None
    is_adopted = tree.state != TreeState.DRAFT
    require(build_faults(kind, year, tree.year, is_adopted=is_adopted, exists=exists))
    plan = Plan.objects.create(
        organisation=organisation,
        body_code=body_code,
        kind=PlanKind(str(kind)),
        year=year,
        tree=tree,
        parent=plan_above(body_code, year, bodies),
        title=title,
        is_example=is_example,
    )
    for position, heading in enumerate(headings):
        PlanSection.objects.create(plan=plan, position=position, heading=heading)
    _note_writer(plan, acting_user)
    record(
        Event.PLAN_BUILT,
        plan.subject,
        acting_user=acting_user,
        new={"title": title, "tree": tree.code, "sections": list(headings)},
    )
    return plan


@transaction.atomic
def begin_revision(plan: Plan, *, acting_user: User) -> Plan:
    """Begin a new revision of an adopted plan: a draft with the same texts and parts. Raises ``PlanRefusedError``."""
    plan = _locked(plan)
    newest = newest_plan(plan.organisation, plan.body_code, plan.year)
    require(revision_faults(PlanState(plan.state), is_newest=newest == plan))
    revision = Plan.objects.create(
        organisation=plan.organisation,
        body_code=plan.body_code,
        kind=plan.kind,
        year=plan.year,
        revision=plan.revision + 1,
        tree=plan.tree,
        parent=plan_above(plan.body_code, plan.year, bodies_of_year(plan.organisation, plan.year)),
        title=plan.title,
        is_example=plan.is_example,
    )
    for section in plan.sections.all():
        PlanSection.objects.create(
            plan=revision, position=section.position, heading=section.heading, text=section.text
        )
    for part in plan.allocations.all():
        PlanAllocation.objects.create(plan=revision, part_code=part.part_code, amount_ore=part.amount_ore)
    _note_writer(revision, acting_user)
    record(
        Event.PLAN_REVISION_BEGUN, revision.subject, acting_user=acting_user, new={"title": revision.title}
    )
    return revision


@transaction.atomic
def add_section(plan: Plan, heading: str, *, acting_user: User) -> PlanSection:
    """Add a heading at the end of a draft. Raises ``PlanRefusedError``."""
    plan = _draft(plan)
    last = plan.sections.order_by("-position").first()
    section = PlanSection.objects.create(
        plan=plan, position=last.position + 1 if last else 0, heading=heading
    )
    _note_writer(plan, acting_user)
    record(Event.PLAN_SECTION_ADDED, plan.subject, acting_user=acting_user, new={"heading": heading})
    return section


@transaction.atomic
def write_section(
    section: PlanSection, *, heading: str, text: str, seen_version: int, acting_user: User
) -> bool:
    """Write a section of a draft; returns whether anything changed.

    Raises ``PlanRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    plan = _draft(section.plan)
    is_changed = change(
        section,
        {"heading": heading, "text": text},
        seen_version=seen_version,
        event=Event.PLAN_SECTION_WRITTEN,
        subject=plan.subject,
        acting_user=acting_user,
    )
    if is_changed:
        _note_writer(plan, acting_user)
    return is_changed


@transaction.atomic
def remove_section(section: PlanSection, *, seen_version: int, acting_user: User) -> None:
    """Take a section out of a draft. Raises ``PlanRefusedError`` and ``StaleVersionError``."""
    plan, event = _draft(section.plan), Event.PLAN_SECTION_REMOVED
    current = PlanSection.objects.filter(pk=section.pk).first()
    if current is None or current.version != seen_version:
        raise stale(current, mine={"heading": section.heading}, event=event, subject=plan.subject)
    old = {"heading": current.heading, "text": current.text}
    current.delete()
    _note_writer(plan, acting_user)
    record(event, plan.subject, acting_user=acting_user, old=old)


@transaction.atomic
def distribute_frame(
    plan: Plan, amounts: Mapping[str, int | None], *, seen_version: int, acting_user: User
) -> None:
    """Divide a draft's frame between the parts of its body; a part with ``None`` is given nothing yet.

    The empty code is what the body keeps itself. Raises ``PlanRefusedError`` and ``StaleVersionError``.
    """
    plan, event = _draft(plan), Event.PLAN_FRAME_DISTRIBUTED
    given = {code: ore for code, ore in amounts.items() if ore is not None}
    before = {part.part_code: part.amount_ore for part in plan.allocations.all()}
    if given == before:
        return
    if plan.version != seen_version:
        raise stale(plan, mine={}, event=event, subject=plan.subject)
    require(allocation_faults(list(given.values()), contents(plan)["frame"]["amount_ore"]))
    plan.allocations.all().delete()
    for code, ore in sorted(given.items()):
        PlanAllocation.objects.create(plan=plan, part_code=code, amount_ore=ore)
    plan.version += 1
    plan.save(update_fields=["version"])
    _note_writer(plan, acting_user)
    record(event, plan.subject, acting_user=acting_user, old=_told(before), new=_told(given))


def _told(amounts: Mapping[str, int]) -> dict[str, int]:
    return {f"{code or '-'}_ore": ore for code, ore in sorted(amounts.items())}


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("tree", "parent").get(pk=plan.pk)


def _draft(plan: Plan) -> Plan:
    locked = _locked(plan)
    require(writing_faults(PlanState(locked.state)))
    return locked


def _note_writer(plan: Plan, person: User) -> None:
    PlanWriter.objects.get_or_create(plan=plan, person=person)
