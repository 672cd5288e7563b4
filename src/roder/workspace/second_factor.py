"""The second step of signing in, and showing anew who one is before changing how one signs in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_person
from roder.apps.identity.models import User
from roder.apps.signin.actions.passwords import Outcome
from roder.apps.signin.actions.passwords import check_password
from roder.apps.signin.actions.second_factors import check_code
from roder.apps.signin.passkeys import PasskeyRefusedError
from roder.apps.signin.passkeys import person_of_passkey
from roder.apps.signin.passkeys import request_options
from roder.apps.signin.queries import factors_of
from roder.domain.sign_in import SignInMethod
from roder.workspace.sessions import PENDING
from roder.workspace.sessions import next_page
from roder.workspace.sessions import note_proof
from roder.workspace.sessions import pending_person
from roder.workspace.sessions import sign_in_person
from roder.workspace.sign_in import LONGEST_PASSWORD
from roder.workspace.sign_in import TOO_MANY
from roder.workspace.sign_in import too_many_text

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse


@login_not_required
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    person = pending_person(request)
    if person is None:
        messages.info(request, _("Begin with your user name and password."))
        return redirect("workspace:sign_in")
    if request.method != "POST":
        return _second_page(request, person)
    method, error = _shown(request, person)
    if method is None:
        status = TOO_MANY if error == too_many_text() else 200
        return _second_page(request, person, error=error, status=status)
    url = request.session[PENDING]["next"]
    sign_in_person(request, person, method)
    return redirect(url)


def _shown(request: HttpRequest, person: User) -> tuple[SignInMethod | None, str]:
    if "credential" in request.POST:
        if _has_shown_passkey(request, person):
            return SignInMethod.PASSWORD_AND_PASSKEY, ""
        return None, _("The passkey was not accepted. Try again, or use a code.")
    outcome = check_code(person, request.POST.get("code", "")[:40])
    if outcome is Outcome.RIGHT:
        return SignInMethod.PASSWORD_AND_CODE, ""
    if outcome is Outcome.TOO_MANY:
        return None, too_many_text()
    return None, _("The code is not right, or has been used. Wait for the next one and try again.")


def _has_shown_passkey(request: HttpRequest, person: User) -> bool:
    try:
        person_of_passkey(person, json.loads(request.POST.get("credential", "")))
    except (ValueError, PasskeyRefusedError):
        return False
    return True


def _second_page(request: HttpRequest, person: User, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"factors": factors_of(person), "error": "", **more}
    return render(request, "workspace/signin/second_factor.html", context, status=status)


@login_not_required
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked in the second step, or when the signed-in person shows who they are."""
    person = request.user if isinstance(request.user, User) else pending_person(request)
    if person is None:
        return JsonResponse({}, status=403)
    return JsonResponse(request_options(person))


@never_cache
@sensitive_post_parameters("password")
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for the password, and the second factor where there is one, before a change to one's sign-in."""
    person = access_person(request.user)
    factors = factors_of(person)
    if request.method != "POST":
        return render(
            request,
            "workspace/signin/prove.html",
            {"factors": factors, "next": next_page(request), "error": ""},
        )
    is_too_many, is_proved = False, False
    if "credential" in request.POST:
        is_proved = _has_shown_passkey(request, person)
    else:
        outcome = check_password(person.username, request.POST.get("password", "")[:LONGEST_PASSWORD]).outcome
        if outcome is Outcome.RIGHT and factors.any:
            outcome = check_code(person, request.POST.get("code", "")[:40])
        is_too_many, is_proved = outcome is Outcome.TOO_MANY, outcome is Outcome.RIGHT
    if is_proved:
        note_proof(request)
        return redirect(next_page(request))
    error = too_many_text() if is_too_many else _("That was not right. Nothing has been changed; try again.")
    context = {"factors": factors, "next": next_page(request), "error": error}
    return render(request, "workspace/signin/prove.html", context, status=TOO_MANY if is_too_many else 200)
