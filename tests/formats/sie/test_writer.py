from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.formats.sie.strategies import files
from tests.formats.sie.strategies import vouchers
from tests.formats.sie.test_checksum import FIRST
from tests.formats.sie.test_checksum import MUNICIPAL

from roder.formats.sie.completeness import TYPES
from roder.formats.sie.pieces import SieWriteError
from roder.formats.sie.reader import read_sie
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.transliteration import to_cp437
from roder.formats.sie.writer import CRLF
from roder.formats.sie.writer import LF
from roder.formats.sie.writer import SieWriter
from roder.formats.sie.writer import write_sie

if TYPE_CHECKING:
    import random

typed_files = st.sampled_from(TYPES).flatmap(files)


def without_lines(file: SieFile) -> tuple[object, ...]:
    """What a file says, whatever lines it says it on and in what order the rows of a group stand."""
    header = replace(
        file.header, encoding="", declared_checksum=None, has_checksum_start=False, declared_type=""
    )
    rows = [
        replace(
            voucher,
            line=0,
            postings=tuple(replace(row, line=0) for row in voucher.postings),
            deleted=tuple(replace(row, line=0) for row in voucher.deleted),
        )
        for voucher in file.vouchers
    ]
    return (
        header,
        sorted((replace(row, line=0) for row in file.balances), key=repr),
        sorted((replace(row, line=0) for row in file.budget_rows), key=repr),
        rows,
    )


def as_of_type(file: SieFile) -> SieFile:
    """The file without what its type forbids."""
    header = file.header
    if header.sie_type in ("1", "2"):
        header = replace(header, dimensions={}, objects={})
    if header.sie_type in ("1", "4I"):
        header = replace(header, covers_to=None)
    return replace(file, header=header)


@settings(max_examples=60, deadline=None)
@given(typed_files, st.sampled_from([LF, CRLF]), st.booleans())
def test_what_is_written_is_read_back(file: SieFile, newline: str, checksum: bool) -> None:  # noqa: FBT001
    data = write_sie(file, newline=newline, checksum=checksum)
    again = read_sie(data)
    assert without_lines(again) == without_lines(as_of_type(file))
    assert not [problem for problem in again.problems if problem.refuses]
    assert again.computed_checksum == again.header.declared_checksum
    assert (again.computed_checksum is not None) is checksum
    assert data.count(b"\r\n") == (data.count(b"\n") if newline == CRLF else 0)


@settings(max_examples=40, deadline=None)
@given(
    typed_files, st.sampled_from(["cp437", "cp1252", "utf-8", "utf-8-sig"]), st.sampled_from(["\t", "  \t "])
)
def test_encoding_and_white_space_do_not_matter(file: SieFile, encoding: str, space: str) -> None:
    text = write_sie(file).decode("cp437")
    lines = [
        line.replace(" ", space, 1) if line.startswith("#") else f"{space}{line}{space}\n"
        for line in text.splitlines()
    ]
    again = read_sie("\n".join(lines).encode(encoding))
    assert without_lines(again) == without_lines(as_of_type(file))
    assert again.computed_checksum == again.header.declared_checksum


@settings(max_examples=40, deadline=None)
@given(typed_files, st.randoms(use_true_random=False))
def test_order_inside_a_group_does_not_matter(file: SieFile, order: random.Random) -> None:
    groups: dict[int, list[str]] = {0: [], 1: [], 2: [], 3: []}
    for line in write_sie(file, checksum=False, newline=LF).decode("cp437").splitlines():
        label = line.split()[0]
        if groups[3] or label == "#VER":
            groups[3].append(line)
        elif label in ("#KONTO", "#KTYP", "#ENHET", "#SRU", "#DIM", "#UNDERDIM", "#OBJEKT"):
            groups[1].append(line)
        elif label in ("#IB", "#UB", "#RES", "#PSALDO", "#PBUDGET"):
            groups[2].append(line)
        else:
            groups[0].append(line)
    prose = [line for line in groups[0] if line.startswith("#PROSA")]
    rest = [line for line in groups[0] if not line.startswith("#PROSA")]
    for group in (rest, groups[1], groups[2]):
        order.shuffle(group)
    lines = [*rest, *prose, *groups[1], *groups[2], *groups[3]]
    again = read_sie("\n".join(lines).encode("cp437"))
    assert without_lines(again) == without_lines(as_of_type(file))


@pytest.mark.parametrize(("text", "checksum"), [(FIRST, 2933246284), (MUNICIPAL, 298778737)])
def test_known_files_keep_what_they_say_when_written_again(text: str, checksum: int) -> None:
    file = read_sie(text.encode("cp437"))
    assert file.computed_checksum == checksum
    again = read_sie(write_sie(file))
    assert without_lines(again) == without_lines(as_of_type(file))


def test_letters_beyond_the_code_page_are_written_in_the_nearest_way() -> None:
    assert to_cp437("5 € – ¤ “Čapek”") == '5 EUR - * "Capek"'
    file = SieFile(header=SieHeader(company_name="Café €uro – “x” 漢"))
    assert read_sie(write_sie(file, sie_type="1")).header.company_name == 'Café EURuro - "x" ?'


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_every_text_can_be_written(text: str) -> None:
    to_cp437(text).encode("cp437")


@pytest.mark.parametrize("text", ["två\nrader", "tabb\t", "\x7f"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(SieWriteError):
        write_sie(SieFile(header=SieHeader(company_name=text)), sie_type="1")


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(SieWriteError):
        write_sie(SieFile(), sie_type="5")


def test_a_backslash_at_the_end_does_not_take_the_quote_with_it() -> None:
    file = SieFile(header=SieHeader(company_name="C:\\katalog\\", program="x"))
    assert read_sie(write_sie(file, sie_type="1")).header.company_name == "C:\\katalog\\ "


@settings(max_examples=10, deadline=None)
@given(st.lists(vouchers(), min_size=1, max_size=3))
def test_a_long_stream_carries_the_right_checksum(some: list[object]) -> None:
    stream = io.BytesIO()
    writer = SieWriter(stream, newline=LF)
    writer.header(SieHeader(program="x", company_name="y"), "4I")
    for number in range(400):
        voucher = some[number % len(some)]
        writer.voucher(voucher)  # type: ignore[arg-type]
    writer.close()
    file = read_sie(stream.getvalue())
    assert len(file.vouchers) == 400
    assert file.computed_checksum == file.header.declared_checksum
