from __future__ import annotations

from django.urls import path

from roder.devtools import components

app_name = "devtools"
urlpatterns = [
    path("komponenter/", components.components, name="components"),
    path("komponenter/lang-tabell/", components.long_table, name="long_table"),
]
