from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.proposals.actions.writing import locked
from roder.apps.proposals.actions.writing import require_draft
from roder.domain.budget_versions import lines_digest
from roder.domain.proposal_rebase import RebaseChoice
from roder.domain.proposal_rebase import base_conflicts
from roder.domain.proposal_rebase import rebased

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.apps.proposals.models import Proposal
    from roder.apps.proposals.models import ProposalChange
    from roder.domain.proposal_rebase import BaseConflict
    from roder.domain.proposals import ChangeTarget

Event = AuditEntry.Event


@transaction.atomic
def rebase(
    proposal: Proposal,
    choices: Mapping[tuple[ChangeTarget, str, int], RebaseChoice],
    *,
    acting_user: User,
) -> int:
    """Set a draft against the year's newest base as it now is; returns how many places are still to be chosen.

    A place that no choice names keeps its change and its conflict.
    """
    require_draft(locked(proposal))
    base = base_of_year(proposal.organisation, proposal.year) or proposal.base
    lines = lines_of(base)
    rows = [row for row in proposal.changes.select_for_update() if row.as_value().is_money]
    conflicts = base_conflicts(lines, [row.as_value() for row in rows])
    for conflict in conflicts:
        if conflict.place in choices:
            _settle(conflict, [row for row in rows if row.as_value().place == conflict.place], choices)
    left = sum(conflict.place not in choices for conflict in conflicts)
    proposal.base = base
    if not left:
        proposal.base_digest = lines_digest(lines)
    proposal.version += 1
    proposal.save(update_fields=["base", "base_digest", "version"])
    record(Event.PROPOSAL_REBASED, proposal.subject, acting_user=acting_user, new={"base": base.name})
    return left


def _settle(
    conflict: BaseConflict,
    rows: list[ProposalChange],
    choices: Mapping[tuple[ChangeTarget, str, int], RebaseChoice],
) -> None:
    after = rebased(conflict, [row.as_value() for row in rows], choices[conflict.place])
    for row, change in zip(rows, after, strict=True):
        if change is None:
            row.delete()
            continue
        row.amount_ore, row.seen_ore = change.amount_ore, change.seen_ore
        row.version += 1
        row.save(update_fields=["amount_ore", "seen_ore", "version"])
