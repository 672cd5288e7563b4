"""One thing entered for an indicator at a time: a target, a value, a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.indicators.access import access_indicator_change
from roder.apps.indicators.access import access_indicator_judging
from roder.apps.indicators.access import access_value_reporting
from roder.apps.indicators.access import reportable
from roder.apps.indicators.actions.observations import ValuesChangedError
from roder.apps.indicators.actions.observations import enter_values
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.actions.verdicts import judge_indicator
from roder.apps.indicators.scale_queries import verdict_scale
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.workspace.indicators.chosen import body_names
from roder.workspace.indicators.chosen import chosen_indicator
from roder.workspace.indicators.chosen import crumbs
from roder.workspace.indicators.chosen import shown_periods
from roder.workspace.indicators.entry_forms import TargetEntry
from roder.workspace.indicators.entry_forms import ValueEntryForm
from roder.workspace.indicators.forms import VerdictForm
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import indicator_url
from roder.workspace.indicators.words import is_swedish

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.indicators.models import Indicator


def target(request: HttpRequest, code: str) -> HttpResponse:
    """Set, change or take away the target of a period."""
    shown = access_indicator_change(request.user, tree_organisation_shown(), code, timezone.localdate())
    entry = TargetEntry.of(shown, request)
    if request.method == "POST" and entry.form.is_valid():
        try:
            entry.carry_out(request.user)  # type: ignore[arg-type] # a person, by the door above
        except IndicatorRefusedError as error:
            add_problems(entry.form, error.problems)
        except StaleVersionError as error:
            _say_late(entry.form, error.saved_by)
            entry = replace(entry, seen_version=error.version)
        else:
            messages.success(request, _("The target is saved."))
            return redirect(indicator_url(shown))
    seen = {"seen": entry.seen_version, "opened": entry.opened}
    return _page(request, shown, entry.form, _("Target"), seen)


def value(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a value, of the municipality or of one of its bodies."""
    access_value_reporting(request.user)
    shown = chosen_indicator(request.user, code)
    within = reportable(request.user, shown.organisation, timezone.localdate())
    own = [("", _("The municipality"))] if shown.responsible_body in within else []
    places = [*own, *((key, name) for key, name in body_names().items() if key in within)]
    if not places:
        raise PermissionDenied
    form = ValueEntryForm.of(shown, request, places)
    if request.method == "POST" and form.is_valid():
        try:
            enter_values([form.entry()], now=timezone.now(), acting_user=request.user)  # type: ignore[arg-type] # a person, by the door above
        except IndicatorRefusedError as error:
            add_problems(form, error.problems)
        except ValuesChangedError:
            _say_late(form, "")
            form.look_again()
        else:
            messages.success(request, _("The value is saved."))
            return redirect(indicator_url(shown))
    return _page(request, shown, form, _("Value"), {"seen": form.seen or "", "opened": form.opened})


def judge(request: HttpRequest, code: str) -> HttpResponse:
    """Sign a verdict of a period."""
    shown = access_indicator_judging(request.user, tree_organisation_shown(), code, timezone.localdate())
    steps = verdict_scale(shown.organisation).steps
    form = VerdictForm(
        request.POST or None,
        steps=[(step.key, step.name if is_swedish() else step.name_en) for step in steps],
        initial={"period": request.GET.get("period", shown_periods(shown)[-1])},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            judge_indicator(
                shown,
                given["period"],
                given["level"],
                given["reason"],
                now=timezone.now(),
                acting_user=request.user,  # type: ignore[arg-type] # a person, by the door above
            )
        except IndicatorRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The verdict is signed."))
            return redirect(indicator_url(shown))
    return _page(request, shown, form, _("Verdict"), {})


def _say_late(form: forms.Form, person: str) -> None:
    who = person or _("Somebody else")
    form.add_error(
        None,
        _(
            "%(person)s has saved another meanwhile. It stands on the indicator's page. Save again to put yours in its place."
        )
        % {"person": who},
    )


def _page(
    request: HttpRequest, shown: Indicator, form: forms.Form, title: str, carried: dict[str, Any]
) -> HttpResponse:
    name = indicator_title(shown)
    context = {
        "indicator": shown,
        "name": name,
        "title": title,
        "form": form,
        "carried": list(carried.items()),
        "cancel_url": indicator_url(shown),
        "breadcrumbs": crumbs((name, indicator_url(shown)), (title, "")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "workspace/indicators/entry.html", context, status=status)
