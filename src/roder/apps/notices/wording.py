"""What a duty is called, what is to be done, and where that is: in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.documents.queries import document_titles
from roder.apps.goals.assignment_queries import activity_titles
from roder.apps.goals.assignment_queries import assignment_titles
from roder.apps.notices.consultation_duties import answering_body
from roder.apps.notices.internal_budget_duties import part_named
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template
from roder.domain.duties import BUDGET_KINDS
from roder.domain.duties import INTERNAL_BUDGET_KINDS
from roder.domain.duties import DutyKind
from roder.domain.periods import Month

if TYPE_CHECKING:
    from roder.domain.duties import Duty

SUBJECT_PARTS = "/"
"""Between the year and the key of a budget step in a subject."""


def duty_title(kind: DutyKind, subject: str, *, is_large: bool = False) -> str:
    """Return what is to be done, in a few words."""
    if kind is DutyKind.FOLLOW_UP:
        month = date_format(Month.parse(subject).first_day, "F Y")
        text = _("Tertial follow-up for %(month)s") if is_large else _("Monthly follow-up for %(month)s")
        return text % {"month": month}
    texts = {
        DutyKind.ANNUAL_REPORT: _("Hand over the annual report for %(subject)s"),
        DutyKind.INTERIM_REPORT: _("Hand over the interim report for %(subject)s"),
        DutyKind.UPLOAD_TO_CONFIRM: _("Confirm or discard the ledger file you sent in (number %(subject)s)"),
        DutyKind.UPLOAD_REFUSED: _("See to the ledger file that could not be imported (number %(subject)s)"),
        DutyKind.MANDATE_ENDS: _("One of your roles is about to end"),
        DutyKind.JOB_FAILED: _("See to the background work that failed (number %(subject)s)"),
        DutyKind.ASSIGNMENT: _("Carry out the assignment %(subject)s"),
        DutyKind.ACTIVITY: _("Carry out the activity %(subject)s"),
        DutyKind.DOCUMENT_LAPSES: _("Renew, replace or let go: %(subject)s"),
        DutyKind.DOCUMENT_REVIEW: _("Review %(subject)s"),
        DutyKind.BUDGET_STEP: _("Budget year, %(subject)s"),
        DutyKind.CONSULTATION_ANSWER: _("Answer the consultation on the budget: %(subject)s"),
        DutyKind.INTERNAL_BUDGET_PART: _("Fill in the internal budget: %(subject)s"),
        DutyKind.INTERNAL_BUDGET_RETURNED: _("See to the internal budget that was sent back: %(subject)s"),
        DutyKind.INTERNAL_BUDGET_TO_APPROVE: _("Approve the internal budget or send it back: %(subject)s"),
    }
    return texts[kind] % {"subject": _named(kind, subject)}


def _named(kind: DutyKind, subject: str) -> str:
    """Return the title of the assignment, activity or document that the subject names; others stand as they are."""
    if kind in {DutyKind.DOCUMENT_LAPSES, DutyKind.DOCUMENT_REVIEW}:
        return document_titles([subject]).get(subject, subject)
    if kind is DutyKind.CONSULTATION_ANSWER:
        return answering_body(subject)
    if kind in INTERNAL_BUDGET_KINDS:
        return part_named(subject)
    if kind is DutyKind.BUDGET_STEP:
        return _step_named(subject)
    if kind is DutyKind.ASSIGNMENT:
        return assignment_titles([subject]).get(subject, subject)
    return activity_titles([subject]).get(subject, subject) if kind is DutyKind.ACTIVITY else subject


def _step_named(subject: str) -> str:
    """Return which step of which year the subject names, as ``2019: step 5, The base is handed over``."""
    year, key = subject.split(SUBJECT_PARTS)
    step = step_template(StepKey(key), int(year))
    name = step.text("name", get_language() or "sv")
    return _("%(year)s: step %(number)s, %(name)s") % {"year": year, "number": step.number, "name": name}


def duty_explanation(kind: DutyKind, paragraph: str = "") -> str:
    """Return why, or by which paragraph, in a sentence."""
    texts = {
        DutyKind.FOLLOW_UP: _(
            "Outturn, forecast and variance are to be gone through for what you answer for."
        ),
        DutyKind.ANNUAL_REPORT: _(
            "It goes to the council and the auditors by 15 April (%(paragraph)s). Register the day when it was handed over."
        ),
        DutyKind.INTERIM_REPORT: _(
            "It goes to the council and the auditors within two months after the period (%(paragraph)s). Register the day when it was handed over."
        ),
        DutyKind.UPLOAD_TO_CONFIRM: _("The file is read and proved. Nothing is stored before you confirm."),
        DutyKind.UPLOAD_REFUSED: _(
            "The page of the file says what is wrong and what to do. Discard it when it is no longer needed."
        ),
        DutyKind.MANDATE_ENDS: _(
            "After that day you no longer reach what it lets you. Ask an administrator if you are to keep it."
        ),
        DutyKind.JOB_FAILED: _("Its page says why. Try again, or put it aside."),
        DutyKind.ASSIGNMENT: _("You own it. Report that it is carried out, or how it stands and why."),
        DutyKind.ACTIVITY: _("You own it. Report that it is carried out, or how it stands and why."),
        DutyKind.DOCUMENT_LAPSES: _(
            "The steering document is in force until that day. Without a new edition or another in its place it lapses."
        ),
        DutyKind.DOCUMENT_REVIEW: _(
            "See whether the steering document still holds, and give it a new day for its review."
        ),
        DutyKind.CONSULTATION_ANSWER: _(
            "The committee or board gives its answer by a decision. Ask for more time when it does not meet before."
        ),
        DutyKind.INTERNAL_BUDGET_PART: _(
            "The unit hands in its part by that day. Left to distribute shall be 0."
        ),
        DutyKind.INTERNAL_BUDGET_RETURNED: _("The comment on its page says what is asked for."),
        DutyKind.INTERNAL_BUDGET_TO_APPROVE: _("The unit has handed it in and waits for an answer."),
        DutyKind.BUDGET_STEP: _("The step's last day. Whoever owns it marks it as done when it is."),
    }
    return texts[kind] % {"paragraph": paragraph}


def duty_path(kind: DutyKind, subject: str) -> str:
    """Return the address of the page that it leads to, without the site's name."""
    name, takes_subject = settings.DUTY_PAGES[kind.value]
    parts = subject.split(SUBJECT_PARTS) if kind in BUDGET_KINDS else [subject]
    return reverse(name, args=parts if takes_subject else [])


def due_text(duty: Duty) -> str:
    """Return when it is due, as a sentence of its own; empty for what has no date."""
    if duty.due is None:
        return ""
    texts = {
        "late": _("It was due on %(day)s."),
        "soon": _("It is due on %(day)s."),
        "ok": _("It is due on %(day)s."),
    }
    if duty.kind is DutyKind.MANDATE_ENDS:
        return _("Its last day is %(day)s.") % {"day": duty.due.isoformat()}
    return texts[duty.urgency.value] % {"day": duty.due.isoformat()}
