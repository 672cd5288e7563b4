"""The forms by which the register is kept: shape alone, the rules are the domain's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import User
from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.steering_documents import DocumentKind
from roder.workspace.documents.words import kind_choices
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCEPT = ".pdf,.docx,.odt,.txt"


class DocumentForm(PlainForm):
    """What the register says of a document."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of document"))
    owner_body = forms.ChoiceField(label=gettext_lazy("Body that answers for it"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Kept by"), required=False)
    owner_title = forms.CharField(label=gettext_lazy("Role of the keeper"), max_length=120, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    review_on = day_field(gettext_lazy("To be reviewed"), required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], has_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = kind_choices()
        cast("forms.ChoiceField", self.fields["owner_body"]).choices = owners
        cast("forms.ChoiceField", self.fields["owner"]).choices = [("", "–"), *people()]
        if has_code:
            self.fields["code"].help_text = _(
                "How the document is named in tables and addresses. It is never changed."
            )
        else:
            del self.fields["code"]
        self.fields["owner"].help_text = _(
            "Is told when the document lapses or is to be reviewed. May be left empty."
        )
        self.fields["summary"].help_text = _("What it is for, in a few plain sentences. It can be searched.")
        self.fields["review_on"].help_text = _("The day on which the owner is to see whether it still holds.")

    def facts(self, code: str = "") -> DocumentFacts:
        """Return what a valid form says of a document."""
        given = self.cleaned_data
        return DocumentFacts(
            code=given.get("code", code),
            title=given["title"],
            kind=DocumentKind(given["kind"]),
            title_en=given["title_en"],
            owner_body=given["owner_body"],
            owner=given["owner"],
            owner_title=given["owner_title"],
            summary=given["summary"],
            review_on=given["review_on"],
        )


def people() -> list[tuple[str, str]]:
    """Return the people who can keep a document, by name."""
    found = User.objects.filter(is_active=True).exclude(username=SYSTEM_USERNAME)
    return sorted(((person.username, str(person)) for person in found), key=lambda pair: pair[1])


class EditionForm(PlainForm):
    """An edition: its file and days, and the decision that adopts it when there is one."""

    file = forms.FileField(label=gettext_lazy("File"), required=False, allow_empty_file=True)
    in_force_from = day_field(gettext_lazy("In force from"), required=False)
    in_force_to = day_field(gettext_lazy("In force to"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
    decided_by = forms.ChoiceField(label=gettext_lazy("Decided by"), required=False)
    meeting_date = day_field(gettext_lazy("Date of the meeting"), required=False)
    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), max_length=20, required=False)
    case_number = forms.CharField(label=gettext_lazy("Case number"), max_length=40, required=False)
    decision_title = forms.CharField(label=gettext_lazy("What was decided"), max_length=200, required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ACCEPT
        cast("forms.ChoiceField", self.fields["decided_by"]).choices = [("", _("Not decided yet")), *bodies]
        self.fields["file"].help_text = _("PDF, Word (.docx), OpenDocument (.odt) or plain text.")
        self.fields["in_force_to"].help_text = _("Empty means until further notice.")
        self.fields["decided_by"].help_text = _(
            "With a decision the edition is adopted and is never edited again. Without one it is a draft."
        )
        self.fields["paragraph"].help_text = _("As in the minutes, such as 210.")
        self.fields["case_number"].help_text = _("As in the register of cases, such as KS 15/283.")

    def clean(self) -> dict[str, Any]:
        """Refuse a decision of which only a part is given."""
        given: dict[str, Any] = super().clean() or {}
        told = [name for name in ("meeting_date", "paragraph") if given.get(name)]
        if not given.get("decided_by"):
            if told:
                self.add_error(
                    "decided_by", _("Say which body decided, or take the other facts of the decision away.")
                )
        elif "meeting_date" not in told and "meeting_date" not in self.errors:
            self.add_error("meeting_date", _("Give the date of the meeting."))
        return given

    def facts(self, title: str) -> EditionFacts:
        """Return what a valid form says of an edition; its decision is called as the document when nothing is said."""
        given = self.cleaned_data
        decision = None
        if given["decided_by"]:
            decision = DecisionFacts(
                body_code=given["decided_by"],
                meeting_date=given["meeting_date"],
                paragraph=given["paragraph"].strip().removeprefix("§").strip(),
                title=given["decision_title"].strip() or title[:200],
                case_number=given["case_number"].strip(),
            )
        return EditionFacts(given["in_force_from"], given["in_force_to"], given["note"], decision)


class FileForm(PlainForm):
    """The file that an adopted edition lacks."""

    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ACCEPT
        self.fields["file"].help_text = _(
            "The wording that was adopted, as PDF, Word, OpenDocument or plain text. It cannot be changed afterwards."
        )


class EndForm(PlainForm):
    """The last day of a document."""

    last_day = day_field(gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].help_text = _(
            "The last day on which it is in force. Empty takes an end back."
        )


class ReplaceForm(PlainForm):
    """The document that takes another's place."""

    replaced_by = forms.ChoiceField(label=gettext_lazy("Replaced by"), required=False)

    def __init__(self, *args: Any, documents: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["replaced_by"]).choices = [("", _("No document")), *documents]
        self.fields["replaced_by"].help_text = _(
            "The new document takes its place from the day on which the new one is in force."
        )
