from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.proposals.actions.refusals import NOT_A_DRAFT
from roder.apps.proposals.actions.refusals import NOT_HANDED_IN
from roder.apps.proposals.actions.refusals import NOT_NOW
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.refusals import require
from roder.apps.proposals.actions.writing import locked
from roder.apps.proposals.pinning import document_digest
from roder.apps.proposals.pinning import pinned_document
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import is_step_locked
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import sums_of
from roder.apps.proposals.readiness import faults_of
from roder.apps.proposals.readiness import row_count
from roder.domain.proposals import ProposalAct
from roder.domain.proposals import ProposalState
from roder.domain.proposals import state_after

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.proposals.models import Proposal
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@transaction.atomic
def hand_in(proposal: Proposal, *, at: datetime | None = None, acting_user: User) -> Proposal:
    """Hand a draft in: all that it says is pinned with its digest, and from now on everybody's to read.

    ``at`` is when it was handed in on paper, for one that is registered afterwards.
    """
    current = locked(proposal)
    _require_act(current, ProposalAct.HAND_IN, NOT_A_DRAFT)
    require(faults_of(current))
    document = pinned_document(current, proposal_lines(current), changes_of(current), sums_of(current))
    current.state = ProposalState.HANDED_IN
    current.pinned = document
    current.digest = document_digest(document)
    current.handed_in_at = at or timezone.now()
    current.handed_in_by = acting_user
    current.version += 1
    current.save()
    record(
        Event.PROPOSAL_HANDED_IN,
        current.subject,
        acting_user=acting_user,
        new={
            "title": current.title,
            "owner": current.owner,
            "party": current.party,
            "count": row_count(current),
            "digest": current.digest,
        },
    )
    return current


@transaction.atomic
def withdraw(proposal: Proposal, *, acting_user: User) -> Proposal:
    """Take back what is handed in, while the step is open: it is a draft again, seen by its own alone."""
    current = locked(proposal)
    _require_act(current, ProposalAct.WITHDRAW, NOT_HANDED_IN)
    title, digest = current.title, current.digest
    current.state = ProposalState.DRAFT
    current.pinned = None
    current.digest = ""
    current.handed_in_at = None
    current.handed_in_by = None
    current.version += 1
    current.save()
    record(
        Event.PROPOSAL_WITHDRAWN,
        current.subject,
        acting_user=acting_user,
        old={"title": title, "digest": digest},
    )
    return current


@transaction.atomic
def discard(proposal: Proposal, *, acting_user: User) -> None:
    """Throw a draft away; that it was there is kept, and nothing of what it said."""
    current = locked(proposal)
    _require_act(current, ProposalAct.DISCARD, NOT_A_DRAFT)
    subject, owner, party = current.subject, current.owner, current.party
    current.delete()
    record(Event.PROPOSAL_DISCARDED, subject, acting_user=acting_user, old={"owner": owner, "party": party})


def _require_act(proposal: Proposal, act: ProposalAct, otherwise: Problem) -> None:
    state = ProposalState(proposal.state)
    if state_after(state, act) is None:
        raise ProposalRefusedError([otherwise])
    if state_after(state, act, is_step_locked=is_step_locked(proposal)) is None:
        raise ProposalRefusedError([NOT_NOW])
