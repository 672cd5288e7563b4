"""The forms by which an administrator grants and ends a mandate."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.ledger.queries import organisations_known
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.workspace.mandate_texts import role_name

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

DAY_FORMATS = ["%Y-%m-%d"]
SEPARATOR = "/"
INDENT = "\u00a0\u00a0"


def day_field(label: Any, *, required: bool) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format=DAY_FORMATS[0])
    return forms.DateField(label=label, required=required, input_formats=DAY_FORMATS, widget=widget)


class PlainForm(forms.Form):
    """A form whose fields look as all other fields do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


class MandateForm(PlainForm):
    """A role, the part of the organisation that it is for, and its days."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    part = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    party = forms.CharField(label=gettext_lazy("Party"), required=False, max_length=80)
    valid_from = day_field(gettext_lazy("First day"), required=True)
    valid_to = day_field(gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["role"]).choices = [
            (role.value, role_name(role)) for role in Role
        ]
        cast("forms.ChoiceField", self.fields["part"]).choices = part_choices(today)
        self.fields["valid_from"].initial = today
        self.fields["party"].help_text = _("For the role of politician only.")
        self.fields["valid_to"].help_text = _("May be left empty. The role ends by itself after this day.")
        self.fields["part"].help_text = _("With everything that lies below it.")

    def mandate(self) -> Mandate:
        """Return the mandate that a valid form describes."""
        given = self.cleaned_data
        organisation, _separator, body = given["part"].partition(SEPARATOR)
        return Mandate(
            Role(given["role"]),
            organisation,
            body,
            given["party"].strip(),
            given["valid_from"],
            given["valid_to"],
        )


class EndForm(PlainForm):
    """The last day of a mandate that ends before its time; none ends it at once."""

    last_day = day_field(gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].help_text = _("Leave it empty to end the role at once.")


class DayForm(PlainForm):
    """The day on which one asks who had which role."""

    day = day_field(gettext_lazy("On the day"), required=True)

    def chosen(self) -> date:
        """Return the day asked about; today when none, or none that can be read, is given."""
        return self.cleaned_data["day"] if self.is_valid() else timezone.localdate()


def part_choices(today: date) -> list[Any]:
    """Return the whole, each organisation, and its bodies under the committee or company they are part of."""
    choices: list[Any] = [("", _("The whole"))]
    for organisation in organisations_known():
        choices.append((organisation.key, organisation.name))
        tree = organisation_tree(organisation.key, today)
        choices += [(top.name, _with_parts(tree, top, 0)) for top in _tops(tree)]
    return choices


def _tops(tree: OrganisationTree) -> list[Body]:
    apart = FRAME_HOLDERS | {BodyKind.COMPANY}
    every = sorted(tree.bodies.values(), key=lambda body: body.code)
    return [body for body in every if body.kind in apart or body.parent not in tree.bodies]


def _with_parts(tree: OrganisationTree, body: Body, depth: int) -> list[tuple[str, str]]:
    value = f"{tree.organisation}{SEPARATOR}{body.code}"
    found = [(value, f"{INDENT * depth}{body.code} {body.name}")]
    for part in tree.parts(body.code):
        found += _with_parts(tree, part, depth + 1)
    return found
