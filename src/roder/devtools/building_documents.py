"""The example's steering documents: a table in through its door, and the files of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.documents.actions.editions import attach_file
from roder.apps.documents.actions.imports import import_documents
from roder.apps.documents.queries import documents_by_code
from roder.apps.documents.stored_files import take_in
from roder.apps.identity.queries import system_user
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.devtools.example.pdf_files import text_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENT_FILE = "documents.csv"
TEXT_FILE = "document_texts.toml"


def import_document_files(folder: Path, key: str, say: Callable[[str], None]) -> None:
    """Import the register, unless there are documents already: what a person has changed since stands."""
    table = written_table(folder, DOCUMENT_FILE)
    if documents_by_code(key):
        return
    person = system_user()
    plan = import_documents(key, table, file_name=table.name, acting_user=person)
    require_no_fault(table, plan.problems)
    documents = documents_by_code(key)
    wordings = read_settings(TEXT_FILE)
    for code, wording in wordings.items():
        content = text_pdf(documents[code].title, wording["paragraphs"])
        edition = documents[code].editions.get(number=wording["edition"])
        attach_file(edition, take_in(wording["file"], [content]), acting_user=person)
    say(f"{table.name}: imported, {len(documents)} steering documents, {len(wordings)} of them with a file")
