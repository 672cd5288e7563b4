from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.proposals.actions.refusals import NO_BASE
from roder.apps.proposals.actions.refusals import NO_TITLE
from roder.apps.proposals.actions.refusals import NOT_A_DRAFT
from roder.apps.proposals.actions.refusals import NOT_HANDED_IN
from roder.apps.proposals.actions.refusals import TITLE_TAKEN
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.refusals import require
from roder.apps.proposals.models import Proposal
from roder.apps.proposals.models import ProposalChange
from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import ON_THE_TABLE
from roder.apps.proposals.queries import changes_of
from roder.domain.budget_versions import lines_digest
from roder.domain.proposal_lines import SECTIONS
from roder.domain.proposal_lines import amounts
from roder.domain.proposal_rules import change_faults
from roder.domain.proposals import TEXT_TARGETS
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ImbalanceReason
from roder.domain.proposals import ProposalAct
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import changes_of_row
from roder.domain.proposals import rows_of
from roder.domain.proposals import state_after
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User
    from roder.domain.proposals import ProposedChange

Event = AuditEntry.Event
"""A draft is private, and the history is not: of what a draft says nothing is recorded, only that it was written."""


@dataclass(frozen=True)
class ProposalWords:
    """What a proposal says as a whole, beside its changes."""

    title: str
    motivation: str = ""
    imbalance_reason: ImbalanceReason | None = None
    imbalance_text: str = ""
    reserve_ore: int = 0


@transaction.atomic
def begin_proposal(
    organisation: str,
    year: int,
    owner: ProposalOwner,
    title: str,
    *,
    party: str = "",
    base: BudgetVersion | None = None,
    copied_from: Proposal | None = None,
    is_example: bool = False,
    acting_user: User,
) -> Proposal:
    """Begin a draft against the year's newest base, empty or as a copy of what is handed in."""
    base = base or base_of_year(organisation, year)
    name = title.strip()[:200]
    if base is None:
        raise ProposalRefusedError([NO_BASE])
    _require_beginning(organisation, year, owner, name, party=party, copied_from=copied_from)
    made = Proposal.objects.create(
        organisation=organisation,
        year=year,
        base=base,
        base_digest=lines_digest(lines_of(base)),
        owner=owner,
        party=party,
        title=name,
        copied_from=copied_from,
        is_example=is_example,
    )
    if copied_from is not None:
        _copy(copied_from, made)
    whose = {"party": party} if party else {"owner": str(owner)}
    record(Event.PROPOSAL_BEGUN, made.subject, acting_user=acting_user, new=whose)
    return made


def _require_beginning(
    organisation: str,
    year: int,
    owner: ProposalOwner,
    name: str,
    *,
    party: str,
    copied_from: Proposal | None,
) -> None:
    same = Proposal.objects.filter(organisation=organisation, year=year, owner=owner, party=party, title=name)
    is_private = copied_from is not None and copied_from.state not in ON_THE_TABLE
    checks = ((not name, NO_TITLE), (same.exists(), TITLE_TAKEN), (is_private, NOT_HANDED_IN))
    require([problem for is_wrong, problem in checks if is_wrong])


def _copy(source: Proposal, made: Proposal) -> None:
    for name in ("motivation", "imbalance_reason", "imbalance_text", "reserve_ore"):
        setattr(made, name, getattr(source, name))
    made.save()
    store_changes(made, changes_of(source))


@transaction.atomic
def write_proposal(proposal: Proposal, words: ProposalWords, *, seen_version: int, acting_user: User) -> bool:
    """Write what a draft says as a whole; raises ``StaleVersionError`` when somebody was first."""
    require_draft(proposal)
    name = words.title.strip()[:200]
    same = Proposal.objects.filter(
        organisation=proposal.organisation,
        year=proposal.year,
        owner=proposal.owner,
        party=proposal.party,
        title=name,
    ).exclude(pk=proposal.pk)
    require([problem for wrong, problem in ((not name, NO_TITLE), (same.exists(), TITLE_TAKEN)) if wrong])
    values = {
        "title": name,
        "motivation": words.motivation,
        "imbalance_reason": words.imbalance_reason or "",
        "imbalance_text": words.imbalance_text,
        "reserve_ore": words.reserve_ore,
    }
    before = write_seen(
        proposal, values, seen_version=seen_version, event=Event.PROPOSAL_CHANGED, subject=proposal.subject
    )
    if before:
        record(Event.PROPOSAL_CHANGED, proposal.subject, acting_user=acting_user)
    return bool(before)


