"""The addresses of official statistics: search and tick, how a fetch went, places, tables, stored files."""

from __future__ import annotations

from django.urls import path

from roder.workspace.official_statistics import fetches
from roder.workspace.official_statistics import files
from roder.workspace.official_statistics import places
from roder.workspace.official_statistics import search
from roder.workspace.official_statistics import tables

patterns = [
    path("statistik/", search.search, name="statistics"),
    path("statistik/igen/", search.again, name="statistics_again"),
    path("statistik/fil/", files.stored_file, name="statistics_file"),
    path("statistik/jamforelser/", places.places, name="statistics_places"),
    path("statistik/tabell/<str:table>/", tables.table, name="statistics_table"),
    path("statistik/hamtning/<int:pk>/", fetches.fetch, name="statistics_fetch"),
]
