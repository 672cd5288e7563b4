"""The addresses of the balance requirement, reserves and changes after the vote."""

from __future__ import annotations

from django.urls import path

from roder.workspace.budget_rules import amendments
from roder.workspace.budget_rules import balance

patterns = [
    path("budget/<int:year>/ramandringar/", amendments.frame_changes, name="frame_changes"),
    path("budget/<int:year>/ramandringar/lista.csv", amendments.frame_changes_csv, name="frame_changes_csv"),
    path("budget/<int:year>/ramandringar/ny/", amendments.frame_change_add, name="frame_change_add"),
    path("budget/<int:year>/balanskrav/", balance.balance, name="balance_requirement"),
    path("budget/<int:year>/balanskrav/lista.csv", balance.balance_csv, name="balance_requirement_csv"),
    path("budget/<int:year>/balanskrav/uppgifter/", balance.balance_edit, name="balance_requirement_edit"),
]
