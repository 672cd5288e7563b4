"""The form by which a person says what a unit's budget shall start from."""

from __future__ import annotations

from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.internalbudgets.queries import month_profiles
from roder.domain.base_faults import is_index
from roder.domain.forecasting import ForecastMethod
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import BaseWish
from roder.domain.periodisation import MONTHS
from roder.domain.periodisation import SCHOOL_DAYS
from roder.domain.periodisation import MonthShape
from roder.domain.periodisation import working_days
from roder.ui.formatting import month_name
from roder.workspace.explanations import line_name
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from django.forms import BoundField

INDEXED_LINES = (
    "operating_income",
    "transfers",
    "bought_operations",
    "goods",
    "personnel",
    "premises",
    "other_costs",
    "internal",
)
"""Account groups that a unit's budget is made of; every other line has the rest's index."""
OWN_MONTHS = "source"
PROFILE = "profile-"
SHAPES = (MonthShape.FLAT, MonthShape.WORKING_DAYS, MonthShape.SCHOOL_YEAR)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class PerCentField(forms.Field):
    """A change in per cent, with a decimal comma or point; nothing written is 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "maxlength": "12"}

    def to_python(self, value: Any) -> Decimal:
        plain = str(value or "0").replace("\u2212", "-").replace(",", ".").strip().removesuffix("%").strip()
        try:
            found = Decimal(plain)
        except InvalidOperation:
            found = Decimal("NaN")
        if not is_index(found):
            raise forms.ValidationError(_("Write a change in per cent, such as 2,8 or −1."))
        return found


class UnitBaseForm(PlainForm):
    """Source, year, how the year falls, an index for each account group, and what may go."""

    scope = forms.ChoiceField(label=gettext_lazy("Fill"), widget=forms.RadioSelect)
    source = forms.ChoiceField(label=gettext_lazy("Start from"), widget=forms.RadioSelect)
    source_year = forms.IntegerField(
        label=gettext_lazy("The source's year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    through_month = forms.TypedChoiceField(label=gettext_lazy("Outturn through"), coerce=int)
    method = forms.ChoiceField(label=gettext_lazy("The rest of the forecast"))
    with_activity = forms.BooleanField(
        label=gettext_lazy("Keep the outturn's activities apart"), required=False, initial=True
    )
    shape = forms.ChoiceField(label=gettext_lazy("How the year falls"))
    rest_index = PerCentField(label=gettext_lazy("All other account groups"))
    plan1_index = PerCentField()
    plan2_index = PerCentField()
    fit_account = forms.RegexField(
        r"^[0-9]{1,20}$",
        label=gettext_lazy("Put what is left of the allotment on account"),
        required=False,
        help_text=gettext_lazy(
            "Leave empty to see what is left instead. The line says how much was put there."
        ),
    )
    replaces_typed = forms.BooleanField(
        label=gettext_lazy("Lines that a person typed may go too"), required=False
    )

    def __init__(
        self, *args: Any, organisation: str, year: int, through_month: int, has_below: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.year = organisation, year
        for name in ("with_activity", "replaces_typed"):
            self.fields[name].widget.attrs.pop("class")
        self._choose("scope", _scopes(has_below=has_below))
        self._choose("source", _sources())
        self._choose("method", [(method.value, _method_name(method)) for method in ForecastMethod])
        self._choose(
            "through_month",
            [(str(month), month_name(month, get_language() or "sv")) for month in range(1, MONTHS + 1)],
        )
        self._choose("shape", self._shapes())
        self.initial = {
            "scope": "unit",
            "source": BaseSource.OUTTURN.value,
            "source_year": year - 1,
            "through_month": str(through_month or MONTHS),
            **self.initial,
        }
        for number in (1, 2):
            label = _("Plan %(year)s, on the year before") % {"year": year + number}
            self.fields[f"plan{number}_index"].label = label
        for line in INDEXED_LINES:
            self.fields[f"index_{line}"] = PerCentField(label=line_name(line))
            self.fields[f"index_{line}"].widget.attrs["class"] = "ds-input"

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def _shapes(self) -> list[tuple[str, str]]:
        own = [(f"{PROFILE}{row.pk}", row.name) for row in month_profiles(self.organisation)]
        return [
            (OWN_MONTHS, _("As the source's months")),
            *((each.value, shape_name(each)) for each in SHAPES),
            *own,
        ]

    @property
    def index_fields(self) -> list[BoundField]:
        """The fields of the indexes by account group, the rest last."""
        return [*(self[f"index_{line}"] for line in INDEXED_LINES), self["rest_index"]]

    @property
    def source_fields(self) -> list[BoundField]:
        """The fields that say where the amounts come from."""
        return [self[name] for name in ("scope", "source", "source_year", "with_activity")]

    @property
    def forecast_fields(self) -> list[BoundField]:
        """The fields that only a forecast uses."""
        return [self["through_month"], self["method"]]

    @property
    def last_fields(self) -> list[BoundField]:
        """The fields of how the year falls, of the plan years and of what may go."""
        return [
            self[name] for name in ("shape", "plan1_index", "plan2_index", "fit_account", "replaces_typed")
        ]

    def wish(self) -> BaseWish:
        """Return what was wished, of a form that is sound."""
        given = self.cleaned_data
        name, weights = self._weights(given["shape"])
        return BaseWish(
            BaseSource(given["source"]),
            given["source_year"],
            {line: given[f"index_{line}"] for line in INDEXED_LINES},
            given["rest_index"],
            (given["plan1_index"], given["plan2_index"]),
            weights,
            name,
            given["fit_account"],
            replaces_typed=given["replaces_typed"],
            with_activity=given["with_activity"],
            through_month=given["through_month"],
            method=ForecastMethod(given["method"]),
        )

    def _weights(self, shape: str) -> tuple[str, tuple[int, ...]]:
        if shape == OWN_MONTHS:
            return "", ()
        if shape.startswith(PROFILE):
            rows = {f"{PROFILE}{row.pk}": row for row in month_profiles(self.organisation)}
            return rows[shape].name, tuple(rows[shape].weights)
        weights = {
            MonthShape.FLAT: [1] * MONTHS,
            MonthShape.WORKING_DAYS: working_days(self.year),
            MonthShape.SCHOOL_YEAR: list(SCHOOL_DAYS),
        }
        return shape, tuple(weights[MonthShape(shape)])


def shape_name(shape: MonthShape) -> str:
    """Return what a way to spread a year is called."""
    return {
        MonthShape.FLAT: _("Evenly"),
        MonthShape.LAST_YEAR: _("As last year"),
        MonthShape.WORKING_DAYS: _("By working days"),
        MonthShape.SCHOOL_YEAR: _("By school days"),
        MonthShape.OWN: _("By a profile of our own"),
    }[shape]


def _scopes(*, has_below: bool) -> list[tuple[str, str]]:
    below = [("below", _("This unit and all below it that may be written now"))] if has_below else []
    return [("unit", _("This unit only")), *below]


def _sources() -> list[tuple[str, str]]:
    return [
        (BaseSource.OUTTURN.value, _("The outturn of a year")),
        (BaseSource.LEDGER_BUDGET.value, _("The budget that the ledger system holds")),
        (BaseSource.INTERNAL_BUDGET.value, _("The internal budget of a year, as it stands")),
        (BaseSource.FORECAST.value, _("A forecast of a year")),
    ]


def _method_name(method: ForecastMethod) -> str:
    return {
        ForecastMethod.BUDGET_PROFILE: _("As budgeted"),
        ForecastMethod.SEASON: _("As the same months last year"),
        ForecastMethod.RUN_RATE: _("As the last three months"),
        ForecastMethod.LINEAR: _("As the months so far"),
    }[method]
