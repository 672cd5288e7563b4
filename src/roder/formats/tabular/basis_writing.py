"""Staff lists, drivers and assumptions written out as tables that the readers give back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.domain.budget_drivers import WHOLE_YEAR
from roder.domain.internal_budgets import MONTHS
from roder.domain.positions import FULL
from roder.formats.tabular.writing import cell
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.budget_assumptions import Assumption
    from roder.domain.budget_drivers import Driver
    from roder.domain.positions import Position
    from roder.formats.tabular.fields import Field


def position_row(position: Position, unit: str = "") -> dict[str, Any]:
    """Return a row of a staff list, field by field.

    >>> from decimal import Decimal
    >>> from roder.domain.positions import Position
    >>> position_row(Position("Lärare", Decimal(2), 100, "5023"))["share"] is None
    True
    """
    return {
        "unit": unit,
        "title": position.title,
        "positions": position.positions,
        "wage": position.monthly_wage_ore,
        "share": None if position.share == FULL else position.share,
        "first": position.first,
        "last": position.last,
        "vacancy": position.vacancy,
        "account": position.account,
        "activity": position.activity,
        "overhead": position.overhead,
        "source": position.source,
    }


def driver_rows(driver: Driver, year: int, unit: str = "") -> list[dict[str, Any]]:
    """Return the rows of a driver: one for each year that it speaks of, or an empty one of the year.

    >>> from roder.domain.budget_drivers import Driver, DriverKind
    >>> driver_rows(Driver("Elever", DriverKind.HELD, "3091", "skolpeng"), 2019)[0]["year"]
    '2019'
    """
    years = sorted({key[0] for key in driver.quantities}) or [year]
    return [
        {
            "unit": unit,
            "name": driver.name,
            "measure": driver.measure,
            "kind": driver.kind.value,
            "account": driver.account,
            "activity": driver.activity,
            "price": driver.price,
            "direction": "income" if driver.is_income else "cost",
            "year": str(at),
            "whole": driver.quantities.get((at, WHOLE_YEAR)),
            **{f"m{month:02}": driver.quantities.get((at, month)) for month in range(1, MONTHS + 1)},
            "source": driver.source,
        }
        for at in years
    ]


def assumption_row(assumption: Assumption) -> dict[str, Any]:
    """Return a row of a table of assumptions, field by field."""
    return {
        "kind": assumption.kind.value,
        "key": assumption.key,
        "first": assumption.first,
        "value": assumption.value,
        "account": assumption.account,
        "source": assumption.source,
        "example": "yes" if assumption.is_example else "",
    }


def row_texts(row: dict[str, Any], fields: Sequence[Field]) -> dict[str, str]:
    """Return a row as the texts of its cells, as a person would write them."""
    return {field.name: cell(row.get(field.name), field, "kr").removesuffix(",00") for field in fields}


def write_basis(
    rows: Iterable[dict[str, Any]],
    fields: Sequence[Field],
    *,
    as_workbook: bool = False,
    sheet: str = "Roder",
) -> bytes:
    """Return rows as a CSV file or a workbook.

    >>> from roder.formats.tabular.basis_fields import POSITION_FIELDS
    >>> write_basis([], POSITION_FIELDS).decode("utf-8-sig")[:5]
    'Enhet'
    """
    if as_workbook:
        return write_workbook(rows, fields, sheet=sheet).content
    return write_table(rows, fields).content
