"""The addresses of the budget year: steps, consultation, scan, analysis, ideas."""

from __future__ import annotations

from django.urls import path

from roder.workspace.budget_process import year

patterns = [
    path("budget/", year.latest, name="budget"),
    path("budget/<int:year>/", year.year, name="budget_year"),
]
