"""Indicators are defined, changed, retired and taken up again. They are never removed: their series goes on."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.indicator_search import indicator_text
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.queries import indicator_subject
from roder.apps.organisation.queries import organisation_tree
from roder.apps.search.actions import index_all
from roder.domain.indicator_facts import IndicatorFacts
from roder.domain.indicator_facts import code_taken
from roder.domain.indicator_facts import indicator_faults
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User

FACTS = tuple(field.name for field in fields(IndicatorFacts))
CHANGEABLE = tuple(name for name in FACTS if name != "code")
"""The code is what files and addresses name an indicator by, so it stays."""


@transaction.atomic
def define_indicator(
    organisation: str,
    facts: IndicatorFacts,
    *,
    owner: User | None = None,
    is_example: bool = False,
    today: date,
    acting_user: User,
) -> Indicator:
    """Define an indicator of the organisation. Raises ``IndicatorRefusedError``."""
    problems = indicator_faults(facts, organisation_tree(organisation, today).bodies)
    if Indicator.objects.filter(organisation=organisation, code=facts.code).exists():
        problems.append(code_taken(facts.code))
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    values = _values(facts)
    indicator = Indicator.objects.create(
        organisation=organisation, owner=owner, is_example=is_example, **values
    )
    index_all([indicator_text(indicator)])
    record(
        AuditEntry.Event.INDICATOR_DEFINED,
        indicator_subject(indicator),
        acting_user=acting_user,
        new={name: value for name, value in values.items() if value not in {"", None}}
        | ({"owner": str(owner)} if owner else {}),
    )
    return indicator


@transaction.atomic
def change_indicator(
    indicator: Indicator,
    facts: IndicatorFacts,
    *,
    owner: User | None,
    today: date,
    seen_version: int,
    acting_user: User,
) -> bool:
    """Change a definition; the code stays. Returns whether anything changed.

    Raises ``IndicatorRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    bodies = {*organisation_tree(indicator.organisation, today).bodies, indicator.responsible_body}
    problems = indicator_faults(facts, bodies)
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    values = {name: getattr(facts, name) for name in CHANGEABLE}
    # Found by what it is about to say: a save that comes second takes this back with the rest.
    index_all([indicator_text(Indicator(organisation=indicator.organisation, code=indicator.code, **values))])
    return change(
        indicator,
        values | {"owner_id": owner.pk if owner else None},
        seen_version=seen_version,
        event=AuditEntry.Event.INDICATOR_CHANGED,
        subject=indicator_subject(indicator),
        acting_user=acting_user,
    )


def retire_indicator(indicator: Indicator, day: date, *, seen_version: int, acting_user: User) -> bool:
    """Follow an indicator no longer from a day on. What is known of it stays."""
    return change(
        indicator,
        {"retired_on": day},
        seen_version=seen_version,
        event=AuditEntry.Event.INDICATOR_RETIRED,
        subject=indicator_subject(indicator),
        acting_user=acting_user,
    )


def resume_indicator(indicator: Indicator, *, seen_version: int, acting_user: User) -> bool:
    """Follow a retired indicator again."""
    return change(
        indicator,
        {"retired_on": None},
        seen_version=seen_version,
        event=AuditEntry.Event.INDICATOR_RESUMED,
        subject=indicator_subject(indicator),
        acting_user=acting_user,
    )


def _values(facts: IndicatorFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in FACTS}
