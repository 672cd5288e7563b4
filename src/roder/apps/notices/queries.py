"""What waits for a person, gathered for the rules of roder.domain.duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from roder.apps.budgetprocess.queries import open_steps
from roder.apps.documents.keeping import kept_documents
from roder.apps.documents.queries import document_row
from roder.apps.goals.assignment_queries import open_activities_of
from roder.apps.goals.assignment_queries import open_assignments_of
from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import User
from roder.apps.jobs.models import Job
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import Upload
from roder.apps.notices.consultation_duties import answers_to_give
from roder.apps.notices.internal_budget_duties import parts_that_wait
from roder.apps.notices.internal_budget_duties import parts_to_fill_in
from roder.apps.notices.models import CalendarAddress
from roder.apps.notices.models import LegalDate
from roder.apps.notices.models import MailChoice
from roder.apps.notices.models import Notice
from roder.domain import duties as rules_of_duties
from roder.domain.accounts import Chart
from roder.domain.duties import DutyKind
from roder.domain.duties import DutyRules
from roder.domain.duties import LegalRule
from roder.domain.duties import Urgency
from roder.domain.duties import Waiting
from roder.domain.duties import legal_due
from roder.domain.duties import legal_year
from roder.domain.mandates import Permission
from roder.domain.mandates import giving
from roder.domain.steering_documents import DocumentState

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.duties import Duty

UPLOADS = {
    DutyKind.UPLOAD_TO_CONFIRM: (Upload.State.CHECKED,),
    DutyKind.UPLOAD_REFUSED: (Upload.State.REFUSED, Upload.State.NEEDS_MAPPING, Upload.State.FAILED),
}


def duty_rules() -> DutyRules:
    """Return the dates that this installation's settings give."""
    return DutyRules(
        monthly_day=settings.FOLLOW_UP_DUE_DAY,
        large_day=settings.FOLLOW_UP_LARGE_DUE_DAY,
    )


def duties_of(person: User, day: date) -> list[Duty]:
    """Return what the person is to see to or know of on a day, most urgent first."""
    return rules_of_duties.duties(
        waiting_of(person, day),
        day,
        years=years_with_books(),
        met=frozenset(handed_over()),
        rules=duty_rules(),
    )


def coming_dates_of(person: User, day: date) -> list[Duty]:
    """Return the person's dates of the coming year."""
    return rules_of_duties.coming_dates(waiting_of(person, day), day, duty_rules())


def waiting_of(person: User, day: date) -> Waiting:
    """Return what lies in the system for a person on a day, by mandates that hold then."""
    roles = frozenset(mandate.role for mandate in person.mandate_values if mandate.in_force(day))
    subjects = {DutyKind.JOB_FAILED: _failed_jobs(person, day), **parts_that_wait(person, day)}
    if giving(person.mandate_values, Permission.IMPORT_LEDGER, day):
        uploads = Upload.objects.filter(uploaded_by=person).order_by("pk")
        for kind, states in UPLOADS.items():
            found = uploads.filter(state__in=states).values_list("pk", flat=True)
            subjects[kind] = tuple(str(pk) for pk in found)
    steps = open_steps()
    tasks = {
        DutyKind.ASSIGNMENT: open_assignments_of(person),
        DutyKind.ACTIVITY: open_activities_of(person),
        DutyKind.BUDGET_STEP: {subject: due for subject, (due, owner) in steps.items() if owner == person.pk},
        DutyKind.CONSULTATION_ANSWER: answers_to_give(person, day),
        DutyKind.INTERNAL_BUDGET_PART: parts_to_fill_in(person, day),
        **documents_to_see_to(person, day),
    }
    is_reader = giving(person.mandate_values, Permission.READ_BUDGET, day)
    dates = {DutyKind.BUDGET_STEP: {subject: due for subject, (due, _) in steps.items()}} if is_reader else {}
    return Waiting(roles, subjects, _mandates_that_end(person, day), tasks, dates)


