from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.indicators import Sex
from roder.sources.faults import SourceAnswerError
from roder.sources.kolada_shapes import areas
from roder.sources.kolada_shapes import kpis
from roder.sources.kolada_shapes import page
from roder.sources.kolada_shapes import values

VERSION_2 = """{"count": 1, "next_page": "http://api.kolada.se/v2/data/kpi/N00090/municipality/0181?page=2&per_page=1",
"values": [{"kpi": "N00090", "municipality": "0181", "period": "2015", "values": [
{"count": 1, "gender": "T", "status": "", "value": 7.1, "is_deleted": false},
{"count": 1, "gender": "F", "status": "", "value": 8.0},
{"count": 1, "gender": "M", "status": "Missing", "value": null}]}]}"""
KPI_2 = """{"values": [{"id": "N00090", "title": "Sjukfrånvaro", "is_divided_by_gender": 1, "auspices": "E",
"publication_date": null, "description": "Vad det är", "municipality_type": "K"}], "count": 1}"""


def data(value: str = "7.1", gender: str = '"T"', period: str = "2018", more: str = "") -> bytes:
    return (
        f'{{"values": [{{"kpi": "N00090", "municipality": "0181", "period": {period}, "values": '
        f'[{{"gender": {gender}, "count": 1, "status": "", "value": {value}{more}}}]}}]}}'
    ).encode()


def test_version_2_is_read_as_version_3_is() -> None:
    found = page(VERSION_2.encode(), "stored.json")
    assert found.next == "2"
    total, women, men = values(found)
    assert (total.period, total.value, total.sex) == ("2015", Decimal("7.1"), Sex.ALL)
    assert women.sex is Sex.WOMEN
    assert (men.value, men.status) == (None, "Missing")
    (kpi,) = kpis(page(KPI_2.encode(), "stored.json"))
    assert (kpi.is_divided_by_sex, kpi.published_on, kpi.definition) == (True, None, "Vad det är")


def test_numbers_are_exact_and_null_is_not_zero() -> None:
    assert values(page(data("0.1"), "x"))[0].value == Decimal("0.1")
    assert values(page(data("0"), "x"))[0].value == Decimal(0)
    assert values(page(data("null"), "x"))[0].value is None
    assert values(page(data("7", more=', "isdeleted": true'), "x"))[0].is_deleted


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"\xff\xfe",
        b"{}",
        b'{"values": {}}',
        b'{"values": [1]}',
        b'{"values": [{"kpi": "N00090", "municipality": "0181", "period": 2018}]}',
        b'{"values": [{"kpi": "N00090", "municipality": "0181", "period": 2018, "values": ["x"]}]}',
        b'{"values": [{"kpi": "N1", "municipality": "0181", "period": 2018, "values": [{"gender": "T"}]}]}',
        b'{"values": [{"kpi": "N00090", "municipality": 181, "period": 2018, "values": [{"gender": "T"}]}]}',
        data("true"),
        data('"7,1"'),
        data("NaN"),
        data("1e14"),
        data("1e999999999999"),
        data(gender='"X"'),
        data(gender="null"),
        data(period="18"),
        data(period="null"),
        b"[" * 100_000,
    ],
)
def test_another_shape_is_refused_with_where_and_what(body: bytes) -> None:
    with pytest.raises(SourceAnswerError) as refused:
        values(page(body, "stored.json"))
    assert "stored.json" in refused.value.message("sv")
    assert "stored.json" in refused.value.message("en")


def test_groups_have_members_and_days_may_have_a_time() -> None:
    body = b'{"values": [{"id": "G1", "title": "A", "members": [{"id": "0181", "title": "B"}, 7]}]}'
    assert areas(page(body, "x"))[0].members == ("0181",)
    body = b'{"values": [{"id": "N00090", "publication_date": "2019-05-31T00:00:00", "prel_publication_date": "soon"}]}'
    (kpi,) = kpis(page(body, "x"))
    assert (kpi.published_on, kpi.next_published_on) == (date(2019, 5, 31), None)


def test_a_row_that_we_cannot_ask_for_is_left_out_but_an_answer_of_such_rows_is_anothers() -> None:
    body = b'{"values": [{"id": "G1", "title": "A"}, {"id": "SE0110", "title": "B"}, {"title": "C"}]}'
    assert [area.id for area in areas(page(body, "x"))] == ["G1"]
    assert areas(page(b'{"values": []}', "x")) == []
    for read in (areas, kpis):
        with pytest.raises(SourceAnswerError, match="no row has an id"):
            read(page(b'{"values": [{"id": "SE0110"}]}', "x"))


@pytest.mark.parametrize("address", ["http://[", "http://x/?page=two", "http://x/", "?page=-1"])
def test_a_next_address_without_a_page_ends_the_pages(address: str) -> None:
    assert page(json.dumps({"values": [], "next_url": address}).encode(), "x").next == ""


NAMES = st.sampled_from(
    [
        "values",
        "kpi",
        "municipality",
        "period",
        "gender",
        "count",
        "status",
        "value",
        "isdeleted",
        "id",
        "members",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["N00090", "0181", "T", "2018", "x"])
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


@given(DOCUMENTS)
def test_no_document_breaks_the_readers(document: Any) -> None:
    body = json.dumps({"values": [document], "next_url": document}).encode()
    for read in (values, kpis, areas):
        with suppress(SourceAnswerError):
            read(page(body, "x"))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_readers(body: bytes) -> None:
    with suppress(SourceAnswerError):
        values(page(body, "x"))


@given(st.lists(st.none() | st.decimals(min_value=-(10**12), max_value=10**12, places=4), max_size=6))
def test_every_value_comes_out_as_it_went_in(figures: list[Decimal | None]) -> None:
    rows = [
        f'{{"gender": "T", "count": 1, "status": "", "value": {"null" if figure is None else figure}}}'
        for figure in figures
    ]
    body = f'{{"values": [{{"kpi": "N00090", "municipality": "0181", "period": 2018, "values": [{",".join(rows)}]}}]}}'
    assert [each.value for each in values(page(body.encode(), "x"))] == figures
