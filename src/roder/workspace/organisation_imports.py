"""The organisation in by file, on pages: choose, see the differences, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.access import access_tree_editing
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.importing import plan_import
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown
from roder.workspace.table_imports import body_table

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.organisation.importing import OrganisationPlan
    from roder.workspace.table_imports import ShownTable


def choose(request: HttpRequest) -> HttpResponse:
    return choose_table(request, access_tree_editing(request.user), _door())


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    return confirm_shown(request, access_tree_editing(request.user), _door())


def _door() -> TableDoor[OrganisationPlan]:
    key = tree_organisation_shown()
    url = reverse("workspace:organisation")
    return TableDoor(
        purpose="organisation",
        choosing=ChoosePage(
            title=_("Import the organisation"),
            hint=_("One row for each body: code, name, kind, parent, ledger codes, from, to. CSV or Excel."),
            form_url=reverse("workspace:organisation_import"),
            breadcrumbs=[{"label": _("Organisation"), "url": url}, {"label": _("Import"), "url": ""}],
            exports=[
                {
                    "label": _("Fetch as Excel"),
                    "url": reverse("workspace:organisation_export", args=["xlsx"]),
                },
                {"label": _("Fetch as CSV"), "url": reverse("workspace:organisation_export", args=["csv"])},
            ],
        ),
        confirm_url=reverse("workspace:organisation_import_confirm"),
        done_url=url,
        plan=lambda table: plan_import(key, table.content, mapping=table.mapping),
        carry_out=_saved,
        table=lambda plan: body_table(plan.differences),
        is_owner_known=bool(key),
    )


def _saved(table: ShownTable, person: User) -> OrganisationPlan:
    return import_organisation(
        tree_organisation_shown(),
        table.content,
        mapping=table.mapping,
        file_name=table.file_name,
        expected=table.before,
        acting_user=person,
    )
