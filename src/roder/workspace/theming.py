"""The municipality's own style sheet and mark; their addresses change with them, so browsers may keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.ui.theme import Theme

KEPT = cache_control(public=True, immutable=True, max_age=365 * 24 * 60 * 60)


def theme_frame() -> dict[str, str]:
    """Return what the frame of every page needs of the theme; nothing where Roder's own look holds."""
    theme: Theme = settings.RODER_THEME
    frame = {}
    if theme.css:
        frame["theme_css_url"] = reverse("workspace:theme_css", args=[theme.css_digest])
    if theme.mark:
        frame["mark_url"] = reverse("workspace:theme_mark", args=[theme.mark_digest])
    return frame


@login_not_required
@KEPT
def css(request: HttpRequest, digest: str) -> HttpResponse:
    del request
    theme: Theme = settings.RODER_THEME
    if not theme.css or digest != theme.css_digest:
        raise Http404(digest)
    return HttpResponse(theme.css, content_type="text/css; charset=utf-8")


@login_not_required
@KEPT
def mark(request: HttpRequest, digest: str) -> HttpResponse:
    del request
    theme: Theme = settings.RODER_THEME
    if not theme.mark or digest != theme.mark_digest:
        raise Http404(digest)
    return HttpResponse(theme.mark_bytes, content_type=theme.mark_type)
