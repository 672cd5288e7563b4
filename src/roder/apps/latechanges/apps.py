from __future__ import annotations

from django.apps import AppConfig


class LateChangesConfig(AppConfig):
    name = "roder.apps.latechanges"
    label = "latechanges"
