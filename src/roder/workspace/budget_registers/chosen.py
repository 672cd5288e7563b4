"""Which budget is looked at: the adopted, the base, another version of the year, or a proposal that is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import versions
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposal_lines
from roder.domain.budget_versions import YEARS_OF_A_BUDGET

if TYPE_CHECKING:
    from decimal import Decimal

    from django.http import HttpRequest

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.proposals.models import Proposal
    from roder.domain.budget_versions import VersionLine


@dataclass(frozen=True)
class ChosenBudget:
    """The lines that are shown, the version whose basis they are reckoned on, and what they are called."""

    version: BudgetVersion
    lines: list[VersionLine]
    title: str
    query: str
    tax_rate: Decimal | None
    proposal: Proposal | None = None

    @property
    def years(self) -> list[int]:
        """The budget year and its plan years."""
        return [self.version.year + each for each in range(YEARS_OF_A_BUDGET)]


def chosen_budget(request: HttpRequest, key: str, year: int) -> ChosenBudget | None:
    """Return the budget that is asked for, else the adopted, else the base; ``None`` when the year has none.

    Raises ``Http404`` when one is asked for that is not there, or is not yet handed in.
    """
    number = request.GET.get("proposal", "")
    if number:
        found = next((one for one in handed_in(key, year) if str(one.pk) == number), None)
        if found is None:
            raise Http404(number)
        return _of_proposal(found)
    name = request.GET.get("version", "")
    if name:
        version = versions(key).filter(year=year, name=name).first()
        if version is None:
            raise Http404(name)
        return of_version(version)
    usual = adopted_of_year(key, year) or base_of_year(key, year) or versions(key).filter(year=year).first()
    return of_version(usual) if usual else None


def of_version(version: BudgetVersion) -> ChosenBudget:
    """Return a version as what is shown."""
    query = urlencode({"version": version.name})
    return ChosenBudget(version, lines_of(version), str(version), query, version.tax_rate)


def _of_proposal(proposal: Proposal) -> ChosenBudget:
    query = urlencode({"proposal": proposal.pk})
    title = _("%(title)s (proposal)") % {"title": proposal}
    lines = proposal_lines(proposal)
    return ChosenBudget(proposal.base, lines, title, query, proposal_tax_rate(proposal), proposal)


def proposal_tax_rate(proposal: Proposal) -> Decimal | None:
    """Return the tax rate under a proposal: what it changes it to, else that of its base."""
    rates = {each.year: each.rate for each in proposal.changes.all() if each.rate is not None}
    return rates.get(proposal.year, proposal.base.tax_rate)


def budget_choices(key: str, year: int, chosen: ChosenBudget | None, url: str) -> list[dict[str, Any]]:
    """Return what can be looked at, for ``_budget_choice.html``: versions of the year, then proposals handed in."""
    rows = [(str(one), urlencode({"version": one.name})) for one in versions(key).filter(year=year)]
    rows += [
        (_("%(title)s (proposal)") % {"title": one}, urlencode({"proposal": one.pk}))
        for one in handed_in(key, year)
    ]
    query = chosen.query if chosen else ""
    return [{"label": label, "url": f"{url}?{asked}", "is_current": asked == query} for label, asked in rows]
