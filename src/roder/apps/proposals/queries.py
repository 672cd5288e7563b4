"""Proposals as rows and as values for the rules: their changes, lines and sums; handed in, as they were pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.answer_memory import remembered
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.budgets.version_queries import lines_of
from roder.apps.proposals.models import Proposal
from roder.apps.proposals.pinning import pinned_lines
from roder.apps.proposals.pinning import pinned_sums
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_versions import years_of
from roder.domain.proposal_lines import applied
from roder.domain.proposal_lines import live_sums
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.budget_versions import VersionLine
    from roder.domain.proposal_lines import YearSums
    from roder.domain.proposals import ProposedChange

ON_THE_TABLE = (ProposalState.HANDED_IN, ProposalState.WITHDRAWN, ProposalState.WON, ProposalState.LOST)
"""What has been handed in is everybody's to read, whatever became of it."""


def proposals_of(organisation: str, year: int) -> QuerySet[Proposal]:
    """Return every proposal of a budget year, drafts too: who may see which is said by ``access``."""
    rows = Proposal.objects.filter(organisation=organisation, year=year).select_related("base")
    return rows.order_by("handed_in_at", "owner", "party", "title")


def handed_in(organisation: str, year: int) -> list[Proposal]:
    """Return what has been handed in for a budget year, in the order in which it came."""
    return list(proposals_of(organisation, year).filter(state__in=ON_THE_TABLE))


def changes_of(proposal: Proposal) -> list[ProposedChange]:
    """Return the changes of a proposal, in their order."""
    return [row.as_value() for row in proposal.changes.all()]


def base_lines(version: BudgetVersion) -> list[VersionLine]:
    """Return the lines of a base, read once for an answer."""
    return remembered(("proposal base", version.pk), lambda: lines_of(version))


def years_of_proposal(proposal: Proposal) -> list[int]:
    """Return the years that the base is about, the budget year first."""
    return [year for year in years_of(base_lines(proposal.base)) if year >= proposal.year] or [proposal.year]


def proposal_lines(proposal: Proposal) -> list[VersionLine]:
    """Return what the budget would be under a proposal: as it was pinned, else the base with the changes on it."""
    if proposal.pinned:
        return pinned_lines(proposal.pinned)
    return applied(base_lines(proposal.base), changes_of(proposal), base_rate=proposal.base.tax_rate)


def sums_of(proposal: Proposal) -> list[YearSums]:
    """Return what each year comes to under a draft proposal."""
    found = live_sums(base_lines(proposal.base), changes_of(proposal), base_rate=proposal.base.tax_rate)
    return [each for each in found if each.year >= proposal.year]


def sums_shown(proposal: Proposal) -> list[YearSums]:
    """Return what each year comes to: as it was pinned, else as the draft stands."""
    return pinned_sums(proposal.pinned) if proposal.pinned else sums_of(proposal)


def is_step_locked(proposal: Proposal) -> bool:
    """Return whether the step in which such proposals are put forward is locked: the board prepares after the parties."""
    is_board = proposal.owner == ProposalOwner.EXECUTIVE_BOARD
    what = LockedThing.BOARD_PROPOSAL if is_board else LockedThing.PROPOSALS
    return is_locked(proposal.organisation, proposal.year, what)
