"""The words of tables of goals and indicators: what a row is about, and what its fields are called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def row_kind_name(kind: str) -> str:
    """Return what a row of a table of goals or indicators is about."""
    names = {
        "tree": _("goal tree"),
        "section": _("section"),
        "goal": _("goal"),
        "lineage": _("lineage"),
        "answer": _("answer to a goal"),
        "assignment": _("assignment"),
        "report": _("report"),
        "activity": pgettext("of an assignment", "activity"),
        "indicator": _("indicator of a goal"),
        "document": _("document of a goal"),
        "funding": _("money for a goal"),
        "verdict": _("verdict"),
        "definition": _("indicator"),
        "target": _("target"),
        "observation": _("outcome"),
    }
    return names[kind]


def row_field_names() -> dict[str, str]:
    """Return the names of the fields of goals and indicators that can become another."""
    return _goal_fields() | _indicator_fields()


def _goal_fields() -> dict[str, str]:
    return {
        "title": _("title"),
        "title_en": _("title in English"),
        "text": _("text"),
        "text_en": _("text in English"),
        "year": _("year"),
        "state": _("state"),
        "levels": _("levels"),
        "earlier_tree": _("earlier version"),
        "example": _("example data"),
        "position": _("order"),
        "body": _("body"),
        "financial": _("financial goal"),
        "owner": _("owner"),
        "owner_title": _("owner's title"),
        "reason": _("note"),
        "tree": _("version"),
        "goals": _("goals"),
        "given_by": _("given by"),
        "given_on": _("given on"),
        "due": _("due"),
        "begins": _("begins"),
        "assignment": _("assignment"),
        "comment": _("comment"),
        "amount": _("amount"),
        "decision_body": _("decided by"),
        "decision_date": _("day of the decision"),
        "paragraph": _("paragraph"),
        "case_number": _("case number"),
        "decision_title": _("what the decision is about"),
        "wording": _("wording of the decision"),
    }


def _indicator_fields() -> dict[str, str]:
    return {
        "definition": _("definition"),
        "unit": _("unit"),
        "decimals": _("decimals"),
        "direction": _("direction"),
        "period_kind": _("kind of period"),
        "source": _("source"),
        "source_reference": _("reference at the source"),
        "source_note": _("note on the source"),
        "by_sex": _("by sex"),
        "no_sex_reason": _("why not by sex"),
        "smallest_group": _("smallest group"),
        "retired_on": _("retired on"),
        "value": _("value"),
        "target": _("target"),
        "target_kind": _("kind of target"),
        "upper": _("upper end"),
        "limit": _("limit"),
        "group_size": _("size of the group"),
    }
