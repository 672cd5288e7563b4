from __future__ import annotations

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    name = "roder.apps.investments"
    label = "investments"
