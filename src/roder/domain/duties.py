"""What is due for whom, and when: dates from rules, things that wait, and what the law says.

Everything is handed in, the day too. Who is asked for what, when it is due and how long before it is said
stand in docs/algorithms/duties.md, whose tables are tested against this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from roder.domain.assignments import DAYS_OF_NOTICE as DAYS_OF_NOTICE_OF_A_TASK
from roder.domain.calendar import FollowUpCalendar
from roder.domain.calendar import FollowUpKind
from roder.domain.mandates import Role
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECEMBER = 12
_WEEKDAYS = 5
_MONTHS_AHEAD = 12


class DutyKind(StrEnum):
    """What a person is asked to see to."""

    FOLLOW_UP = "follow_up"
    ANNUAL_REPORT = "annual_report"
    INTERIM_REPORT = "interim_report"
    UPLOAD_TO_CONFIRM = "upload_to_confirm"
    UPLOAD_REFUSED = "upload_refused"
    MANDATE_ENDS = "mandate_ends"
    JOB_FAILED = "job_failed"
    ASSIGNMENT = "assignment"
    ACTIVITY = "activity"
    DOCUMENT_LAPSES = "document_lapses"
    DOCUMENT_REVIEW = "document_review"
    BUDGET_STEP = "budget_step"
    CONSULTATION_ANSWER = "consultation_answer"
    INTERNAL_BUDGET_PART = "internal_budget_part"
    INTERNAL_BUDGET_RETURNED = "internal_budget_returned"
    INTERNAL_BUDGET_TO_APPROVE = "internal_budget_to_approve"


class Urgency(StrEnum):
    """``OK`` is a coming date and no more; ``SOON`` and ``LATE`` wait for the person."""

    LATE = "late"
    SOON = "soon"
    OK = "ok"


class LegalRule(StrEnum):
    """The two dates of the law that follow from the books' year (DOMAIN 1.1, R6 and R7)."""

    ANNUAL_REPORT = "annual_report"
    INTERIM_REPORT = "interim_report"


