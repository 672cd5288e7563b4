"""Which body's internal budget a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse

from roder.apps.internalbudgets.queries import DIVIDING
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.workspace.budget_places import budget_key

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True)
class ChosenBody:
    """A committee or company of a year, with its internal budget when there is one."""

    year: int
    body: Body
    bodies: OrganisationTree
    found: InternalBudget | None

    @property
    def budget(self) -> InternalBudget:
        """The internal budget; raises ``Http404`` when nobody has begun it."""
        if self.found is None:
            raise Http404(self.body.code)
        return self.found

    def name_of(self, code: str) -> str:
        """Return what a body or unit is called."""
        return self.bodies.bodies[code].name if code in self.bodies.bodies else code

    def url(self, name: str, *more: Any) -> str:
        """Return the address of one of the body's pages."""
        return reverse(f"workspace:{name}", args=[self.year, self.body.code, *more])


def chosen_body(year: int, body: str) -> ChosenBody:
    """Return the body that an address names; raises ``Http404`` when it divides no money that year."""
    key = budget_key(year)
    bodies = bodies_of_year(key, year)
    there = bodies.bodies.get(body)
    if there is None or there.kind not in DIVIDING:
        raise Http404(body)
    return ChosenBody(year, there, bodies, internal_budget_of(key, body, year))
