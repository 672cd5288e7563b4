from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "roder.apps.organisation"
    label = "organisation"
