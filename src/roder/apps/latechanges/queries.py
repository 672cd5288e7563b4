"""What has moved in a budget version since it was built or last signed, and what moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.version_queries import lines_of
from roder.apps.latechanges.models import FigureSnapshot
from roder.domain.budget_figures import FigureKey
from roder.domain.budget_figures import MovedFigure
from roder.domain.budget_figures import budget_figures
from roder.domain.budget_figures import moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from roder.apps.budgets.models import BudgetVersion

ACTS = range(300, 350)
"""The numbers of acts on a version: files, lines, the bridge, volumes."""


def snapshots(version: BudgetVersion) -> QuerySet[FigureSnapshot]:
    """Return what was built and signed of a version, oldest first."""
    return FigureSnapshot.objects.filter(budget_version=version).select_related("taken_by")


def newest_snapshot(version: BudgetVersion) -> FigureSnapshot | None:
    """Return what the version is compared with: as it was last built or signed."""
    return snapshots(version).last()


def figures_now(version: BudgetVersion) -> dict[FigureKey, int]:
    """Return the version's figures as they stand."""
    return budget_figures(lines_of(version))


def kept_figures(snapshot: FigureSnapshot) -> dict[FigureKey, int]:
    """Return the figures of a snapshot."""
    return {FigureKey.parse(text): ore for text, ore in snapshot.figures.items()}


def moved_since(snapshot: FigureSnapshot | None, figures: Mapping[FigureKey, int]) -> list[MovedFigure]:
    """Return what has moved from a snapshot to the figures as they stand; nothing without a snapshot."""
    return moved(kept_figures(snapshot), figures) if snapshot else []


def signed_moves(snapshot: FigureSnapshot) -> list[MovedFigure]:
    """Return what was signed with a snapshot, as it was then."""
    return [MovedFigure(FigureKey.parse(key), before, after) for key, before, after in snapshot.moved]


def acts_since(snapshot: FigureSnapshot) -> list[AuditEntry]:
    """Return the acts on the version since the snapshot: who moved the figures, newest first."""
    rows = AuditEntry.objects.filter(
        subject=snapshot.budget_version.subject,
        event__gte=ACTS.start,
        event__lt=ACTS.stop,
        at__gt=snapshot.taken_at,
    )
    return list(rows.select_related("acting_user").order_by("-number"))
