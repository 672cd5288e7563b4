"""The lines behind a cell of the bridge: which they are, who wrote them, and writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.actions.bridge import TypedLine
from roder.apps.budgets.actions.bridge import add_bridge_lines
from roder.apps.budgets.actions.bridge import change_bridge_line
from roder.apps.budgets.actions.bridge import remove_bridge_line
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.models import BudgetLine
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.frame_bridge.chosen import chosen_bridge
from roder.workspace.frame_bridge.chosen import editable_bridge
from roder.workspace.frame_bridge.forms import ChangeLineForm
from roder.workspace.frame_bridge.forms import NewLineForm
from roder.workspace.frame_bridge.words import origin_name
from roder.workspace.frame_bridge.words import step_name
from roder.workspace.frame_bridge.words import year_kind
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.workspace.frame_bridge.chosen import ChosenBridge

REFUSED = 422
NO_STEP = "-"


def frame_bridge_cell(request: HttpRequest, year: int, body: str, step: str) -> HttpResponse:
    """The lines that make a cell; with the permission they are added to here."""
    chosen = chosen_bridge(request, year)
    if chosen is None or body not in chosen.names:
        raise Http404(body)
    form = None
    if request.method == "POST":
        chosen, person = editable_bridge(request, year)
        if not takes_lines(chosen, step):
            raise Http404(step)
        form = _new_line_form(chosen, step, request)
        if form.is_valid():
            typed = form.typed(body, ChangeGroup(step))
            other = form.cleaned_data.get("other_body")
            both = [typed, _other_side(typed, other)] if other else [typed]
            try:
                add_bridge_lines(chosen.version, both, acting_user=person)
            except BudgetRefusedError as error:
                form.add_problems(error.problems)
            else:
                messages.success(request, _("The line is in the bridge."))
                return redirect(chosen.url("frame_bridge_cell", body, step))
    elif may_type(chosen, step):
        form = _new_line_form(chosen, step)
    return _cell_page(request, chosen, body, step, form)


def may_type(chosen: ChosenBridge, step: str) -> bool:
    """Return whether a person may add lines to the step here: a plan year's last frame follows by itself."""
    return chosen.may_edit and takes_lines(chosen, step)


def takes_lines(chosen: ChosenBridge, step: str) -> bool:
    """Return whether lines are typed in the step at all."""
    is_chained = step == ChangeGroup.LAST_FRAME and chosen.of_year != chosen.year
    return step in set(ChangeGroup) and not is_chained


def _new_line_form(chosen: ChosenBridge, step: str, request: HttpRequest | None = None) -> NewLineForm:
    others = chosen.holders if step == ChangeGroup.TECHNICAL else {}
    years = [chosen.year] if step == ChangeGroup.LAST_FRAME else list(chosen.years)
    given = request.POST if request is not None else None
    return NewLineForm(given, organisation=chosen.key, years=years, others=others)


def _other_side(typed: TypedLine, other: str) -> TypedLine:
    back = {year: -ore for year, ore in typed.amounts_ore.items()}
    return TypedLine(other, typed.step, typed.text, back, typed.source, typed.decision)


def _cell_page(
    request: HttpRequest, chosen: ChosenBridge, body: str, step: str, form: NewLineForm | None
) -> HttpResponse:
    kept = "" if step == NO_STEP else step
    rows = BudgetLine.objects.filter(
        budget_version=chosen.version,
        section=BudgetSection.FRAME,
        year=chosen.of_year,
        body_code=body,
        change_group=kept,
    ).select_related("decision", "entered_by")
    name = chosen.names[body]
    context: dict[str, Any] = {
        "chosen": chosen,
        "name": name,
        "step": step_name(kept),
        "year_name": year_kind(chosen.of_year, chosen.year),
        "amount_unit": UNIT,
        "sum_ore": chosen.bridge().of_body(body).step_ore(kept),
        "lines": [_line(chosen, row) for row in rows],
        "form": form,
        "is_technical": kept == ChangeGroup.TECHNICAL,
        "is_chained": kept == ChangeGroup.LAST_FRAME and chosen.of_year != chosen.year,
        "years": chosen.year_choices("frame_bridge_cell", body, step),
        "body_url": chosen.url("frame_bridge_body", body),
        "breadcrumbs": budget_breadcrumbs(
            chosen.year,
            (_("Frames"), chosen.url("frame_bridge")),
            (name, chosen.url("frame_bridge_body", body)),
            (step_name(kept), ""),
        ),
    }
    status = REFUSED if form is not None and form.errors else 200
    return render(request, "workspace/frame_bridge/cell.html", context, status=status)


