"""What the pages of every table that comes in by file do alike: choose, see the differences, save."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import Protocol
from typing import TypeVar

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.organisation.importing import TableChangedError
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import no_organisation
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import received
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.domain.problems import Problem
    from roder.ui.tables import DataTable


class DoorPlan(Protocol):
    """What a table would change, as its pages show it."""

    @property
    def problems(self) -> Sequence[Problem]: ...
    @property
    def differences(self) -> Sequence[Any]: ...
    @property
    def before(self) -> str: ...
    @property
    def refused(self) -> bool: ...
    @property
    def changes_something(self) -> bool: ...


Plan = TypeVar("Plan", bound=DoorPlan)


@dataclass(frozen=True)
class ChoosePage:
    """The words and addresses of a page on which a file is chosen."""

    title: str
    hint: str
    form_url: str
    breadcrumbs: list[dict[str, Any]]
    exports: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class TableDoor(Generic[Plan]):
    """One table's way in: its words and addresses, how it is set against what is here, and how it is saved.

    ``purpose`` is what a sealed form is good for. ``carry_out`` raises ``TableChangedError`` when what is here has
    become another since the differences were shown.
    """

    purpose: str
    choosing: ChoosePage
    confirm_url: str
    done_url: str
    plan: Callable[[ShownTable], Plan]
    carry_out: Callable[[ShownTable, User], Plan]
    table: Callable[[Plan], DataTable]
    is_owner_known: bool = True
    amount_unit: str = "kr"


def choose_table(request: HttpRequest, person: User, door: TableDoor[Plan]) -> HttpResponse:
    """Answer the page on which a file is chosen, and with a file its differences."""
    if request.method != "POST":
        return choose_page(request, door.choosing)
    if not door.is_owner_known:
        return choose_page(request, door.choosing, errors=[no_organisation()])
    try:
        table = received(request)
    except UnusableFileError as error:
        return choose_page(request, door.choosing, errors=[str(error)])
    return _differences_page(request, door, table, door.plan(table), person)


def confirm_shown(request: HttpRequest, person: User, door: TableDoor[Plan]) -> HttpResponse:
    """Save the differences that were shown, or show what has become of them."""
    try:
        table = opened(request.POST.get("table", ""), person, door.purpose)
        plan = door.carry_out(table, person)
    except UnusableFileError as error:
        return choose_page(request, door.choosing, errors=[str(error)])
    except TableChangedError as error:
        return _differences_page(request, door, table, error.plan, person, is_stale=True)
    messages.success(request, _("%(count)s differences saved.") % {"count": len(plan.differences)})
    return redirect(door.done_url)


def choose_page(
    request: HttpRequest, page: ChoosePage, *, errors: list[str] | None = None, accept: str = ACCEPT
) -> HttpResponse:
    """Return the page on which a file is chosen; with errors it is refused."""
    context = {
        "title": page.title,
        "accept": accept,
        "errors": errors or [],
        "form_url": page.form_url,
        "hint": page.hint,
        "exports": page.exports,
        "breadcrumbs": page.breadcrumbs,
    }
    return render(request, "workspace/tables/choose.html", context, status=422 if errors else 200)


def _differences_page(
    request: HttpRequest,
    door: TableDoor[Plan],
    table: ShownTable,
    plan: Plan,
    person: User,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    sealing = replace(table, before=plan.before)
    context = {
        "title": table.file_name,
        "plan": plan,
        "is_stale": is_stale,
        "problems": plan.problems,
        "differences": door.table(plan) if plan.differences else None,
        "amount_unit": door.amount_unit,
        "table": sealed(sealing, person, door.purpose) if plan.changes_something else "",
        "confirm_url": door.confirm_url,
        "cancel_url": door.choosing.form_url,
        "breadcrumbs": door.choosing.breadcrumbs,
    }
    status = 422 if plan.refused else 409 if is_stale else 200
    return render(request, "workspace/tables/differences.html", context, status=status)
