"""Changes of a proposal by file: in, with the differences shown first, and out as CSV or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.proposals.access import access_proposal
from roder.apps.proposals.actions.imports import import_changes
from roder.apps.proposals.importing import plan_changes
from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import changes_of
from roder.domain.proposal_lines import as_shown
from roder.domain.proposals import ChangeTarget
from roder.formats.tabular.proposal_table import write_changes
from roder.ui.formatting import amount_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.explanations import difference_name
from roder.workspace.organisation import file_answer
from roder.workspace.proposals.words import TARGETS
from roder.workspace.proposals.words import rate_text
from roder.workspace.proposals.writing import crumbs
from roder.workspace.proposals.writing import writing
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.proposals.importing import ChangeDifference
    from roder.apps.proposals.importing import ChangePlan
    from roder.apps.proposals.models import Proposal
    from roder.domain.proposals import ProposedRow
    from roder.workspace.table_imports import ShownTable


def export(request: HttpRequest, year: int, pk: int, form: str) -> HttpResponse:
    found = access_proposal(request.user, budget_key(year), year, pk)
    if form not in {"csv", "xlsx"}:
        raise Http404(form)
    changes = [each for each in changes_of(found) if each.is_money or each.rate is not None]
    written = write_changes(changes, places_of(found).names, as_workbook=form == "xlsx")
    return file_answer(written.content, f"forslag_{year}_{pk}.{form}")


def choose(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, person = writing(request, year, pk)
    return choose_table(request, person, _door(proposal))


@require_POST
def confirm(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, person = writing(request, year, pk)
    return confirm_shown(request, person, _door(proposal))


def _door(proposal: Proposal) -> TableDoor[ChangePlan]:
    where = [proposal.year, proposal.pk]

    def save(table: ShownTable, person: User) -> ChangePlan:
        return import_changes(
            proposal, table.content, mapping=table.mapping, expected=table.before, acting_user=person
        )

    return TableDoor(
        purpose=f"proposal {proposal.pk}",
        choosing=ChoosePage(
            title=_("Changes by file: %(title)s") % {"title": proposal.title},
            hint=_(
                "One row for each change and year: kind, code, year, change, motivation. The unit, tkr or mnkr, may stand in the heading. The changes of the draft become those of the file; goals and assignments stay."
            ),
            form_url=reverse("workspace:proposal_import", args=where),
            breadcrumbs=crumbs(proposal, _("Import")),
        ),
        confirm_url=reverse("workspace:proposal_import_confirm", args=where),
        done_url=reverse("workspace:proposal_write", args=where),
        plan=lambda table: plan_changes(proposal, table.content, mapping=table.mapping),
        carry_out=save,
        table=lambda plan: _table(plan.differences),
        amount_unit="tkr",
    )


def _table(differences: list[ChangeDifference]) -> DataTable:
    columns = [
        Column(_("Difference")),
        Column(_("Part")),
        Column(_("What")),
        Column(_("Now")),
        Column(_("In the file")),
    ]
    return DataTable(_("Differences"), columns, [_row(each) for each in differences])


def _row(each: ChangeDifference) -> Row:
    row = each.new or each.old
    target = row.target if row else ChangeTarget.FRAME
    name = f"{each.name}: {row.text}" if row and row.text else each.name
    return Row(
        [
            Cell(difference_name(each.kind)),
            Cell(str(TARGETS[target])),
            Cell(name or _("Tax rate")),
            Cell(_values(each.old)),
            Cell(_values(each.new)),
        ]
    )


def _values(row: ProposedRow | None) -> str:
    if row is None:
        return "–"
    parts = [
        f"{year}: {amount_text(as_shown(row.target, value), 'tkr', get_language() or 'sv') if isinstance(value, int) else rate_text(value)}"
        for year, value in row.values
    ]
    return "; ".join([*parts, *([row.motivation] if row.motivation else [])])
