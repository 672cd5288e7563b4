from __future__ import annotations

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "roder.apps.forecasts"
    label = "forecasts"