def _line(chosen: ChosenBridge, row: BudgetLine) -> dict[str, Any]:
    return {
        "line": row,
        "amount_ore": -row.amount_ore,
        "origin": origin_name(row.origin),
        "change_url": chosen.url("frame_bridge_line", row.pk) if may_type(chosen, row.change_group) else "",
        "remove_url": chosen.url("frame_bridge_line_remove", row.pk, seen=row.version),
        "dialog_id": f"remove-{row.pk}",
    }


def _row(chosen: ChosenBridge, pk: int) -> BudgetLine:
    rows = BudgetLine.objects.filter(budget_version=chosen.version, section=BudgetSection.FRAME, pk=pk)
    found = rows.select_related("decision", "budget_version").first()
    if found is None:
        raise Http404(str(pk))
    return found


def frame_bridge_line(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Change a line: its amount, its text, what it rests on."""
    chosen, person = editable_bridge(request, year)
    row = _row(chosen, pk)
    back = chosen.url("frame_bridge_cell", row.body_code, row.change_group or NO_STEP)
    given = resolved(request.POST) if request.method == "POST" else None
    form = ChangeLineForm(given, initial=_stated(row), organisation=chosen.key)
    if given is not None and form.is_valid():
        try:
            seen_version = read_seen(given).version
            change_bridge_line(row, **form.facts(), seen_version=seen_version, acting_user=person)
        except StaleVersionError as error:
            return _conflict(request, chosen, row, form, given, error)
        except BudgetRefusedError as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {
        "form": form,
        "line": row,
        "step": step_name(row.change_group),
        "name": chosen.names.get(row.body_code, row.body_code),
        "year_name": year_kind(row.year, year),
        "seen": given.get("seen", "") if given is not None else str(Seen(row.version, _stated(row))),
        "back_url": back,
        "breadcrumbs": _crumbs(chosen, _("Change the line")),
    }
    status = REFUSED if form.errors else 200
    return render(request, "workspace/frame_bridge/line.html", context, status=status)


def _stated(row: BudgetLine) -> dict[str, str]:
    return {
        "amount": amount_as_written(-row.amount_ore),
        "text": row.text,
        "source": row.source,
        "decision": str(row.decision_id or ""),
    }


def _crumbs(chosen: ChosenBridge, last: str) -> list[dict[str, Any]]:
    return budget_breadcrumbs(chosen.year, (_("Frames"), chosen.url("frame_bridge")), (last, ""))


def _conflict(
    request: HttpRequest,
    chosen: ChosenBridge,
    row: BudgetLine,
    form: ChangeLineForm,
    given: QueryDict,
    error: StaleVersionError,
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_form_texts(error.theirs),
        mine={name: given.get(name, "") for name in _stated(row)},
        labels={name: field.label for name, field in form.fields.items()},
    )
    back = chosen.url("frame_bridge_cell", row.body_code, row.change_group or NO_STEP)
    return conflict_page(
        request, conflict, name=row.text, cancel_url=back, breadcrumbs=_crumbs(chosen, row.text)
    )


def _form_texts(theirs: Mapping[str, Any]) -> dict[str, str]:
    if not theirs:
        return {}
    return {
        "amount": amount_as_written(-theirs["amount_ore"]),
        "text": theirs["text"],
        "source": theirs["source"],
        "decision": str(theirs["decision"].pk) if theirs["decision"] else "",
    }


@require_POST
def frame_bridge_line_remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    chosen, person = editable_bridge(request, year)
    row = _row(chosen, pk)
    seen = request.GET.get("seen", "")
    try:
        remove_bridge_line(row, seen_version=int(seen) if seen.isdigit() else 0, acting_user=person)
    except StaleVersionError:
        messages.warning(request, _("Somebody has changed the line meanwhile. It was not removed."))
    except BudgetRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The line is removed. It is kept in the history."))
    return redirect(chosen.url("frame_bridge_cell", row.body_code, row.change_group or NO_STEP))
