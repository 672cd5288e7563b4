"""Decisions: the register, one decision with everything that points at it, and the form that registers one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.access import access_decision
from roder.apps.decisions.access import access_decision_registering
from roder.apps.decisions.access import access_decisions
from roder.apps.decisions.access import may_register_decisions
from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.queries import decisions
from roder.apps.decisions.queries import pointing_at
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.queries import organisation_tree
from roder.domain.decisions import DecisionFacts
from roder.ui.problem_texts import add_problems
from roder.workspace.assignment_details import REFUSED
from roder.workspace.assignment_forms import decision_name
from roder.workspace.assignment_forms import set_choices
from roder.workspace.assignment_forms import tree_choices
from roder.workspace.assignment_words import body_names
from roder.workspace.decided_words import decided_groups
from roder.workspace.history_rows import DECISIONS
from roder.workspace.history_rows import object_history
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.organisation import OrganisationTree
    from roder.domain.reach import Reach

ON_A_PAGE = 50


class DecisionForm(PlainForm):
    """A decision as the minutes state it."""

    body_code = forms.ChoiceField(label=gettext_lazy("Body that decided"))
    meeting_date = day_field(gettext_lazy("Day of the meeting"), required=True)
    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), max_length=20)
    case_number = forms.CharField(label=gettext_lazy("Case number"), required=False, max_length=40)
    title = forms.CharField(label=gettext_lazy("What the decision is about"), max_length=200)
    wording = forms.CharField(
        label=gettext_lazy("The decision as the minutes have it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=50000,
    )

    def __init__(self, *args: Any, tree: OrganisationTree, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "body_code", tree_choices(tree, reach.bodies(tree)))
        self.fields["case_number"].help_text = _("The number in the register of documents, as KS 17/101.")

    def facts(self) -> DecisionFacts:
        """Return the decision that a valid form describes."""
        return DecisionFacts(**self.cleaned_data)


def listing(request: HttpRequest) -> HttpResponse:
    access_decisions(request.user)
    organisation = tree_organisation_shown()
    names, every = body_names(organisation), decisions(organisation)
    body = request.GET.get("body", "")[:20].replace("\x00", "")
    pages = Paginator(decisions(organisation, body_code=body), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    codes = sorted(set(every.order_by().values_list("body_code", flat=True)))
    context = {
        "rows": [
            {
                "decision": one,
                "name": decision_name(one, names),
                "url": reverse("workspace:decision", args=[one.pk]),
            }
            for one in page.object_list
        ],
        "bodies": [(code, names.get(code, code)) for code in codes],
        "body": body,
        "may_register": may_register_decisions(request.user),
        "pager": {
            "number": page.number,
            "count": pages.num_pages,
            "previous_url": f"?body={body}&page={page.number - 1}" if page.has_previous() else "",
            "next_url": f"?body={body}&page={page.number + 1}" if page.has_next() else "",
        },
    }
    return render(request, "workspace/decisions/list.html", context)


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_decision(request.user, pk)
    names = body_names(found.organisation)
    name = decision_name(found, names)
    context = {
        "decision": found,
        "name": name,
        "body": names.get(found.body_code, found.body_code),
        "groups": decided_groups(pointing_at(found)),
        "entries": object_history(str(found), DECISIONS),
        "breadcrumbs": [
            {"label": _("Decisions"), "url": reverse("workspace:decisions")},
            {"label": name, "url": reverse("workspace:decision", args=[pk])},
        ],
    }
    return render(request, "workspace/decisions/detail.html", context)


def add(request: HttpRequest) -> HttpResponse:
    reach = access_decision_registering(request.user)
    organisation = tree_organisation_shown()
    tree = organisation_tree(organisation, timezone.localdate())
    form = DecisionForm(request.POST or None, tree=tree, reach=reach)
    if form.is_valid():
        try:
            made = register_decision(organisation, form.facts(), acting_user=access_person(request.user))
        except DecisionRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The decision is registered."))
            return redirect("workspace:decision", pk=made.pk)
    context = {
        "form": form,
        "cancel_url": reverse("workspace:decisions"),
        "breadcrumbs": [
            {"label": _("Decisions"), "url": reverse("workspace:decisions")},
            {"label": _("Register a decision"), "url": ""},
        ],
    }
    return render(request, "workspace/decisions/add.html", context, status=REFUSED if form.is_bound else 200)
