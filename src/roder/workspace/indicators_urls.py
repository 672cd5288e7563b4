"""The addresses of indicators: the list, the table to fill in, the scale, and each indicator with its acts."""

from __future__ import annotations

from django.urls import path

from roder.workspace.indicators import definition_edits
from roder.workspace.indicators import detail
from roder.workspace.indicators import entries
from roder.workspace.indicators import listing
from roder.workspace.indicators import scale
from roder.workspace.indicators import table

patterns = [
    path("indikatorer/", listing.indicators, name="indicators"),
    path("indikatorer/lista.csv", listing.export, name="indicators_csv"),
    path("indikatorer/tabell/", table.table, name="indicator_table"),
    path("indikatorer/ny/", definition_edits.define, name="indicator_define"),
    path("indikatorer/skala/", scale.scale, name="verdict_scale"),
    path("indikatorer/matvarde/<str:code>/", detail.indicator, name="indicator"),
    path("indikatorer/matvarde/<str:code>/serie.csv", detail.export, name="indicator_csv"),
    path("indikatorer/matvarde/<str:code>/andra/", definition_edits.change, name="indicator_change"),
    path("indikatorer/matvarde/<str:code>/avsluta/", definition_edits.retire, name="indicator_retire"),
    path("indikatorer/matvarde/<str:code>/malvarde/", entries.target, name="indicator_target"),
    path("indikatorer/matvarde/<str:code>/utfall/", entries.value, name="indicator_value"),
    path("indikatorer/matvarde/<str:code>/bedomning/", entries.judge, name="indicator_judge"),
]
