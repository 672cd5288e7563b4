from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "roder.apps.decisions"
    label = "decisions"
