"""The scale by which the organisation judges goals and indicators, and how the computed status is found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.goals.indicator_queries import levels_goals_were_judged_by
from roder.apps.indicators.access import access_indicators
from roder.apps.indicators.access import access_verdict_scale
from roder.apps.indicators.access import may_change_verdict_scale
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.actions.scale import set_verdict_scale
from roder.apps.indicators.scale_queries import VerdictScale
from roder.apps.indicators.scale_queries import verdict_scale
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.verdict_scale import ScaleStep
from roder.domain.verdict_scale import VerdictTone
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.workspace.history_rows import VERDICT_SCALES
from roder.workspace.history_rows import object_history
from roder.workspace.indicators.chosen import crumbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.domain.problems import Problem

MOST_STEPS = 7
NEW_ROWS = 1


def scale(request: HttpRequest) -> HttpResponse:
    """Show the scale, or put another in its place."""
    access_indicators(request.user)
    held = verdict_scale(tree_organisation_shown())
    if request.method != "POST":
        return _page(request, held.steps, held)
    person = access_verdict_scale(request.user)
    steps = _steps(request.POST)
    sent = request.POST.get("version", "")
    try:
        set_verdict_scale(
            tree_organisation_shown(),
            steps,
            used=levels_goals_were_judged_by(tree_organisation_shown()),
            seen_version=int(sent) if sent.isascii() and sent.isdigit() else -1,
            acting_user=person,
        )
    except IndicatorRefusedError as error:
        return _page(request, steps, held, problems=error.problems)
    except StaleVersionError as error:
        messages.error(
            request,
            _("%(person)s has changed the scale meanwhile. It stands below as it is now.")
            % {"person": error.saved_by},
        )
        return redirect("workspace:verdict_scale")
    messages.success(request, _("The scale is saved."))
    return redirect("workspace:verdict_scale")


def _steps(given: QueryDict) -> list[ScaleStep]:
    """Return the steps as they were sent: in order, an empty row or one ticked away left out, new keys made."""
    rows = []
    taken = {given.get(f"key-{row}", "") for row in range(MOST_STEPS)}
    for row in range(MOST_STEPS):
        name, english = given.get(f"name-{row}", "").strip(), given.get(f"name_en-{row}", "").strip()
        if given.get(f"remove-{row}") or not (name or english):
            continue
        key = given.get(f"key-{row}", "") or next(f"step{n}" for n in range(99) if f"step{n}" not in taken)
        taken.add(key)
        tone = given.get(f"tone-{row}", "")
        chosen = VerdictTone(tone) if tone in list(VerdictTone) else VerdictTone.UNKNOWN
        order = given.get(f"order-{row}", "")
        place = int(order) if order.isascii() and order.isdigit() and len(order) < MOST_STEPS else MOST_STEPS
        rows.append((place, ScaleStep(key[:20], name[:60], english[:60], chosen)))
    return [step for _place, step in sorted(rows, key=lambda row: row[0])]


def _page(
    request: HttpRequest, steps: Sequence[ScaleStep], held: VerdictScale, *, problems: Sequence[Problem] = ()
) -> HttpResponse:
    may_change = may_change_verdict_scale(request.user)
    extra = (
        [ScaleStep("", "", "", VerdictTone.UNKNOWN)] * NEW_ROWS
        if may_change and len(steps) < MOST_STEPS
        else []
    )
    context: dict[str, Any] = {
        "steps": list(steps),
        "rows": [*steps, *extra],
        "version": held.version,
        "is_default": held.is_default,
        "tones": [
            (VerdictTone.GOOD.value, pgettext("tone of a verdict", "Good")),
            (VerdictTone.FAIR.value, pgettext("tone of a verdict", "Fair")),
            (VerdictTone.POOR.value, pgettext("tone of a verdict", "Poor")),
            (VerdictTone.UNKNOWN.value, pgettext("tone of a verdict", "Judges nothing")),
        ],
        "may_change": may_change,
        "faults": problem_texts(problems),
        "entries": object_history(tree_organisation_shown(), VERDICT_SCALES),
        "breadcrumbs": crumbs((_("The scale of verdicts"), "")),
    }
    return render(request, "workspace/indicators/scale.html", context, status=422 if problems else 200)
