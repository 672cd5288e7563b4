"""The model rows that settled rows name: by kind and key, decisions by their paragraph, owners by user name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from django.db import models
from django.utils import timezone

from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.models import Decision
from roder.apps.goals.models import Goal
from roder.apps.identity.models import User
from roder.domain.decisions import DecisionFacts
from roder.domain.goal_rows import GoalRowKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.goal_world import Place

    Row = Mapping[str, Any]
    DecisionPlace = tuple[str, Any, str]

Written = TypeVar("Written", bound=models.Model)


class RowPlaces:
    """What rows of a table of goals may name, as it is written."""

    def __init__(self, organisation: str, objects: Mapping[Place, models.Model], acting_user: User) -> None:
        self.organisation = organisation
        self.person = acting_user
        self.now = timezone.now()
        self.objects = dict(objects)
        self._users = {user.username: user for user in User.objects.all()}
        self._decisions: dict[DecisionPlace, Decision] = {}

    def one(self, model: type[Written], kind: GoalRowKind, *key: str) -> Written:
        """Return the model row of a kind and key; the settled rows hold no key that is not there."""
        found = self.objects[kind, key]
        if not isinstance(found, model):
            msg = f"{kind} {key} is no {model.__name__}"
            raise TypeError(msg)
        return found

    def some(self, model: type[Written], kind: GoalRowKind, key: str | None) -> Written | None:
        """Return the model row, or nothing where the row names none."""
        return self.one(model, kind, key) if key else None

    def goal(self, row: Row, tree: str = "tree") -> Goal:
        """Return the one goal that a row names."""
        return self.one(Goal, GoalRowKind.GOAL, row[tree], row["goals"][0])

    def owner(self, row: Row) -> dict[str, Any]:
        """Return the owner's columns; a user's title is kept as it is today."""
        owner = self._users.get(row.get("owner") or "")
        return {"owner": owner, "owner_title": row.get("owner_title") or (owner.title if owner else "")}

    def decision(self, row: Row) -> Decision | None:
        """Return the decision that a row names."""
        place = _place(row)
        return self._decisions[place] if place else None

    def register_decisions(self, rows: Sequence[Row]) -> None:
        """Find the decisions that the rows name, and register those that are new."""
        trees = {key[0]: tree for (kind, key), tree in self.objects.items() if kind is GoalRowKind.TREE}
        examples = {code for code, tree in trees.items() if getattr(tree, "is_example", False)}
        examples |= {row["tree"] for row in rows if "levels" in row and row.get("example")}
        known = Decision.objects.filter(organisation=self.organisation)
        self._decisions = {(each.body_code, each.meeting_date, each.paragraph): each for each in known}
        for row in rows:
            place = _place(row)
            if place is None or place in self._decisions:
                continue
            facts = DecisionFacts(
                *place,
                title=(row.get("decision_title") or row.get("title") or row.get("text") or place[2])[:200],
                case_number=row.get("case_number") or "",
                wording=row.get("wording") or "",
                is_example=bool(row.get("example")) or row.get("tree") in examples,
            )
            self._decisions[place] = register_decision(self.organisation, facts, acting_user=self.person)


def _place(row: Row) -> DecisionPlace | None:
    if not row.get("paragraph"):
        return None
    return row["decision_body"], row["decision_date"], row["paragraph"]
