"""The addresses of the search and of steering documents."""

from __future__ import annotations

from django.urls import path

from roder.workspace import search
from roder.workspace.documents import document
from roder.workspace.documents import editions
from roder.workspace.documents import edits
from roder.workspace.documents import endings
from roder.workspace.documents import files
from roder.workspace.documents import imports
from roder.workspace.documents import register

_ONE = "styrdokument/dokument/<str:code>/"
_EDITION = f"{_ONE}utgavor/<int:number>/"

patterns = [
    path("sok/", search.search, name="search"),
    path("styrdokument/", register.register, name="documents"),
    path("styrdokument/tabell.csv", register.table, name="documents_csv"),
    path("styrdokument/fil/<str:form>/", files.export, name="documents_export"),
    path("styrdokument/nytt/", edits.add, name="document_add"),
    path("styrdokument/import/", imports.choose, name="documents_import"),
    path("styrdokument/import/spara/", imports.confirm, name="documents_import_confirm"),
    path(_ONE, document.document, name="document"),
    path(f"{_ONE}andra/", edits.change, name="document_change"),
    path(f"{_ONE}upphor/", endings.end, name="document_end"),
    path(f"{_ONE}ersatt/", endings.replace, name="document_replace"),
    path(f"{_ONE}utgavor/ny/", editions.add, name="edition_add"),
    path(f"{_EDITION}andra/", editions.change, name="edition_change"),
    path(f"{_EDITION}kasta/", editions.discard, name="edition_discard"),
    path(f"{_EDITION}fil/", files.download, name="edition_file"),
    path(f"{_EDITION}fil/ny/", editions.attach, name="edition_attach"),
]
