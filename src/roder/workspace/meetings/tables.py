"""The tables of a matter: what the proposals say beside one another, the votes, and the frames that were decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.organisation.queries import organisation_tree
from roder.apps.proposals.queries import proposal_lines
from roder.domain.budget_versions import frames_of
from roder.domain.budget_versions import result_ore
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteMethod
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.meetings.words import choice_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.meetings.models import BallotRound
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import PutProposal


def body_names_of(item: MeetingItem) -> dict[str, str]:
    """Return the bodies by code, as they were named on the day of the meeting."""
    tree = organisation_tree(item.meeting.organisation, item.meeting.day)
    return {code: body.name for code, body in tree.bodies.items()}


def proposals_table(item: MeetingItem, proposals: Sequence[PutProposal]) -> DataTable:
    """Return each body's frame under each proposal, the result last, and how far the others are from the main one."""
    names, year = body_names_of(item), item.year
    lines = [proposal_lines(put.proposal) for put in proposals]
    held = [frames_of(each, year) for each in lines]
    codes = sorted({code for frame in held for code in frame})
    columns = [Column(_("Body"), "text", "body")]
    columns += [Column(str(put), "amount", f"proposal_{put.key}_ore") for put in proposals]
    columns += [
        Column(_("Difference: %(name)s") % {"name": put}, "amount", f"difference_{put.key}_ore")
        for put in proposals[1:]
    ]
    rows = [
        Row([Cell(names.get(code, code)), *_with_differences([frame.get(code, 0) for frame in held])])
        for code in codes
    ]
    sums = [sum(frame.values()) for frame in held]
    results = [result_ore(each, year) for each in lines]
    rows.append(Row([Cell(_("All frames")), *_with_differences(sums)], is_total=True))
    rows.append(Row([Cell(_("Result")), *_with_differences(results)], is_total=True))
    caption = _("Frames and result %(year)s under each proposal") % {"year": year}
    return DataTable(caption, columns, rows)


def _with_differences(amounts: Sequence[int]) -> list[Cell]:
    first = amounts[0] if amounts else 0
    return [*(Cell(ore) for ore in amounts), *(Cell(ore - first) for ore in amounts[1:])]


def votes_table(held: BallotRound) -> DataTable:
    """Return the votes of a round: by name when it was a roll call, else the numbers of each party."""
    if held.method == VoteMethod.ROLL_CALL:
        return _by_name(held)
    found: dict[str, dict[str, int]] = {}
    for vote in held.votes.all():
        found.setdefault(vote.party, {})[vote.choice] = vote.number
    columns = [Column(_("Party"), "text", "party")]
    columns += [Column(choice_name(choice), "count", choice.value) for choice in VoteChoice]
    rows = [
        Row([Cell(party), *(Cell(numbers.get(choice, 0)) for choice in VoteChoice)])
        for party, numbers in found.items()
    ]
    count = held.count
    total = [Cell(getattr(count, choice.value)) for choice in VoteChoice]
    rows.append(Row([Cell(pgettext("votes", "Together")), *total], is_total=True))
    return DataTable(_("Votes in question %(number)s") % {"number": held.number}, columns, rows)


def _by_name(held: BallotRound) -> DataTable:
    columns = [
        Column(_("Member"), "text", "member"),
        Column(_("Party"), "text", "party"),
        Column(_("Vote"), "text", "vote"),
    ]
    votes = held.votes.select_related("member")
    rows = [
        Row([Cell(vote.member.name if vote.member else ""), Cell(vote.party), Cell(choice_name(vote.choice))])
        for vote in votes
    ]
    return DataTable(_("Votes in question %(number)s") % {"number": held.number}, columns, rows)


def frames_table(item: MeetingItem) -> DataTable:
    """Return the frames that the decision set, each leading to what it is made of; the ones before beside."""
    made = item.outcome
    names, year = body_names_of(item), item.year
    held = {
        version.pk: frames_of([line.as_value() for line in version.lines.filter(year=year)], year)
        for version in (made.budget_version, made.replaced)
        if version is not None
    }
    now = held.get(made.budget_version_id or 0, {})
    before = held.get(made.replaced_id or 0)
    columns = [Column(_("Body"), "text", "body"), Column(_("Frame"), "amount", "frame_ore")]
    if before is not None:
        columns.append(Column(_("Before the revision"), "amount", "before_ore"))
    rows = [
        Row(
            [
                Cell(names.get(code, code)),
                Cell(ore, reverse("workspace:matter_trace", args=[year, item.pk, code])),
                *([] if before is None else [Cell(before.get(code, 0))]),
            ]
        )
        for code, ore in now.items()
    ]
    sums = [Cell(sum(now.values())), *([] if before is None else [Cell(sum(before.values()))])]
    rows.append(Row([Cell(_("All frames")), *sums], is_total=True))
    return DataTable(_("Frames %(year)s, as decided") % {"year": year}, columns, rows)
