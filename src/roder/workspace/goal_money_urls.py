"""The addresses of the money that names goals."""

from __future__ import annotations

from django.urls import path

from roder.workspace.goal_money_pages import edits
from roder.workspace.goal_money_pages import pages

patterns = [
    path("mal/<str:tree>/pengar/", pages.whole, name="goal_money"),
    path("mal/<str:tree>/pengar/fil/<str:form>.csv", pages.file, name="goal_money_csv"),
    path("mal/<str:tree>/pengar/organ/<str:body>/", pages.of_body, name="goal_money_body"),
    path("mal/<str:tree>/pengar/mal/<str:code>/", pages.of_goal, name="goal_money_goal"),
    path("mal/<str:tree>/pengar/ny/", edits.add, name="funding_add"),
    path("mal/<str:tree>/pengar/rad/<int:pk>/", edits.change, name="funding_change"),
    path("mal/<str:tree>/pengar/rad/<int:pk>/ta-bort/", edits.remove, name="funding_remove"),
]
