from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "roder.apps.documents"
    label = "documents"
