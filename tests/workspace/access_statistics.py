"""What the addresses of official statistics are asked with: a fetch that failed, and a table that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.identity.models import User
from roder.apps.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable


def _fetch(*_asked: Any) -> list[Any]:
    job, _made = Job.objects.get_or_create(
        kind="fetch_statistics",
        created_by=User.objects.get(username="central_controller"),
        state=Job.State.FAILED,
        error="SourceBusyError: https://example.se: 503",
    )
    return [job.pk]


ARGUMENTS: dict[str, Callable[..., list[Any]]] = {
    "workspace:statistics_fetch": _fetch,
    "workspace:statistics_table": lambda *_asked: ["nothing"],
}
