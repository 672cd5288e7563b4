from __future__ import annotations

from django.apps import AppConfig


class InternalBudgetsConfig(AppConfig):
    name = "roder.apps.internalbudgets"
    label = "internalbudgets"
