"""Who has a plan, in which state, and who is late; from here a plan is built from the adopted goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.apps.plans.access import access_plan_writing
from roder.apps.plans.access import access_plans
from roder.apps.plans.access import may_write_plan
from roder.apps.plans.actions.refusals import PlanRefusedError
from roder.apps.plans.actions.writing import build_plan
from roder.apps.plans.queries import adopted_tree_of
from roder.apps.plans.queries import bodies_of_year
from roder.apps.plans.queries import body_above
from roder.apps.plans.queries import newest_plans
from roder.apps.plans.queries import planning_bodies
from roder.apps.plans.queries import years_with_plans
from roder.domain.plans import PlanKind
from roder.domain.plans import PlanState
from roder.domain.plans import is_late
from roder.domain.plans import plan_due
from roder.domain.plans import plan_kind
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import say_problems
from roder.ui.states import state_of
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.plan_words import decision_text
from roder.workspace.plan_words import plan_headings
from roder.workspace.plan_words import plan_kind_name
from roder.workspace.plan_words import plan_title
from roder.workspace.plan_words import plan_url

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.plans.models import Plan
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

YEARS = range(1990, 2100)
NOT_BEGUN = "none"
LATE = "late"


@dataclass(frozen=True)
class PlanRow:
    """One body of the list: its plan, or that it has none, and whether it is late."""

    body: Body
    kind: PlanKind
    plan: Plan | None
    is_late: bool
    may_build: bool
    decision: str

    @property
    def state(self) -> str:
        """The plan's state as the list is filtered by it."""
        return self.plan.state if self.plan else NOT_BEGUN

    @property
    def code(self) -> str:
        """The state as the pages show it."""
        return f"plan_{self.state}"


def _year(request: HttpRequest, organisation: str) -> int:
    asked = request.GET.get("year", "")
    if asked:
        if not asked.isdigit() or int(asked) not in YEARS:
            raise Http404(asked)
        return int(asked)
    return max(years_with_plans(organisation), default=steering_day().year)


def rows_of(person: User, organisation: str, year: int, day: date) -> list[PlanRow]:
    """Return every committee and company with its plan or none, and the unit plans that there are below."""
    bodies = bodies_of_year(organisation, year)
    found = newest_plans(organisation, year)
    can_build = adopted_tree_of(organisation, year) is not None
    planning = planning_bodies(bodies)
    units = [bodies.bodies[code] for code in found if code in bodies.bodies]
    below = {body.code: body for body in units if body not in planning}
    order = sorted([*planning, *below.values()], key=lambda body: (body_above(body.code, bodies), body.code))
    rows = []
    for body in order:
        plan, kind = found.get(body.code), plan_kind(body.kind)
        if kind is not None:
            late = is_late(PlanState(plan.state) if plan else None, year, day)
            may = plan is None and can_build and may_write_plan(person, body.code, bodies)
            decision = decision_text(plan, bodies) if plan else ""
            rows.append(PlanRow(body, kind, plan, late, may, decision))
    return rows


def _chosen(request: HttpRequest, rows: list[PlanRow]) -> list[PlanRow]:
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return [
        row
        for row in rows
        if kind in {"", row.kind.value} and (state in {"", row.state} or (state == LATE and row.is_late))
    ]


def overview(request: HttpRequest) -> HttpResponse:
    person = access_plans(request.user)
    organisation = tree_organisation_shown()
    year = _year(request, organisation)
    rows = rows_of(person, organisation, year, timezone.localdate())
    shown = _chosen(request, rows)
    context = {
        "year": year,
        "due": plan_due(year),
        "tree": adopted_tree_of(organisation, year),
        "years": [
            {"year": each, "url": _url(request, year=each), "is_current": each == year}
            for each in sorted({*years_with_plans(organisation), year, year + 1})
        ],
        "rows": [_shown(row, year) for row in shown],
        "sums": _sums(rows),
        "kinds": _choices(request, "kind", [(kind.value, plan_kind_name(kind)) for kind in PlanKind]),
        "states": _choices(
            request,
            "state",
            [
                (LATE, _("Late")),
                (NOT_BEGUN, str(state_of("plan_none").word)),
                *((state.value, str(state_of(f"plan_{state.value}").word)) for state in PlanState),
            ],
        ),
        "csv_url": f"{reverse('workspace:plans_csv')}?{urlencode(_kept(request) | {'year': year})}",
        "build_url": reverse("workspace:plan_build"),
    }
    return render(request, "workspace/plans/overview.html", context)


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: value for name in ("year", "kind", "state") if (value := request.GET.get(name, ""))}


