"""The form of an entry of any register: made from the register's shape, amounts as a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roder.apps.investments.console.register_words import choice_name
from roder.apps.investments.console.register_words import field_name
from roder.domain.budget_registers import RegisterEntry
from roder.domain.money import ORE_PER_UNIT
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.register_shapes import DECISION
from roder.domain.register_shapes import SHAPES
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.workspace.budget_registers.registers import ShownRegister

LONG_TEXTS = frozenset({"text", "basis"})
SHORT_TEXT = 20
_DIGITS = {"kr": 2, "tkr": 5}


def label_of(name: str) -> str:
    """Return the label of a field: its name with a capital."""
    text = field_name(name)
    return text[:1].upper() + text[1:]


def amount_text(ore: int | None, unit: str) -> str:
    """Return öre as a person writes the amount in a unit, with every decimal that it has.

    >>> amount_text(2350, "kr"), amount_text(125_000_000, "tkr"), amount_text(None, "kr")
    ('23,50', '1250', '')
    """
    if ore is None:
        return ""
    whole, rest = divmod(abs(ore), ORE_PER_UNIT[unit])
    decimals = f"{rest:0{_DIGITS[unit]}d}" if rest else ""
    decimals = decimals if unit == "kr" else decimals.rstrip("0")
    return f"{'-' if ore < 0 else ''}{whole}{',' + decimals if decimals else ''}"


class AmountField(forms.CharField):
    """An amount in the unit of the register; empty is unsaid."""

    def __init__(self, unit: str, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)
        self.unit = unit
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> int | None:
        """Return whole öre, ``None`` for nothing."""
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return ore_from_text(text, unit=self.unit)
        except AmountError:
            raise forms.ValidationError(_("Write the amount as a number, as 1 250 or 12,5.")) from None


class EntryForm(PlainForm):
    """What is said once of an entry, its amounts of the years shown, and its decision."""

    def __init__(
        self,
        register: ShownRegister,
        *args: Any,
        bodies: Sequence[tuple[str, str]],
        has_code: bool,
        **kwargs: Any,
    ) -> None:
        self.register = register
        self.shape = SHAPES[register.kind]
        super().__init__(*args, **kwargs)
        if has_code:
            self.fields["code"] = forms.CharField(label=label_of("code"), max_length=SHORT_TEXT)
        for name, longest in self.shape.texts.items():
            self.fields[name] = self._text(name, longest, bodies)
        for name, (lowest, highest) in self.shape.numbers.items():
            self.fields[name] = forms.IntegerField(
                label=label_of(name), min_value=lowest, max_value=highest, required=False
            )
        for name in [*self.shape.amounts, *self._yearly()]:
            label = f"{label_of(name)}, {register.unit}"
            self.fields[name] = AmountField(register.unit, label=label)
        if self.shape.has_decision:
            self._add_decision(bodies)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def _yearly(self) -> list[str]:
        return [f"{name} {year}" for year in self.register.years for name in self.shape.yearly]

    def _text(self, name: str, longest: int, bodies: Sequence[tuple[str, str]]) -> forms.Field:
        label = label_of(name)
        if name in self.shape.choices:
            choices = [(value, choice_name(value)) for value in self.shape.choices[name]]
            return forms.ChoiceField(label=label, choices=choices)
        if name == "body_code":
            return forms.ChoiceField(label=label, choices=[("", "–"), *bodies], required=False)
        widget = forms.Textarea(attrs={"rows": 4}) if name in LONG_TEXTS else forms.TextInput()
        return forms.CharField(label=label, max_length=longest, required=name == "name", widget=widget)

    def _add_decision(self, bodies: Sequence[tuple[str, str]]) -> None:
        choices = [("", "–"), *bodies]
        self.fields["decision_body"] = forms.ChoiceField(
            label=label_of("decision_body"), choices=choices, required=False
        )
        self.fields["decision_date"] = day_field(label_of("decision_date"), required=False)
        for name, longest in (("paragraph", 20), ("case_number", 40), ("decision_title", 200)):
            self.fields[name] = forms.CharField(label=label_of(name), max_length=longest, required=False)

    def entry(self, code: str, kept: Mapping[str, Any]) -> RegisterEntry:
        """Return the entry that a valid form describes; ``kept`` are facts that the form does not show."""
        given = self.cleaned_data
        names = [*self.shape.facts, *(DECISION if self.shape.has_decision else ())]
        facts = {**kept, **{name: given.get(name) for name in names}}
        facts |= {name: usual for name, usual in self.shape.usual.items() if facts.get(name) is None}
        years: dict[int, dict[str, int]] = {}
        for key in self._yearly():
            name, _space, year = key.partition(" ")
            if given.get(key) is not None:
                years.setdefault(int(year), {})[name] = given[key]
        return RegisterEntry(code, facts, years)


def initial_of(entry: RegisterEntry, unit: str) -> dict[str, Any]:
    """Return an entry as a form holds it."""
    values: dict[str, Any] = {
        name: amount_text(value, unit) if name.endswith("_ore") else value
        for name, value in entry.facts.items()
    }
    for year, amounts in entry.years.items():
        values |= {f"{name} {year}": amount_text(ore, unit) for name, ore in amounts.items()}
    return values
