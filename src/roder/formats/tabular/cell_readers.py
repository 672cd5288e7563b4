"""The function that reads the cells of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.formats.tabular.decimals import number_value
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.values import MAX_CODE
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import account_value
from roder.formats.tabular.values import amount_ore
from roder.formats.tabular.values import code_value
from roder.formats.tabular.values import date_value
from roder.formats.tabular.values import month_value
from roder.formats.tabular.values import name_value
from roder.formats.tabular.values import quantity_micro
from roder.formats.tabular.values import unprotected
from roder.formats.tabular.values import without_currency
from roder.formats.tabular.values import year_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.formats.tabular.fields import Field


def choice_reader(field: Field) -> Callable[[str], str | Fault]:
    """Return the function that turns a word into the field's value."""
    words = {plain_name(word): one.value for one in field.choices for word in (*one.words, one.value)}

    def read(text: str) -> str | Fault:
        return words.get(plain_name(text), Fault("bad_choice"))

    return read


def cell_reader(field: Field, *, unit: str, decimal: str) -> Callable[[str], object]:
    """Return the function from a stripped, non-empty text to the field's value or a ``Fault``."""

    def read_amount(text: str) -> int | Fault:
        try:
            return amount_ore(text, unit=unit, decimal=decimal)
        except ValueError:
            return Fault("bad_amount")

    def read_plan_amount(text: str) -> int | Fault | None:
        plain = without_currency(text)
        return read_amount(plain) if plain else None

    def read_quantity(text: str) -> int | Fault:
        try:
            return quantity_micro(text, decimal=decimal)
        except ValueError:
            return Fault("bad_quantity")

    def read_month(text: str) -> object:
        month = month_value(text)
        return Fault("bad_period") if month == Fault("bad_date") else month

    readers: dict[FieldKind, Callable[[str], object]] = {
        FieldKind.TEXT: unprotected,
        FieldKind.CODE: code_value,
        FieldKind.ACCOUNT: account_value,
        FieldKind.MONTH: read_month,
        FieldKind.DATE: date_value,
        FieldKind.AMOUNT: read_amount,
        FieldKind.QUANTITY: read_quantity,
        FieldKind.CHOICE: choice_reader(field),
        FieldKind.NUMBER: lambda text: number_value(text, decimal=decimal),
        FieldKind.PLAN_AMOUNT: read_plan_amount,
        FieldKind.YEAR: year_value,
        FieldKind.NAME: lambda text: name_value(text, field.limit or MAX_CODE),
    }
    return readers[field.kind]
