"""Settings of the test suite: a home of its own, plain static files, quick password hashing."""

from __future__ import annotations

import os
import tempfile

if "RODER_HOME" not in os.environ:
    os.environ["RODER_HOME"] = tempfile.mkdtemp(prefix="roder-test-")

from roder.config.settings.base import *  # noqa: F403 - the base is the settings

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - from the base
