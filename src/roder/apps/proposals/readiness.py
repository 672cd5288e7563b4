"""What a draft still lacks before it can be handed in, and where its base has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.balance_queries import reserve_kept_ore
from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import sums_of
from roder.domain.proposal_rebase import base_conflicts
from roder.domain.proposal_rules import Imbalance
from roder.domain.proposal_rules import balance_faults
from roder.domain.proposal_rules import change_faults
from roder.domain.proposal_rules import content_faults
from roder.domain.proposal_rules import frame_faults
from roder.domain.proposal_rules import proposal_fault
from roder.domain.proposal_rules import tax_faults
from roder.domain.proposals import ImbalanceReason
from roder.domain.proposals import rows_of

if TYPE_CHECKING:
    from roder.apps.proposals.models import Proposal
    from roder.apps.proposals.places import Places
    from roder.domain.problems import Problem
    from roder.domain.proposal_rebase import BaseConflict


def conflicts_of(proposal: Proposal) -> list[BaseConflict]:
    """Return the places of a draft whose base is another than when its changes were written."""
    return base_conflicts(base_lines(proposal.base), changes_of(proposal))


def imbalance_of(proposal: Proposal) -> Imbalance:
    """Return what the proposal rests a missing surplus on, with what is known to lie in the reserve."""
    reason = ImbalanceReason(proposal.imbalance_reason) if proposal.imbalance_reason else None
    kept = reserve_kept_ore(proposal.organisation, proposal.year)
    return Imbalance(reason, proposal.imbalance_text, proposal.reserve_ore, kept)


def faults_of(proposal: Proposal, places: Places | None = None) -> list[Problem]:
    """Return what hinders a draft from being handed in, and what is worth a look: errors first."""
    places = places or places_of(proposal)
    changes, sums = changes_of(proposal), sums_of(proposal)
    moved = conflicts_of(proposal)
    is_rate_known = proposal.base.tax_rate is not None
    rate_faults = tax_faults(changes, sums)
    lines = proposal_lines(proposal) if is_rate_known or not rate_faults else []
    found = [
        *(problem for change in changes for problem in change_faults(change, places.known)),
        *content_faults(proposal.motivation, changes, places.known, places.names),
        *frame_faults(lines, places.years, places.names),
        *rate_faults,
        *balance_faults(sums, imbalance_of(proposal)),
        *([proposal_fault("base_has_moved", count=len(moved))] if moved else []),
    ]
    return sorted(_once(found), key=lambda each: not each.refuses)


def _once(problems: list[Problem]) -> list[Problem]:
    return list({each.message_en: each for each in problems}.values())


def row_count(proposal: Proposal) -> int:
    """Return how many changes a person would count: one for each row of the table and each text."""
    changes = changes_of(proposal)
    texts = sum(not each.is_money and each.rate is None for each in changes)
    return len(rows_of(changes)) + texts
