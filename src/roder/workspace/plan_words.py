"""Plans in words and with their addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.plan_contents import GapKind
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanKind
from roder.ui.formatting import amount_with_unit
from roder.workspace.assignment_forms import decision_name
from roder.workspace.goal_words import is_swedish

if TYPE_CHECKING:
    from roder.apps.plans.models import Plan
    from roder.domain.organisation import OrganisationTree
    from roder.domain.plan_contents import Part
    from roder.domain.plan_contents import PlanGap

AMOUNT_UNIT = "tkr"


def plan_kind_name(kind: str) -> str:
    """Return what a plan of the kind is called."""
    names = {
        PlanKind.OPERATIONAL: _("Operational plan"),
        PlanKind.BUSINESS: _("Business plan"),
        PlanKind.UNIT: _("Unit plan"),
    }
    return names[PlanKind(kind)]


def plan_title(kind: str, body: str, year: int) -> str:
    """Return the title that a new plan is given."""
    return _("%(kind)s %(year)s, %(body)s") % {"kind": plan_kind_name(kind), "year": year, "body": body}


def plan_headings(kind: str) -> list[str]:
    """Return the headings that a new plan begins with; each may be changed and removed."""
    shared = [_("Economy"), _("Staff and skills"), _("Risks and internal control"), _("Follow-up")]
    if kind == PlanKind.BUSINESS:
        return [_("The owner's directives"), _("Market and business"), _("Investments"), *shared]
    return [_("Our task"), _("What we build on"), *shared]


def act_label(act: PlanAct) -> str:
    """Return what a step is called on its button."""
    labels = {
        PlanAct.REVIEW: pgettext("step of a plan", "Mark as examined"),
        PlanAct.APPROVE: pgettext("step of a plan", "Approve"),
        PlanAct.RETURN: pgettext("step of a plan", "Return"),
        PlanAct.ADOPT: pgettext("step of a plan", "Register as adopted"),
        PlanAct.BEGIN: pgettext("step of a plan", "Put in force"),
        PlanAct.END: pgettext("step of a plan", "End"),
    }
    return labels[act]


def act_consequence(act: PlanAct) -> str:
    """Return what a step leads to, as a sentence."""
    texts = {
        PlanAct.REVIEW: _("The plan goes on to be approved, and can no longer be written in."),
        PlanAct.APPROVE: _("The plan goes on to its committee or board, to be adopted."),
        PlanAct.RETURN: _(
            "The plan becomes a draft again, and can be written in. Your reason is shown to those who write it."
        ),
        PlanAct.ADOPT: _(
            "All that the plan says is kept as it stands now, with a fingerprint. It never becomes another; a change is a revision."
        ),
        PlanAct.BEGIN: _(
            "The plan is the one that holds. An earlier plan of the same year is replaced by it."
        ),
        PlanAct.END: _("The plan no longer holds. It is kept, and can be read as it was."),
    }
    return texts[act]


def gap_text(gap: PlanGap) -> str:
    """Return what a plan lacks, as a sentence."""
    if gap.kind is GapKind.FRAME_NOT_DISTRIBUTED:
        amount = amount_with_unit(abs(gap.amount_ore or 0), AMOUNT_UNIT, get_language() or "sv")
        sentence = (
            _("%(amount)s of the frame is not distributed")
            if (gap.amount_ore or 0) > 0
            else _("%(amount)s more than the frame is distributed")
        )
        return sentence % {"amount": amount}
    sentences = {
        GapKind.UNANSWERED_GOAL: _("Goal %(key)s, %(title)s, is not answered"),
        GapKind.ASSIGNMENT_WITHOUT_ACTIVITY: _("Assignment %(key)s, %(title)s, has no activity"),
        GapKind.ASSIGNMENT_WITHOUT_OWNER: _("Assignment %(key)s, %(title)s, has no owner"),
        GapKind.INDICATOR_WITHOUT_TARGET: _("Indicator %(key)s, %(title)s, has no target for the year"),
        GapKind.EMPTY_SECTION: _("“%(title)s” has no text"),
    }
    title = gap.title if is_swedish() else gap.title_en or gap.title
    return sentences[gap.kind] % {"key": gap.key, "title": title}


def part_text(part: Part, name: str) -> str:
    """Return a text of a part of a plan that may exist in English too."""
    swedish: str = part.get(name) or ""
    return swedish if is_swedish() else part.get(f"{name}_en") or swedish


def target_text(target: Part, unit: str) -> str:
    """Return a target with its unit, and whom it is for when it is not for all."""
    number = _number(target["value"])
    if target["upper"]:
        number = _("%(least)s to %(most)s") % {"least": number, "most": _number(target["upper"])}
    sexes = {"K": _("women"), "M": _("men")}
    text = f"{number} {unit}".strip()
    whose = sexes.get(target["sex"])
    return f"{text} ({whose})" if whose else text


def _number(text: str) -> str:
    number = format(Decimal(text), "f").replace("-", "\u2212")
    return number.replace(".", ",") if is_swedish() else number


def decision_text(plan: Plan, bodies: OrganisationTree) -> str:
    """Return the decision that adopted a plan, as people name it; empty without one."""
    if plan.decision is None:
        return ""
    names = {code: body.name for code, body in bodies.bodies.items()}
    return decision_name(plan.decision, names)


def plan_url(plan: Plan) -> str:
    """Return the address of a plan."""
    return reverse("workspace:plan", args=[plan.pk])


def plan_link(plan: Plan) -> dict[str, Any]:
    """Return a plan as a link with its state."""
    return {"title": plan.title, "url": plan_url(plan), "code": f"plan_{plan.state}", "year": plan.year}


def plan_crumbs(plan: Plan, last: str = "") -> list[dict[str, Any]]:
    """Return the way to a plan, through the plan that it stands under."""
    above = [{"label": plan.parent.title, "url": plan_url(plan.parent)}] if plan.parent else []
    return [
        {"label": _("Plans"), "url": reverse("workspace:plans")},
        {"label": str(plan.year), "url": f"{reverse('workspace:plans')}?year={plan.year}"},
        *above,
        {"label": plan.title, "url": plan_url(plan)},
        *([{"label": last, "url": ""}] if last else []),
    ]
