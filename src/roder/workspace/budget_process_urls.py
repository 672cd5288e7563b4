"""The addresses of the budget year: steps, consultation, scan, analysis, ideas."""

from __future__ import annotations

from django.urls import path

from roder.workspace.budget_process import artefacts
from roder.workspace.budget_process import calendar
from roder.workspace.budget_process import late_changes
from roder.workspace.budget_process import legal_days
from roder.workspace.budget_process import step
from roder.workspace.budget_process import step_days
from roder.workspace.budget_process import year

patterns = [
    path("budget/", year.latest, name="budget"),
    path("budget/<int:year>/", year.year, name="budget_year"),
    path("budget/<int:year>/oppna/", year.open_, name="budget_year_open"),
    path("budget/<int:year>/steg/", step_days.edit, name="budget_steps_edit"),
    path("budget/<int:year>/steg/fil/", step_days.file, name="budget_steps_csv"),
    path("budget/<int:year>/steg/<str:key>/", step.step, name="budget_step"),
    path("budget/<int:year>/steg/<str:key>/resultat/", artefacts.edit, name="budget_step_artefact"),
    path("budget/<int:year>/steg/<str:key>/<str:act>/", step.act, name="budget_step_act"),
    path("budget/<int:year>/kalender/", calendar.calendar, name="budget_calendar"),
    path("budget/<int:year>/kalender.ics", calendar.file, name="budget_calendar_file"),
    path("budget/<int:year>/lagens-dagar/", legal_days.page, name="budget_legal_days"),
    path("budget/<int:year>/lasning/", late_changes.page, name="budget_locks"),
    path(
        "budget/<int:year>/lasning/<int:pk>/stang/",
        late_changes.close,
        name="budget_lock_close",
    ),
]
