"""Duties and notices as rows of a page: words, state, date and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.notices.wording import duty_explanation
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title
from roder.domain.duties import PARAGRAPHS
from roder.domain.duties import DutyKind
from roder.domain.duties import LegalRule
from roder.domain.duties import urgency

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.notices.models import Notice
    from roder.domain.duties import Duty


def duty_row(duty: Duty) -> dict[str, Any]:
    return {
        "title": duty_title(duty.kind, duty.subject, is_large=duty.is_large),
        "explanation": duty_explanation(duty.kind, duty.paragraph),
        "code": _code(duty.urgency.value, duty.due),
        "due": duty.due,
        "url": duty_path(duty.kind, duty.subject),
    }


def notice_row(notice: Notice, today: date) -> dict[str, Any]:
    kind = DutyKind(notice.kind)
    rule = next((rule for rule in LegalRule if rule.value == kind.value), None)
    how = urgency(kind, notice.due, today)
    return {
        "title": duty_title(kind, notice.subject),
        "explanation": duty_explanation(kind, PARAGRAPHS[rule] if rule else ""),
        "code": _code(how.value, notice.due),
        "due": notice.due,
        "made_at": notice.made_at,
        "is_read": notice.read_at is not None,
        "url": reverse("workspace:notice", args=[notice.pk]),
    }


def _code(urgency_word: str, due: date | None) -> str:
    return "waits" if due is None else f"due_{urgency_word}"
