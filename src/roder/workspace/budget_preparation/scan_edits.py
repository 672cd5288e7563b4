"""To write a trend, and what it means for a committee; and to approve what another has written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.scan import add_trend
from roder.apps.budgetprocess.actions.scan import approve_consequence
from roder.apps.budgetprocess.actions.scan import change_trend
from roder.apps.budgetprocess.actions.scan import write_consequence
from roder.apps.budgetprocess.preparation_access import access_consequence_approving
from roder.apps.budgetprocess.preparation_access import access_consequence_writing
from roder.apps.budgetprocess.preparation_access import access_preparing
from roder.apps.budgetprocess.scan_queries import consequences
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_preparation.places import FormPage
from roder.workspace.budget_preparation.places import form_page
from roder.workspace.budget_preparation.places import found_trend
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.places import say
from roder.workspace.budget_preparation.places import with_lists
from roder.workspace.budget_preparation.scan_forms import ConsequenceForm
from roder.workspace.budget_preparation.scan_forms import TrendForm
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import ScanTrend
    from roder.apps.budgetprocess.models import TrendConsequence
    from roder.workspace.budget_preparation.places import PreparedYear

LISTS = ("bodies", "goals")


def add(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    form = TrendForm(request.POST or None, place=place)
    if form.is_valid():
        try:
            made = add_trend(place.key, year, form.facts(), acting_user=person)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The trend is written."))
            return redirect("workspace:trend", year=year, pk=made.pk)
    return _page(request, place, form, _("A new trend"), reverse("workspace:budget_scan", args=[year]))


def _page(
    request: HttpRequest, place: PreparedYear, form: Any, title: str, cancel_url: str, seen: str = ""
) -> HttpResponse:
    help_text = _(
        "A trend says what happens around the municipality, where that is known from, and what it does here. "
        "Each committee that it touches is asked what it means for its activity, money, volumes and staff."
    )
    return form_page(request, place, form, FormPage("budget_scan", title, help_text, cancel_url, seen))


def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    found = found_trend(place, pk)
    plain = texts({name: getattr(found, name) for name in TrendForm.PLAIN})
    given = with_lists(resolved(request.POST), request.POST, *LISTS) if request.method == "POST" else None
    form = TrendForm(given, place=place, initial={**plain, "bodies": found.bodies, "goals": found.goals})
    if given is not None and form.is_valid():
        try:
            change_trend(found, form.facts(), seen_version=read_seen(given).version, acting_user=person)
            messages.success(request, _("The trend is saved."))
            return redirect("workspace:trend", year=year, pk=pk)
        except StaleVersionError as error:
            return _trend_conflict(request, found, given, error)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    seen = str(read_seen(given) if given is not None else Seen(found.version, plain))
    title = _("Change: %(title)s") % {"title": found.title}
    return _page(request, place, form, title, reverse("workspace:trend", args=[year, pk]), seen)


def _trend_conflict(
    request: HttpRequest, found: ScanTrend, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=texts({name: error.theirs[name] for name in TrendForm.PLAIN if name in error.theirs}),
        mine=texts({name: error.mine[name] for name in TrendForm.PLAIN}),
        labels={name: field.label for name, field in TrendForm.base_fields.items()},
    )
    carried = [{"name": name, "value": value} for name in LISTS for value in given.getlist(name)]
    back = reverse("workspace:trend", args=[found.year, found.pk])
    return conflict_page(request, conflict, name=found.title, cancel_url=back, carried=carried)


def consequence(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    place = prepared_year(year)
    person = access_consequence_writing(request.user, body, place.bodies)
    trend = found_trend(place, pk)
    found = _consequence_of(place, pk, body)
    plain = _as_form(found)
    given = resolved(request.POST) if request.method == "POST" else None
    form = ConsequenceForm(given, initial=plain)
    if given is not None and form.is_valid():
        seen_version = max(read_seen(given).version, 0)
        try:
            write_consequence(
                trend,
                body,
                form.text(),
                amount_ore=form.amount_ore,
                seen_version=seen_version,
                acting_user=person,
            )
            messages.success(request, _("Saved. Somebody else approves it."))
            return redirect(_back(year, pk, body))
        except StaleVersionError as error:
            return _consequence_conflict(request, trend, body, given, error)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    version = found.version if found else 0
    seen = str(read_seen(given) if given is not None else Seen(version, plain))
    title = _("What it means: %(trend)s, %(body)s") % {"trend": trend.title, "body": place.name_of(body)}
    return _page(request, place, form, title, _back(year, pk, body), seen)


def _back(year: int, pk: int, body: str) -> str:
    return f"{reverse('workspace:trend', args=[year, pk])}#body-{body}"


def _consequence_of(place: PreparedYear, pk: int, body: str) -> TrendConsequence | None:
    return consequences(place.key, place.year).filter(trend=pk, body_code=body).first()


def _as_form(found: TrendConsequence | None) -> dict[str, str]:
    if found is None:
        return {}
    names = [name for name in ConsequenceForm.PLAIN if name != "amount"]
    amount = "" if found.amount_ore is None else amount_as_written(found.amount_ore)
    return texts({name: getattr(found, name) for name in names}) | {"amount": amount}


def _consequence_conflict(
    request: HttpRequest, trend: ScanTrend, body: str, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    def as_form(values: dict[str, Any]) -> dict[str, str]:
        amount = values.pop("amount_ore", None)
        return texts(values) | {"amount": "" if amount is None else amount_as_written(amount)}

    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=as_form(dict(error.theirs)),
        mine=as_form(dict(error.mine)),
        labels={name: field.label for name, field in ConsequenceForm.base_fields.items()},
    )
    return conflict_page(request, conflict, name=trend.title, cancel_url=_back(trend.year, trend.pk, body))


@require_POST
def approve(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    place = prepared_year(year)
    person = access_consequence_approving(request.user, body, place.bodies)
    found = _consequence_of(place, pk, body)
    if found is None:
        raise Http404(body)
    version = request.POST.get("version", "")
    try:
        approve_consequence(found, seen_version=int(version) if version.isdigit() else 0, acting_user=person)
        messages.success(request, _("Approved."))
    except ProcessRefusedError as error:
        say_problems(request, error.problems)
    except StaleVersionError:
        say(request, [_("Somebody has written in it since. Read it as it stands, and approve again.")])
    return redirect(_back(year, pk, body))
