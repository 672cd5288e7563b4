from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "roder.apps.proposals"
    label = "proposals"
