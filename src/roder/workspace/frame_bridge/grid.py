"""A step for all bodies at once: typed by keyboard, or pasted from a spreadsheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.budgets.actions.bridge import set_step
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.bridge_queries import step_lines
from roder.apps.budgets.models import BudgetLine
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import CHANGES
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.frame_bridge.chosen import editable_bridge
from roder.workspace.frame_bridge.words import step_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.workspace.frame_bridge.chosen import ChosenBridge

REFUSED = 422
LONGEST_TEXT = 500
Place = tuple[str, int]


def frame_bridge_grid(request: HttpRequest, year: int) -> HttpResponse:
    chosen, person = editable_bridge(request, year)
    if request.method != "POST":
        step, text = _step(request.GET.get("step", "")), request.GET.get("text", "")
        standing = _standing(chosen, step, text)
        written = {place: amount_as_written(ore) for place, ore in standing.items()}
        return _page(request, chosen, step, text, written, seen=standing)
    step, text = _step(request.POST.get("step", "")), request.POST.get("text", "").strip()[:LONGEST_TEXT]
    seen = _seen(request.POST.get("seen", ""))
    written = _written(chosen, request.POST)
    block = request.POST.get("block", "").strip()
    if block:
        unknown = _paste(chosen, written, block)
        return _page(request, chosen, step, text, written, seen=seen, faults=unknown)
    amounts, faults = _read(chosen, written)
    if not faults:
        try:
            set_step(
                chosen.version,
                step,
                text,
                amounts,
                source=request.POST.get("source", "")[:200],
                seen=seen,
                acting_user=person,
            )
        except BudgetRefusedError as error:
            faults = problem_texts(error.problems)
        except StaleVersionError:
            faults = [
                _("Somebody has changed these lines meanwhile. Look at them as they stand, and save again.")
            ]
            seen = _standing(chosen, step, text)
        else:
            messages.success(request, _("Saved."))
            return redirect(chosen.url("frame_bridge"))
    return _page(request, chosen, step, text, written, seen=seen, faults=faults)


def _step(text: str) -> ChangeGroup:
    return ChangeGroup(text) if text in set(CHANGES) else ChangeGroup.DECISION


def _standing(chosen: ChosenBridge, step: str, text: str) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for row in step_lines(chosen.version, step, text) if text else []:
        place = (row.body_code, row.year)
        found[place] = found.get(place, 0) - row.amount_ore
    return found


def _written(chosen: ChosenBridge, given: QueryDict) -> dict[Place, str]:
    places = [(body, year) for body in chosen.holders for year in chosen.years]
    return {place: text for place in places if (text := given.get(_name(place), "").strip())}


def _name(place: Place) -> str:
    return f"amount_{place[0]}_{place[1]}"


def _paste(chosen: ChosenBridge, written: dict[Place, str], block: str) -> list[str]:
    """Lay a block over what is written: a line for each body, its code first, then an amount for each year."""
    unknown = []
    for line in block.splitlines():
        code, *cells = [cell.strip() for cell in line.split("\t")]
        code = code.split(" ")[0]
        if code not in chosen.holders:
            unknown.append(_("“%(line)s” begins with no code of a committee.") % {"line": line.strip()[:60]})
            continue
        for year, cell in zip(chosen.years, cells, strict=False):
            written[code, year] = cell
    return unknown


def _read(chosen: ChosenBridge, written: Mapping[Place, str]) -> tuple[dict[Place, int], list[str]]:
    amounts, faults = {}, []
    for (body, year), text in written.items():
        try:
            amounts[body, year] = ore_from_text(text, unit=UNIT)
        except AmountError:
            facts = {"body": chosen.holders[body], "year": year}
            faults.append(
                _("%(body)s, %(year)s: write the amount in thousands of kronor, as 1 250 or −300,5.") % facts
            )
    return amounts, faults


def _seen(text: str) -> dict[Place, int]:
    try:
        return {(str(body), int(year)): int(ore) for body, year, ore in json.loads(text)}
    except (ValueError, TypeError):
        return {}


def _page(
    request: HttpRequest,
    chosen: ChosenBridge,
    step: ChangeGroup,
    text: str,
    written: Mapping[Place, str],
    *,
    seen: Mapping[Place, int],
    faults: list[str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "chosen": chosen,
        "rows": _rows(chosen, step, written),
        "steps": [{"value": each, "label": step_name(each), "is_chosen": each == step} for each in CHANGES],
        "step": step,
        "text": text,
        "source": request.POST.get("source", ""),
        "seen": json.dumps([[body, year, ore] for (body, year), ore in seen.items()]),
        "faults": faults or [],
        "amount_unit": UNIT,
        "known": _known_texts(chosen, step),
        "back_url": chosen.url("frame_bridge"),
        "breadcrumbs": budget_breadcrumbs(
            chosen.year, (_("Frames"), chosen.url("frame_bridge")), (_("Type a step for all"), "")
        ),
    }
    return render(request, "workspace/frame_bridge/grid.html", context, status=REFUSED if faults else 200)


def _rows(chosen: ChosenBridge, step: str, written: Mapping[Place, str]) -> list[dict[str, Any]]:
    bridge = chosen.bridge(chosen.year)

    def cells(code: str, name: str) -> list[dict[str, str]]:
        places = [(code, year) for year in chosen.years]
        return [
            {"name": _name(place), "text": written.get(place, ""), "label": f"{name} {place[1]}"}
            for place in places
        ]

    return [
        {
            "label": f"{code} {name}",
            "now_ore": bridge.of_body(code).step_ore(step),
            "cells": cells(code, name),
        }
        for code, name in chosen.holders.items()
    ]


def _known_texts(chosen: ChosenBridge, step: str) -> list[dict[str, str]]:
    rows = BudgetLine.objects.filter(
        budget_version=chosen.version, section=BudgetSection.FRAME, change_group=step, origin=""
    )
    texts = sorted({text for text in rows.values_list("text", flat=True) if text})
    return [{"text": text, "url": chosen.url("frame_bridge_grid", step=step, text=text)} for text in texts]
