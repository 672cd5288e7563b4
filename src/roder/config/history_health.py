"""The health of the history: the chain holds, and the database refuses to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from roder.apps.audit.append_only import guard
from roder.apps.audit.append_only import is_guarded
from roder.apps.audit.queries import verify_chain
from roder.config.health_check import Check
from roder.domain.audit_chain import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from roder.domain.audit_chain import ChainBreak
    from roder.domain.audit_chain import Head


def history_checks(published: Sequence[Head] = (), *, repair: bool = False) -> Iterator[Check]:
    """Yield how the audit chain stands, against its own head and those published earlier.

    With ``repair`` lost triggers are made anew first. A broken chain has no repair.
    """
    if repair:
        guard(connection)
    found = verify_chain(published)
    head = f"{found.head.number}:{found.head.hash}"
    broken = found.first_break
    yield Check(
        "history_chain",
        broken is None,
        _("%(rows)s acts, each joined to the one before; latest %(head)s")
        % {"rows": found.head.number, "head": head}
        if broken is None
        else _("%(fault)s. It holds up to %(head)s. Keep the database as it is and call the auditors.")
        % {"fault": fault_text(broken), "head": head},
    )
    guarded = is_guarded(connection)
    yield Check(
        "history_guard",
        guarded,
        _("the database refuses to change or remove an act")
        if guarded
        else _("the database would let acts be changed or removed. Run: roder check --repair"),
    )


def fault_text(broken: ChainBreak) -> str:
    """Return what is wrong at the first break, in words."""
    texts = {
        Damage.MISSING: _("act %(number)s is missing from the history"),
        Damage.OUT_OF_ORDER: _("act %(number)s of the history does not stand in its place"),
        Damage.ALTERED: _("act %(number)s of the history is not as it was written"),
        Damage.CUT_SHORT: _("the history is cut short: act %(number)s and later are gone"),
    }
    return texts[broken.damage] % {"number": broken.number}
