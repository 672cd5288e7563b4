from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.models import BudgetVersion
from roder.apps.latechanges.models import FigureSnapshot
from roder.apps.latechanges.queries import figures_now
from roder.apps.latechanges.queries import moved_since
from roder.apps.latechanges.queries import newest_snapshot
from roder.domain.late_changes import building_faults
from roder.domain.late_changes import figures_digest
from roder.domain.late_changes import signing_faults
from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.domain.budget_figures import FigureKey
    from roder.domain.budget_figures import MovedFigure
    from roder.domain.problems import Problem


class LateChangeRefusedError(RefusedError):
    """The version cannot be built or signed; ``problems`` say why."""


def _require(problems: list[Problem]) -> None:
    if refuses(problems):
        raise LateChangeRefusedError(problems)


@transaction.atomic
def build_figures(version: BudgetVersion, *, acting_user: User) -> FigureSnapshot:
    """Keep every figure of a version as it stands, so that what moves later is seen. Raises ``LateChangeRefusedError``."""
    BudgetVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    figures = figures_now(version)
    _require(building_faults(figures, is_built=newest_snapshot(version) is not None))
    snapshot = _keep(version, figures, [], "", acting_user)
    record(
        AuditEntry.Event.FIGURES_BUILT,
        version.subject,
        acting_user=acting_user,
        new={"figures": len(figures), "digest": figures_digest(figures)},
    )
    return snapshot


@transaction.atomic
def sign_late_changes(
    version: BudgetVersion, reason: str, *, seen_digest: str, acting_user: User
) -> FigureSnapshot:
    """Sign every figure that has moved since the version was built or last signed; they are the new ones from then on.

    ``seen_digest`` is of the figures that the person saw: others since are refused. Raises ``LateChangeRefusedError``.
    """
    BudgetVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    before, figures = newest_snapshot(version), figures_now(version)
    found = moved_since(before, figures)
    is_seen = seen_digest == figures_digest(figures)
    _require(signing_faults(found, reason, is_built=before is not None, is_seen=is_seen))
    snapshot = _keep(version, figures, found, reason.strip(), acting_user)
    record(
        AuditEntry.Event.LATE_CHANGES_SIGNED,
        version.subject,
        acting_user=acting_user,
        new={"moved": len(found), "figures": len(figures), "reason": reason.strip(), "digest": seen_digest},
    )
    return snapshot


def _keep(
    version: BudgetVersion,
    figures: Mapping[FigureKey, int],
    found: list[MovedFigure],
    reason: str,
    acting_user: User,
) -> FigureSnapshot:
    return FigureSnapshot.objects.create(
        budget_version=version,
        figures={str(key): ore for key, ore in figures.items()},
        moved=[[str(each.key), each.before_ore, each.after_ore] for each in found],
        reason=reason,
        taken_by=acting_user,
        taken_at=timezone.now(),
    )
