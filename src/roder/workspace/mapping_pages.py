"""The page on which columns are pointed out, and the one on which two people's mappings meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.ledger.access import access_importer
from roder.apps.ledger.access import access_upload_by_id
from roder.apps.ledger.actions.uploads import UploadStateError
from roder.apps.ledger.actions.uploads import set_mapping
from roder.domain.versions import StaleVersionError
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.column_mapping import NAME
from roder.workspace.column_mapping import field_label
from roder.workspace.column_mapping import kept_texts
from roder.workspace.column_mapping import mapping_context
from roder.workspace.column_mapping import mapping_from_form
from roder.workspace.column_mapping import opened
from roder.workspace.column_mapping import shown_text
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.ledger.models import Upload


def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_upload_by_id(request.user, pk)
    if request.method == "POST":
        return _save(request, found, resolved(request.POST))
    if not found.report.get("table"):
        raise Http404("not a table")
    return render(request, "workspace/ledger/mapping.html", mapping_context(found))


def _save(request: HttpRequest, found: Upload, given: QueryDict) -> HttpResponse:
    toml, faults = mapping_from_form(given, found)
    if faults:
        return render(
            request, "workspace/ledger/mapping.html", mapping_context(found, given, faults), status=422
        )
    name = given.get(NAME, "").strip()
    seen = read_seen(given)
    seen_version = seen.version if seen.values.get(NAME) == name else 0
    person = access_importer(request.user)
    try:
        set_mapping(found, toml, name=name, seen_version=seen_version, acting_user=person)
    except StaleVersionError as error:
        return _conflict(request, found, given, error)
    except UploadStateError:
        messages.warning(request, _("The file has already been dealt with; this is how it stands now."))
    return redirect("workspace:upload", pk=found.pk)


def _conflict(
    request: HttpRequest, found: Upload, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    table, _mapping = opened(found)
    name = {NAME: given.get(NAME, "").strip()}
    mine = kept_texts(error.mine["toml"], table) | name
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=kept_texts(error.theirs["toml"], table) | name,
        mine=mine,
        labels={field.name: field_label(field) for field in LEDGER_FIELDS}
        | {"unit": _("Unit of amounts"), "sign": _("Sign of amounts")},
        show=lambda field, text: shown_text(field, text, table),
    )
    return conflict_page(
        request,
        conflict,
        name=_("the columns “%(name)s”") % {"name": name[NAME]},
        cancel_url=reverse("workspace:upload", args=[found.pk]),
        breadcrumbs=[
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {"label": found.file_name, "url": reverse("workspace:upload", args=[found.pk])},
            {"label": _("Columns"), "url": reverse("workspace:upload_mapping", args=[found.pk])},
        ],
    )
