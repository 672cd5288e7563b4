"""json-stat2, the form in which statistical offices give tables: dimensions, and cells in row-major order.

The last dimension moves fastest. Values and statuses stand in lists, or sparsely by cell number. What is
absent or null is ``None``, never zero (docs/formats/pxweb.md; json-stat.org, full specification 2.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING
from typing import Any

from roder.sources.faults import SourceAnswerError
from roder.sources.faults import TooManyCellsError
from roder.sources.json_reading import day
from roder.sources.json_reading import document
from roder.sources.json_reading import number
from roder.sources.json_reading import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

MOST_CELLS = 150_000
"""What one answer of the Swedish statistical database may hold; a file is read to the same limit."""

STATUS_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Dimension:
    """One variable of a table: its code, its name, and its values in order with their names.

    ``role`` is time, geo or metric when the table says so; ``may_be_left_out`` that the office can sum
    over it (elimination), by ``total`` when it has a value for that.
    """

    code: str
    label: str
    values: dict[str, str]
    role: str = ""
    may_be_left_out: bool = False
    total: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the value's code in each dimension, the value, and the office's mark beside it."""

    codes: tuple[str, ...]
    value: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table as it was read. ``table`` is its id where it says so; ``units`` are of the metric's values, by code."""

    table: str
    label: str
    source: str
    updated_on: date | None
    dimensions: tuple[Dimension, ...]
    units: dict[str, str]
    where: str
    _values: Any
    _status: Any

    def dimension(self, role: str, *codes: str) -> Dimension | None:
        """Return the dimension of a role, else the first that has one of the codes."""
        folded = {code.casefold() for code in codes}
        by_role = [each for each in self.dimensions if each.role == role and role]
        by_code = [each for each in self.dimensions if each.code.casefold() in folded]
        return next(iter(by_role + by_code), None)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell, row-major; raises ``SourceAnswerError`` for a value that is no number."""
        codes = [list(each.values) for each in self.dimensions]
        for place in range(_extent(self.dimensions, self.where)):
            yield Cell(
                _codes_of(place, codes),
                number(_at(self._values, place), self.where),
                _mark(self._status, place),
            )


def dataset(body: bytes, where: str) -> Dataset:
    """Return a json-stat2 dataset; raises ``SourceAnswerError``, or ``TooManyCellsError`` past the limit.

    A table's metadata have the same form without values: every cell is then ``None``.
    """
    found = document(body, where)
    if found.get("class") != "dataset":
        raise SourceAnswerError(where, "no json-stat2 dataset (class is not dataset)")
    dimensions = _dimensions(found, where)
    values = found.get("value")
    if values:
        _check_filled(values, _extent(dimensions, where), where)
    return Dataset(
        table=text(_object(_object(found, "extension"), "px"), "tableid"),
        label=text(found, "label"),
        source=text(found, "source"),
        updated_on=day(found, "updated"),
        dimensions=dimensions,
        units=_units(found, dimensions),
        where=where,
        _values=values,
        _status=found.get("status"),
    )


def _dimensions(found: dict[str, Any], where: str) -> tuple[Dimension, ...]:
    codes, sizes, described = found.get("id"), found.get("size"), found.get("dimension")
    if not (isinstance(codes, list) and isinstance(sizes, list) and isinstance(described, dict)):
        raise SourceAnswerError(where, "id, size or dimension is missing")
    if len(codes) != len(sizes) or not all(isinstance(code, str) for code in codes):
        raise SourceAnswerError(where, "id and size do not agree")
    roles = _roles(found)
    dimensions = tuple(_dimension(code, described.get(code), roles.get(code, ""), where) for code in codes)
    if [len(each.values) for each in dimensions] != sizes:
        raise SourceAnswerError(where, "size does not agree with the values of the dimensions")
    return dimensions


def _roles(found: dict[str, Any]) -> dict[str, str]:
    roles = found.get("role")
    if not isinstance(roles, dict):
        return {}
    return {
        code: role
        for role, codes in roles.items()
        if isinstance(codes, list)
        for code in codes
        if isinstance(code, str)
    }


def _dimension(code: str, described: Any, role: str, where: str) -> Dimension:
    category = described.get("category") if isinstance(described, dict) else None
    if not isinstance(category, dict):
        raise SourceAnswerError(where, f"dimension {code[:40]} has no category")
    labels = _object(category, "label")
    extension = _object(described, "extension")
    return Dimension(
        code=code,
        label=text(described, "label") or code,
        values={each: text(labels, each) or each for each in _order(category, labels, code, where)},
        role=role,
        may_be_left_out=extension.get("elimination") is True,
        total=text(extension, "eliminationValueCode"),
    )


def _object(row: dict[str, Any], name: str) -> dict[str, Any]:
    found = row.get(name)
    return found if isinstance(found, dict) else {}


def _order(category: dict[str, Any], labels: dict[str, Any], code: str, where: str) -> list[str]:
    index = category.get("index")
    if index is None and len(labels) == 1:
        return list(labels)
    if isinstance(index, list) and all(isinstance(each, str) for each in index):
        codes = index
    elif isinstance(index, dict) and sorted(map(str, index.values())) == sorted(map(str, range(len(index)))):
        codes = sorted(index, key=lambda each: int(index[each]))
    else:
        raise SourceAnswerError(where, f"the values of dimension {code[:40]} have no order")
    if len(set(codes)) != len(codes):
        raise SourceAnswerError(where, f"dimension {code[:40]} has the same value twice")
    return codes


def _units(found: dict[str, Any], dimensions: tuple[Dimension, ...]) -> dict[str, str]:
    metric = next((each.code for each in dimensions if each.role == "metric"), "")
    units = found["dimension"].get(metric, {}).get("category", {}).get("unit") if metric else None
    if not isinstance(units, dict):
        return {}
    return {code: text(unit, "base") for code, unit in units.items() if isinstance(unit, dict)}


def _extent(dimensions: tuple[Dimension, ...], where: str) -> int:
    cells = prod(len(each.values) for each in dimensions)
    if cells > MOST_CELLS:
        raise TooManyCellsError(where, f"{cells} > {MOST_CELLS}")
    return cells


def _check_filled(values: Any, cells: int, where: str) -> None:
    if isinstance(values, list) and len(values) == cells:
        return
    if isinstance(values, dict) and all(_is_place(place, cells) for place in values):
        return
    raise SourceAnswerError(where, f"the values do not fill {cells} cells")


def _is_place(text_of_place: str, cells: int) -> bool:
    is_number = text_of_place.isascii() and text_of_place.isdigit() and len(text_of_place) <= len(str(cells))
    return is_number and int(text_of_place) < cells


def _codes_of(place: int, codes: list[list[str]]) -> tuple[str, ...]:
    found = []
    for values in reversed(codes):
        place, position = divmod(place, len(values))
        found.append(values[position])
    return tuple(reversed(found))


def _at(cells: Any, place: int) -> Any:
    if isinstance(cells, list):
        return cells[place] if place < len(cells) else None
    return cells.get(str(place)) if isinstance(cells, dict) else None


def _mark(status: Any, place: int) -> str:
    found = status if isinstance(status, str) else _at(status, place)
    return found.strip()[:STATUS_LENGTH] if isinstance(found, str) else ""
