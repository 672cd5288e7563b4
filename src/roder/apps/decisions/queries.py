from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import ManyToOneRel

from roder.apps.decisions.models import Decision

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model
    from django.db.models import QuerySet


def decisions(organisation: str, *, body_code: str = "") -> QuerySet[Decision]:
    """Return the decisions of an organisation, or of one of its bodies, latest first."""
    found = Decision.objects.filter(organisation=organisation)
    if body_code:
        found = found.filter(body_code=body_code)
    return found.order_by("-meeting_date", "body_code", "paragraph")


def decision_at(organisation: str, body_code: str, day: date, paragraph: str) -> Decision | None:
    """Return the decision of a paragraph of a meeting, ``None`` when none is registered."""
    found = Decision.objects.filter(organisation=organisation, body_code=body_code, meeting_date=day)
    return found.filter(paragraph=paragraph).first()


def models_pointing_at_decisions() -> list[tuple[type[Model], str]]:
    """Return every model that names a decision, with the field that does: what a decision can have decided."""
    fields = Decision._meta.get_fields(include_hidden=True)  # noqa: SLF001 - Django's own name
    return [
        (relation.related_model, relation.field.name)
        for relation in fields
        if isinstance(relation, ManyToOneRel) and not isinstance(relation.related_model, str)
    ]


def pointing_at(decision: Decision) -> dict[str, list[Model]]:
    """Return everything that points at a decision, by the label of its model ("goals.Assignment")."""
    found: dict[str, list[Model]] = {}
    for model, field in models_pointing_at_decisions():
        # Whatever a row must have (the goal of an answer, the tree of a goal) is read with it.
        named = model._default_manager.filter(**{field: decision}).select_related()  # noqa: SLF001 - as above
        rows = list(named.order_by("pk"))
        if rows:
            found.setdefault(model._meta.label, []).extend(rows)  # noqa: SLF001 - as above
    return found
