"""To write what is concluded of a body's earlier years, and choose which indicators the analysis looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.actions.analysis import AnalysisFacts
from roder.apps.budgetprocess.actions.analysis import write_analysis
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.preparation_access import access_analysis_writing
from roder.apps.budgetprocess.scan_queries import analyses
from roder.apps.indicators.models import Indicator
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.assignment_forms import set_choices
from roder.workspace.budget_preparation.analysis import body_of
from roder.workspace.budget_preparation.analysis import body_url
from roder.workspace.budget_preparation.places import REFUSED
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.places import with_lists
from roder.workspace.budget_preparation.scan_forms import many_field
from roder.workspace.budget_preparation.scan_forms import text_field
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import CostQualityAnalysis
    from roder.workspace.budget_preparation.places import PreparedYear

PER_CENT = "procent"
PLAIN_TEXTS = frozenset({"conclusion", "cost_indicator"})


class AnalysisForm(PlainForm):
    """What is concluded, and from which indicators."""

    conclusion = text_field(gettext_lazy("Conclusion"), rows=8)
    is_done = forms.BooleanField(label=gettext_lazy("The analysis is done"), required=False)
    cost_indicator = forms.ChoiceField(label=gettext_lazy("Indicator of cost"), required=False)
    quality_indicators = many_field(gettext_lazy("Indicators of quality"))

    PLAIN = ("conclusion", "cost_indicator", "is_done")

    def __init__(self, *args: Any, place: PreparedYear, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Indicator.objects.filter(organisation=place.key, retired_on=None).order_by("area", "code")
        of_cost = [(each.code, f"{each.code} {each.title}") for each in known if each.unit in {PER_CENT, "%"}]
        set_choices(self, "cost_indicator", [("", _("None chosen")), *of_cost])
        shown = [each for each in known if body in {"", each.responsible_body}]
        set_choices(self, "quality_indicators", [(each.code, f"{each.code} {each.title}") for each in shown])
        self.fields["cost_indicator"].help_text = _(
            "One that says in per cent how far the net cost deviates."
        )
        self.fields["quality_indicators"].help_text = _(
            "Choose none, and every measure that the committee answers for is looked at."
        )

    def facts(self) -> AnalysisFacts:
        """Return the analysis that a valid form describes."""
        given = self.cleaned_data
        return AnalysisFacts(
            given["conclusion"],
            given["cost_indicator"],
            tuple(given["quality_indicators"]),
            given["is_done"],
        )


def write(request: HttpRequest, year: int, code: str) -> HttpResponse:
    place = prepared_year(year)
    body = body_of(place, code)
    person = access_analysis_writing(request.user, body, place.bodies)
    found = analyses(place.key, year).get(body)
    plain = _as_form(found)
    given = None
    if request.method == "POST":
        given = with_lists(resolved(request.POST), request.POST, "quality_indicators")
    chosen = {"quality_indicators": found.quality_indicators if found else []}
    form = AnalysisForm(given, place=place, body=body, initial={**plain, **chosen})
    if given is not None and form.is_valid():
        version = max(read_seen(given).version, 0)
        try:
            write_analysis(place.key, year, body, form.facts(), seen_version=version, acting_user=person)
            messages.success(request, _("The analysis is saved."))
            return redirect(body_url(place, body))
        except StaleVersionError as error:
            return _conflict(request, place, body, given, error)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    name = place.name_of(body)
    title = _("Write the analysis: %(body)s") % {"body": name}
    seen = read_seen(given) if given is not None else Seen(found.version if found else 0, plain)
    context = {
        **around(place, "budget_analysis", (name, body_url(place, body)), (_("Write"), "")),
        "title": title,
        "form": form,
        "seen": str(seen),
        "cancel_url": body_url(place, body),
        "help_text": _(
            "The figures are read from the system each time the page is shown; what you write is the conclusion."
        ),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_preparation/form.html", context, status=status)


def _as_form(found: CostQualityAnalysis | None) -> dict[str, str]:
    if found is None:
        return {}
    return _texts({name: getattr(found, name) for name in AnalysisForm.PLAIN})


def _texts(values: dict[str, Any]) -> dict[str, str]:
    kept = {name: value for name, value in values.items() if name in PLAIN_TEXTS}
    return texts(kept) | {"is_done": "on" if values.get("is_done") else ""}


def _conflict(
    request: HttpRequest, place: PreparedYear, body: str, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_texts(dict(error.theirs)),
        mine=_texts(dict(error.mine)),
        labels={name: field.label for name, field in AnalysisForm.base_fields.items()},
        show=lambda name, text: (_("yes") if text else _("no")) if name == "is_done" else text,
    )
    carried = [
        {"name": "quality_indicators", "value": value} for value in given.getlist("quality_indicators")
    ]
    back = reverse("workspace:budget_analysis", args=[place.year])
    return conflict_page(request, conflict, name=place.name_of(body), cancel_url=back, carried=carried)
