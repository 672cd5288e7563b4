"""The sign-in page: password, passkey, the example people, and the link of an example person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_demo_people
from roder.apps.identity.actions import use_sign_in_link
from roder.apps.signin.actions.passwords import Outcome
from roder.apps.signin.actions.passwords import check_password
from roder.apps.signin.actions.sign_ins import close_sign_in
from roder.apps.signin.passkeys import PasskeyRefusedError
from roder.apps.signin.passkeys import person_of_passkey
from roder.apps.signin.passkeys import request_options
from roder.apps.signin.queries import factors_of
from roder.apps.signin.queries import must_have_second_factor
from roder.apps.signin.saml import usable_providers
from roder.domain.sign_in import SignInMethod
from roder.workspace.sessions import await_second_factor
from roder.workspace.sessions import demo_address
from roder.workspace.sessions import next_page
from roder.workspace.sessions import sign_in_person

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User

TOO_MANY = 429
LONGEST_PASSWORD = 1024


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request))
    if request.method != "POST":
        return _sign_in_page(request)
    name, password = request.POST.get("username", ""), request.POST.get("password", "")
    answer = check_password(name[:150], password[:LONGEST_PASSWORD])
    if answer.outcome is Outcome.TOO_MANY:
        return _sign_in_page(request, error=too_many_text(), status=TOO_MANY)
    if answer.user is None:
        return _sign_in_page(request, error=_("The user name or the password is not right. Try again."))
    return _after_password(request, answer.user)


def too_many_text() -> str:
    return _("There have been too many tries for this account. Wait 15 minutes and try again.")


def _after_password(request: HttpRequest, person: User) -> HttpResponse:
    if factors_of(person).any:
        return await_second_factor(request, person, next_page(request))
    if must_have_second_factor(person):
        return _sign_in_page(
            request,
            error=_(
                "This account administers others and must have a second factor, but has none. "
                "Ask another administrator for a one-time link; by it you add one."
            ),
        )
    url = next_page(request)
    sign_in_person(request, person, SignInMethod.PASSWORD)
    return redirect(url)


def _sign_in_page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    people = access_demo_people(remote_address=demo_address(request))
    context = {
        "people": [
            {
                "name": str(person),
                "role": person.title,
                "sign_in_url": reverse("workspace:sign_in_demo", args=[person.pk]),
            }
            for person in people
        ],
        "next": next_page(request),
        "providers": [
            {
                "label": provider.label,
                "url": f"{reverse('workspace:external', args=[provider.key])}?{urlencode({'next': next_page(request)})}",
            }
            for provider in usable_providers()
        ],
        "error": error,
        "username": request.POST.get("username", ""),
    }
    return render(request, "workspace/signin/sign_in.html", context, status=status)


@login_not_required
@require_POST
def passkey_sign_in_options(request: HttpRequest) -> HttpResponse:
    del request  # the challenge is kept in its session by django-allauth
    return JsonResponse(request_options(None))


@login_not_required
@never_cache
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey is both factors: nothing can be guessed, so nothing is counted."""
    try:
        person = person_of_passkey(None, json.loads(request.POST.get("credential", "")))
    except (ValueError, PasskeyRefusedError):
        return _sign_in_page(
            request, error=_("The passkey was not accepted. Try again, or use your password.")
        )
    url = next_page(request)
    sign_in_person(request, person, SignInMethod.PASSKEY)
    return redirect(url)


@login_not_required
@require_POST
def sign_in_demo(request: HttpRequest, pk: int) -> HttpResponse:
    people = access_demo_people(remote_address=demo_address(request))
    url = next_page(request)
    sign_in_person(request, get_object_or_404(people, pk=pk), SignInMethod.DEMO)
    return redirect(url)


@login_not_required
@never_cache
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask first, sign in on the button: a mail scanner that opens the link must not spend it."""
    if request.method != "POST":
        return render(request, "workspace/signin/demo_link.html", {"secret": secret})
    is_here = access_demo_people(remote_address=demo_address(request))
    person = use_sign_in_link(secret) if is_here else None
    if person is None or not person.is_demo:
        messages.error(request, _("The link has been used or is too old. Ask for a new one."))
        return redirect("workspace:sign_in")
    url = next_page(request)
    sign_in_person(request, person, SignInMethod.DEMO)
    return redirect(url)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    close_sign_in(request.session.session_key or "", now=timezone.now())
    logout(request)
    return redirect("workspace:sign_in")
