from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.formats.sie.lexer import Field
from roder.formats.sie.lexer import lex


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("#TRANS 1930 {} -5", ["1930", (), "-5"]),
        ("#TRANS\t1930 { }\t-5", ["1930", (), "-5"]),
        ('#TRANS 1930 {1 "4110" 20 "407"} -5', ["1930", ("1", "4110", "20", "407"), "-5"]),
        ('#TRANS 1930 {"1" "a } b"}-5', ["1930", ("1", "a } b"), "-5"]),
        ('#KONTO 5011 "Löner \\"fasta\\""', ["5011", 'Löner "fasta"']),
        ('#KONTO 5011 "{a} #b"', ["5011", "{a} #b"]),
        ('#VER "" "" 20180101 ""', ["", "", "20180101", ""]),
        ('#PROSA"hårt"', ["hårt"]),
        ("#PROSA C:\\katalog\\fil", ["C:\\katalog\\fil"]),
        ('#PROSA 12"skärm', ['12"skärm']),
        ("  #konto 1930 Bank  ", ["1930", "Bank"]),
        ("#KONTO 1930\xa0x", ["1930\xa0x"]),
    ],
)
def test_fields(text: str, fields: list[Field]) -> None:
    line = lex(text)
    assert line is not None
    assert line.fields == fields
    assert line.faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('#PROSA "öppen', "quote_unterminated"),
        ('#PROSA "', "quote_unterminated"),
        ("#TRANS 1930 {1 4110 -5", "object_list_unterminated"),
        ("#TRANS 1930 {", "object_list_unterminated"),
        ("#PROSA a\x07b", "control_character"),
        ("text utan etikett", "stray_text"),
        ("#FNAMN S\ufffddert", "text_damaged"),
    ],
)
def test_what_is_odd_is_a_fault_not_an_exception(text: str, fault: str) -> None:
    line = lex(text)
    assert line is not None
    assert line.faults == (fault,)


def test_empty_lines_are_nothing() -> None:
    assert [lex(text) for text in ("", "  \t\r", "\x1a")] == [None, None, None]


@given(st.text())
def test_never_raises(text: str) -> None:
    line = lex(text)
    assert line is None or line.label == line.label.upper()


def test_a_hostile_line_is_read_to_its_end() -> None:
    # With a backtracking expression these two would never end.
    line = lex("#TRANS 1930 {" + '"\\' * 200_000)
    assert line is not None
    assert line.faults
    line = lex('#PROSA "' + '\\"' * 200_000)
    assert line is not None
    assert line.fields == ['"' * 200_000]
