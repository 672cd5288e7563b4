from __future__ import annotations

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "roder.apps.rounds"
    label = "rounds"
