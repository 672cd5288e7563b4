from __future__ import annotations

from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "roder.apps.financing"
    label = "financing"
