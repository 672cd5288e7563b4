"""A proposal as a whole, to be read and printed: handed in, as it was pinned; a draft, for its own alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.proposals.access import access_proposal
from roder.apps.proposals.access import may_write
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import is_step_locked
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import sums_shown
from roder.domain.budget_versions import frames_of
from roder.domain.proposal_lines import as_shown
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposalState
from roder.domain.proposals import rows_of
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.history_rows import object_history
from roder.workspace.proposals.sheet import sheet_of
from roder.workspace.proposals.text_changes import text_rows
from roder.workspace.proposals.whole_words import REASONS
from roder.workspace.proposals.words import STATES
from roder.workspace.proposals.words import TARGETS
from roder.workspace.proposals.words import outcome_text
from roder.workspace.proposals.words import owner_name
from roder.workspace.proposals.words import rate_text
from roder.workspace.proposals.words import share_text
from roder.workspace.proposals.writing import crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposals import ProposedRow
    from roder.workspace.proposals.sheet import Sheet

EVENTS = range(2000, 2100)
UNIT = "tkr"


def proposal(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    found = access_proposal(request.user, budget_key(year), year, pk)
    sheet = sheet_of(found, UNIT)
    sums = sums_shown(found)
    is_own, is_draft = may_write(request.user, found), found.state == ProposalState.DRAFT
    may_withdraw = is_own and found.state == ProposalState.HANDED_IN and not is_step_locked(found)
    context = {
        "proposal": found,
        "owner": owner_name(found.owner, found.party),
        "state": STATES[ProposalState(found.state)],
        "first": sums[0],
        "share": share_text(sums[0].share),
        "rate": rate_text(sums[0].tax_rate),
        "outcome": outcome_text(sums[0]),
        "reason": dict(REASONS).get(found.imbalance_reason, "") if found.imbalance_reason else "",
        "sums": _sums_table(found),
        "changes": _changes_table(found, sheet),
        "frames": _frames_table(found, sheet),
        "texts": text_rows(found, sheet.places),
        "write_url": reverse("workspace:proposal_write", args=[year, pk]) if is_own and is_draft else "",
        "hand_in_url": reverse("workspace:proposal_hand_in", args=[year, pk]) if is_own and is_draft else "",
        "withdraw_url": reverse("workspace:proposal_withdraw", args=[year, pk]) if may_withdraw else "",
        "discard_url": reverse("workspace:proposal_discard", args=[year, pk]) if is_own and is_draft else "",
        "workbook_url": reverse("workspace:proposal_export", args=[year, pk, "xlsx"]),
        "csv_url": reverse("workspace:proposal_export", args=[year, pk, "csv"]),
        "import_url": reverse("workspace:proposal_import", args=[year, pk]) if is_own and is_draft else "",
        "amount_unit": UNIT,
        "entries": object_history(found.subject, EVENTS),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "workspace/proposals/proposal.html", context)


def _sums_table(found: Proposal) -> DataTable:
    columns = [
        Column(_("Year")),
        Column(_("Result"), "amount"),
        Column(_("Change of the result"), "signed"),
        Column(_("Share of tax and grants")),
        Column(_("Frames"), "amount"),
        Column(_("Investments"), "amount"),
        Column(_("Tax rate")),
    ]
    rows = [
        Row(
            [
                Cell(str(each.year)),
                Cell(each.result_ore),
                Cell(each.result_ore - each.base_result_ore),
                Cell(share_text(each.share)),
                Cell(each.frames_ore),
                Cell(each.investments_ore),
                Cell(rate_text(each.tax_rate)),
            ]
        )
        for each in sums_shown(found)
    ]
    return DataTable(_("The three years"), columns, rows, is_sortable=False)


def _changes_table(found: Proposal, sheet: Sheet) -> DataTable | None:
    rows = [row for row in rows_of(changes_of(found)) if row.values]
    if not rows:
        return None
    years = sheet.places.years
    columns = [
        Column(_("Part")),
        Column(_("What")),
        *(Column(str(year), "amount") for year in years),
        Column(_("Why")),
        Column(_("Goal")),
    ]
    shown = [_change_row(row, years, sheet) for row in rows]
    return DataTable(_("Changes against the base"), columns, shown)


def _change_row(row: ProposedRow, years: list[int], sheet: Sheet) -> Row:
    name = sheet.names.get(row.key, row.key) or _("Tax rate")
    values = dict(row.values)
    is_rate = row.target is ChangeTarget.TAX_RATE
    if is_rate:
        name = _("Tax rate: %(rates)s kr per hundred") % {
            "rates": ", ".join(f"{year} {rate_text(Decimal(rate))}" for year, rate in row.values)
        }
    return Row(
        [
            Cell(str(TARGETS[row.target])),
            Cell(f"{name}: {row.text}" if row.text else name),
            *(Cell(None if is_rate else as_shown(row.target, int(values.get(year, 0)))) for year in years),
            Cell(row.motivation),
            Cell(f"{row.goal_code} {sheet.places.goals.get(row.goal_code, '')}".strip()),
        ]
    )


def _frames_table(found: Proposal, sheet: Sheet) -> DataTable:
    columns = [Column(_("Code")), Column(_("Body"))]
    years = sheet.places.years
    for year in years:
        columns += [Column(_("Base %(year)s") % {"year": year}, "amount")] if year == found.year else []
        columns.append(Column(_("Becomes %(year)s") % {"year": year}, "amount"))
    lines = proposal_lines(found)
    after = {year: frames_of(lines, year) for year in years}
    base = frames_of(base_lines(found.base), found.year)
    codes = sorted({code for each in after.values() for code in each} | set(base))
    rows = [
        Row(
            [
                Cell(code),
                Cell(sheet.names.get(code, code)),
                Cell(base.get(code, 0)),
                *(Cell(after[year].get(code, 0)) for year in years),
            ]
        )
        for code in codes
    ]
    sums = [sum(base.values()), *(sum(after[year].values()) for year in years)]
    total = Row([Cell(_("Total")), Cell(""), *map(Cell, sums)], is_total=True)
    return DataTable(_("Frames"), columns, [*rows, total])
