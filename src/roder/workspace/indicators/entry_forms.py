"""The forms of one target and one value together with what stood there when they were opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy

from roder.apps.indicators.actions.observations import ValueEntry
from roder.apps.indicators.actions.targets import clear_target
from roder.apps.indicators.actions.targets import set_target
from roder.apps.indicators.queries import indicator_rows
from roder.apps.indicators.queries import targets_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.attainment import TargetValue
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.ui.formatting import exact_number_text
from roder.workspace.indicators.chosen import shown_periods
from roder.workspace.indicators.forms import TargetForm
from roder.workspace.indicators.forms import ValueForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from django.http import HttpRequest

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import Target

SEEN, OPENED = "seen", "opened"
"""What stood there when a form was opened, and where that was: period, sex, place."""


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """The form of a target, and the version of the one that stood there."""

    indicator: Indicator
    form: TargetForm
    seen_version: int
    opened: str

    @classmethod
    def of(cls, indicator: Indicator, request: HttpRequest) -> TargetEntry:
        """Return the form as it was sent, or with the target of the period and sex that are asked for."""
        given = request.POST if request.method == "POST" else request.GET
        period = given.get("period", "") or shown_periods(indicator)[-1]
        sex = given.get("sex", "") or Sex.ALL.value
        held = targets_of([indicator], [period]).get((indicator.pk, period, sex))
        if request.method == "POST":
            form = TargetForm(given, indicator=indicator)
            return cls(indicator, form, _seen(given, f"{period} {sex}") or 0, f"{period} {sex}")
        initial = {"period": period, "sex": sex, "kind": TargetKind.REACH.value} | _texts(held, indicator)
        form = TargetForm(indicator=indicator, initial=initial)
        return cls(indicator, form, held.version if held else 0, f"{period} {sex}")

    def carry_out(self, person: User) -> None:
        """Set the target of a valid form, or take it away when no value is written."""
        given = self.form.cleaned_data
        period, sex = given["period"], Sex(given["sex"])
        if given["value"] is None:
            held = targets_of([self.indicator], [period]).get((self.indicator.pk, period, sex.value))
            if held is not None:
                clear_target(held, seen_version=self.seen_version, acting_user=person)
            return
        target = TargetValue(TargetKind(given["kind"]), given["value"], given["upper"], given["limit"])
        set_target(self.indicator, period, sex, target, seen_version=self.seen_version, acting_user=person)


def _seen(given: Mapping[str, str], spot: str) -> int | None:
    """What stood at the spot when the form was opened; nothing, when it was opened on another."""
    sent = given.get(SEEN, "")
    is_number = sent.isascii() and sent.isdigit()
    return int(sent) if is_number and given.get(OPENED, "") == spot else None


def _texts(held: Target | None, indicator: Indicator) -> dict[str, str]:
    if held is None:
        return {}

    def text(value: Decimal | None) -> str:
        return exact_number_text(value, indicator.decimals, get_language() or "sv")

    return {
        "kind": held.kind,
        "value": text(held.value),
        "upper": text(held.upper),
        "limit": text(held.limit),
    }


class ValueEntryForm(ValueForm):
    """The form of a value with its place; ``seen`` names the observation that stood there."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    field_order = ("period", "place", "sex", "value")

    def __init__(
        self, *args: Any, indicator: Indicator, places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, indicator=indicator, **kwargs)
        self.indicator = indicator
        self.seen: int | None = None
        self.opened = ""
        cast("forms.ChoiceField", self.fields["place"]).choices = list(places)

    @classmethod
    def of(
        cls, indicator: Indicator, request: HttpRequest, places: Sequence[tuple[str, str]]
    ) -> ValueEntryForm:
        """Return the form as it was sent, or for the period, sex and place that are asked for."""
        given = request.POST if request.method == "POST" else request.GET
        asked = {
            "period": given.get("period", "") or shown_periods(indicator)[-1],
            "sex": given.get("sex", "") or Sex.ALL.value,
            "place": given.get("place", "") or places[0][0],
        }
        spot = " ".join(asked.values())
        if request.method == "POST":
            form = cls(given, indicator=indicator, places=places)
            form.seen = _seen(given, spot)
        else:
            standing, value = _standing(indicator, **asked)
            text = exact_number_text(value, indicator.decimals, get_language() or "sv")
            form = cls(indicator=indicator, places=places, initial=asked | {"value": text})
            form.seen = standing
        form.opened = spot
        return form

    def look_again(self) -> None:
        """Take what stands there now as seen: the person has been told of it."""
        given = self.cleaned_data
        self.seen, _value = _standing(self.indicator, given["period"], given["sex"], given["place"])

    def entry(self) -> ValueEntry:
        """Return the entry of a valid form."""
        given = self.cleaned_data
        return ValueEntry(
            self.indicator,
            given["period"],
            Sex(given["sex"]),
            given["value"],
            given["place"],
            given["group_size"],
            given["source_note"],
            given["published_on"],
            seen=self.seen,
        )


def _standing(indicator: Indicator, period: str, sex: str, place: str) -> tuple[int | None, Decimal | None]:
    try:
        rows = indicator_rows([indicator], [period], place=place, today=steering_day())
    except ValueError:
        return None, None
    found = next((row.latest for row in rows if row.sex == sex), None)
    return (found.observation, found.value) if found else (None, None)