def _url(request: HttpRequest, **changes: Any) -> str:
    kept = {name: value for name, value in (_kept(request) | changes).items() if value != ""}
    return f"{reverse('workspace:plans')}?{urlencode(kept)}"


def _choices(request: HttpRequest, name: str, known: list[tuple[str, str]]) -> list[dict[str, Any]]:
    chosen = request.GET.get(name, "")
    return [
        {"label": label, "value": value, "is_current": value == chosen}
        for value, label in [("", _("All")), *known]
    ]


def _sums(rows: list[PlanRow]) -> dict[str, int]:
    return {
        "bodies": len(rows),
        "begun": sum(row.plan is not None for row in rows),
        "late": sum(row.is_late for row in rows),
    }


def _shown(row: PlanRow, year: int) -> dict[str, Any]:
    return {
        "row": row,
        "kind": plan_kind_name(row.kind),
        "title": plan_title(row.kind, row.body.name, year),
        "url": plan_url(row.plan) if row.plan else "",
        "decision": row.decision,
    }


def file(request: HttpRequest) -> HttpResponse:
    person = access_plans(request.user)
    organisation = tree_organisation_shown()
    year = _year(request, organisation)
    rows = _chosen(request, rows_of(person, organisation, year, timezone.localdate()))
    columns = [
        Column(_("Code"), "text", "code"),
        Column(_("Committee, company or unit"), "text", "body"),
        Column(_("Kind"), "text", "kind"),
        Column(_("State"), "text", "state"),
        Column(_("Late"), "text", "late"),
        Column(_("Last day"), "day", "due"),
        Column(_("Decision"), "text", "decision"),
    ]
    cells = [
        Row(
            [
                Cell(row.body.code),
                Cell(row.body.name),
                Cell(plan_kind_name(row.kind)),
                Cell(str(state_of(row.code).word)),
                Cell(_("yes") if row.is_late else _("no")),
                Cell(plan_due(year)),
                Cell(row.decision),
            ]
        )
        for row in rows
    ]
    asked = asked_form(request)
    return csv_answer(DataTable(_("Plans"), columns, cells), asked, f"planer-{year}")


@require_POST
def build(request: HttpRequest) -> HttpResponse:
    organisation = tree_organisation_shown()
    asked = request.POST.get("year", "")
    if not asked.isdigit() or int(asked) not in YEARS:
        raise Http404(asked)
    year, code = int(asked), request.POST.get("body", "")
    bodies = bodies_of_year(organisation, year)
    person = access_plan_writing(request.user, code, bodies)
    tree, kind = adopted_tree_of(organisation, year), _kind(bodies, code)
    if tree is None or kind is None:
        raise Http404(code)
    try:
        plan = build_plan(
            tree,
            code,
            year,
            title=plan_title(kind, bodies.bodies[code].name, year),
            headings=plan_headings(kind),
            acting_user=person,
        )
    except PlanRefusedError as error:
        say_problems(request, error.problems)
        return redirect(f"{reverse('workspace:plans')}?year={year}")
    messages.success(
        request, _("The plan is built. Its goals, assignments, indicators and frame are read as they stand.")
    )
    return redirect("workspace:plan_edit", pk=plan.pk)


def _kind(bodies: OrganisationTree, code: str) -> PlanKind | None:
    body = bodies.bodies.get(code)
    return plan_kind(body.kind) if body else None
