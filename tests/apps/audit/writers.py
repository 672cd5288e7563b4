"""Several processes append to one chain at the same time; run by test_chain with its own database.

Arguments: how many processes, and how many acts each. Prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
django.setup()

from django.db import connection  # noqa: E402 - after the settings
from django.db import transaction  # noqa: E402 - after the settings

from roder.apps.audit.actions import record  # noqa: E402 - after the settings
from roder.apps.audit.models import AuditEntry  # noqa: E402 - after the settings
from roder.apps.audit.queries import verify_chain  # noqa: E402 - after the settings
from roder.apps.identity.queries import system_user  # noqa: E402 - after the settings
from roder.config.installation import prepare  # noqa: E402 - after the settings

EVENT = AuditEntry.Event.FRAMES_SET


def append(process: int, acts: int) -> None:
    for act in range(acts):
        with transaction.atomic():
            record(EVENT, str(process), acting_user=system_user(), new={"act": act})


def main(processes: int, acts: int) -> None:
    prepare()
    connection.close()
    children = []
    for process in range(processes):
        child = os.fork()
        if child == 0:
            append(process, acts)
            os._exit(0)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    found = verify_chain()
    order = list(AuditEntry.objects.filter(event=EVENT).order_by("number").values_list("subject", "new"))
    in_order = all(
        [new["act"] for subject, new in order if subject == str(process)] == list(range(acts))
        for process in range(processes)
    )
    answer = {
        "ended": ended,
        "rows": len(order),
        "in_order": in_order,
        "head": found.head.number,
        "first_break": found.first_break and found.first_break.damage,
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
