"""The history of everything: who did what and when, to choose from, to read and to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.audit.access import access_historian
from roder.apps.audit.access import access_history
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import chain_head
from roder.apps.audit.queries import people_in_history
from roder.workspace.history_export import FORMS
from roder.workspace.history_form import HistoryForm
from roder.workspace.history_rows import history_rows
from roder.workspace.history_words import WORDS
from roder.workspace.history_words import act_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.audit_chain import Head

ON_A_PAGE = 50


def history(request: HttpRequest) -> HttpResponse:
    entries = access_history(request.user)
    form = HistoryForm.read(request.GET)
    found = Paginator(form.filter.chosen(entries).order_by("-number"), ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "entries": history_rows(page.object_list),
        "count": found.count,
        "head": chain_head(),
        "form": form,
        "people": people_in_history(),
        "acts": sorted(((int(event), act_name(event)) for event in WORDS), key=lambda act: act[1]),
        "pager": {
            "number": page.number,
            "count": found.num_pages,
            "previous_url": _url("history", form, page=page.number - 1) if page.has_previous() else "",
            "next_url": _url("history", form, page=page.number + 1) if page.has_next() else "",
        },
        "exports": [
            {"url": _url("history_export", form, form=name), "label": label}
            for name, label in (("csv", _("CSV")), ("jsonl", _("JSON lines")))
        ],
        "history_url": reverse("workspace:history"),
    }
    template = "_page" if request.htmx else "history"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/history/{template}.html", context)


def _url(page: str, asked: HistoryForm, /, **more: str | int) -> str:
    return f"{reverse(f'workspace:{page}')}?{asked.query(**more)}"


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Send the chosen acts, oldest first, with their hashes. The taking out is itself an act."""
    entries = access_history(request.user)
    name = request.GET.get("form", "csv")
    if name not in FORMS:
        raise Http404(name)
    form = HistoryForm.read(request.GET)
    chosen = form.filter.chosen(entries)
    head = chain_head()
    record(
        AuditEntry.Event.HISTORY_EXPORTED,
        "history",
        acting_user=access_historian(request.user),
        new={"form": name, "rows": chosen.filter(number__lte=head.number).count(), "filter": form.given},
    )
    return _sent(name, head, FORMS[name].lines(chosen.filter(number__lte=head.number).order_by("number")))


def _sent(name: str, head: Head, lines: Any) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type=FORMS[name].content_type)
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="roder-historik-{day}-{head.number}.{name}"'
    return answer
