"""How far a person's mandates reach into the organisation, for one permission on one day.

What a reach means for each page is written in docs/algorithms/reach.md, with worked tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True)
class Reach:
    """The mandates that give one permission today, asked about organisations and bodies.

    >>> Reach((Mandate(Role.READER, "2120000159", "402"),)).has_whole_of("2120000159")
    False
    """

    mandates: tuple[Mandate, ...]

    @property
    def is_everything(self) -> bool:
        """Whether every organisation and body here is within reach."""
        return any(mandate.is_of_the_whole for mandate in self.mandates)

    def touches(self, organisation: str) -> bool:
        """Return whether anything of the organisation is within reach."""
        return any(mandate.organisation in {"", organisation} for mandate in self.mandates)

    def has_whole_of(self, organisation: str) -> bool:
        """Return whether all of the organisation is within reach, also what carries no committee."""
        return any(
            mandate.organisation in {"", organisation} and not mandate.body for mandate in self.mandates
        )

    def bodies(self, tree: OrganisationTree) -> frozenset[str]:
        """Return the codes of the tree's bodies within reach: each named body and everything below it."""
        if self.has_whole_of(tree.organisation):
            return frozenset(tree.bodies)
        here = (mandate.body for mandate in self.mandates if mandate.organisation == tree.organisation)
        return frozenset().union(*(tree.subtree(body) for body in here))

    def topmost(self, tree: OrganisationTree) -> list[Body]:
        """Return the bodies within reach that stand under no other within reach, in code order."""
        within = self.bodies(tree)
        return [tree.bodies[code] for code in sorted(within) if tree.bodies[code].parent not in within]

    def holds_code(self, tree: OrganisationTree, ledger_code: str) -> bool:
        """Return whether a ledger code belongs to a body within reach."""
        if self.has_whole_of(tree.organisation):
            return True
        owner = tree.body_of_ledger_code(ledger_code)
        return owner is not None and owner.code in self.bodies(tree)


THE_WHOLE = Reach((Mandate(Role.AUDITOR),))
"""The reach of the command line, which acts for the one who runs the installation."""
