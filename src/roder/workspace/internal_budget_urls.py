"""The addresses of internal budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from roder.workspace.internal_budgets import base_page
from roder.workspace.internal_budgets import bases
from roder.workspace.internal_budgets import body_page
from roder.workspace.internal_budgets import cells
from roder.workspace.internal_budgets import comments
from roder.workspace.internal_budgets import file_imports
from roder.workspace.internal_budgets import grid
from roder.workspace.internal_budgets import ledger_files
from roder.workspace.internal_budgets import overview
from roder.workspace.internal_budgets import profiles
from roder.workspace.internal_budgets import steps
from roder.workspace.internal_budgets import transfers
from roder.workspace.internal_budgets import unit_page
from roder.workspace.internal_budgets import workbooks

if TYPE_CHECKING:
    from django.urls import URLPattern

BUDGETS = "budget/<int:year>/internbudget/"
BODY = f"{BUDGETS}<str:body>/"
UNIT = f"{BODY}enhet/<str:unit>/"

patterns: list[URLPattern] = [
    path(f"{BUDGETS}profiler/", profiles.page, name="internal_budget_profiles"),
    path(f"{BUDGETS}profiler/<int:pk>/", profiles.change, name="internal_budget_profile"),
    path(f"{BUDGETS}profiler/<int:pk>/ta-bort/", profiles.remove, name="internal_budget_profile_remove"),
    path(f"{BODY}antaganden/", bases.assumptions, name="internal_budget_assumptions"),
    path(f"{UNIT}bemanning/", bases.positions, name="internal_budget_positions"),
    path(f"{UNIT}drivare/", bases.drivers, name="internal_budget_drivers"),
    path(BUDGETS, overview.page, name="internal_budgets"),
    path(f"{BUDGETS}alla.csv", overview.csv, name="internal_budgets_csv"),
    path(BODY, body_page.page, name="internal_budget"),
    path(f"{BODY}paborja/", body_page.begin, name="internal_budget_begin"),
    path(f"{BODY}fordela/", body_page.divide, name="internal_budget_divide"),
    path(f"{BODY}fran-planen/", body_page.from_plan, name="internal_budget_from_plan"),
    path(f"{BODY}steg/<str:act>/", steps.budget_step, name="internal_budget_step"),
    path(f"{BODY}omfordelning/", transfers.page, name="internal_budget_transfers"),
    path(f"{BODY}omfordelning/<int:number>/besluta/", transfers.decide, name="internal_budget_change_decide"),
    path(
        f"{BODY}omfordelning/<int:number>/aterta/",
        transfers.withdraw,
        name="internal_budget_change_withdraw",
    ),
    path(f"{UNIT}steg/<str:act>/", steps.part_step, name="internal_budget_part_step"),
    path(f"{UNIT}underlag/", base_page.page, name="internal_budget_base"),
    path(UNIT, unit_page.page, name="internal_budget_unit"),
    path(f"{UNIT}budget.<str:form>", unit_page.export, name="internal_budget_unit_export"),
    path(f"{BUDGETS}ekonomisystem.se", ledger_files.year_sie, name="internal_budgets_sie"),
    path(f"{BUDGETS}ekonomisystem.csv", ledger_files.year_ledger_csv, name="internal_budgets_ledger_csv"),
    path(f"{BODY}ekonomisystem.se", ledger_files.sie, name="internal_budget_sie"),
    path(f"{BODY}ekonomisystem.csv", ledger_files.ledger_csv, name="internal_budget_ledger_csv"),
    path(f"{UNIT}celler/", cells.cells, name="internal_budget_cells"),
    path(f"{UNIT}kommentera/", comments.comment, name="internal_budget_comment"),
    path(f"{UNIT}rutnat/", grid.grid, name="internal_budget_grid"),
    path(f"{BODY}las-in/", file_imports.choose_for_body, name="internal_budget_body_import"),
    path(f"{BODY}las-in/spara/", file_imports.confirm_for_body, name="internal_budget_body_import_confirm"),
    path(f"{UNIT}las-in/", file_imports.choose_for_unit, name="internal_budget_import"),
    path(f"{UNIT}las-in/spara/", file_imports.confirm_for_unit, name="internal_budget_import_confirm"),
    path(f"{BODY}excel/", workbooks.of_body, name="internal_budget_body_workbook"),
    path(f"{UNIT}excel/", workbooks.of_unit, name="internal_budget_workbook"),
]
