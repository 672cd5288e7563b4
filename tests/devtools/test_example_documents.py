"""The example's register: the titles of the source, whole, labelled, and with files that can be read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.devtools.building_documents import DOCUMENT_FILE
from roder.devtools.building_documents import TEXT_FILE
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.devtools.example.organisation import load_organisation
from roder.devtools.example.pdf_files import text_pdf
from roder.devtools.example.people import load_people
from roder.domain.document_register import Known
from roder.domain.document_register import register_problems
from roder.domain.document_texts import FileType
from roder.domain.document_texts import TextState
from roder.domain.steering_documents import DocumentDates
from roder.domain.steering_documents import DocumentState
from roder.domain.steering_documents import EditionSpan
from roder.domain.steering_documents import state_on
from roder.formats.documents.file_types import file_problem
from roder.formats.documents.texts import document_text
from roder.formats.tabular.document_table import read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from roder.domain.document_register import DocumentRecord

TITLES = """
Strategin för demokratiutveckling; Folkhälsoprogrammet; Handlingsplan mot våld i nära relationer;
Näringslivsstrategin; Turistprogrammet; Översiktsplanen; Utbyggnadsstrategin; Strategi för studentbostäder;
Miljö- och klimatprogrammet; Handlingsplan för en giftfri vardag; Odlingsstrategi; Pollineringsplan;
Livsmedelsstrategi; Cykelplanen; Trafik- och parkeringsstrategin; Avfallsplanen; VA-planen;
Riktlinjer för god ekonomisk hushållning; Program för privata utförare 2016-2018;
Handlingsplan mot fusk och bedrägerier
"""


def records(folder: Path) -> list[DocumentRecord]:
    read = read_documents(written_table(folder, DOCUMENT_FILE))
    assert read.problems == []
    return read.records


def test_the_titles_of_the_source_are_there_and_all_is_labelled(tmp_path: Path) -> None:
    found = records(tmp_path)
    wanted = {" ".join(title.split()) for title in TITLES.split(";")}
    assert len(wanted) == 20
    assert wanted <= {record.facts.title for record in found}
    assert all(record.is_example and record.facts.title_en and record.facts.summary for record in found)
    codes = {row.code for row in load_organisation()}
    known = Known(codes, codes, {person.username for person in load_people()})
    assert register_problems({}, found, known) == []


def test_the_register_shows_what_asks_for_an_act_in_august_2018(tmp_path: Path) -> None:
    states = {}
    for record in records(tmp_path):
        spans = tuple(
            EditionSpan(each.number, each.facts.in_force_from, each.facts.in_force_to)
            for each in record.editions
            if each.facts.decision and each.facts.in_force_from
        )
        states[record.facts.code] = state_on(DocumentDates(spans, record.facts.review_on), date(2018, 8, 31))
    assert states["SD-20"] is DocumentState.LAPSES_SOON
    assert {DocumentState.IN_FORCE, DocumentState.REVIEW_DUE, DocumentState.LAPSED} <= set(states.values())


def test_every_goal_of_the_source_has_its_documents(tmp_path: Path) -> None:
    known = {record.facts.code for record in records(tmp_path)}
    served = {row["goals"]: row["documents"].split() for row in read_rows("goal_documents_2018.csv")}
    assert {goal: len(codes) for goal, codes in served.items()} == {"2": 1, "3": 2, "5": 5, "6": 9, "7": 3}
    assert {code for codes in served.values() for code in codes} <= known


def test_the_wordings_are_whole_files_whose_text_is_read(tmp_path: Path) -> None:
    for code, wording in read_settings(TEXT_FILE).items():
        path = tmp_path / code
        path.write_bytes(text_pdf(wording["file"], wording["paragraphs"] * 12))
        assert file_problem(path, largest=1_000_000) is None
        read = document_text(path, FileType.PDF)
        assert read.state is TextState.READ
        assert "exempelkommun" in read.text
        assert "å" in read.text
