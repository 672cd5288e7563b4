from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_demo_people
from roder.apps.identity.actions import use_sign_in_link

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("workspace:start")


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next(request))
    people = access_demo_people(remote_address=request.META.get("REMOTE_ADDR", ""))
    context = {
        "people": [
            {
                "name": str(person),
                "role": person.title,
                "sign_in_url": reverse("workspace:sign_in_demo", args=[person.pk]),
            }
            for person in people
        ],
        "next": _next(request),
    }
    return render(request, "workspace/signin.html", context)


@login_not_required
@require_POST
def sign_in_demo(request: HttpRequest, pk: int) -> HttpResponse:
    people = access_demo_people(remote_address=request.META.get("REMOTE_ADDR", ""))
    login(request, get_object_or_404(people, pk=pk), backend=BACKEND)
    return redirect(_next(request))


@login_not_required
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask first, sign in on the button: a mail scanner that opens the link must not spend it."""
    if request.method != "POST":
        return render(request, "workspace/signin_link.html", {"secret": secret})
    person = use_sign_in_link(secret)
    if person is None:
        messages.error(request, _("The link has been used or is too old. Ask for a new one."))
        return redirect("workspace:sign_in")
    login(request, person, backend=BACKEND)
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("workspace:sign_in")
