"""Defining an indicator, changing what it is, retiring it and taking it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.indicators.access import access_indicator_change
from roder.apps.indicators.access import access_indicator_defining
from roder.apps.indicators.access import changeable
from roder.apps.indicators.actions.definitions import change_indicator
from roder.apps.indicators.actions.definitions import define_indicator
from roder.apps.indicators.actions.definitions import resume_indicator
from roder.apps.indicators.actions.definitions import retire_indicator
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.indicators.chosen import body_names
from roder.workspace.indicators.chosen import crumbs
from roder.workspace.indicators.forms import IndicatorForm
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import indicator_url
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.domain.indicator_facts import IndicatorFacts


def define(request: HttpRequest) -> HttpResponse:
    """Define an indicator."""
    access_indicator_defining(request.user)
    form = IndicatorForm(request.POST or None, bodies=_bodies(request.user), is_new=True)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        _require_body(request.user, facts)
        try:
            made = define_indicator(
                tree_organisation_shown(),
                facts,
                owner=form.cleaned_data["owner"],
                today=timezone.localdate(),
                acting_user=request.user,  # type: ignore[arg-type] # a person, by the door above
            )
        except IndicatorRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The indicator is defined. Set its target next."))
            return redirect(indicator_url(made))
    return _page(request, form, Seen(), title=_("New indicator"), cancel_url="")


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what an indicator is; the second of two to save sees both versions."""
    shown = access_indicator_change(request.user, tree_organisation_shown(), code, timezone.localdate())
    held = _texts(
        {name: getattr(shown, name) for name in _names() if name != "owner"} | {"owner": shown.owner_id}
    )
    bodies = _bodies(request.user, shown.responsible_body)
    if request.method != "POST":
        form = IndicatorForm(initial=held, bodies=bodies, is_new=False)
        return _change_page(request, shown, form, Seen(shown.version, held))
    given = resolved(request.POST)
    form = IndicatorForm(given, bodies=bodies, is_new=False)
    seen = read_seen(given)
    if form.is_valid():
        facts = form.facts(shown.code)
        _require_body(request.user, facts, shown.responsible_body)
        try:
            change_indicator(
                shown,
                facts,
                owner=form.cleaned_data["owner"],
                today=timezone.localdate(),
                seen_version=seen.version,
                acting_user=request.user,  # type: ignore[arg-type] # a person, by the door above
            )
        except IndicatorRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            return _conflict(request, shown, seen, error)
        else:
            messages.success(request, _("The indicator is saved."))
            return redirect(indicator_url(shown))
    return _change_page(request, shown, form, seen)


@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Retire an indicator from today, or take it up again."""
    today = timezone.localdate()
    shown = access_indicator_change(request.user, tree_organisation_shown(), code, today)
    seen = request.POST.get("version", "")
    seen_version = int(seen) if seen.isascii() and seen.isdigit() else 0
    person: User = request.user  # type: ignore[assignment] # a person, by the door above
    try:
        if request.POST.get("act") == "resume":
            resume_indicator(shown, seen_version=seen_version, acting_user=person)
        else:
            retire_indicator(shown, today, seen_version=seen_version, acting_user=person)
    except StaleVersionError as error:
        messages.error(
            request,
            _("%(person)s has changed the indicator meanwhile. Look at it, and do it again if it is right.")
            % {"person": error.saved_by},
        )
    return redirect(indicator_url(shown))


def _names() -> list[str]:
    return [name for name in IndicatorForm.base_fields if name != "code"]


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return texts({("owner" if name == "owner_id" else name): value for name, value in values.items()})


def _bodies(user: User | AnonymousUser, held: str = "") -> list[tuple[str, str]]:
    within = changeable(user, tree_organisation_shown(), timezone.localdate())
    return [(code, f"{code} {name}") for code, name in body_names().items() if code in within or code == held]


def _require_body(user: User | AnonymousUser, facts: IndicatorFacts, held: str | None = None) -> None:
    """An indicator is defined for, and handed over to, a body within the person's own reach."""
    within = changeable(user, tree_organisation_shown(), timezone.localdate())
    if facts.responsible_body not in within and facts.responsible_body != held:
        raise PermissionDenied


def _change_page(request: HttpRequest, shown: Indicator, form: IndicatorForm, seen: Seen) -> HttpResponse:
    title = _("Change %(title)s") % {"title": indicator_title(shown)}
    return _page(request, form, seen, title=title, cancel_url=indicator_url(shown))


def _page(
    request: HttpRequest, form: IndicatorForm, seen: Seen, *, title: str, cancel_url: str
) -> HttpResponse:
    context = {
        "form": form,
        "seen": str(seen),
        "title": title,
        "cancel_url": cancel_url,
        "breadcrumbs": crumbs((title, "")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "workspace/indicators/define.html", context, status=status)


def _conflict(request: HttpRequest, shown: Indicator, seen: Seen, error: StaleVersionError) -> HttpResponse:
    conflict = version_conflict(
        error,
        seen,
        theirs=_texts(error.theirs),
        mine=_texts(error.mine),
        labels={name: field.label for name, field in IndicatorForm.base_fields.items()},
    )
    title = indicator_title(shown)
    return conflict_page(
        request,
        conflict,
        name=title,
        cancel_url=indicator_url(shown),
        breadcrumbs=crumbs((title, indicator_url(shown))),
    )
