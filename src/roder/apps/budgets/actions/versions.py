"""Versions of the budget are made, filled while they are drafts, frozen, copied and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.refusals import require
from roder.apps.budgets.line_rows import WRITTEN
from roder.apps.budgets.line_rows import insert_lines
from roder.apps.budgets.line_rows import line_row
from roder.apps.budgets.line_rows import some_at_a_time
from roder.apps.budgets.locks import base_lock_problems
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.budgets.version_queries import ROWS_AT_ONCE
from roder.apps.budgets.version_queries import digest_of
from roder.apps.budgets.version_queries import lines_of
from roder.domain.bridge_faults import technical_faults
from roder.domain.budget_version_faults import freezing_faults
from roder.domain.budget_version_faults import making_faults
from roder.domain.budget_version_faults import removing_faults
from roder.domain.budget_version_faults import writing_faults
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.frame_bridge import budget_years

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User

ROOM_OF_A_SECTION = 10_000_000
"""Lines are ordered by section, so each section's positions begin at a round number of its own."""
COPIED = (*WRITTEN[1:], "decision_id", "origin", "source", "entered_by_id")
"""What of a line goes along into a copy: all but the version that it belongs to."""


@transaction.atomic
def make_version(
    organisation: str,
    *,
    name: str,
    kind: VersionKind,
    year: int,
    title: str = "",
    made_from: BudgetVersion | None = None,
    is_example: bool = False,
    acting_user: User,
) -> BudgetVersion:
    """Make an empty draft of a name that no version of the organisation has; else ``BudgetRefusedError``."""
    name = name.strip()
    is_taken = BudgetVersion.objects.filter(organisation=organisation, name=name).exists()
    require([*making_faults(name, is_taken=is_taken), *base_lock_problems(organisation, year, kind)])
    version = BudgetVersion.objects.create(
        organisation=organisation,
        name=name,
        kind=kind,
        year=year,
        title=title,
        made_from=made_from,
        is_example=is_example,
    )
    record(
        AuditEntry.Event.BUDGET_VERSION_MADE,
        version.subject,
        acting_user=acting_user,
        new={"kind": kind, "year": year, "made_from": str(made_from.name) if made_from else ""},
    )
    return version


@transaction.atomic
def put_lines(
    version: BudgetVersion,
    section: BudgetSection,
    lines: Sequence[VersionLine],
    *,
    acting_user: User,
    reason: str = "",
) -> bool:
    """Make a draft's lines of one section exactly these; returns whether anything changed.

    Raises ``BudgetRefusedError`` when the version is frozen or a line is of another section.
    """
    row = locked(version)
    require_open(row, section, lines)
    kept = [each.as_value() for each in row.lines.filter(section=section)]
    if kept == list(lines):
        return False
    row.lines.filter(section=section).delete()
    add_lines(row, lines)
    written_anew(version, row)
    record(
        AuditEntry.Event.BUDGET_LINES_PUT,
        row.subject,
        acting_user=acting_user,
        old=_sums(section, kept),
        new={**_sums(section, lines), "reason": reason},
    )
    return True


@transaction.atomic
def freeze_version(
    version: BudgetVersion,
    *,
    decision: Decision | None = None,
    kind: VersionKind | None = None,
    acting_user: User,
) -> BudgetVersion:
    """Freeze a draft with the digest of its lines; from then on the database refuses every change of it."""
    row = locked(version)
    kind = VersionKind(row.kind) if kind is None else kind
    faults = freezing_faults(kind, is_frozen=row.is_frozen, has_lines=row.lines.exists())
    if kind is VersionKind.BASE:
        faults += technical_faults(lines_of(row), budget_years(row.year))
    require(faults)
    digest = digest_of(row)
    decision = decision or row.decision
    facts = {
        "kind": kind,
        "decision": decision,
        "digest": digest,
        "is_frozen": True,
        "frozen_at": timezone.now(),
        "version": row.version + 1,
    }
    BudgetVersion.objects.filter(pk=row.pk).update(**facts)
    for field, value in facts.items():
        setattr(version, field, value)
    record(
        AuditEntry.Event.BUDGET_VERSION_FROZEN,
        row.subject,
        acting_user=acting_user,
        new={"kind": kind, "decision": str(decision or ""), "digest": digest},
    )
    return version


@transaction.atomic
def copy_version(
    version: BudgetVersion,
    *,
    name: str,
    kind: VersionKind,
    acting_user: User,
    year: int | None = None,
    title: str = "",
    is_example: bool | None = None,
) -> BudgetVersion:
    """Make a draft with the same lines, rates and round, that says what it was made from."""
    copy = make_version(
        version.organisation,
        name=name,
        kind=kind,
        year=version.year if year is None else year,
        title=title,
        made_from=version,
        is_example=version.is_example if is_example is None else is_example,
        acting_user=acting_user,
    )
    copy.financing_round_id, copy.tax_rate = version.financing_round_id, version.tax_rate
    copy.save(update_fields=["financing_round", "tax_rate"])
    rows = BudgetLine.objects.filter(budget_version=version).values(*COPIED).iterator(ROWS_AT_ONCE)
    for some in some_at_a_time(rows):
        BudgetLine.objects.bulk_create(BudgetLine(budget_version=copy, **row) for row in some)
    return copy


@transaction.atomic
def remove_version(version: BudgetVersion, *, acting_user: User) -> None:
    """Remove a draft with its lines; refused when it is frozen or something rests on it."""
    row = locked(version)
    require(removing_faults(is_frozen=row.is_frozen, is_used=row.made_into.exists()))
    require(base_lock_problems(row.organisation, row.year, row.kind))
    subject, facts = row.subject, {"kind": row.kind, "year": row.year, "rows": row.lines.count()}
    try:
        row.delete()
    except ProtectedError:
        require(removing_faults(is_frozen=False, is_used=True))
    record(AuditEntry.Event.BUDGET_VERSION_REMOVED, subject, acting_user=acting_user, old=facts)


def require_open(
    row: BudgetVersion, section: BudgetSection | None = None, lines: Iterable[VersionLine] = ()
) -> None:
    """Raise ``BudgetRefusedError`` when lines may not be written: frozen, or locked by a step of the budget year."""
    faults = writing_faults(is_frozen=row.is_frozen, section=section, lines=lines)
    require([*faults, *base_lock_problems(row.organisation, row.year, row.kind)])


def locked(version: BudgetVersion) -> BudgetVersion:
    """Return the version's row as it is, held until the transaction ends."""
    return BudgetVersion.objects.select_for_update(of=("self",)).select_related("decision").get(pk=version.pk)


def add_lines(version: BudgetVersion, lines: Iterable[VersionLine]) -> int:
    """Add lines to a draft whose sections of them are empty, in their order; returns how many.

    For an action that holds the draft and records what it does.
    """
    places = {section: index * ROOM_OF_A_SECTION for index, section in enumerate(BudgetSection)}
    rows = []
    for each in lines:
        rows.append(line_row(version, each, places[each.section]))
        places[each.section] += 1
    insert_lines(rows)
    return len(rows)


def written_anew(version: BudgetVersion, row: BudgetVersion) -> None:
    """Number the draft that was written in, so that whoever saw it before is told."""
    BudgetVersion.objects.filter(pk=row.pk).update(version=row.version + 1)
    version.version = row.version + 1


def _sums(section: BudgetSection, lines: Iterable[VersionLine]) -> dict[str, str | int | dict[str, int]]:
    by_year: dict[str, int] = {}
    for each in lines:
        by_year[str(each.year)] = by_year.get(str(each.year), 0) + each.amount_ore
    return {"section": section, "amounts_ore": by_year}
