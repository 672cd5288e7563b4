from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.formats.sie.encoding import UTF8_OF_BYTE
from roder.formats.sie.encoding import decode
from roder.formats.sie.encoding import find_encoding
from roder.formats.sie.encoding import lines_of
from roder.formats.sie.lexer import lex_bytes
from roder.formats.sie.reader import read_sie

TEXT = '#FORMAT PC8\n#FNAMN "Södertälje kommun, Årsta och Ösmo"\n'


@pytest.mark.parametrize(
    ("written_as", "found"),
    [("cp437", "cp437"), ("cp1252", "latin-1"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig")],
)
def test_encoding_is_found_by_looking_whatever_format_says(written_as: str, found: str) -> None:
    file = read_sie(TEXT.encode(written_as))
    assert file.header.encoding == found
    assert file.header.company_name == "Södertälje kommun, Årsta och Ösmo"


def test_utf8_with_one_damaged_letter_is_still_utf8() -> None:
    damaged = TEXT.encode() + b'#PROSA "L\xc3ner"\n'
    assert find_encoding(damaged) == "utf-8"
    assert [problem.line for problem in read_sie(damaged).problems if problem.code == "text_damaged"] == [3]


@given(st.binary())
def test_decoding_never_raises_and_keeps_the_number_of_lines(data: bytes) -> None:
    for encoding in ("cp437", "utf-8", "utf-8-sig", "latin-1"):
        text, log = decode(data, encoding)
        assert text.count("\n") + 1 == len(lines_of(data, encoding))
        assert all(problem.line for problem in log.problems() if problem.count == 1)


def test_the_byte_table_says_the_same_as_the_codec() -> None:
    for value in range(256):
        raw = bytes([value])
        assert UTF8_OF_BYTE["cp437"][value].decode() == raw.decode("cp437")
        assert UTF8_OF_BYTE["latin-1"][value].decode() == raw.decode("cp1252", "replace")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(newline: str) -> None:
    assert lines_of(TEXT.replace("\n", newline).encode("cp437"), "cp437")[:2] == TEXT.split("\n")[:2]


def test_bytes_are_lexed_in_their_encoding() -> None:
    line = lex_bytes(b'#FNAMN "S\x94dert\x84lje"', "cp437")
    assert line is not None
    assert line.fields == ["Södertälje"]
