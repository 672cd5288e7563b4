"""How each forecast method is named and explained where it is shown."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.accounts import report_lines


def method_label(method: str) -> str:
    labels = {
        "budget_profile": _("The rest as budgeted"),
        "season": _("Last year's shape"),
        "run_rate": _("Pace of the last three months"),
        "linear": _("Straight line"),
    }
    return labels.get(method, "")


def method_help(method: str) -> str:
    texts = {
        "budget_profile": _(
            "Outturn to date plus what is left of the year's budget. Assumes that the rest of the year goes as budgeted."
        ),
        "season": _("Outturn to date, enlarged as last year's whole was to last year's same months."),
        "run_rate": _("Outturn to date plus the mean of the last three months for each month that is left."),
        "linear": _("Outturn to date divided by the months so far, times the months of the year."),
    }
    return texts.get(method, "")


def dimension_label(column: str) -> str:
    labels = {
        "responsibility": _("Responsibility"),
        "activity": _("Activity"),
        "project": _("Project"),
        "counterparty": _("Counterparty"),
        "subactivity": _("Sub-activity"),
        "cost_object": _("Object"),
    }
    return labels[column]


def grouping_title(column: str) -> str:
    return _("By activity") if column == "activity" else _("By project")


def line_name(code: str) -> str:
    """Return the report line's name in the language of the page."""
    swedish = (get_language() or "sv").startswith("sv")
    names = {line.code: line.name_sv if swedish else line.name_en for line in report_lines()}
    return names.get(code, code)


def body_kind_name(kind: str) -> str:
    names = {
        "council": _("municipal council"),
        "executive_board": _("executive board"),
        "committee": _("committee"),
        "district_committee": _("district committee"),
        "department": _("department"),
        "unit": _("unit"),
        "company": _("company"),
    }
    return names[kind]


def difference_name(kind: str) -> str:
    names = {
        "added": pgettext("difference", "added"),
        "changed": pgettext("difference", "changed"),
        "moved": pgettext("difference", "moved"),
        "ended": pgettext("difference", "ended"),
        "removed": pgettext("difference", "removed"),
    }
    return names[kind]


def value_name(field: str, value: str) -> str:
    """Return a value of a difference in words where it is a code."""
    if field == "kind" and value:
        return body_kind_name(value)
    profiles = {"flat": _("evenly"), "last_year": _("as last year"), "given": _("by weights")}
    return profiles.get(value, value) if field == "profile" else value
