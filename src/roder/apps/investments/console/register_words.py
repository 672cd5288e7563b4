"""What the registers of the budget, their fields and their choices are called: for pages and for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.ledger.console.differences import kind_text
from roder.domain.investments import ProjectFunding
from roder.domain.investments import ProjectKind
from roder.domain.investments import ProjectStatus
from roder.domain.register_shapes import DirectiveKind
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from collections.abc import Mapping


def entry_name(kind: str) -> str:
    """Return what an entry of a register is."""
    names = {
        RegisterKind.PROJECT: _("investment project"),
        RegisterKind.FEE: _("fee"),
        RegisterKind.COMPANY: _("budget of a company"),
        RegisterKind.DIRECTIVE: _("owner directive"),
    }
    return names[RegisterKind(kind)]


def field_names() -> dict[str, str]:
    """Return the names of the fields of every register."""
    return _project_fields() | _amount_fields() | _decision_fields()


def _project_fields() -> dict[str, str]:
    return {
        "code": _("code"),
        "name": _("name"),
        "body_code": _("body"),
        "kind": _("kind"),
        "goal": _("goal"),
        "funding": pgettext("of an investment", "financed by"),
        "status": _("status"),
        "text": _("text"),
        "starts": _("first year"),
        "ends": _("final year"),
        "in_use_year": _("in use from"),
        "lifetime_years": _("lifetime in years"),
        "decided_ore": _("decided whole"),
        "spent_before_ore": _("spent before"),
        "expenditure_ore": _("expenditure"),
        "income_ore": pgettext("of an investment", "grants and income"),
        "running_cost_ore": _("running cost"),
    }


def _amount_fields() -> dict[str, str]:
    return {
        "area": _("area"),
        "unit": _("unit"),
        "basis": _("basis"),
        "amount_ore": pgettext("fee", "amount"),
        "volume_ore": _("income volume"),
        "turnover_ore": _("turnover"),
        "result_ore": _("result"),
        "investments_ore": _("investments"),
        "dividend_ore": _("dividend"),
        "group_contribution_ore": _("group contribution"),
        "equity_ore": _("equity"),
        "assets_ore": _("assets"),
    }


def _decision_fields() -> dict[str, str]:
    return {
        "document": _("steering document"),
        "from_year": _("from year"),
        "to_year": _("to year"),
        "decision_body": _("decided by"),
        "decision_date": _("day of the decision"),
        "paragraph": _("paragraph"),
        "case_number": _("case number"),
        "decision_title": _("what the decision is about"),
        "example": _("example data"),
    }


def field_name(field: str) -> str:
    """Return the name of a field, with its year when it is of one."""
    name, _space, year = field.partition(" ")
    return f"{field_names()[name]} {year}".strip()


def choice_names() -> dict[str, str]:
    """Return the words of every value that is chosen."""
    return {
        ProjectKind.REPLACEMENT: pgettext("investment", "Replacement"),
        ProjectKind.EXPANSION: pgettext("investment", "Expansion"),
        ProjectKind.LAND_DEVELOPMENT: pgettext("investment", "Land development"),
        ProjectFunding.OWN_FUNDS: pgettext("investment", "Own funds"),
        ProjectFunding.LOAN: pgettext("investment", "Loan"),
        ProjectFunding.GRANT: pgettext("investment", "Grant"),
        ProjectStatus.PLANNED: pgettext("investment", "Planned"),
        ProjectStatus.DECIDED: pgettext("investment", "Decided"),
        ProjectStatus.UNDER_WAY: pgettext("investment", "Under way"),
        ProjectStatus.IN_USE: pgettext("investment", "In use"),
        ProjectStatus.CANCELLED: pgettext("investment", "Cancelled"),
        DirectiveKind.GENERAL: pgettext("owner directive", "General"),
        DirectiveKind.SPECIAL: pgettext("owner directive", "Special"),
    }


def choice_name(value: str) -> str:
    """Return the word of a value that is chosen, else the value."""
    return choice_names().get(value, value)


def change_text(change: Mapping[str, Any]) -> str:
    """Return one change of a field: name, what it was, what it becomes; amounts in kronor."""
    old, new = (_shown(change["field"], change[part]) for part in ("old", "new"))
    return _("%(field)s: %(old)s → %(new)s") % {
        "field": field_name(change["field"]),
        "old": old or "–",
        "new": new or "–",
    }


def _shown(field: str, text: str) -> str:
    name = field.partition(" ")[0]
    if name.endswith("_ore") and text:
        ore = int(text)
        whole, part = divmod(abs(ore), 100)
        return f"{'−' if ore < 0 else ''}{whole}{f',{part:02d}' if part else ''}"
    return choice_name(text)[:120]


def difference_lines(document: dict[str, Any]) -> list[str]:
    """Return the differences of a register for the terminal."""
    lines = []
    for row in document["differences"]:
        lines.append(f"{kind_text(row['kind'])}: {entry_name(row['what'])} {row['code']} {row['name']}")
        lines += [f"    {change_text(change)}" for change in row["fields"]]
    return lines
