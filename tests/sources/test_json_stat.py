from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.devtools.example.kolada_files import population_document
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import TooManyCellsError
from roder.sources.json_stat import dataset


def described(*sizes: int, **more: Any) -> dict[str, Any]:
    """A dataset of dimensions a, b, c …, with values a0, a1 … in each."""
    names = "abcdef"[: len(sizes)]
    return {
        "class": "dataset",
        "id": list(names),
        "size": list(sizes),
        "dimension": {
            name: {"category": {"index": {f"{name}{place}": place for place in range(size)}}}
            for name, size in zip(names, sizes, strict=True)
        },
    } | more


def read(document: Any) -> Any:
    return dataset(json.dumps(document).encode(), "stored.json")


def test_the_last_dimension_moves_fastest() -> None:
    found = read(described(2, 3, value=[1, 2, 3, 4, 5.5, None], status={"5": ".."}))
    cells = list(found.cells())
    assert [cell.codes for cell in cells] == list(product(["a0", "a1"], ["b0", "b1", "b2"]))
    assert [cell.value for cell in cells] == [1, 2, 3, 4, Decimal("5.5"), None]
    assert [cell.status for cell in cells] == ["", "", "", "", "", ".."]


def test_sparse_values_leave_the_rest_unknown_and_a_status_may_be_for_all() -> None:
    cells = list(read(described(2, 2, value={"3": 0}, status="p")).cells())
    assert [cell.value for cell in cells] == [None, None, None, 0]
    assert {cell.status for cell in cells} == {"p"}
    listed = list(read(described(2, value=[None, 1], status=["..", None])).cells())
    assert [cell.status for cell in listed] == ["..", ""]


def test_the_order_is_the_index_not_the_order_of_writing() -> None:
    document = described(2, value=[10, 20])
    document["dimension"]["a"]["category"] = {"index": {"second": 1, "first": 0}, "label": {"first": "Ett"}}
    found = read(document)
    assert found.dimensions[0].values == {"first": "Ett", "second": "second"}
    assert [(cell.codes[0], cell.value) for cell in found.cells()] == [("first", 10), ("second", 20)]
    document["dimension"]["a"]["category"] = {"index": ["x", "y"]}
    assert list(read(document).dimensions[0].values) == ["x", "y"]
    single = described(1, value=[3])
    single["dimension"]["a"] = {"label": "Allt", "category": {"label": {"only": "Enda"}}}
    assert read(single).dimensions[0].values == {"only": "Enda"}


def test_a_table_of_the_office() -> None:
    found = read(population_document())
    assert (found.source, found.updated_on) == ("SCB", date(2018, 2, 21))
    assert found.units == {"BE0101N1": "antal"}
    region, time = found.dimension("geo"), found.dimension("time")
    assert region.values["0181"] == "Södertälje"
    assert region.may_be_left_out
    assert not time.may_be_left_out
    assert found.dimension("", "kon").code == "Kon"
    assert found.dimension("", "Alder") is None
    values = {cell.codes: cell.value for cell in found.cells()}
    assert values["0181", "2", "BE0101N1", "2017"] == 47696


def test_metadata_are_a_table_without_values() -> None:
    found = read(described(2, 2))
    assert [cell.value for cell in found.cells()] == [None] * 4


def test_more_cells_than_an_answer_may_hold_are_refused() -> None:
    with pytest.raises(TooManyCellsError):
        read(described(400, 400, value={"0": 1}))
    assert len(read(described(400, 400)).dimensions) == 2, "its variables may be looked at"
    with pytest.raises(TooManyCellsError):
        next(read(described(400, 400)).cells())


BROKEN: list[Any] = [
    [],
    {},
    {"class": "collection"},
    {"dataset": described(1, value=[1])},
    described(2, value=[1]),
    described(2, value=[1, 2, 3]),
    described(2, value={"2": 1}),
    described(2, value={"x": 1}),
    described(2, value={"-1": 1}),
    described(2, value="text"),
    described(2) | {"size": [3]},
    described(2) | {"size": [2, 2]},
    described(2) | {"size": None},
    described(2) | {"id": [1]},
    described(2) | {"dimension": {"a": None}},
    described(2) | {"dimension": {"a": {"category": {}}}},
    described(2) | {"dimension": {"a": {"category": {"index": {"x": 0, "y": 2}}}}},
    described(2) | {"dimension": {"a": {"category": {"index": ["x", "x"]}}}},
    described(2) | {"dimension": {"a": {"category": {"index": ["x", 1]}}}},
]


@pytest.mark.parametrize("document", BROKEN, ids=range(len(BROKEN)))
def test_another_shape_is_refused(document: Any) -> None:
    with pytest.raises(SourceAnswerError, match=r"stored\.json"):
        read(document)


def test_a_value_that_is_no_number_is_refused_when_it_is_met() -> None:
    cells = read(described(2, value=[1, "two"])).cells()
    assert next(cells).value == 1
    with pytest.raises(SourceAnswerError, match="no number"):
        next(cells)


def test_roles_and_units_that_are_nonsense_are_left_out() -> None:
    found = read(described(1, value=[1], role={"time": "a", "geo": [7], "metric": ["a"]}))
    assert found.dimensions[0].role == "metric"
    assert found.units == {}
    assert read(described(1, value=[1], role=["a"])).dimensions[0].role == ""
    odd = described(1, value=[1], role={"metric": ["a"]}, status=7)
    odd["dimension"]["a"]["category"]["unit"] = {"a0": "kr", "a1": {"base": "kr"}}
    assert read(odd).units == {"a1": "kr"}
    assert next(read(odd).cells()).status == ""


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], list[Decimal | None]]:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    cells = 1
    for size in sizes:
        cells *= size
    figures = st.none() | st.integers(-(10**9), 10**9).map(Decimal)
    return sizes, draw(st.lists(figures, min_size=cells, max_size=cells))


@given(tables())
def test_full_and_sparse_are_the_same_table(table: tuple[list[int], list[Decimal | None]]) -> None:
    sizes, figures = table
    plain = [None if figure is None else int(figure) for figure in figures]
    sparse = {str(place): figure for place, figure in enumerate(plain) if figure is not None}
    full = list(read(described(*sizes, value=plain)).cells())
    assert [cell.value for cell in full] == figures
    assert [cell.codes for cell in full] == list(
        product(*(d.values for d in read(described(*sizes)).dimensions))
    )
    assert list(read(described(*sizes, value=sparse)).cells()) == full


LEAVES = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.sampled_from(["a", "a0", "dataset"])
)
NAMES = st.sampled_from(["a", "a0", "category", "index", "label", "unit", "0", "1", "extension", "time"])
PARTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["id", "size", "dimension", "value", "status", "role"]), PARTS)
def test_no_part_breaks_the_reader(name: str, part: Any) -> None:
    with suppress(SourceAnswerError, TooManyCellsError):
        list(read(described(2, 2, value=[1, 2, 3, None]) | {name: part}).cells())
