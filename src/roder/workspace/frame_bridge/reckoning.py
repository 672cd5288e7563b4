"""Where steps are reckoned: what was decided carried on, index, efficiency, volumes and counts; and the indexes stated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.actions.bridge_reckoning import carry_last_frames
from roder.apps.budgets.actions.bridge_reckoning import reckon_efficiency
from roder.apps.budgets.actions.bridge_reckoning import reckon_index
from roder.apps.budgets.actions.bridge_reckoning import reckon_volumes
from roder.apps.budgets.actions.bridge_reckoning import reconcile_volumes
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.volumes import choose_indexes
from roder.apps.budgets.actions.volumes import set_index
from roder.apps.budgets.volume_queries import body_indexes
from roder.apps.budgets.volume_queries import index_names
from roder.apps.budgets.volume_queries import index_of
from roder.apps.budgets.volume_words import component_name
from roder.domain.indexation import IndexComponent
from roder.domain.indexation import IndexWeightsError
from roder.domain.indexation import WeighedRate
from roder.domain.typed_values import typed_number
from roder.ui.formatting import amount_with_unit
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.frame_bridge.chosen import editable_bridge
from roder.workspace.frame_bridge.words import year_kind

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.workspace.frame_bridge.chosen import ChosenBridge

REFUSED = 422
LONGEST_NAME = 60
USUAL = "PKV"
PART = Decimal(100)


class TypedRateError(ValueError):
    """A number in the form cannot be read; the message names the field."""


def frame_bridge_reckon(request: HttpRequest, year: int) -> HttpResponse:
    """The page on which steps are reckoned; each button is one act."""
    chosen, person = editable_bridge(request, year)
    if request.method != "POST":
        return _page(request, chosen)
    acts = {
        "carry": _carry,
        "index": _index,
        "efficiency": _efficiency,
        "volumes": _volumes,
        "reconcile": _reconcile,
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, chosen, faults=[_("Choose what is to be reckoned.")])
    try:
        messages.success(request, act(chosen, request.POST, person))
    except BudgetRefusedError as error:
        return _page(request, chosen, faults=problem_texts(error.problems))
    except IndexWeightsError:
        return _page(request, chosen, faults=[_weights_fault()])
    except TypedRateError as error:
        return _page(request, chosen, faults=[str(error)])
    return redirect(chosen.url("frame_bridge"))


def _carry(chosen: ChosenBridge, given: QueryDict, person: User) -> str:
    count = carry_last_frames(chosen.version, with_plan=given.get("with_plan") == "yes", acting_user=person)
    return _("Last frames carried on for %(count)s committees.") % {"count": count}


def _index(chosen: ChosenBridge, given: QueryDict, person: User) -> str:
    ore = reckon_index(chosen.version, given.get("index_name", ""), acting_user=person)
    return _("The index gives %(amount)s in the budget year.") % {"amount": _amount(ore)}


def _efficiency(chosen: ChosenBridge, given: QueryDict, person: User) -> str:
    percents = {}
    for year in chosen.years:
        text = given.get(f"percent_{year}", "").strip()
        if text:
            percents[year] = _number(text, str(year))
    text = given.get("text", "").strip()[:200]
    ore = reckon_efficiency(chosen.version, percents, text=text, acting_user=person)
    return _("The efficiency requirement gives %(amount)s in the budget year.") % {"amount": _amount(ore)}


def _volumes(chosen: ChosenBridge, given: QueryDict, person: User) -> str:
    del given
    ore = reckon_volumes(chosen.version, acting_user=person)
    return _("Changed volumes give %(amount)s in the budget year.") % {"amount": _amount(ore)}


def _reconcile(chosen: ChosenBridge, given: QueryDict, person: User) -> str:
    text = given.get("counted_year", "")
    counted_year = int(text) if text.isdigit() else chosen.year - 1
    ore = reconcile_volumes(chosen.version, counted_year, acting_user=person)
    return _("Counted volumes correct the budget year by %(amount)s.") % {"amount": _amount(ore)}


def _amount(ore: int) -> str:
    return amount_with_unit(ore, UNIT, get_language() or "sv", signed=True)


def _number(text: str, label: str) -> Decimal:
    try:
        return typed_number(text)
    except ValueError:
        message = _("%(label)s: write a number, as 2,4.") % {"label": label}
        raise TypedRateError(message) from None


def _weights_fault() -> str:
    return _("The weights of an index must sum to 100 per cent. Correct them.")


@require_POST
def frame_bridge_index(request: HttpRequest, year: int) -> HttpResponse:
    """State an index from a year on, or choose which index bodies follow."""
    chosen, person = editable_bridge(request, year)
    given = request.POST
    try:
        if given.get("act") == "choose":
            names = {
                code: given.get(f"index_{code}", "") for code in chosen.holders if f"index_{code}" in given
            }
            known = set(index_names(chosen.key))
            choose_indexes(
                chosen.key,
                {code: name if name in known else "" for code, name in names.items()},
                acting_user=person,
            )
        else:
            _state(chosen, given, person)
    except IndexWeightsError:
        return _page(request, chosen, faults=[_weights_fault()])
    except TypedRateError as error:
        return _page(request, chosen, faults=[str(error)])
    messages.success(request, _("Saved."))
    return redirect(chosen.url("frame_bridge_reckon"))


def _state(chosen: ChosenBridge, given: QueryDict, person: User) -> None:
    name = given.get("name", "").strip()[:LONGEST_NAME]
    from_year = given.get("from_year", "")
    if not name or not from_year.isdigit():
        raise TypedRateError(_("Write the name of the index and the year from which it holds."))
    parts = []
    for component in IndexComponent:
        weight, rate = given.get(f"weight_{component}", ""), given.get(f"rate_{component}", "")
        if weight.strip():
            label = component_name(component)
            parts.append(WeighedRate(component, _number(weight, label) / PART, _number(rate or "0", label)))
    source = given.get("source", "").strip()[:200]
    set_index(chosen.key, name, int(from_year), parts, source=source, acting_user=person)


def _page(request: HttpRequest, chosen: ChosenBridge, faults: list[str] | None = None) -> HttpResponse:
    names = index_names(chosen.key)
    bodies = body_indexes(chosen.key)
    context: dict[str, Any] = {
        "chosen": chosen,
        "faults": faults or [],
        "indexes": [_shown_index(chosen, name) for name in names],
        "year_names": [year_kind(year, chosen.year) for year in chosen.years],
        "percents": [
            {"name": f"percent_{year}", "label": year_kind(year, chosen.year)} for year in chosen.years
        ],
        "bodies": [
            {"code": code, "name": name, "chosen": bodies.get(code, "")}
            for code, name in chosen.holders.items()
        ],
        "components": [{"value": each.value, "label": component_name(each)} for each in IndexComponent],
        "given": request.POST,
        "counted_year": chosen.year - 1,
        "reckon_url": chosen.url("frame_bridge_reckon"),
        "index_url": chosen.url("frame_bridge_index"),
        "volumes_url": reverse("workspace:volumes", args=[chosen.year]),
        "back_url": chosen.url("frame_bridge"),
        "breadcrumbs": budget_breadcrumbs(
            chosen.year, (_("Frames"), chosen.url("frame_bridge")), (_("Reckon steps"), "")
        ),
    }
    status = REFUSED if faults else 200
    return render(request, "workspace/frame_bridge/reckon.html", context, status=status)


def _shown_index(chosen: ChosenBridge, name: str) -> dict[str, Any]:
    try:
        rates = [index_of(chosen.key, name, year) for year in chosen.years]
    except IndexWeightsError:
        rates = []
    known = [rate for rate in rates if rate is not None]
    return {
        "name": name,
        "is_usual": name.upper() == USUAL,
        "rates": [_rate_text(rate.rate) if rate else "–" for rate in rates],
        "source": known[0].source if known else "",
        "is_example": any(rate.is_example for rate in known),
    }


def _rate_text(rate: Decimal) -> str:
    text = f"{rate.normalize() + 0:f}"
    return text.replace(".", ",") if (get_language() or "sv").startswith("sv") else text
