"""The forms of indicators: the definition, a target, a value, a verdict."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.identity.models import User
from roder.domain.disclosure import SMALLEST_GROUP_OF_PUPILS
from roder.domain.disclosure import SMALLEST_GROUP_OF_STAFF
from roder.domain.indicator_facts import MOST_DECIMALS
from roder.domain.indicator_facts import IndicatorFacts
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.domain.typed_values import typed_number
from roder.workspace.indicators.words import direction_name
from roder.workspace.indicators.words import kind_name
from roder.workspace.indicators.words import period_kind_name
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import source_name
from roder.workspace.indicators.words import target_kind_name
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from decimal import Decimal
    from enum import StrEnum

    from roder.apps.indicators.models import Indicator

LONGEST_NUMBER = 40


class NumberField(forms.CharField):
    """A number as people write it in Swedish or English."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_NUMBER, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        """Return the number; ``None`` when nothing is written and nothing need be."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return typed_number(text)
        except ValueError:
            raise forms.ValidationError(_("Write a number, such as 12,5.")) from None


def _choices(form: forms.Form, name: str, kinds: type[StrEnum], word: Callable[[str], str]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = [(kind.value, word(kind.value)) for kind in kinds]


class IndicatorForm(forms.Form):
    """The definition of an indicator. The code stays as it was given."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    definition = forms.CharField(
        label=gettext_lazy("Definition"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    area = forms.CharField(label=gettext_lazy("Area"), max_length=80, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=40)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=MOST_DECIMALS, initial=1
    )
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    period_kind = forms.ChoiceField(label=gettext_lazy("How often"))
    days_until_due = forms.IntegerField(
        label=gettext_lazy("Days until a value is expected"), min_value=0, max_value=3650, initial=90
    )
    source = forms.ChoiceField(label=gettext_lazy("Source"), initial=IndicatorSource.OWN.value)
    source_reference = forms.CharField(
        label=gettext_lazy("Name at the source"), max_length=500, required=False
    )
    source_note = forms.CharField(label=gettext_lazy("Note on the source"), max_length=300, required=False)
    responsible_body = forms.ChoiceField(label=gettext_lazy("Responsible"), required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Owner"), required=False, empty_label="–"
    )
    owner_title = forms.CharField(label=gettext_lazy("Title of the owner"), max_length=120, required=False)
    is_by_sex = forms.BooleanField(label=gettext_lazy("By sex"), required=False, initial=True)
    no_sex_reason = forms.CharField(label=gettext_lazy("Why not by sex"), max_length=200, required=False)
    counts_people = forms.BooleanField(label=gettext_lazy("Values are numbers of people"), required=False)
    smallest_group = forms.IntegerField(
        label=gettext_lazy("Smallest group that is shown"), min_value=2, max_value=1000, initial=5
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "direction", Direction, direction_name)
        _choices(self, "kind", IndicatorKind, kind_name)
        _choices(self, "period_kind", PeriodKind, period_kind_name)
        _choices(self, "source", IndicatorSource, source_name)
        cast("forms.ChoiceField", self.fields["responsible_body"]).choices = [("", "–"), *bodies]
        people = User.objects.filter(is_active=True, mandates__isnull=False).distinct()
        cast("forms.ModelChoiceField[User]", self.fields["owner"]).queryset = people.order_by(
            "first_name", "last_name"
        )
        if not is_new:
            del self.fields["code"]
        self._explain()

    def _explain(self) -> None:
        hints = {
            "direction": _("Which way is better. It is never guessed from the unit."),
            "area": _("Gathers indicators of a kind, for example Employer."),
            "no_sex_reason": _("Written when the values are not kept by sex: a reason is asked for."),
            "counts_people": _("Then a value of 1 up to one less than the smallest group is hidden."),
            "smallest_group": _("5 from the start; %(staff)s for sick leave of staff, %(pupils)s for pupils.")
            % {"staff": SMALLEST_GROUP_OF_STAFF, "pupils": SMALLEST_GROUP_OF_PUPILS},
            "days_until_due": _(
                "Counted from the last day of the period. After that a missing value is late."
            ),
        }
        for name, hint in hints.items():
            self.fields[name].help_text = hint

    def facts(self, code: str = "") -> IndicatorFacts:
        """Return the definition that a valid form describes."""
        given = {
            name: self.cleaned_data.get(name) for name in (field.name for field in fields(IndicatorFacts))
        }
        return IndicatorFacts(**(given | {"code": code or given["code"]}))


class TargetForm(forms.Form):
    """The target of a period, for all or for one sex; emptied, it is taken away."""

    period = forms.CharField(label=gettext_lazy("Period"), max_length=10)
    sex = forms.ChoiceField(label=gettext_lazy("For"))
    kind = forms.ChoiceField(label=gettext_lazy("What the target asks"), widget=forms.RadioSelect)
    value = NumberField(label=gettext_lazy("Value"), required=False)
    upper = NumberField(label=gettext_lazy("Upper end"), required=False)
    limit = NumberField(label=gettext_lazy("Limit for nearly there"), required=False)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sexes(self, indicator)
        _choices(self, "kind", TargetKind, target_kind_name)
        self.fields["upper"].help_text = _("For a range only.")
        self.fields["value"].help_text = _("Left empty, the target is taken away.")
        self.fields["limit"].help_text = _(
            "The worst value that still counts as nearly there. Without it, a tenth from a target to reach."
        )


class ValueForm(forms.Form):
    """A value of the municipality in a period."""

    period = forms.CharField(label=gettext_lazy("Period"), max_length=10)
    sex = forms.ChoiceField(label=gettext_lazy("For"))
    value = NumberField(label=gettext_lazy("Value"), required=False)
    group_size = forms.IntegerField(
        label=gettext_lazy("Number of people that it tells of"), min_value=0, max_value=10**8, required=False
    )
    published_on = day_field(gettext_lazy("Published by the source"), required=False)
    source_note = forms.CharField(label=gettext_lazy("Note on the source"), max_length=300, required=False)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sexes(self, indicator)
        self.fields["value"].help_text = _("Left empty, it is entered that there is no value.")
        self.fields["group_size"].help_text = _("A value that tells of too few is hidden everywhere.")


class VerdictForm(forms.Form):
    """A verdict with its reason."""

    period = forms.CharField(label=gettext_lazy("Period"), max_length=10)
    level = forms.ChoiceField(label=gettext_lazy("Verdict"), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, steps: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["level"]).choices = list(steps)


def _sexes(form: forms.Form, indicator: Indicator) -> None:
    sexes = list(Sex) if indicator.is_by_sex else [Sex.ALL]
    cast("forms.ChoiceField", form.fields["sex"]).choices = [(sex.value, sex_name(sex)) for sex in sexes]
