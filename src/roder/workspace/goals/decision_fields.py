"""The decision that a form asks for: the meeting's day and the paragraph find it, or register it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.queries import decisions
from roder.domain.decisions import DecisionFacts
from roder.domain.organisation import BodyKind
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


class DecisionForm(PlainForm):
    """Meeting, paragraph and case number; all empty where a decision is not needed and there is none."""

    meeting_date = day_field(gettext_lazy("Meeting"), required=False)
    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), required=False, max_length=20)
    case_number = forms.CharField(label=gettext_lazy("Case number"), required=False, max_length=40)

    def __init__(self, *args: Any, must_decide: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting_date"].required = must_decide
        self.fields["paragraph"].required = must_decide
        self.fields["paragraph"].help_text = _(
            "A paragraph that is registered already is found; otherwise it is registered."
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("meeting_date")) != bool(given.get("paragraph")):
            self.add_error("paragraph", _("Give both the meeting and the paragraph, or neither."))
        return given


def decision_of(
    organisation: str, body_code: str, given: dict[str, Any], title: str, *, acting_user: User
) -> Decision | None:
    """Return the decision that the form names, found or registered; ``None`` when it names none."""
    if not given.get("meeting_date"):
        return None
    paragraph = given["paragraph"].strip().removeprefix("§").strip()
    known = decisions(organisation, body_code=body_code).filter(
        meeting_date=given["meeting_date"], paragraph=paragraph
    )
    facts = DecisionFacts(body_code, given["meeting_date"], paragraph, title, given["case_number"].strip())
    return known.first() or register_decision(organisation, facts, acting_user=acting_user)


def council_of(organisation: OrganisationTree) -> str:
    """Return the code of the council; empty when the tree has none."""
    return next(
        (body.code for body in organisation.bodies.values() if body.kind is BodyKind.COUNCIL),
        "",
    )
