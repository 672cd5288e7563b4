"""The health of what was decided about the budget: the lines are those that were frozen, and stay so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from roder.apps.budgets.frozen_rows import BUDGET_GUARDS
from roder.apps.budgets.version_queries import altered_versions
from roder.config.health_check import Check

if TYPE_CHECKING:
    from collections.abc import Iterator


def budget_checks(*, repair: bool = False) -> Iterator[Check]:
    """Yield whether frozen versions have the lines that they were frozen with, and whether they are guarded.

    With ``repair`` lost triggers are made anew first. Lines that were changed have no repair but a backup.
    """
    if repair:
        for guard in BUDGET_GUARDS:
            guard.put_on(connection)
    altered = altered_versions()
    yield Check(
        "frozen_budgets",
        not altered,
        _("every frozen budget version has the lines that it was frozen with")
        if not altered
        else _(
            "the lines of %(names)s are not those that were frozen. "
            "Keep the database as it is and call the auditors."
        )
        % {"names": ", ".join(altered)},
    )
    guarded = all(guard.is_on(connection) for guard in BUDGET_GUARDS)
    yield Check(
        "budget_guard",
        guarded,
        _("the database refuses to change a frozen budget version or an amendment of a frame")
        if guarded
        else _("the database would let frozen budget versions be changed. Run: roder check --repair"),
    )
