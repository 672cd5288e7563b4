"""Which documents a person is to keep in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import with_editions
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User


def kept_documents(person: User, day: date) -> list[SteeringDocument]:
    """Return the documents that name the person as their keeper, and those that name nobody and fall to them.

    A body's documents fall to whoever keeps the register for that part; the municipality's own to whoever
    keeps all of it. Who keeps all is not told of every committee's.
    """
    found = Q(owner=person)
    mandates = mandates_giving(person, Permission.EDIT_DOCUMENTS, today=day)
    if any(mandate.is_of_the_whole for mandate in mandates):
        found |= Q(owner__isnull=True, owner_body="")
    parts = Reach(tuple(mandate for mandate in mandates if mandate.body))
    for organisation in sorted({mandate.organisation for mandate in parts.mandates}):
        bodies = parts.bodies(organisation_tree(organisation, day))
        found |= Q(owner__isnull=True, organisation=organisation, owner_body__in=bodies)
    return list(with_editions(SteeringDocument.objects.filter(found)).order_by("code"))
