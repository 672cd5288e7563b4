"""The addresses of internal budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

BUDGETS = "budget/<int:year>/internbudget/"
BODY = f"{BUDGETS}<str:body>/"
UNIT = f"{BODY}enhet/<str:unit>/"

patterns: list[URLPattern] = []
