"""An entry of a register: registered, changed, cancelled and removed by a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.investments.access import access_register_editing
from roder.apps.investments.actions.entries import cancel_project
from roder.apps.investments.actions.entries import change_entry
from roder.apps.investments.actions.entries import register_entry
from roder.apps.investments.actions.entries import remove_entry
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.queries import row_of
from roder.apps.investments.registers import REGISTERS
from roder.apps.investments.registers import entry_of
from roder.apps.organisation.queries import organisation_tree
from roder.domain.register_shapes import RegisterKind
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_registers.forms import EntryForm
from roder.workspace.budget_registers.forms import initial_of
from roder.workspace.budget_registers.forms import label_of
from roder.workspace.budget_registers.registers import REGISTER_EVENTS
from roder.workspace.budget_registers.registers import shown_register
from roder.workspace.history_rows import object_history
from roder.workspace.mandate_forms import INDENT
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.workspace.budget_registers.registers import ShownRegister

REFUSED = 422


def add(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    person = access_register_editing(request.user)
    key, register = budget_key(year), shown_register(year, slug)
    given = request.POST if request.method == "POST" else None
    usual = REGISTERS[register.kind].shape.usual
    form = EntryForm(register, given, initial=dict(usual), bodies=body_choices(key, year), has_code=True)
    if form.is_valid():
        entry = form.entry(form.cleaned_data["code"].strip(), usual)
        try:
            register_entry(register.kind, key, entry, acting_user=person)
        except RegisterRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": entry.name})
            return redirect(register.page_url)
    return _page(request, register, form, title=_("Register"), seen="")


def change(request: HttpRequest, year: int, slug: str, code: str) -> HttpResponse:
    person = access_register_editing(request.user)
    key, register = budget_key(year), shown_register(year, slug)
    row = _row(key, register, code)
    entry = entry_of(REGISTERS[register.kind], row)
    given = resolved(request.POST) if request.method == "POST" else None
    initial = initial_of(entry, register.unit)
    form = EntryForm(register, given, initial=initial, bodies=body_choices(key, year), has_code=False)
    if given is not None and form.is_valid():
        wanted = form.entry(code, entry.facts)
        try:
            change_entry(
                register.kind, row, wanted, seen_version=read_seen(given).version, acting_user=person
            )
        except RegisterRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            now = entry_of(REGISTERS[register.kind], _row(key, register, code))
            return _conflict(request, register, form, given, error, initial_of(now, register.unit))
        else:
            messages.success(request, _("Saved."))
            return redirect(register.page_url)
    seen = read_seen(given) if given is not None else Seen(row.version, _form_texts(form, initial))
    history = object_history(row.subject, REGISTER_EVENTS[register.kind])
    return _page(
        request,
        register,
        form,
        title=entry.name,
        seen=str(seen),
        code=code,
        entries=history,
        may_cancel=register.kind is RegisterKind.PROJECT and row.status != "cancelled",
        version=row.version,
    )


def _row(key: str, register: ShownRegister, code: str) -> Any:
    row = row_of(key, register.kind, code)
    if row is None:
        raise Http404(code)
    return row


def body_choices(key: str, year: int) -> list[tuple[str, str]]:
    """Return the bodies of a year to choose from, top down."""
    tree = organisation_tree(key, date(year, 1, 1))
    return [(body.code, f"{INDENT * level}{body.code} {body.name}") for level, body in tree.walk()]


def _form_texts(form: EntryForm, values: dict[str, Any]) -> dict[str, str]:
    return texts({name: values.get(name) for name in form.fields})


def _conflict(
    request: HttpRequest,
    register: ShownRegister,
    form: EntryForm,
    given: QueryDict,
    error: StaleVersionError,
    theirs: dict[str, Any],
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_form_texts(form, theirs),
        mine={name: given.get(name, "") for name in form.fields},
        labels={name: label_of(name) for name in form.fields},
    )
    return conflict_page(
        request,
        conflict,
        name=str(theirs.get("name", "")),
        cancel_url=register.page_url,
        breadcrumbs=register.crumbs((_("Change"), "")),
    )


def _page(
    request: HttpRequest, register: ShownRegister, form: EntryForm, *, title: str, seen: str, **more: Any
) -> HttpResponse:
    code = more.get("code", "")
    context = {
        "title": title,
        "form": form,
        "seen": seen,
        "unit": register.unit,
        "cancel_url": register.page_url,
        "remove_url": register.url("remove", code) if code else "",
        "project_cancel_url": register.url("cancel", code) if code and more.get("may_cancel") else "",
        "breadcrumbs": register.crumbs((title, "")),
        **more,
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_registers/form.html", context, status=status)


@require_POST
def cancel(request: HttpRequest, year: int, slug: str, code: str) -> HttpResponse:
    person = access_register_editing(request.user)
    key, register = budget_key(year), shown_register(year, slug)
    if register.kind is not RegisterKind.PROJECT:
        raise Http404(slug)
    row = _row(key, register, code)
    seen = request.POST.get("version", "")
    try:
        cancel_project(
            row,
            request.POST.get("reason", "")[:1000],
            seen_version=int(seen) if seen.isdecimal() else 0,
            acting_user=person,
        )
    except RegisterRefusedError as error:
        return _refused(request, register, error, code)
    except StaleVersionError:
        messages.warning(request, _("Somebody has changed it meanwhile. Look at it as it stands."))
        return redirect(register.url("change", code))
    messages.success(request, _("The project is cancelled and has no money in budgets from now on."))
    return redirect(register.page_url)


@require_POST
def remove(request: HttpRequest, year: int, slug: str, code: str) -> HttpResponse:
    person = access_register_editing(request.user)
    key, register = budget_key(year), shown_register(year, slug)
    try:
        remove_entry(register.kind, _row(key, register, code), acting_user=person)
    except RegisterRefusedError as error:
        return _refused(request, register, error, code)
    messages.success(request, _("Removed. What it said is kept in the history."))
    return redirect(register.page_url)


def _refused(
    request: HttpRequest, register: ShownRegister, error: RegisterRefusedError, code: str
) -> HttpResponse:
    say_problems(request, error.problems)
    return redirect(register.url("change", code))
