"""The addresses of versions of Mål och budget: lists, files, comparison."""

from __future__ import annotations

from django.urls import path

from roder.workspace.budget_versions import comparison
from roder.workspace.budget_versions import listing
from roder.workspace.budget_versions import one
from roder.workspace.budget_versions import taking_in

patterns = [
    path("budget/<int:year>/versioner/", listing.versions_page, name="budget_versions"),
    path("budget/<int:year>/versioner/las-in/", taking_in.choose, name="budget_import"),
    path("budget/<int:year>/versioner/las-in/spara/", taking_in.confirm, name="budget_import_confirm"),
    path("budget/<int:year>/versioner/<int:pk>/", one.version, name="budget_version"),
    path("budget/<int:year>/versioner/<int:pk>/rader/", one.lines, name="budget_version_lines"),
    path("budget/<int:year>/versioner/<int:pk>/rader.<str:form>", one.export, name="budget_version_export"),
    path("budget/<int:year>/versioner/<int:pk>/ta-bort/", one.remove, name="budget_version_remove"),
    path("budget/<int:year>/jamforelse/", comparison.page, name="budget_comparison"),
    path("budget/<int:year>/jamforelse/lista.<str:form>", comparison.export, name="budget_comparison_export"),
]
