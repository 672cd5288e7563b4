"""To sign a verdict of a goal, for the whole municipality or for a body within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goal_judging
from roder.apps.goals.access import bodies_judged_for
from roder.apps.goals.access import may_judge_for_the_whole
from roder.apps.goals.actions.verdicts import judge_goal
from roder.apps.goals.coverage import day_of_tree
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.indicator_statuses import indicator_statuses
from roder.apps.goals.queries import verdict_scale
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_coverage import ANSWERING
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicators import PeriodKind
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.goal_forms import WHOLE
from roder.workspace.goals.goal_forms import VerdictForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.domain.organisation import OrganisationTree


def judge(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    organisation = organisation_of(shown.tree, steering_day())
    bodies = _bodies(request, shown, organisation)
    asked = request.POST.get("body", bodies[0][0] if bodies else shown.body_code)
    person = access_goal_judging(request.user, organisation, "" if asked == WHOLE else asked)
    scale = verdict_scale(shown.tree.organisation)
    initial = {"period": _latest_period(shown), "body": asked}

    def save(given: dict[str, Any], _seen: int) -> None:
        judge_goal(
            shown,
            period=given["period"],
            level=given["level"],
            reason=given["reason"],
            body_code="" if given["body"] == WHOLE else given["body"],
            acting_user=person,
        )

    return form_answer(
        request,
        _page(shown, initial["period"]),
        lambda given: VerdictForm(given, bodies=bodies, scale=scale, initial=initial),
        save,
    )


def _page(goal: Goal, period: str) -> FormPage:
    signed = _(
        "A verdict is yours: signed with your name, dated, and never changed. A later one stands beside it."
    )
    return FormPage(
        title=_("Judge the goal: %(goal)s") % {"goal": in_language(goal, "title")},
        button=_("Sign the verdict"),
        done_url=goal_url(goal),
        breadcrumbs=crumbs(goal.tree, goal, last=_("Judge the goal")),
        explanation=f"{signed} {_what_indicators_say(goal, period)}",
        done=_("The verdict is signed."),
    )


def _what_indicators_say(goal: Goal, period: str) -> str:
    found = indicator_statuses(goal, period)
    if not found.total:
        return _("No indicator tells of the goal.")
    sentence = _(
        "Of the goal's indicators in %(period)s, %(reached)s reach their target, %(near)s nearly do, %(missed)s do "
        "not, and of %(unsaid)s nothing can be said."
    )
    return sentence % {
        "period": period,
        "reached": found.reached,
        "near": found.near,
        "missed": found.missed,
        "unsaid": found.unsaid,
    }


def _bodies(request: HttpRequest, goal: Goal, organisation: OrganisationTree) -> list[tuple[str, str]]:
    """Return for whom the person may judge the goal: its own body, or the whole and the bodies within reach."""
    within = bodies_judged_for(request.user, organisation)
    if goal.body_code:
        return (
            [(goal.body_code, organisation.bodies[goal.body_code].name)] if goal.body_code in within else []
        )
    answering = [code for code in sorted(within) if organisation.bodies[code].kind in ANSWERING]
    chosen = answering or sorted(code for code in within if organisation.bodies[code].parent not in within)
    whole = [(WHOLE, _("The whole municipality"))]
    is_for_all = may_judge_for_the_whole(request.user, organisation.organisation)
    return [*(whole if is_for_all else []), *((code, organisation.bodies[code].name) for code in chosen)]


def _latest_period(goal: Goal) -> str:
    """Return the latest tertial that is over in the tree's year: those of April, August and December are judged."""
    day = day_of_tree(goal.tree, steering_day())
    tertial = IndicatorPeriod.at(PeriodKind.TERTIAL, day)
    return str(tertial if tertial.last_day <= day else tertial.plus(-1))
