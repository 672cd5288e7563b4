"""The budget year month by month: what begins, what ends, and the law's days; for reading and for one's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.queries import legal_days_of
from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.legal_dates import DateRule
from roder.domain.legal_dates import rule_outcomes
from roder.domain.periods import Month
from roder.formats.icalendar import CalendarEvent
from roder.formats.icalendar import calendar_file
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_process.chosen import chosen_year
from roder.workspace.budget_process.date_words import rule_name
from roder.workspace.budget_process.step_words import artefact
from roder.workspace.budget_process.step_words import responsible
from roder.workspace.budget_process.step_words import state_code
from roder.workspace.budget_process.step_words import step_text
from roder.workspace.budget_process.year_state import step_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.budgetprocess.models import ProcessYear

UID_LENGTH = 16
LAW_DAYS = frozenset({DateRule.BOARD_PROPOSES, DateRule.COUNCIL_ADOPTS, DateRule.NEW_COUNCIL})
"""Rules whose day is known beforehand."""


@dataclass(frozen=True)
class CalendarEntry:
    """Something on a day of the budget year."""

    day: date
    text: str
    what: str
    url: str = ""
    code: str = ""


def calendar(request: HttpRequest, year: int) -> HttpResponse:
    access_process(request.user)
    row, today = process_year(budget_key(year), year), steering_day()
    steps = steps_of(row) if row else []
    entries = _entries(row, steps, today) if row else []
    months = _months(steps, entries)
    context = {
        "year": year,
        "tabs": budget_places(year, "budget_calendar"),
        "months": [
            {
                "month": month,
                "is_now": month == Month(today.year, today.month),
                "entries": [entry for entry in entries if Month(entry.day.year, entry.day.month) == month],
            }
            for month in months
        ],
        "grid": [_grid_row(step, months, today) for step in steps],
        "file_url": reverse("workspace:budget_calendar_file", args=[year]) if row else "",
        "breadcrumbs": budget_breadcrumbs(year, (_("Calendar"), "")),
    }
    return render(request, "workspace/budget_process/calendar.html", context)


def _entries(row: ProcessYear, steps: Sequence[ProcessStep], today: date) -> list[CalendarEntry]:
    found = []
    for step in steps:
        text, url, code = (
            f"{step.position}. {step_text(step, 'name')}",
            step_url(step),
            state_code(step, today),
        )
        if step.starts_on != step.due_on:
            found.append(CalendarEntry(step.starts_on, text, _("begins"), url))
        found.append(CalendarEntry(step.due_on, text, _("last day"), url, code))
    for outcome in rule_outcomes(legal_days_of(row), today):
        if outcome.rule in LAW_DAYS and outcome.due is not None:
            code = f"rule_{outcome.state.value}"
            found.append(CalendarEntry(outcome.due, rule_name(outcome.rule), outcome.paragraph, code=code))
    return sorted(found, key=lambda entry: entry.day)


def _months(steps: Sequence[ProcessStep], entries: Sequence[CalendarEntry]) -> list[Month]:
    days = [entry.day for entry in entries]
    if not steps or not days:
        return []
    month, last = (Month(day.year, day.month) for day in (min(days), max(days)))
    found = [month]
    while found[-1] < last:
        found.append(found[-1].next())
    return found


def _grid_row(step: ProcessStep, months: Sequence[Month], today: date) -> dict[str, Any]:
    return {
        "name": f"{step.position}. {step_text(step, 'name')}",
        "url": step_url(step),
        "code": state_code(step, today),
        "cells": [step.starts_on <= month.last_day and month.first_day <= step.due_on for month in months],
    }


def file(request: HttpRequest, year: int) -> HttpResponse:
    """Answer the year's steps as a file for any calendar program."""
    access_process(request.user)
    row = chosen_year(year)
    site = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    installation = salted_hmac("roder.calendar", "uid").hexdigest()[:UID_LENGTH]
    events = [
        CalendarEvent(
            f"budget_step-{year}/{step.key}@{installation}.roder",
            step.due_on,
            _("Budget year, %(subject)s")
            % {"subject": f"{year}: {step.position}. {step_text(step, 'name')}"},
            f"{responsible(step)}. {artefact(step)}",
            f"{site}{step_url(step)}",
        )
        for step in steps_of(row)
    ]
    name = _("Budget year %(year)s") % {"year": year}
    answer = HttpResponse(
        calendar_file(name, events, stamp=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="budget-{year}.ics"'
    return answer
