"""The WSGI entry for any server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roder.config.settings.base")

application = get_wsgi_application()
