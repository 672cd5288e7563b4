"""Whole addresses, as people and identity providers reach the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def public_address(request: HttpRequest, path: str) -> str:
    """The path below RODER_PUBLIC_URL, or below the address that the request came to."""
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}{path}"
    return request.build_absolute_uri(path)
