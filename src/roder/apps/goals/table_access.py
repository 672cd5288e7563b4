"""Who may send in tables of goals and of indicators: whoever may write all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.models import TableFile
from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import holds_everywhere
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_table_import(user: User | AnonymousUser, kind: str) -> User:
    """Return the person when they may send in tables of the kind; raises ``PermissionDenied``."""
    if kind == TableFile.Kind.GOALS:
        return access_goal_editing(user)
    return access_everywhere(user, Permission.EDIT_INDICATORS)


def may_import_tables(user: User | AnonymousUser, kind: str) -> bool:
    """Return whether a page offers to send in tables of the kind; the door is ``access_table_import``."""
    if kind == TableFile.Kind.GOALS:
        return may_edit_goals(user)
    return holds_everywhere(user, Permission.EDIT_INDICATORS)


def access_table_file(user: User | AnonymousUser, kind: str, pk: int) -> TableFile:
    """Return a table that the person has sent in themself."""
    person = access_table_import(user, kind)
    rows = TableFile.objects.select_related("job", "uploaded_by")
    return get_object_or_404(rows, pk=pk, kind=kind, uploaded_by=person)
