"""Whether a version may still be changed as the budget year stands: asked of what lies above, which the settings name.

The steps of the year live in an app above this one. Every action that writes lines of a base, or makes a new one, asks
here first, so that pages, files and commands are all refused the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from roder.domain.budget_locks import LockedThing
from roder.domain.budget_versions import VersionKind

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class LockQuestion(Protocol):
    """What the setting ``BUDGET_LOCKS`` names: the refusals of a change of something in a budget year."""

    def __call__(self, organisation: str, year: int, what: LockedThing, /) -> list[Problem]: ...


def base_lock_problems(organisation: str, year: int, kind: str) -> list[Problem]:
    """Return what keeps a version of a kind from being written for a budget year; only a base locks with a step."""
    if kind != VersionKind.BASE:
        return []
    ask = cast("LockQuestion", import_string(settings.BUDGET_LOCKS))
    return ask(organisation, year, LockedThing.BASE)
