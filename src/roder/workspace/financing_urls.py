"""The addresses of financing rounds and the financing sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from roder.workspace.financing import editor
from roder.workspace.financing import imports
from roder.workspace.financing import replacing
from roder.workspace.financing import rounds
from roder.workspace.financing import sheet

if TYPE_CHECKING:
    from django.urls import URLPattern

PLACE = "budget/<int:year>/finansiering/"
ROUND = f"{PLACE}rundor/<int:pk>/"

patterns: list[URLPattern] = [
    path(PLACE, sheet.sheet, name="financing"),
    path(f"{PLACE}tabell.csv", sheet.sheet_csv, name="financing_csv"),
    path(f"{PLACE}rad/<slug:key>/", sheet.line, name="financing_line"),
    path(f"{PLACE}byt-runda/", replacing.replace, name="financing_replace"),
    path(f"{PLACE}byt-runda/spara/", replacing.confirm, name="financing_replace_confirm"),
    path(f"{PLACE}rundor/", rounds.rounds, name="financing_rounds"),
    path(f"{PLACE}rundor/ny/", rounds.make, name="financing_round_make"),
    path(ROUND, editor.financing_round, name="financing_round"),
    path(f"{ROUND}bidrag/", editor.add_grant, name="financing_grant_add"),
    path(f"{ROUND}las/", rounds.lock, name="financing_round_lock"),
    path(f"{ROUND}ta-bort/", rounds.remove, name="financing_round_remove"),
    path(f"{ROUND}import/", imports.choose, name="financing_import"),
    path(f"{ROUND}import/spara/", imports.confirm, name="financing_import_confirm"),
    path(f"{ROUND}fil/<str:form>/", rounds.export, name="financing_export"),
]
