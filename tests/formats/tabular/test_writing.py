from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from roder.domain.periods import Month
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.rows import read_rows
from roder.formats.tabular.writing import write_table

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)
codes = st.text("0123456789ABCÅÄÖ-=+@ '", max_size=8).map(str.strip)

COLUMNS: dict[str, str | int] = {
    "period": "Månad",
    "account": 4,
    "amount": "Belopp",
    "responsibility": "Ansvar",
    "quantity": 2,
    "text": "=Text",
    "kind": "Typ",
    "date": "Dag",
}
rows_of_table = st.lists(
    st.fixed_dictionaries(
        {
            "period": st.builds(Month, st.integers(1990, 2050), st.integers(1, 12)),
            "account": st.from_regex(r"[0-9]{2,6}", fullmatch=True),
            "amount": st.integers(-(10**15), 10**15),
            "responsibility": codes,
            "quantity": st.one_of(st.none(), st.integers(-(10**12), 10**12)),
            "text": texts,
            "kind": st.sampled_from(["UTFALL", "BUDGET", "PROGNOS"]),
            "date": st.one_of(st.none(), st.dates().filter(lambda day: 1900 <= day.year <= 2199)),
        }
    ),
    min_size=1,
    max_size=5,
)


@given(rows_of_table, st.sampled_from(["kr", "tkr", "mnkr"]))
@settings(deadline=None)
def test_what_is_written_is_read_back(rows: list[dict[str, Any]], unit: str) -> None:
    written = write_table(rows, LEDGER_FIELDS, Mapping(COLUMNS, unit=unit))
    found, problems = read_rows(written.content, written.mapping, LEDGER_FIELDS)
    assert problems == []
    assert [{name: row[name] for name in COLUMNS} for row in found] == rows


def test_no_cell_of_text_begins_as_a_formula() -> None:
    rows = [{"account": "5020", "text": text} for text in ("=1+1", "+1", "-1", "@x", "\t=1")]
    content = write_table(rows, LEDGER_FIELDS, Mapping({"account": "Konto", "text": "Text"})).content
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [line.split(";")[1] for line in content.decode("utf-8-sig").splitlines()[1:]]
    assert all(cell.strip('"').startswith("'") for cell in cells)


def test_constant_stays_out_and_may_not_be_contradicted() -> None:
    form = Mapping({"account": "Konto", "amount": "Belopp"}, {"kind": "budget"})
    written = write_table([{"account": "5020", "amount": 5, "kind": "BUDGET"}], LEDGER_FIELDS, form)
    assert written.content.decode("utf-8-sig") == "Konto;Belopp\r\n5020;0,05\r\n"
    with pytest.raises(ValueError, match="kind"):
        write_table([{"account": "5020", "amount": 5, "kind": "UTFALL"}], LEDGER_FIELDS, form)
