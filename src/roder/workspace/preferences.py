"""What a person chooses for themself: language and where the follow-up begins; and how this screen looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.http import require_POST

from roder.apps.identity.actions import prefer_language
from roder.apps.identity.actions import prefer_start_body
from roder.apps.identity.models import User
from roder.apps.identity.queries import preferences_of
from roder.ui.appearance import COOKIE
from roder.ui.appearance import Appearance

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest
    from django.http import HttpResponse

YEAR_IN_SECONDS = 365 * 24 * 60 * 60


def came_from(request: HttpRequest) -> str:
    """Return the page that a form says it stands on, if it is one of ours."""
    page = request.POST.get("next", "")
    hosts = {request.get_host()}
    return page if url_has_allowed_host_and_scheme(page, hosts) else reverse("workspace:start")


def start_address(user: User | AnonymousUser) -> str:
    """Return where a person begins whose address names no language: in the language last chosen."""
    language = preferences_of(user).language if isinstance(user, User) else ""
    with override(language or settings.LANGUAGE_CODE):
        return reverse("workspace:start")


def start_body_of(user: User | AnonymousUser) -> str:
    """Return the code of the body that a person's follow-up begins with; empty for the whole."""
    return preferences_of(user).start_body if isinstance(user, User) else ""


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if isinstance(request.user, User):
        prefer_language(code, acting_user=request.user)
    return redirect(translate_url(came_from(request), code))


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    chosen = Appearance.of(request.POST.get("appearance", ""))
    answer = redirect(came_from(request))
    answer.set_cookie(
        COOKIE, chosen, max_age=YEAR_IN_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return answer


@require_POST
def start_body(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        prefer_start_body(request.POST.get("body", ""), acting_user=request.user)
    return redirect(came_from(request))
