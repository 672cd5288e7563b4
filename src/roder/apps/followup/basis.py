"""What a follow-up is reckoned from: an organisation's figures of a fiscal year, its bodies, frames and budgets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from roder.apps.budgets.queries import frames
from roder.apps.followup.months import YearFigures
from roder.apps.followup.months import year_figures
from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import fiscal_year_holding
from roder.apps.organisation.queries import organisation_tree
from roder.domain.follow_up_budgets import body_months
from roder.domain.follow_up_budgets import internal_codes_by_body
from roder.domain.frames import net_budget
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.restating import codes_by_body

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.ledger.lines import LineOfAccount
    from roder.domain.forecasting import ForecastMethod
    from roder.domain.frame_amendments import HeldFrame
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree
    from roder.domain.periods import Month
    from roder.domain.reach import Reach


class UnknownUnitError(LookupError):
    """No body within reach has that code on that date; the message is the code."""


@dataclass(frozen=True)
class Basis:
    """One organisation in one fiscal year, seen at the end of a month by someone with a reach."""

    organisation: LedgerOrganisation
    month: Month
    tree: OrganisationTree
    figures: YearFigures
    frames: dict[str, HeldFrame]
    method: ForecastMethod
    reach: Reach
    compared: OrganisationTree
    """The tree by which last year's column is summed: ``tree`` itself, unless another day is chosen."""

    @property
    def is_whole(self) -> bool:
        """Whether all of the organisation is within reach."""
        return self.reach.has_whole_of(self.organisation.key)

    @cached_property
    def within(self) -> frozenset[str]:
        """The codes of the bodies within reach, also of those that only the compared tree has."""
        gone = self.reach.bodies(self.compared) - self.tree.bodies.keys()
        return self.reach.bodies(self.tree) | gone

    def shown_bodies(self, tree: OrganisationTree) -> list[Body]:
        """Return the bodies with rows at the top: those with frames, and the topmost of a partial reach."""
        apart = FRAME_HOLDERS | {BodyKind.COMPANY}
        tops = [] if self.is_whole else [top for top in self.reach.topmost(tree) if top.kind not in apart]
        found = [body for body in [*tree.frame_holders(), *tops] if body.code in self.within]
        return sorted(found, key=lambda body: body.code)

    def has_unmapped(self) -> bool:
        """Return whether any account within reach leads to no report line."""
        codes = None if self.is_whole else [code for body in self.within for code in self.codes_of(body)]
        return self.figures.has_unmapped(codes)

    def codes_of(self, body: str) -> list[str]:
        """Return the ledger codes that a body answers for; those without a frame for ``""``."""
        return self._answered.get(body, [])

    def last_year_codes_of(self, body: str) -> list[str]:
        """Return the ledger codes whose last year stands in a body's row."""
        return self._answered_then.get(body, [])

    def body(self, code: str) -> Body | None:
        """Return the body of a code within reach, also one that only the compared tree has."""
        if code not in self.within:
            return None
        return self.tree.bodies.get(code) or self.compared.bodies.get(code)

    def internal_codes_of(self, body: str) -> list[str]:
        """Return the ledger codes on which a body's internal budget stands; those without a body for ``""``."""
        return self._internal.get(body, [])

    def internal_budget(self, body: str, line: str | None = None) -> list[int] | None:
        """Return a body's internal budget in force by month, ``None`` when it lies under none."""
        holder = self.tree.holder_above(body) if body else ""
        if not self.internal_codes_of(holder if holder is not None else body):
            return None
        return self.figures.internal(self.internal_codes_of(body), line)

    @cached_property
    def _internal(self) -> dict[str, list[str]]:
        return internal_codes_by_body(self.tree, self.figures.internal_codes)

    @cached_property
    def _answered(self) -> dict[str, list[str]]:
        return codes_by_body(self.tree, self.figures.codes)

    @cached_property
    def _answered_then(self) -> dict[str, list[str]]:
        if self.compared is self.tree:
            return self._answered
        return codes_by_body(self.compared, self.figures.codes)

    @property
    def elapsed(self) -> int:
        return self.figures.months.index(self.month) + 1

    def line_of_account(self) -> LineOfAccount:
        return line_of_account(self.organisation, self.figures.year.fiscal_year)


def bases(month: Month, method: ForecastMethod, reach: Reach, as_of: date | None = None) -> list[Basis]:
    """Return every organisation within reach that has a ledger or frames in the fiscal year of the month."""
    found = []
    for organisation in LedgerOrganisation.objects.order_by("name"):
        if not reach.touches(organisation.key):
            continue
        year = fiscal_year_holding(organisation, month)
        tree = organisation_tree(organisation.key, month.last_day)
        given = frames(organisation.key, month.year, until=month.last_day)
        if year is None and not given:
            continue
        figures = year_figures(organisation, month, year)
        compared = organisation_tree(organisation.key, as_of) if as_of else tree
        found.append(Basis(organisation, month, tree, figures, given, method, reach, compared))
    return found


def codes_without_holder(basis: Basis) -> list[str]:
    """Return the ledger codes that no body with a frame answers for."""
    return basis.codes_of("")


def month_budget(basis: Basis, body: str, codes: Sequence[str], line: str | None = None) -> list[int] | None:
    """Return the budget of a body, or of one of its report lines, by month (docs/algorithms/follow-up-budgets.md).

    ``body`` is ``""`` for what carries no committee.
    """
    return body_months(
        None if line else frame_months(basis, body, codes),
        basis.internal_budget(body, line),
        basis.figures.budget(codes, line),
    )


def frame_months(basis: Basis, body: str, codes: Sequence[str]) -> list[int] | None:
    """Return a body's frame spread by its profile, as net budget; ``None`` without a frame."""
    frame = basis.frames.get(body)
    if frame is None:
        return None
    months = frame.months(len(basis.figures.months), basis.figures.last_year(codes) or ())
    return [net_budget(ore) for ore in months]


def differs_from_frame(basis: Basis, body: str) -> bool:
    """Return whether a body's internal budget in force does not come to its frame exactly."""
    frame, internal = basis.frames.get(body), basis.internal_budget(body)
    return frame is not None and internal is not None and sum(internal) != net_budget(frame.current_ore)


def basis_of_unit(
    month: Month, unit: str, method: ForecastMethod, reach: Reach, as_of: date | None = None
) -> tuple[Basis, list[str]]:
    """Return the organisation's basis and the ledger codes of a body, or of what carries no committee.

    Raises ``UnknownUnitError`` when no body in force and no organisation within reach has the code.
    """
    found = bases(month, method, reach, as_of)
    for basis in found:
        body = basis.body(unit)
        books = _own_books(found, body) if body else None
        if books is not None:
            return books, codes_without_holder(books)
        if body is not None:
            return basis, basis.codes_of(unit)
        if basis.is_whole and unit in {basis.organisation.number, basis.organisation.key}:
            return basis, codes_without_holder(basis)
    raise UnknownUnitError(unit)


def _own_books(found: Sequence[Basis], body: Body) -> Basis | None:
    """Return the books of a company that stands in the tree, found by its organisation number."""
    number = plain_number(body.organisation_number)
    whole = (basis for basis in found if basis.is_whole)
    return next(
        (basis for basis in whole if number and number == plain_number(basis.organisation.number)), None
    )


def plain_number(number: str) -> str:
    """Return the digits of an organisation number, without the century that some files give."""
    return "".join(filter(str.isdigit, number))[-10:]
