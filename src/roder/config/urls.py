"""All addresses: Swedish without prefix, English below /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include
from django.urls import path

urlpatterns = [
    *i18n_patterns(
        path("", include("roder.devtools.urls")),
        path("", include("roder.workspace.urls")),
        prefix_default_language=False,
    ),
]

handler403 = "roder.workspace.errors.forbidden"
handler404 = "roder.workspace.errors.not_found"
handler500 = "roder.workspace.errors.server_error"