PARAGRAPHS: Mapping[LegalRule, str] = MappingProxyType(
    {LegalRule.ANNUAL_REPORT: "KL 11:20", LegalRule.INTERIM_REPORT: "KL 11:16"}
)
DAYS_OF_NOTICE: Mapping[DutyKind, int] = MappingProxyType(
    {
        DutyKind.FOLLOW_UP: 10,
        DutyKind.ANNUAL_REPORT: 30,
        DutyKind.INTERIM_REPORT: 30,
        DutyKind.MANDATE_ENDS: 30,
        DutyKind.ASSIGNMENT: DAYS_OF_NOTICE_OF_A_TASK,
        DutyKind.ACTIVITY: DAYS_OF_NOTICE_OF_A_TASK,
        DutyKind.DOCUMENT_LAPSES: 184,
        DutyKind.DOCUMENT_REVIEW: 30,
        DutyKind.BUDGET_STEP: 14,
        DutyKind.CONSULTATION_ANSWER: 30,
        DutyKind.INTERNAL_BUDGET_PART: 21,
    }
)
"""How many days before its date a duty begins to wait for the person."""
INTERNAL_BUDGET_KINDS = frozenset(
    {
        DutyKind.INTERNAL_BUDGET_PART,
        DutyKind.INTERNAL_BUDGET_RETURNED,
        DutyKind.INTERNAL_BUDGET_TO_APPROVE,
    }
)
BUDGET_KINDS = frozenset({DutyKind.BUDGET_STEP, DutyKind.CONSULTATION_ANSWER}) | INTERNAL_BUDGET_KINDS
"""What the page of the budget year shows of that which waits for a person."""
FOLLOW_UP_ROLES = frozenset(
    {Role.REPORTER, Role.APPROVER, Role.COMMITTEE_CONTROLLER, Role.CENTRAL_CONTROLLER}
)
LEGAL_ROLES = frozenset({Role.CENTRAL_CONTROLLER})


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to see to. ``subject`` says which: a month, a year, the number of a file, mandate or job.

    ``due`` is ``None`` for what waits without a date.
    """

    kind: DutyKind
    subject: str
    due: date | None
    urgency: Urgency
    paragraph: str = ""
    is_large: bool = False

    @property
    def waits(self) -> bool:
        """Whether the person has to do something now, rather than only know of a coming date."""
        return self.urgency is not Urgency.OK


@dataclass(frozen=True, slots=True)
class Waiting:
    """What lies in the system for one person: subjects by kind, and last days of mandates and tasks by subject.

    ``tasks`` are the open assignments, activities and budget steps that the person owns, and the steering documents
    that they keep with the day on which each lapses or is to be reviewed, by kind. ``dates`` are days that concern
    them without being theirs to see to (the steps of the budget year): they stand in their calendar only.
    """

    roles: frozenset[Role] = frozenset()
    subjects: Mapping[DutyKind, tuple[str, ...]] = field(default_factory=dict)
    mandates_end: Mapping[str, date] = field(default_factory=dict)
    tasks: Mapping[DutyKind, Mapping[str, date]] = field(default_factory=dict)
    dates: Mapping[DutyKind, Mapping[str, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DutyRules:
    """The installation's settings: which months are followed up, and on which day of the next month it is due."""

    calendar: FollowUpCalendar = field(default_factory=FollowUpCalendar)
    monthly_day: int = 15
    large_day: int = 25
    interim_month: int = 8

    def follow_up_due(self, month: Month) -> date:
        """Return when the follow-up of a month is due: a day of the next month, moved on past a weekend.

        >>> DutyRules().follow_up_due(Month(2018, 8)), DutyRules().follow_up_due(Month(2018, 11))
        (datetime.date(2018, 9, 25), datetime.date(2018, 12, 17))
        """
        is_large = self.calendar.kind(month) is FollowUpKind.TERTIAL
        day = month.next().first_day.replace(day=self.large_day if is_large else self.monthly_day)
        weekend = max(0, day.weekday() - _WEEKDAYS + 1)
        return day + timedelta(days=3 - weekend if weekend else 0)

    def follow_up_from(self, day: date) -> Month | None:
        """Return the month whose follow-up is the next due, or ``None`` when no month is followed up.

        >>> DutyRules().follow_up_from(date(2018, 9, 25)), DutyRules().follow_up_from(date(2018, 9, 26))
        (Month(year=2018, month=8), Month(year=2018, month=9))
        """
        first = Month(day.year, day.month).plus(-1)
        months = (first.plus(step) for step in range(_MONTHS_AHEAD + 1))
        return next(
            (
                month
                for month in months
                if self.calendar.kind(month) is not FollowUpKind.NONE and self.follow_up_due(month) >= day
            ),
            None,
        )


def legal_due(rule: LegalRule, year: int, rules: DutyRules | None = None) -> date:
    """Return the last day that the law gives for a report on a year.

    R6: 15 April of the year after. R7: two months after the end of the interim period.

    >>> legal_due(LegalRule.ANNUAL_REPORT, 2017), legal_due(LegalRule.INTERIM_REPORT, 2018)
    (datetime.date(2018, 4, 15), datetime.date(2018, 10, 31))
    """
    if rule is LegalRule.ANNUAL_REPORT:
        return date(year + 1, 4, 15)
    return Month(year, (rules or DutyRules()).interim_month).plus(2).last_day


def legal_year(rule: LegalRule, day: date, rules: DutyRules | None = None) -> int:
    """Return the year whose report the rule now speaks of: the last whose period has ended.

    >>> legal_year(LegalRule.ANNUAL_REPORT, date(2018, 9, 1)), legal_year(LegalRule.INTERIM_REPORT, date(2018, 9, 1))
    (2017, 2018)
    """
    last = _DECEMBER if rule is LegalRule.ANNUAL_REPORT else (rules or DutyRules()).interim_month
    return day.year if Month(day.year, last).last_day < day else day.year - 1


def urgency(kind: DutyKind, due: date | None, day: date) -> Urgency:
    """Return how urgent a thing is on a day; what has no date waits from the first.

    >>> urgency(DutyKind.FOLLOW_UP, date(2018, 9, 25), date(2018, 9, 14)).value
    'ok'
    """
    if due is None:
        return Urgency.SOON
    if due < day:
        return Urgency.LATE
    return Urgency.SOON if (due - day).days <= DAYS_OF_NOTICE.get(kind, 0) else Urgency.OK


