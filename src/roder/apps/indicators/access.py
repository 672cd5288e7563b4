"""Who may read, define, fill in and judge indicators.

Everybody who reads the goals reads all of them: they are public records. Writing is by reach: definitions,
targets and verdicts by that of the responsible body, a value by that of the body whose value it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.apps.indicators.models import Indicator
from roder.apps.organisation.access import access_reach
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_indicators(user: User | AnonymousUser) -> QuerySet[Indicator]:
    """Return all indicators, to everybody who may read the goals."""
    access_permission(user, Permission.READ_GOALS)
    return Indicator.objects.all()


def access_indicator(user: User | AnonymousUser, organisation: str, code: str) -> Indicator:
    """Return one indicator with its owner."""
    found = access_indicators(user).select_related("owner")
    return get_object_or_404(found, organisation=organisation, code=code)


def may_read_indicators(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the indicators."""
    return bool(mandates_giving(user, Permission.READ_GOALS))


def access_indicator_defining(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may define indicators; ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.EDIT_INDICATORS)


def access_indicator_change(user: User | AnonymousUser, organisation: str, code: str, day: date) -> Indicator:
    """Return an indicator that the person may change: one of a body within reach."""
    access_indicator_defining(user)
    found = access_indicator(user, organisation, code)
    if not may_change_indicator(user, found, day):
        raise PermissionDenied
    return found


def access_indicator_judging(
    user: User | AnonymousUser, organisation: str, code: str, day: date
) -> Indicator:
    """Return an indicator that the person may judge: one of a body that they report for."""
    access_reach(user, Permission.REPORT_GOALS)
    found = access_indicator(user, organisation, code)
    if not may_report_values(user, found, "", day):
        raise PermissionDenied
    return found


def access_value_reporting(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may fill in values; ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.REPORT_GOALS)


def access_verdict_scale(user: User | AnonymousUser) -> User:
    """Return the person when they may change the scale by which the whole organisation judges."""
    return access_everywhere(user, Permission.EDIT_INDICATORS)


def may_change_verdict_scale(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to change the scale; the door is ``access_verdict_scale``."""
    return holds_everywhere(user, Permission.EDIT_INDICATORS)


def may_change_indicator(user: User | AnonymousUser, indicator: Indicator, day: date) -> bool:
    """Return whether the person may change an indicator and its targets."""
    return indicator.responsible_body in _Within(
        user, Permission.EDIT_INDICATORS, indicator.organisation, day
    )


def may_report_values(user: User | AnonymousUser, indicator: Indicator, place: str, day: date) -> bool:
    """Return whether the person may fill in an indicator's value of a body, or (without) of the municipality."""
    within = _Within(user, Permission.REPORT_GOALS, indicator.organisation, day)
    return (place or indicator.responsible_body) in within


def changeable(user: User | AnonymousUser, organisation: str, day: date) -> _Within:
    """Return the bodies whose indicators the person may change, to be asked of many indicators."""
    return _Within(user, Permission.EDIT_INDICATORS, organisation, day)


def reportable(user: User | AnonymousUser, organisation: str, day: date) -> _Within:
    """Return the bodies whose values the person may fill in, to be asked of many indicators."""
    return _Within(user, Permission.REPORT_GOALS, organisation, day)


class _Within:
    """Bodies within reach; what has no body, or one that has ended, lies within the reach of the whole."""

    def __init__(
        self, user: User | AnonymousUser, permission: Permission, organisation: str, day: date
    ) -> None:
        reach = Reach(tuple(mandates_giving(user, permission, today=day)))
        self.is_whole = reach.has_whole_of(organisation)
        is_part = bool(reach.mandates) and not self.is_whole
        self.bodies = reach.bodies(organisation_tree(organisation, day)) if is_part else frozenset()

    def __contains__(self, body: object) -> bool:
        return self.is_whole or body in self.bodies

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.bodies)
