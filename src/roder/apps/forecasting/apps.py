from __future__ import annotations

from django.apps import AppConfig


class ForecastingConfig(AppConfig):
    name = "roder.apps.forecasting"
    label = "forecasting"