def duties(
    waiting: Waiting,
    day: date,
    *,
    years: frozenset[int] = frozenset(),
    met: frozenset[tuple[LegalRule, int]] = frozenset(),
    rules: DutyRules | None = None,
) -> list[Duty]:
    """Return everything that one person is to see to or know of on a day, most urgent first.

    ``years`` are those with books here: a rule says nothing of a year that the installation does not know.
    ``met`` holds the reports that are registered as handed over.

    >>> [duty.kind.value for duty in duties(Waiting(roles=frozenset({Role.REPORTER})), date(2018, 9, 20))]
    ['follow_up']
    """
    rules = rules or DutyRules()
    found = [*_follow_up(waiting.roles, day, rules), *_legal(waiting.roles, day, years, met, rules)]
    for kind, subjects in waiting.subjects.items():
        found += [Duty(kind, subject, None, urgency(kind, None, day)) for subject in subjects]
    for subject, last_day in waiting.mandates_end.items():
        how = urgency(DutyKind.MANDATE_ENDS, last_day, day)
        if how is Urgency.SOON:
            found.append(Duty(DutyKind.MANDATE_ENDS, subject, last_day, how))
    found += [duty for duty in _tasks(waiting.tasks, day) if duty.waits]
    order = list(Urgency)
    return sorted(
        found, key=lambda duty: (order.index(duty.urgency), duty.due or day, duty.kind, duty.subject)
    )


def _follow_up(roles: frozenset[Role], day: date, rules: DutyRules) -> list[Duty]:
    month = rules.follow_up_from(day)
    if month is None or not roles & FOLLOW_UP_ROLES:
        return []
    return [_follow_up_duty(month, day, rules)]


def _follow_up_duty(month: Month, day: date, rules: DutyRules) -> Duty:
    due = rules.follow_up_due(month)
    is_large = rules.calendar.kind(month) is FollowUpKind.TERTIAL
    how = urgency(DutyKind.FOLLOW_UP, due, day)
    return Duty(DutyKind.FOLLOW_UP, str(month), due, how, is_large=is_large)


def _legal(
    roles: frozenset[Role],
    day: date,
    years: frozenset[int],
    met: frozenset[tuple[LegalRule, int]],
    rules: DutyRules,
) -> list[Duty]:
    if not roles & LEGAL_ROLES:
        return []
    now = [(rule, legal_year(rule, day, rules)) for rule in LegalRule]
    return [
        _legal_duty(rule, year, day, rules) for rule, year in now if year in years and (rule, year) not in met
    ]


def _legal_duty(rule: LegalRule, year: int, day: date, rules: DutyRules) -> Duty:
    kind, due = DutyKind(rule.value), legal_due(rule, year, rules)
    return Duty(kind, str(year), due, urgency(kind, due, day), PARAGRAPHS[rule])


def _tasks(tasks: Mapping[DutyKind, Mapping[str, date]], day: date) -> list[Duty]:
    return [
        Duty(kind, subject, due, urgency(kind, due, day))
        for kind, dated in tasks.items()
        for subject, due in dated.items()
    ]


def coming_dates(waiting: Waiting, day: date, rules: DutyRules | None = None) -> list[Duty]:
    """Return the dates of the coming year for one person, in order: what their calendar is told.

    >>> len(coming_dates(Waiting(roles=frozenset({Role.REPORTER})), date(2018, 9, 1)))
    9
    """
    rules = rules or DutyRules()
    found: list[Duty] = []
    until = day.replace(year=day.year + 1, day=min(day.day, 28))
    if waiting.roles & FOLLOW_UP_ROLES:
        months = (Month(day.year, day.month).plus(step) for step in range(-1, _MONTHS_AHEAD + 1))
        followed = (month for month in months if rules.calendar.kind(month) is not FollowUpKind.NONE)
        found += [_follow_up_duty(month, day, rules) for month in followed]
    if waiting.roles & LEGAL_ROLES:
        found += [
            _legal_duty(rule, year, day, rules)
            for rule in LegalRule
            for year in range(day.year - 1, day.year + 2)
        ]
    for subject, last_day in waiting.mandates_end.items():
        how = urgency(DutyKind.MANDATE_ENDS, last_day, day)
        found.append(Duty(DutyKind.MANDATE_ENDS, subject, last_day, how))
    own = _tasks(waiting.tasks, day)
    found += own
    found += [duty for duty in _tasks(waiting.dates, day) if duty not in own]
    dated = [(duty.due, duty) for duty in found if duty.due is not None and day <= duty.due < until]
    return [duty for _due, duty in sorted(dated, key=lambda pair: (pair[0], pair[1].kind, pair[1].subject))]
