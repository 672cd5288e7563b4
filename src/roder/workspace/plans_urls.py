"""The addresses of plans."""

from __future__ import annotations

from django.urls import path

from roder.workspace.plan_pages import differences
from roder.workspace.plan_pages import editor
from roder.workspace.plan_pages import overview
from roder.workspace.plan_pages import plan
from roder.workspace.plan_pages import steps

patterns = [
    path("planer/", overview.overview, name="plans"),
    path("planer/lista.csv", overview.file, name="plans_csv"),
    path("planer/ny/", overview.build, name="plan_build"),
    path("planer/<int:pk>/", plan.plan, name="plan"),
    path("planer/<int:pk>/plan.json", plan.as_json, name="plan_json"),
    path("planer/<int:pk>/skillnad/", differences.differences, name="plan_differences"),
    path("planer/<int:pk>/skriv/", editor.edit, name="plan_edit"),
    path("planer/<int:pk>/avsnitt/nytt/", editor.section_add, name="plan_section_add"),
    path("planer/<int:pk>/avsnitt/<int:section>/", editor.section, name="plan_section"),
    path("planer/<int:pk>/avsnitt/<int:section>/ta-bort/", editor.section_remove, name="plan_section_remove"),
    path("planer/<int:pk>/fordela/", editor.distribute, name="plan_distribute"),
    path("planer/<int:pk>/revidera/", editor.revise, name="plan_revise"),
    path("planer/<int:pk>/steg/<slug:act>/", steps.step, name="plan_step"),
]
