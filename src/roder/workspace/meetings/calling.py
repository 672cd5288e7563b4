"""To call a meeting about a budget: which body, when, and what is to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.identity.access import access_person
from roder.apps.ledger.steering_days import steering_day
from roder.apps.meetings.access import access_meeting_calling
from roder.apps.meetings.actions.calling import ItemFacts
from roder.apps.meetings.actions.calling import MeetingFacts
from roder.apps.meetings.actions.calling import call_meeting
from roder.apps.meetings.actions.calling import put_item
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.models import Meeting
from roder.apps.meetings.queries import items_of_year
from roder.apps.organisation.queries import organisation_tree
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import ItemState
from roder.domain.organisation import BodyKind
from roder.ui.problem_texts import add_problems
from roder.workspace.assignment_forms import set_choices
from roder.workspace.assignment_forms import tree_choices
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.chosen import meeting_name
from roder.workspace.meetings.words import kind_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import MeetingItem
    from roder.domain.organisation import OrganisationTree
    from roder.domain.reach import Reach

MEETS = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD)


class CallForm(PlainForm):
    """A meeting and the matter that it has."""

    body_code = forms.ChoiceField(label=gettext_lazy("Body that meets"))
    day = day_field(gettext_lazy("Day of the meeting"), required=True)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    term = forms.CharField(label=gettext_lazy("Election period"), required=False, max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("What is to be decided"))
    title = forms.CharField(label=gettext_lazy("Title of the matter"), max_length=200)
    case_number = forms.CharField(label=gettext_lazy("Case number"), required=False, max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    earlier = forms.ChoiceField(label=gettext_lazy("Comes from"), required=False)

    def __init__(self, *args: Any, tree: OrganisationTree, reach: Reach, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = reach.bodies(tree)
        meets = [code for code in within if tree.bodies[code].kind in MEETS]
        set_choices(self, "body_code", tree_choices(tree, meets))
        set_choices(self, "kind", [(kind.value, kind_name(kind)) for kind in BudgetDecisionKind])
        delayed = items_of_year(tree.organisation, year).filter(
            state__in=[ItemState.REMITTED, ItemState.POSTPONED], later__isnull=True
        )
        self.delayed = {str(item.pk): item for item in delayed}
        choices = [(key, meeting_name(item)) for key, item in self.delayed.items()]
        set_choices(self, "earlier", [("", _("A new matter")), *choices])
        self.fields["title"].initial = _("Goals and budget %(year)s") % {"year": year}
        self.fields["term"].help_text = _("As 2018–2022.")
        self.fields["reason"].help_text = _(
            "For a tax rate alone, a prolonged budget or a revision: the special reasons."
        )
        self.fields["earlier"].help_text = _("The meeting that remitted or postponed the matter.")
        if not self.delayed:
            del self.fields["earlier"]


def call(request: HttpRequest, year: int) -> HttpResponse:
    reach = access_meeting_calling(request.user)
    key = budget_key(year)
    tree = organisation_tree(key, steering_day())
    given = request.POST if request.method == "POST" else None
    form = CallForm(given, tree=tree, reach=reach, year=year)
    if form.is_valid():
        try:
            item = _called(key, year, form, acting_user=access_person(request.user))
        except MeetingRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The meeting is called."))
            return redirect(matter_url(item))
    context = {
        "form": form,
        "year": year,
        "cancel_url": reverse("workspace:meetings", args=[year]),
        "tabs": budget_places(year, "meetings"),
        "breadcrumbs": budget_breadcrumbs(
            year,
            (_("Decision"), reverse("workspace:meetings", args=[year])),
            (_("Call a meeting"), ""),
        ),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workspace/meetings/call.html", context, status=status)


@transaction.atomic
def _called(key: str, year: int, form: CallForm, *, acting_user: User) -> MeetingItem:
    """Call the meeting unless it is called already for another matter, and put the matter on its list."""
    given = form.cleaned_data
    facts = MeetingFacts(given["body_code"], given["day"], given["place"], given["term"])
    known = Meeting.objects.filter(organisation=key, body_code=facts.body_code, day=facts.day).first()
    meeting = known or call_meeting(key, facts, acting_user=acting_user)
    matter = ItemFacts(
        year,
        BudgetDecisionKind(given["kind"]),
        given["title"],
        given["case_number"],
        given["reason"],
    )
    earlier = form.delayed.get(given.get("earlier", ""))
    return put_item(meeting, matter, earlier=earlier, acting_user=acting_user)
