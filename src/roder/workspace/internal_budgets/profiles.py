"""The pages of the municipality's own month profiles: the list, a new one, a change, and how a sum would fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.access import access_month_profiles
from roder.apps.internalbudgets.access import may_change_month_profiles
from roder.apps.internalbudgets.actions.profiles import add_month_profile
from roder.apps.internalbudgets.actions.profiles import change_month_profile
from roder.apps.internalbudgets.actions.profiles import remove_month_profile
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.models import MonthProfile
from roder.apps.internalbudgets.queries import month_profiles
from roder.domain.periodisation import MONTHS
from roder.domain.periodisation import SCHOOL_DAYS
from roder.domain.periodisation import MonthShape
from roder.domain.periodisation import spread_months
from roder.domain.periodisation import working_days
from roder.domain.profile_faults import typed_weights
from roder.domain.versions import StaleVersionError
from roder.ui.formatting import month_name
from roder.ui.problem_texts import add_problems
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.budget_places import budget_key
from roder.workspace.internal_budgets.base_form import shape_name
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

SAMPLE_ORE = 100_000_00


class ProfileForm(PlainForm):
    """A profile's name and its twelve weights."""

    name = forms.CharField(label=gettext_lazy("Name of the profile"), max_length=60)
    weights = forms.CharField(
        label=gettext_lazy("Twelve weights, January to December"),
        max_length=300,
        help_text=gettext_lazy(
            "Whole numbers with spaces between, such as 10 10 10 10 10 5 0 5 10 10 10 10."
        ),
    )

    def clean_weights(self) -> tuple[int, ...]:
        found = typed_weights(self.cleaned_data["weights"])
        if found is None:
            raise forms.ValidationError(_("Write whole numbers with spaces between."))
        return found


def page(request: HttpRequest, year: int) -> HttpResponse:
    person = access_internal_budgets(request.user)
    key = budget_key(year)
    if request.method == "POST":
        access_month_profiles(request.user)
    form = ProfileForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_month_profile(key, given["name"], given["weights"], acting_user=person)
        except InternalBudgetRefusedError as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("The profile is saved."))
            return redirect("workspace:internal_budget_profiles", year=year)
    may_change = may_change_month_profiles(person)
    own = month_profiles(key)
    context = {
        "year": year,
        "tables": [_sample_table(year, own), _way_table(year, own, leads=may_change)],
        "amount_unit": "kr",
        "form": form if may_change else None,
        "breadcrumbs": internal_breadcrumbs(year, last=_("Month profiles")),
    }
    return render(request, "workspace/internal_budgets/profiles.html", context)


def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_month_profiles(request.user)
    found = _found(year, pk)
    plain = _as_written(found)
    given = resolved(request.POST) if request.method == "POST" else None
    form = ProfileForm(given, initial=plain)
    if given is not None and form.is_valid():
        try:
            change_month_profile(
                found,
                form.cleaned_data["name"],
                form.cleaned_data["weights"],
                seen_version=read_seen(given).version,
                acting_user=person,
            )
            messages.success(
                request, _("The profile is saved. Lines that it spread before stay as they are.")
            )
            return redirect("workspace:internal_budget_profiles", year=year)
        except StaleVersionError as error:
            return _conflict(request, year, found, given, error)
        except InternalBudgetRefusedError as refused:
            add_problems(form, refused.problems)
    context = {
        "year": year,
        "profile": found,
        "form": form,
        "seen": str(read_seen(given) if given is not None else Seen(found.version, plain)),
        "tables": [_sample_table(year, [found])],
        "amount_unit": "kr",
        "back": reverse("workspace:internal_budget_profiles", args=[year]),
        "breadcrumbs": internal_breadcrumbs(year, last=found.name),
    }
    return render(request, "workspace/internal_budgets/profile.html", context)


@require_POST
def remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_month_profiles(request.user)
    remove_month_profile(_found(year, pk), acting_user=person)
    messages.success(request, _("The profile is taken away. Lines that it spread stay as they are."))
    return redirect("workspace:internal_budget_profiles", year=year)


def _found(year: int, pk: int) -> MonthProfile:
    found = MonthProfile.objects.filter(organisation=budget_key(year), pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _as_written(profile: MonthProfile) -> dict[str, str]:
    return {"name": profile.name, "weights": " ".join(str(weight) for weight in profile.weights)}


def _conflict(
    request: HttpRequest, year: int, found: MonthProfile, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    current = MonthProfile.objects.filter(pk=found.pk).first()
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_as_written(current) if current else {},
        mine={name: given.get(name, "") for name in ProfileForm.base_fields},
        labels={name: field.label for name, field in ProfileForm.base_fields.items()},
    )
    back = reverse("workspace:internal_budget_profiles", args=[year])
    return conflict_page(request, conflict, name=found.name, cancel_url=back)


def _ways(year: int, own: Sequence[MonthProfile]) -> list[tuple[str, Sequence[int], int]]:
    """Return name, weights and key of each way to spread a year; what Roder counts itself has no key."""
    return [
        (shape_name(MonthShape.FLAT), [1] * MONTHS, 0),
        (shape_name(MonthShape.WORKING_DAYS), working_days(year), 0),
        (shape_name(MonthShape.SCHOOL_YEAR), SCHOOL_DAYS, 0),
        *((row.name, row.weights, row.pk) for row in own),
    ]


def _sample_table(year: int, own: Sequence[MonthProfile]) -> DataTable:
    """Return how a sum falls month by month, by each way to spread a year; it is always exact."""
    language = get_language() or "sv"
    ways = _ways(year, own)
    spreads = [spread_months(SAMPLE_ORE, weights).months_ore for _name, weights, _pk in ways]
    rows = [
        Row([Cell(month_name(month, language)), *(Cell(spread[month - 1]) for spread in spreads)])
        for month in range(1, MONTHS + 1)
    ]
    rows.append(Row([Cell(_("The year")), *(Cell(sum(spread)) for spread in spreads)], is_total=True))
    names = [Column(name, "amount", f"way{at}_ore") for at, (name, _weights, _pk) in enumerate(ways, 1)]
    caption = _("How 100 000 kronor fall over %(year)s") % {"year": year}
    return DataTable(caption, [Column(_("Month"), key="month"), *names], rows, is_sortable=False)


def _way_table(year: int, own: Sequence[MonthProfile], *, leads: bool) -> DataTable:
    """Return each way with its weights, and the months that hold an öre more of the sum."""
    language = get_language() or "sv"
    columns = [
        Column(_("Profile"), key="profile"),
        Column(_("Weights"), key="weights"),
        Column(_("Months that took the remainder"), key="extra"),
    ]
    rows = []
    for name, weights, pk in _ways(year, own):
        url = reverse("workspace:internal_budget_profile", args=[year, pk]) if leads and pk else ""
        extra = spread_months(SAMPLE_ORE, weights).extra
        months = ", ".join(month_name(month, language, short=True) for month in extra)
        rows.append(Row([Cell(name, url), Cell(" ".join(map(str, weights))), Cell(months)]))
    return DataTable(_("The profiles"), columns, rows, is_sortable=False)
