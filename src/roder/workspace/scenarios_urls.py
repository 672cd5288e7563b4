"""The addresses of what-if and late changes."""

from __future__ import annotations

from django.urls import path

from roder.workspace.late_changes import page as late_changes
from roder.workspace.what_if import page as what_if

patterns = [
    path("budget/<int:year>/sena-andringar/", late_changes.late_changes, name="late_changes"),
    path(
        "budget/<int:year>/sena-andringar/lista.csv", late_changes.late_changes_csv, name="late_changes_csv"
    ),
    path("budget/<int:year>/sena-andringar/spara/", late_changes.build, name="late_changes_build"),
    path("budget/<int:year>/sena-andringar/signera/", late_changes.sign, name="late_changes_sign"),
    path("budget/<int:year>/tank-om/", what_if.what_if, name="what_if"),
    path("budget/<int:year>/tank-om/lista.csv", what_if.what_if_csv, name="what_if_csv"),
]
