"""A file is what it holds, and its text is read or its silence explained; no file stops anything."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests import document_files

from roder.domain.document_texts import FileType
from roder.domain.document_texts import TextState
from roder.formats.documents import reader
from roder.formats.documents.file_types import file_problem
from roder.formats.documents.file_types import file_type
from roder.formats.documents.file_types import kept_name
from roder.formats.documents.reading_apart import read_apart
from roder.formats.documents.texts import document_text

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "a file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_file_empty"),
        (document_files.WINDOWS_PROGRAM, "document_file_other_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "document_file_other_type"),
        (b"   %PDF-1.4 not at the beginning \x01", "document_file_other_type"),
        (document_files.packed({"xl/workbook.xml": "<x/>"}), "document_file_other_type"),
        (document_files.packed({"mimetype": "application/epub+zip"}), "document_file_other_type"),
        (document_files.packed({"mimetype": "x" * len(FileType.ODT)}), "document_file_other_type"),
        (document_files.docx("Text", macros=True), "document_file_other_type"),
        (document_files.docx("Text")[:200], "document_file_other_type"),
        (b"caf\xe9 \x81\x8d", "document_file_other_type"),
        (document_files.pdf()[: len(document_files.pdf()) // 2], "document_file_cut"),
        (document_files.pdf() + b" " * LARGEST, "document_file_too_large"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_with_its_reason(
    kept: Path, content: bytes, code: str
) -> None:
    kept.write_bytes(content)
    problem = file_problem(kept, largest=LARGEST)
    assert problem is not None
    assert (problem.code, problem.refuses) == (code, True)


@pytest.mark.parametrize(
    ("content", "found", "text"),
    [
        (document_files.pdf(), FileType.PDF, "Fler ska cykla till arbetet (även på vintern)."),
        (document_files.locked_pdf(""), FileType.PDF, "Fler ska cykla"),
        (document_files.docx("Första", "Andra"), FileType.DOCX, "Första slut\nAndra slut"),
        (document_files.odt("Första", "Andra"), FileType.ODT, "Rubrik\nFörsta fet\nAndra fet"),
        ("Ö i UTF-8".encode(), FileType.TEXT, "Ö i UTF-8"),
        ("Ö i Windows".encode("cp1252"), FileType.TEXT, "Ö i Windows"),
    ],
)
def test_a_file_is_what_it_holds_and_its_text_is_read(
    kept: Path, content: bytes, found: FileType, text: str
) -> None:
    kept.write_bytes(content)
    assert file_problem(kept, largest=LARGEST) is None
    assert file_type(kept) is found
    read = document_text(kept, found)
    assert read.state is TextState.READ
    assert text in read.text


@pytest.mark.parametrize(
    ("content", "found", "state"),
    [
        (document_files.locked_pdf("hemligt"), FileType.PDF, TextState.ENCRYPTED),
        (document_files.scanned_pdf(), FileType.PDF, TextState.NO_TEXT),
        (b"%PDF-1.7\nnothing of it\n%%EOF\n", FileType.PDF, TextState.BROKEN),
        (b"%PDF-1.7\n", FileType.PDF, TextState.BROKEN),
        (document_files.docx("<w:unclosed>"), FileType.DOCX, TextState.BROKEN),
        (document_files.packed({"word/other.xml": "<x/>"}), FileType.DOCX, TextState.BROKEN),
        (document_files.odt("&unknown;"), FileType.ODT, TextState.BROKEN),
        (b" \n ", FileType.TEXT, TextState.NO_TEXT),
    ],
)
def test_a_file_whose_text_cannot_be_read_says_why(
    kept: Path, content: bytes, found: FileType, state: TextState
) -> None:
    kept.write_bytes(content)
    read = document_text(kept, found)
    assert (read.state, read.text) == (state, "")


def test_a_packed_file_with_a_password_is_said_to_be_encrypted(kept: Path) -> None:
    content = bytearray(document_files.docx("Hemligt"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 4)
    kept.write_bytes(bytes(content))
    assert document_text(kept, FileType.DOCX).state is TextState.ENCRYPTED


def test_a_packed_bomb_is_not_unpacked(kept: Path) -> None:
    kept.write_bytes(document_files.packed({"word/document.xml": " " * 200_000_001}))
    assert document_text(kept, FileType.DOCX).state is TextState.BROKEN


def test_a_long_text_is_kept_up_to_the_limit_and_said_to_be_cut(kept: Path) -> None:
    kept.write_bytes(document_files.pdf("Lång", *(["ord " * 200] * 40)))
    read = document_text(kept, FileType.PDF, longest=1000)
    assert (read.state, len(read.text)) == (TextState.CUT, 1000)


def test_half_letters_and_empty_bytes_do_not_reach_the_database(kept: Path) -> None:
    kept.write_bytes(b"a\x00b")
    assert document_text(kept, FileType.TEXT).text == "ab"


def test_a_pdf_with_one_damaged_page_gives_the_text_of_the_others(kept: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(document_files.pdf("Rubrik", *(["Text på sidan."] * 60))))
    damaged = pypdf.generic.NameObject("/NoContent")
    writer.pages[0][pypdf.generic.NameObject("/Contents")] = damaged
    writer.write(str(kept))
    read = document_text(kept, FileType.PDF)
    assert read.state is TextState.READ
    only = pypdf.PdfWriter()
    only.add_page(writer.pages[0])
    only.write(str(kept))
    assert document_text(kept, FileType.PDF).state in {TextState.BROKEN, TextState.NO_TEXT}


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("Cykelplan 2018.pdf", "Cykelplan 2018.pdf"),
        ("plan v1.2", "plan v1.2.pdf"),
        ("program.exe", "program.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\fakepath\\Översikt.PDF", "Översikt.pdf"),
        ('rad\r\nbryt"; filename=x.html', "radbryt filename=x.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("å" * 400 + ".pdf", "å" * 150 + ".pdf"),
    ],
)
def test_a_file_is_handed_out_under_a_name_that_cannot_mislead(name: str, kept_as: str) -> None:
    assert kept_name(name, FileType.PDF) == kept_as


def test_a_file_is_read_apart_and_the_wait_is_told(kept: Path) -> None:
    kept.write_bytes(document_files.pdf())
    read = read_apart(kept, FileType.PDF)
    assert (read.state, "cykla" in read.text) == (TextState.READ, True)


def test_a_reader_at_its_limit_of_time_is_stopped(kept: Path) -> None:
    kept.write_bytes(document_files.pdf())
    assert read_apart(kept, FileType.PDF, seconds=0.02).state is TextState.TOO_LONG


def test_a_reader_at_its_limit_of_memory_leaves_a_state_and_not_a_fault(kept: Path) -> None:
    kept.write_bytes(document_files.pdf())
    assert read_apart(kept, FileType.PDF, megabytes=20).state is TextState.TOO_LONG


def test_a_reader_that_dies_leaves_a_state_and_not_a_fault(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    kept.write_bytes(document_files.pdf())
    assert read_apart(kept, FileType.PDF).state is TextState.BROKEN


def test_whoever_waits_can_stop_the_reading(tmp_path: Path) -> None:
    endless = tmp_path / "endless"
    os.mkfifo(endless)

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_apart(endless, FileType.PDF, on_wait=stop)


def test_the_reader_writes_what_came_of_it(
    kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr("resource.setrlimit", lambda what, limits: asked.append((what, limits)))
    kept.write_bytes(b"Text")
    assert reader.main([str(kept), "TEXT", "60", "1500"]) == 0
    assert json.loads(capsys.readouterr().out) == {"state": "text_read", "text": "Text"}
    assert {most for _what, (most, _hard) in asked} == {60, 1500 << 20}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_pdf_never_fails_its_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(document_files.pdf())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("pdf") / "damaged"
    path.write_bytes(bytes(content))
    assert document_text(path, FileType.PDF).state in set(TextState)
