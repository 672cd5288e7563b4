"""A unit's internal budget summed by account: original and current, month by month, and last year beside it.

Amounts are öre in report sign. Rules and worked table: docs/algorithms/internal-budgets.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.accounts import UNMAPPED
from roder.domain.accounts import Chart
from roder.domain.accounts import account_type
from roder.domain.accounts import report_lines
from roder.domain.facts import AccountType
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.internal_budgets import InternalLine


@dataclass(frozen=True, slots=True)
class AccountSums:
    """An account of a unit's budget, and the report line that it belongs to; öre in report sign.

    ``last_year_ore`` is what the same account came to the year before, ``None`` when it had no postings.
    """

    line: str
    account: str
    is_income: bool
    original_ore: int
    months_ore: tuple[int, ...]
    plan_ore: tuple[int, ...]
    last_year_ore: int | None

    @property
    def current_ore(self) -> int:
        """The year's amount as it stands: the sum of the months.

        >>> AccountSums("personnel", "5011", False, 0, (-1,) * 12, (0, 0), None).current_ore
        -12
        """
        return sum(self.months_ore)

    @property
    def changes_ore(self) -> int:
        """What has been decided after the original.

        >>> AccountSums("personnel", "5011", False, -10, (-1,) * 12, (0, 0), None).changes_ore
        -2
        """
        return self.current_ore - self.original_ore


def sums_by_account(
    original: Iterable[InternalLine],
    current: Iterable[InternalLine],
    last_year_ore: Mapping[str, int],
    line_of_account: Callable[[str], str] | None = None,
    chart: Chart = Chart.KOMMUNBAS,
) -> list[AccountSums]:
    """Return the sums of each account that has lines or last year, in the order of the statement.

    Without ``line_of_account`` the accounts' report lines are not known, and all are ``unmapped``.

    >>> from roder.domain.internal_budgets import InternalLine, LinePlace
    >>> line = InternalLine(LinePlace("3011", "5011", "407"), (-1,) * 12, (-12, -12))
    >>> [row] = sums_by_account([], [line, line], {"5011": -20})
    >>> row.original_ore, row.current_ore, row.changes_ore, row.plan_ore, row.last_year_ore
    (0, -24, -24, (-24, -24), -20)
    """
    years = _years(original)
    months, plans = _amounts(current)
    order = {line.code: at for at, line in enumerate(report_lines())}
    found = [
        AccountSums(
            line_of_account(account) if line_of_account else UNMAPPED,
            account,
            account_type(account, chart) is AccountType.INCOME,
            years.get(account, 0),
            tuple(months.get(account, (0,) * MONTHS)),
            tuple(plans.get(account, (0,) * PLAN_YEARS)),
            last_year_ore.get(account),
        )
        for account in {*years, *months, *last_year_ore}
    ]
    return sorted(found, key=lambda row: (order.get(row.line, len(order)), row.line, row.account))


def _years(lines: Iterable[InternalLine]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        found[line.place.account] = found.get(line.place.account, 0) + line.year_ore
    return found


def _amounts(lines: Iterable[InternalLine]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    months: dict[str, list[int]] = {}
    plans: dict[str, list[int]] = {}
    for line in lines:
        into = months.setdefault(line.place.account, [0] * MONTHS)
        later = plans.setdefault(line.place.account, [0] * PLAN_YEARS)
        months[line.place.account] = [a + b for a, b in zip(into, line.months_ore, strict=True)]
        plans[line.place.account] = [a + b for a, b in zip(later, line.plan_ore, strict=True)]
    return months, plans
