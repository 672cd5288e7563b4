"""Background work: how far it is, why it failed, and a second try."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_person
from roder.apps.jobs.access import access_job_by_id
from roder.apps.jobs.access import access_job_to_steer
from roder.apps.jobs.access import access_jobs
from roder.apps.jobs.access import access_schedules
from roder.apps.jobs.access import may_see_all_jobs
from roder.apps.jobs.access import may_steer_jobs
from roder.apps.jobs.actions import JobStateError
from roder.apps.jobs.actions.steering import CANCELLED
from roder.apps.jobs.actions.steering import RETRIED
from roder.apps.jobs.actions.steering import cancel_job
from roder.apps.jobs.actions.steering import retry_job
from roder.apps.jobs.models import Job
from roder.workspace.job_words import fault_text
from roder.workspace.job_words import kind_name

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.jobs.models import Schedule

PER_PAGE = 50
UNDER_WAY = (Job.State.QUEUED, Job.State.RUNNING)


def jobs(request: HttpRequest) -> HttpResponse:
    found = access_jobs(request.user).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    sees_all = may_see_all_jobs(request.user)
    context = {
        "rows": [_row(job) for job in page],
        "pager": _pager(page),
        "sees_all": sees_all,
        "schedules": [_schedule(row) for row in access_schedules(request.user)] if sees_all else [],
        "is_under_way": any(job.state in UNDER_WAY for job in page),
    }
    template = "_jobs" if request.htmx else "list"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/jobs/{template}.html", context)


def _row(job: Job) -> dict[str, Any]:
    return {
        "job": job,
        "name": kind_name(job.kind),
        "fault": fault_text(job.error),
        "is_running": job.state == Job.State.RUNNING,
        "url": reverse("workspace:job", args=[job.pk]),
    }


def _pager(page: Page[Job]) -> dict[str, Any]:
    def url(number: int) -> str:
        return f"{reverse('workspace:jobs')}?page={number}"

    return {
        "number": page.number,
        "count": page.paginator.num_pages,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


def _schedule(row: Schedule) -> dict[str, Any]:
    kind, rule = settings.JOB_SCHEDULES.get(row.name, (row.name, None))
    every = _("every day") if rule is None or len(rule.weekdays) > 1 else _("every Monday")
    return {
        "name": kind_name(kind),
        "every": every,
        "at": f"{rule.at:%H:%M}" if rule else "",
        "last_due": row.last_due,
        "url": reverse("workspace:job", args=[row.job_id]) if row.job_id else "",
    }


def job(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_job_by_id(request.user, pk)
    may_steer = may_steer_jobs(request.user)
    context = _row(found) | {
        "may_retry": may_steer and found.state in RETRIED,
        "may_cancel": may_steer and found.state in CANCELLED,
        "is_failed": found.state == Job.State.FAILED,
        "retry_url": reverse("workspace:job_retry", args=[pk]),
        "cancel_url": reverse("workspace:job_cancel", args=[pk]),
        "breadcrumbs": [{"label": _("Background work"), "url": reverse("workspace:jobs")}],
    }
    return render(request, "workspace/jobs/detail.html", context)


@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_job_to_steer(request.user, pk)
    try:
        retry_job(found, acting_user=access_person(request.user))
    except JobStateError:
        messages.error(
            request, _("It cannot be tried again: somebody was first, or what it worked on is gone.")
        )
    else:
        messages.success(request, _("It is taken up again."))
    return redirect("workspace:job", pk=pk)


@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_job_to_steer(request.user, pk)
    try:
        cancel_job(found, acting_user=access_person(request.user))
    except JobStateError:
        messages.error(request, _("It has come to its end already."))
    else:
        messages.success(request, _("It is cancelled. What was stored before stands."))
    return redirect("workspace:job", pk=pk)
