"""The page of a one-time link: choose a password. Opening the page spends nothing; the button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from roder.apps.identity.access import access_permission
from roder.apps.signin.actions.links import LinkRefusedError
from roder.apps.signin.actions.links import issue_link
from roder.apps.signin.actions.links import use_link
from roder.apps.signin.models import OneTimeLink
from roder.apps.signin.queries import factors_of
from roder.apps.signin.queries import local_people
from roder.apps.signin.queries import usable_link
from roder.domain.mandates import Permission
from roder.domain.sign_in import SignInMethod
from roder.workspace.new_password import NewPasswordForm
from roder.workspace.public_addresses import public_address
from roder.workspace.sessions import await_second_factor
from roder.workspace.sessions import sign_in_person

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User


@login_not_required
@never_cache
@sensitive_post_parameters("password", "repeated")
def one_time_link(request: HttpRequest, secret: str) -> HttpResponse:
    link = usable_link(secret, now=timezone.now())
    if link is None:
        messages.error(request, _("The link has been used or is too old. Ask for a new one."))
        return redirect("workspace:sign_in")
    form = NewPasswordForm(link.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "workspace/signin/one_time_link.html", {"form": form, "link": link})
    used = use_link(secret, form.cleaned_data["password"], now=timezone.now())
    if used is None:
        messages.error(request, _("The link has been used or is too old. Ask for a new one."))
        return redirect("workspace:sign_in")
    return _after_link(request, used.user)


def _after_link(request: HttpRequest, person: User) -> HttpResponse:
    """The second factor is asked for as ever: only an administrator's own choice has removed it."""
    if factors_of(person).any:
        return await_second_factor(request, person, reverse("workspace:start"))
    sign_in_person(request, person, SignInMethod.LINK)
    messages.success(
        request, _("The password is set. Add a second factor, so that a lost password is no disaster.")
    )
    return redirect("workspace:my_sign_in")


@never_cache
def recovery_links(request: HttpRequest) -> HttpResponse:
    """An administrator issues a one-time link, shown once, to hand over in person."""
    acting = access_permission(request.user, Permission.ADMINISTER_PEOPLE)
    people = local_people().exclude(pk=acting.pk)
    if request.method != "POST":
        return render(request, "workspace/signin/recovery_links.html", {"people": people})
    person = get_object_or_404(people, pk=request.POST.get("person") or 0)
    removes = request.POST.get("removes_second_factor") == "yes"
    purposes = OneTimeLink.Purpose
    try:
        secret = issue_link(
            person,
            purposes.RECOVERY_OF_ALL if removes else purposes.RECOVERY,
            now=timezone.now(),
            acting_user=acting,
        )
    except LinkRefusedError:
        messages.error(request, _("No link can be issued for this account."))
        return redirect("workspace:recovery_links")
    url = public_address(request, reverse("workspace:one_time_link", args=[secret]))
    context = {"people": people, "person": person, "link_url": url, "removes": removes}
    return render(request, "workspace/signin/recovery_links.html", context)
