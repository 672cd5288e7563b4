"""What the person asks of the assignments: the selection that board, list and file share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.goals.assignment_queries import DUE_CHOICES
from roder.apps.goals.assignment_queries import SORTS
from roder.apps.goals.assignment_queries import AssignmentFilter
from roder.apps.goals.assignment_queries import goals_to_serve
from roder.domain.assignments import AssignmentKind
from roder.domain.assignments import AssignmentState
from roder.workspace.assignment_words import due_choice_names
from roder.workspace.assignment_words import kind_name
from roder.workspace.assignment_words import state_word
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree

FIELDS = ("to", "by", "goal", "due", "state", "kind", "mine", "sort")
MOST_DIGITS = 18
"""More digits than this are no number that a database knows."""


@dataclass(frozen=True, slots=True)
class AssignmentChoices:
    """The selection as it was sent, and the filter that it makes. What is no choice does not limit."""

    given: dict[str, str]
    filter: AssignmentFilter
    sort: str

    @classmethod
    def read(cls, given: Mapping[str, str], person: User, tree: OrganisationTree) -> AssignmentChoices:
        """Return the selection of a query string, for a person and the organisation of the day."""
        texts = {name: given.get(name, "").strip()[:40] for name in FIELDS}
        goal = texts["goal"]
        is_number = goal.isascii() and goal.isdigit() and len(goal) <= MOST_DIGITS
        wanted = AssignmentFilter(
            given_to=(tree.subtree(texts["to"]) or frozenset({texts["to"]})) if texts["to"] else None,
            given_by=texts["by"].replace("\x00", ""),
            goal=int(goal) if is_number else None,
            due=texts["due"] if texts["due"] in DUE_CHOICES else "",
            state=texts["state"] if texts["state"] in set(AssignmentState) else "",
            kind=texts["kind"] if texts["kind"] in set(AssignmentKind) else "",
            owner=person.pk if texts["mine"] else None,
        )
        sort = texts["sort"] if texts["sort"] in SORTS else "due"
        return cls({name: text for name, text in texts.items() if text}, wanted, sort)

    def query(self, **more: str | int) -> str:
        """Return the selection as a query string, with what is added."""
        return urlencode({**self.given, **more})

    @property
    def limits(self) -> bool:
        """Whether anything but the order is chosen."""
        return bool(self.given.keys() - {"sort"})


def selection_fields(
    choices: AssignmentChoices,
    organisation: str,
    names: Mapping[str, str],
    takers: Iterable[str],
    givers: Iterable[str],
) -> list[dict[str, Any]]:
    """Return the drop-down lists of the selection: {name, label, all_label, options, value}."""

    def field(name: str, label: str, all_label: str, options: list[tuple[str, str]]) -> dict[str, Any]:
        value = choices.given.get(name, "")
        return {"name": name, "label": label, "all_label": all_label, "options": options, "value": value}

    def named(codes: Iterable[str]) -> list[tuple[str, str]]:
        return [(code, names.get(code, code)) for code in sorted(set(codes))]

    goals = [
        (str(goal.pk), f"{goal.code} {in_language(goal, 'title')}") for goal in goals_to_serve(organisation)
    ]
    return [
        field("to", _("Given to"), _("All"), named(takers)),
        field("by", _("Given by"), _("All"), named(givers)),
        field("goal", _("Goal"), _("All goals"), goals),
        field("due", _("To be done by"), _("Any day"), list(due_choice_names().items())),
        field(
            "state", _("State"), _("All states"), [(one.value, state_word(one)) for one in AssignmentState]
        ),
        field("kind", _("Kind"), _("Both kinds"), [(one.value, kind_name(one)) for one in AssignmentKind]),
    ]