def documents_to_see_to(person: User, day: date) -> dict[DutyKind, dict[str, date]]:
    """Return the codes of the documents that the person keeps and that lapse soon or have a day for their review."""
    lapses: dict[str, date] = {}
    reviews: dict[str, date] = {}
    for document in kept_documents(person, day):
        row = document_row(document, day)
        if row.state is DocumentState.LAPSES_SOON and row.last_day is not None:
            lapses[document.code] = row.last_day
        elif row.state in IN_USE and document.review_on is not None:
            reviews[document.code] = document.review_on
    return {DutyKind.DOCUMENT_LAPSES: lapses, DutyKind.DOCUMENT_REVIEW: reviews}


IN_USE = (DocumentState.IN_FORCE, DocumentState.REVIEW_DUE)


def _failed_jobs(person: User, day: date) -> tuple[str, ...]:
    """Return the person's failed jobs, but for those whose file says so itself; and the system's, to its keepers."""
    mine = Q(created_by=person)
    if giving(person.mandate_values, Permission.STEER_JOBS, day):
        mine |= Q(created_by__username=SYSTEM_USERNAME)
    files = Upload.objects.filter(job__isnull=False).values("job")
    failed = Job.objects.filter(mine, state=Job.State.FAILED).exclude(pk__in=files)
    return tuple(str(pk) for pk in failed.order_by("pk").values_list("pk", flat=True))


def _mandates_that_end(person: User, day: date) -> dict[str, date]:
    """Return the last days of mandates in force, but for those that another of the same kind takes over from."""
    rows = [(mandate.pk, mandate.value) for mandate in person.mandates.all()]
    found = {}
    for pk, value in rows:
        if value.valid_to is None or not value.in_force(day):
            continue
        after = value.valid_to + timedelta(days=1)
        is_followed = any(
            other.in_force(after)
            and (other.role, other.organisation, other.body, other.party)
            == (value.role, value.organisation, value.body, value.party)
            for _pk, other in rows
        )
        if not is_followed:
            found[str(pk)] = value.valid_to
    return found


def years_with_books() -> frozenset[int]:
    """Return the years of which a municipality's books are here."""
    live = ImportBatch.objects.filter(state=ImportBatch.State.LIVE, organisation__chart=Chart.KOMMUNBAS)
    return frozenset(live.values_list("fiscal_year", flat=True))


def handed_over() -> dict[tuple[LegalRule, int], LegalDate]:
    """Return the reports that are registered as handed over."""
    return {(LegalRule(row.rule), row.year): row for row in LegalDate.objects.all()}


@dataclass(frozen=True)
class LegalRow:
    """One report of one year: when the law wants it, when it was handed over, and how that stands."""

    rule: LegalRule
    year: int
    due: date
    paragraph: str
    registered: LegalDate | None
    urgency: Urgency

    @property
    def code(self) -> str:
        """The state to show: handed over in time or late, or how urgent it is."""
        if self.registered is None:
            return f"due_{self.urgency.value}"
        return "handed_over" if self.registered.handed_over_on <= self.due else "handed_over_late"


def legal_rows(day: date) -> list[LegalRow]:
    """Return the reports whose period has ended, of each year with books, newest first."""
    rules, registered = duty_rules(), handed_over()
    rows = []
    for year in sorted(years_with_books(), reverse=True):
        for rule in LegalRule:
            if year <= legal_year(rule, day, rules):
                due = legal_due(rule, year, rules)
                how = rules_of_duties.urgency(DutyKind(rule.value), due, day)
                known = registered.get((rule, year))
                rows.append(LegalRow(rule, year, due, rules_of_duties.PARAGRAPHS[rule], known, how))
    return rows


def unread_count(person: User) -> int:
    """Return how many notices the person has not read: one question to a small index."""
    return Notice.objects.filter(person=person, resolved_at__isnull=True, read_at__isnull=True).count()


def wants_weekly_mail(person: User) -> bool:
    """Return whether the person wants the weekly mail; nothing said is yes."""
    choice = MailChoice.objects.filter(person=person).first()
    return choice is None or choice.weekly


def calendar_address(person: User) -> CalendarAddress | None:
    """Return the person's calendar address in force, whose secret nobody can read again."""
    return CalendarAddress.objects.filter(person=person, revoked_at__isnull=True).first()


def people_with_accounts() -> list[User]:
    """Return everybody who may have something to see to."""
    people = User.objects.filter(is_active=True).exclude(username=SYSTEM_USERNAME)
    return list(people.prefetch_related("mandates").order_by("pk"))
