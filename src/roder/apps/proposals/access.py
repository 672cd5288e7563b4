"""Who may see a proposal, and who may write it: a party's draft is seen by that party's politicians and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.proposals.models import Proposal
from roder.domain.mandates import Permission
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User

PRIVATE = ProposalState.DRAFT


def access_proposals(user: User | AnonymousUser) -> User:
    """Return the person when they may read what is handed in; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def access_proposal(user: User | AnonymousUser, organisation: str, year: int, pk: int) -> Proposal:
    """Return a proposal that the person may see; another's draft is as if it were not there (``Http404``)."""
    person = access_proposals(user)
    found = (
        Proposal.objects.select_related("base", "handed_in_by")
        .filter(organisation=organisation, year=year, pk=pk)
        .first()
    )
    if found is None or not may_see(person, found):
        raise Http404(str(pk))
    return found


def access_proposal_writing(
    user: User | AnonymousUser, organisation: str, year: int, pk: int
) -> tuple[Proposal, User]:
    """Return a proposal that the person may write, and the person; raises ``Http404`` or ``PermissionDenied``."""
    found = access_proposal(user, organisation, year, pk)
    if not may_write(user, found):
        raise PermissionDenied
    return found, access_proposals(user)


def access_proposal_beginning(
    user: User | AnonymousUser, organisation: str, owner: ProposalOwner, party: str
) -> User:
    """Return the person when they may begin a proposal of that owner; else raises ``PermissionDenied``."""
    person = access_proposals(user)
    if not _writes(person, organisation, owner, party):
        raise PermissionDenied
    return person


def may_see(person: User, proposal: Proposal) -> bool:
    """Return whether a proposal is there for the person: handed in for all readers, a draft for its own."""
    return proposal.state != PRIVATE or may_write(person, proposal)


def may_write(user: User | AnonymousUser, proposal: Proposal) -> bool:
    """Return whether the person writes for the owner of the proposal; the door is ``access_proposal_writing``."""
    return _writes(user, proposal.organisation, ProposalOwner(proposal.owner), proposal.party)


def parties_of(user: User | AnonymousUser, organisation: str) -> list[str]:
    """Return the parties for which the person writes, by mandates in force."""
    held = mandates_giving(user, Permission.WRITE_PROPOSALS)
    return sorted({each.party for each in held if each.party and each.organisation in ("", organisation)})


def may_write_for_officials(user: User | AnonymousUser) -> bool:
    """Return whether the person writes for the administration and the executive board."""
    held = mandates_giving(user, Permission.WRITE_PROPOSALS)
    return any(each.is_of_the_whole and not each.party for each in held)


def _writes(user: User | AnonymousUser, organisation: str, owner: ProposalOwner, party: str) -> bool:
    if owner is ProposalOwner.PARTY:
        return party in parties_of(user, organisation)
    return may_write_for_officials(user)
