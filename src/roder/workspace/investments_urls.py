"""The addresses of investments, statements, fees, companies and the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from roder.workspace.budget_registers import basis
from roder.workspace.budget_registers import book
from roder.workspace.budget_registers import companies
from roder.workspace.budget_registers import doors
from roder.workspace.budget_registers import edits
from roder.workspace.budget_registers import fees
from roder.workspace.budget_registers import investments
from roder.workspace.budget_registers import statements

if TYPE_CHECKING:
    from django.urls import URLPattern

REGISTER = "budget/<int:year>/register/<slug:slug>/"

patterns: list[URLPattern] = [
    path("budget/<int:year>/investeringar/", investments.investments, name="investments"),
    path("budget/<int:year>/investeringar/for-in/", investments.put_in, name="investments_put_in"),
    path(
        "budget/<int:year>/investeringar/driftkostnader/",
        investments.running_costs,
        name="investments_running_costs",
    ),
    path("budget/<int:year>/taxor/", fees.fees, name="fees"),
    path("budget/<int:year>/bolag/", companies.companies, name="companies"),
    path("budget/<int:year>/resultat/", statements.statements, name="statements"),
    path("budget/<int:year>/resultat/underlag/<int:pk>/", basis.statement_basis, name="statement_basis"),
    path("budget/<int:year>/bok/", book.book, name="budget_book"),
    path(f"{REGISTER}ny/", edits.add, name="register_add"),
    path(f"{REGISTER}importera/", doors.choose, name="register_import"),
    path(f"{REGISTER}importera/bekrafta/", doors.confirm, name="register_import_confirm"),
    path(f"{REGISTER}export/<str:form>/", doors.export, name="register_export"),
    path(f"{REGISTER}post/<str:code>/", edits.change, name="register_change"),
    path(f"{REGISTER}post/<str:code>/avbryt/", edits.cancel, name="register_cancel"),
    path(f"{REGISTER}post/<str:code>/ta-bort/", edits.remove, name="register_remove"),
]
