from __future__ import annotations

from django.urls import path

from roder.workspace import table_files

GOALS = {"kind": "goals"}
INDICATORS = {"kind": "indicators"}

patterns = [
    path("mal/import/", table_files.choose, GOALS, name="goals_import"),
    path("mal/import/<int:pk>/", table_files.one, GOALS, name="goals_import_file"),
    path("mal/import/<int:pk>/spara/", table_files.confirm, GOALS, name="goals_import_confirm"),
    path("mal/import/<int:pk>/kasta/", table_files.discard, GOALS, name="goals_import_discard"),
    path("mal/fil/<str:form>/", table_files.export, GOALS, name="goals_export"),
    path("indikatorer/import/", table_files.choose, INDICATORS, name="indicators_import"),
    path("indikatorer/import/<int:pk>/", table_files.one, INDICATORS, name="indicators_import_file"),
    path(
        "indikatorer/import/<int:pk>/spara/",
        table_files.confirm,
        INDICATORS,
        name="indicators_import_confirm",
    ),
    path(
        "indikatorer/import/<int:pk>/kasta/",
        table_files.discard,
        INDICATORS,
        name="indicators_import_discard",
    ),
    path("indikatorer/fil/<str:form>/", table_files.export, INDICATORS, name="indicators_export"),
]
"""They stand before the goals' own addresses, whose first part is the code of a version."""
