from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.formats.tabular import mapping as mappings
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.mapping import mapping_text
from roder.formats.tabular.mapping import parse_mapping

NAMES = [one.name for one in LEDGER_FIELDS if one.name not in ("debit", "credit")]
headers = st.text(min_size=1, max_size=12).filter(str.strip)


@st.composite
def any_mapping(draw: st.DrawFn) -> Mapping:
    chosen = draw(st.lists(st.sampled_from(NAMES), unique=True))
    cut = draw(st.integers(0, len(chosen)))
    return Mapping(
        {name: draw(st.one_of(headers, st.integers(1, 99))) for name in chosen[:cut]},
        {name: draw(st.text(max_size=12)) for name in chosen[cut:]},
        encoding=draw(st.sampled_from(["", *mappings.ENCODINGS])),
        delimiter=draw(st.sampled_from(["", *mappings.DELIMITERS])),
        decimal=draw(st.sampled_from(["", ",", "."])),
        header=draw(st.sampled_from([None, True, False])),
        sheet=draw(st.one_of(st.text(max_size=9), st.integers(1, 9))),
        skip_rows=draw(st.one_of(st.none(), st.integers(0, 20))),
        unit=draw(st.sampled_from(mappings.UNITS)),
        sign=draw(st.sampled_from(mappings.SIGNS)),
    )


@given(any_mapping())
def test_what_is_written_is_read_back(mapping: Mapping) -> None:
    assert parse_mapping(mapping_text(mapping), LEDGER_FIELDS) == (mapping, [])


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80)))
def test_any_text_gives_a_mapping_or_faults(content: bytes | str) -> None:
    mapping, problems = parse_mapping(content, LEDGER_FIELDS)
    assert (mapping is None) == any(problem.refuses for problem in problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[columns", "mapping_not_toml"),
        ("[kolumner]\naccount = 1", "mapping_unknown_name"),
        ("[columns]\nkontonamnet = 1", "mapping_unknown_name"),
        ("[columns]\naccount = 1\nkonto = 2", "mapping_unknown_name"),
        ("[columns]\naccount = 0", "mapping_bad_value"),
        ("[columns]\naccount = true", "mapping_bad_value"),
        ("columns = 3", "mapping_bad_value"),
        ('[source]\nencoding = "ebcdic"', "mapping_bad_value"),
        ("[source]\nskip_rows = -1", "mapping_bad_value"),
        ('[amount]\nunit = "öre"', "mapping_bad_value"),
        ('[columns]\naccount = 1\n[constants]\naccount = "1"', "mapping_field_twice"),
        ("[columns]\namount = 1\ndebit = 2", "amount_and_debit_credit"),
        ('[columns]\ndebit = 2\n[amount]\nsign = "report"', "sign_with_debit_credit"),
    ],
)
def test_fault_is_named_in_both_languages(text: str, code: str) -> None:
    mapping, problems = parse_mapping(text, LEDGER_FIELDS)
    assert mapping is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].message("sv") != problems[0].message("en")


def test_guess_is_tolerant_of_case_signs_and_diacritics() -> None:
    found = guess_mapping(
        ["PERIOD", "Ansvar ", "Konto-nr", "Månad", "Ver.nr", "Belopp (tkr)", "Text", "Text"], LEDGER_FIELDS
    )
    assert found.columns == {
        "period": "PERIOD",
        "responsibility": "Ansvar ",
        "account": "Konto-nr",
        "amount": "Belopp (tkr)",
        "text": 7,
        "voucher": "Ver.nr",
    }
    assert found.unit == "tkr"


def test_a_field_is_known_by_its_other_names_too() -> None:
    mapping, problems = parse_mapping(
        '[columns]\nkonto = "A"\n[constants]\nPeriod = "2018-01"', LEDGER_FIELDS
    )
    assert problems == []
    assert mapping is not None
    assert (mapping.columns, mapping.constants) == ({"account": "A"}, {"period": "2018-01"})