@transaction.atomic
def put_rows(
    proposal: Proposal,
    rows: Sequence[ProposedRow],
    *,
    seen: Sequence[ProposedRow] | None = None,
    replace_all: bool = False,
    acting_user: User,
) -> bool:
    """Make rows of a draft what they are given as, one or many at once; a row that says nothing goes.

    ``seen`` is how the person saw the same rows: one that somebody has changed since into something else raises
    ``StaleVersionError``. With ``replace_all`` rows that are not given go too. Returns whether anything changed.
    """
    require_draft(locked(proposal))
    known = places_of(proposal).known
    wanted = [change for row in rows for change in changes_of_row(row, proposal.year)]
    require([problem for change in wanted for problem in change_faults(change, known)])
    kept = changes_of(proposal)
    money = {row.slot: row for row in rows_of(kept)}
    _require_unchanged(money, rows, seen)
    given = {row.slot: row for row in rows}
    whole = given if replace_all else {**money, **given}
    after = {slot: row for slot, row in whole.items() if not row.is_empty}
    if {slot: plain_row(row) for slot, row in money.items()} == {s: plain_row(r) for s, r in after.items()}:
        return False
    changed = [change for row in after.values() for change in changes_of_row(row, proposal.year)]
    proposal.changes.exclude(target__in=TEXT_TARGETS).delete()
    store_changes(proposal, _with_seen(proposal, changed, kept))
    record(Event.PROPOSAL_CHANGED, proposal.subject, acting_user=acting_user)
    return True


def plain_row(row: ProposedRow) -> ProposedRow:
    """Return the row without years that are 0, so that two that say the same are the same."""
    return replace(row, values=tuple(sorted((year, value) for year, value in row.values if value)))


def _require_unchanged(
    money: dict[tuple[ChangeTarget, str, str], ProposedRow],
    rows: Sequence[ProposedRow],
    seen: Sequence[ProposedRow] | None,
) -> None:
    if seen is None:
        return
    before = {row.slot: plain_row(row) for row in seen}
    for row in rows:
        empty = ProposedRow(*row.slot)
        now, mine = plain_row(money.get(row.slot, empty)), plain_row(row)
        if now not in (before.get(row.slot, empty), mine):
            raise StaleVersionError(theirs={"row": now}, mine={"row": mine}, version=1)


def _with_seen(
    proposal: Proposal, changes: Sequence[ProposedChange], kept: Sequence[ProposedChange]
) -> list[ProposedChange]:
    """Return the changes with what the base said when they were written: now, or before for those that stand."""
    base = amounts(lines_of(proposal.base))
    before = {(each.place, each.text, each.amount_ore): each.seen_ore for each in kept}
    found = []
    for each in changes:
        if not each.is_money:
            found.append(each)
            continue
        now = base.get((SECTIONS[each.target], each.key, each.year), 0)
        seen = before.get((each.place, each.text, each.amount_ore), now)
        found.append(replace(each, seen_ore=seen))
    return found


def store_changes(proposal: Proposal, changes: Sequence[ProposedChange]) -> None:
    """Add changes to a proposal as they are given, in order; for actions, which record what was done."""
    ProposalChange.objects.bulk_create(
        ProposalChange(
            proposal=proposal,
            target=each.target,
            key=each.key,
            year=each.year,
            amount_ore=each.amount_ore,
            rate=each.rate,
            text=each.text,
            act=each.act,
            body_code=each.body,
            motivation=each.motivation,
            goal_code=each.goal_code,
            seen_ore=each.seen_ore,
            position=position,
        )
        for position, each in enumerate(changes)
    )


def locked(proposal: Proposal) -> Proposal:
    """Return the proposal as it stands, held until the act is done."""
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def require_draft(proposal: Proposal) -> None:
    """Raise ``ProposalRefusedError`` when the proposal is no draft any more."""
    state = Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk)
    if state_after(ProposalState(state), ProposalAct.CHANGE) is None:
        raise ProposalRefusedError([NOT_A_DRAFT])
