"""A form of the goals: shown, saved, refused with reasons, or met by what another person has saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.goals.refusals import GoalRefusedError
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.version_conflicts import CONFLICT
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest
    from django.http import HttpResponse


OK = 200
UNPROCESSABLE = 422
PAGE = "workspace/goals/form.html"
IN_PLACE = "closest .answer-in-place"
"""The fragment that the form in place stands in."""


@dataclass(frozen=True)
class FormPage:
    """What stands around a form: its title, what it does, where one goes after."""

    title: str
    button: str
    done_url: str
    breadcrumbs: list[dict[str, Any]]
    explanation: str = ""
    question: str = ""
    done: str = ""
    danger: bool = False
    is_searched: bool = False
    sought: str = ""
    version: int = 0
    stood: dict[str, str] = field(default_factory=dict)


def form_answer(
    request: HttpRequest,
    page: FormPage,
    make_form: Callable[[Any], forms.Form],
    save: Callable[[dict[str, Any], int], object],
    *,
    template: str = PAGE,
) -> HttpResponse:
    """Answer a form's page. ``save`` is given the cleaned values and the version that the person saw.

    ``template`` shows the form: a page, or a fragment of one for a form in place.
    """
    fresh = str(Seen(page.version, page.stood))
    shown = partial(_shown, request, page, template=template)
    if request.method != "POST":
        return shown(make_form(None), fresh)
    given = resolved(request.POST)
    form = make_form(given)
    if not form.is_valid():
        return shown(form, given.get("seen", ""), status=UNPROCESSABLE)
    try:
        save(form.cleaned_data, read_seen(given).version)
    except StaleVersionError as error:
        if set(error.theirs) & set(form.fields) and template == PAGE:
            return _conflict(request, page, form, given, error)
        form.add_error(
            None, _("Somebody has changed it meanwhile. Look at how it stands now, and choose again.")
        )
        return shown(form, fresh, status=CONFLICT)
    except (GoalRefusedError, DecisionRefusedError) as error:
        add_problems(form, error.problems)
        return shown(form, given.get("seen", ""), status=UNPROCESSABLE)
    messages.success(request, page.done or _("Saved."))
    return redirect(page.done_url)


def _shown(
    request: HttpRequest,
    page: FormPage,
    form: forms.Form,
    seen: str,
    *,
    template: str,
    status: int = OK,
) -> HttpResponse:
    context = {"page": page, "form": form, "seen": seen, "breadcrumbs": page.breadcrumbs}
    if template == PAGE:
        return render(request, template, context, status=status)
    # A fragment is swapped in only when it is answered as found; its faults stand in it.
    answer = render(request, template, context)
    if status != OK:
        answer["HX-Retarget"], answer["HX-Reswap"] = IN_PLACE, "outerHTML"
    return answer


def _conflict(
    request: HttpRequest, page: FormPage, form: forms.Form, given: Any, error: StaleVersionError
) -> HttpResponse:
    mine = texts({name: value for name, value in form.cleaned_data.items() if name in error.theirs})
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=texts({name: value for name, value in error.theirs.items() if name in form.fields}),
        mine=mine,
        labels={name: each.label for name, each in form.fields.items()},
    )
    return conflict_page(
        request,
        conflict,
        name=page.title,
        cancel_url=page.done_url,
        breadcrumbs=page.breadcrumbs,
        carried=[
            {"name": name, "value": given.get(name, "")}
            for name in form.fields
            if name not in mine and name in given
        ],
    )
