"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.identity.queries import system_user
from roder.apps.proposals.actions.handing_in import hand_in
from roder.apps.proposals.actions.texts import add_text
from roder.apps.proposals.actions.writing import ProposalWords
from roder.apps.proposals.actions.writing import begin_proposal
from roder.apps.proposals.actions.writing import write_proposal
from roder.apps.proposals.models import Proposal
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import TextAct

YEAR = 2026
"""A year that no other part of the access world speaks of."""
DRAFT = "A draft"
LAID = "Handed in"


def make_proposals(organisation: str) -> None:
    """A draft and a proposal that is handed in, of the politician's party A and of another, B."""
    system = system_user()
    base = make_version(
        organisation, name="Base of proposals", kind=VersionKind.BASE, year=YEAR, acting_user=system
    )
    for section, ore in ((BudgetSection.FRAME, -1000), (BudgetSection.FINANCING, 1100)):
        lines = [
            VersionLine(YEAR, section, ore, body="400" if ore < 0 else "", line="grant" if ore > 0 else "")
        ]
        put_lines(base, section, lines, acting_user=system)
    for party in ("A", "B"):
        for title in (DRAFT, LAID):
            made = begin_proposal(
                organisation, YEAR, ProposalOwner.PARTY, title, party=party, base=base, acting_user=system
            )
            words = ProposalWords(title, "It wants what it wants.")
            write_proposal(made, words, seen_version=made.version, acting_user=system)
            goal = ProposedChange(
                ChangeTarget.GOAL, "", YEAR, text="A goal", motivation="Why", act=TextAct.ADD
            )
            add_text(made, goal, acting_user=system)
            if title == LAID:
                hand_in(made, acting_user=system)


def _one(place: str, title: str) -> Proposal:
    return Proposal.objects.get(party="B" if place == "elsewhere" else "A", title=title)


def _year(*_asked: Any) -> list[Any]:
    return [YEAR]


def _draft(_world: Any, place: str) -> list[Any]:
    return [YEAR, _one(place, DRAFT).pk]


def _laid(_world: Any, place: str) -> list[Any]:
    return [YEAR, _one(place, LAID).pk]


def _text(_world: Any, place: str) -> list[Any]:
    draft = _one(place, DRAFT)
    return [YEAR, draft.pk, draft.changes.get().pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:proposals": _year,
    "workspace:proposal_begin": _year,
    "workspace:proposals_compare": _year,
    "workspace:proposals_compare_export": _year,
    "workspace:proposal": lambda world, place: (_laid if place == "-" else _draft)(world, place),
    "workspace:proposal_write": _draft,
    "workspace:proposal_save": _draft,
    "workspace:proposal_reckon": _draft,
    "workspace:proposal_words": _draft,
    "workspace:proposal_text_add": _draft,
    "workspace:proposal_text_remove": _text,
    "workspace:proposal_rebase": _draft,
    "workspace:proposal_hand_in": _draft,
    "workspace:proposal_withdraw": _laid,
    "workspace:proposal_discard": _draft,
    "workspace:proposal_import": _draft,
    "workspace:proposal_import_confirm": _draft,
    "workspace:proposal_export": lambda _world, place: [YEAR, _one(place, DRAFT).pk, "csv"],
}
SENT: dict[str, Any] = {
    "workspace:proposal_begin": lambda _world, place: {
        "owner": f"party|{'A' if place == 'here' else 'B'}",
        "title": "New",
    },
}
