"""The law's days for a budget: when it is proposed, adopted, by whom, and when the tax authority is told.

Rules R1 to R5 and R8 of DOMAIN 1.1, each with its paragraph; R6 and R7 (annual and interim report) are in ``duties``. A day
that breaks the law is never refused: it is shown for what it is. Worked tables: docs/algorithms/budget-dates.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

_YEARS_BETWEEN_ELECTIONS = 4
_ELECTION_REMAINDER = 2
AT_ONCE = timedelta(days=7)
"""How long «at once» may take before it is shown as a breach. The law gives no number; this one is ours."""


class DateRule(StrEnum):
    """The rules that have a day (DOMAIN 1.1)."""

    BOARD_PROPOSES = "R1"
    BOARD_PROPOSES_LATE = "R2"
    COUNCIL_ADOPTS = "R3"
    COUNCIL_ADOPTS_LATE = "R4"
    NEW_COUNCIL = "R5"
    TAX_AUTHORITY = "R8"


class RuleState(StrEnum):
    """How a rule stands; the worst comes last."""

    OK = "ok"
    NOT_YET = "not_yet"
    WARNING = "warning"
    BREACH = "breach"


RULE_PARAGRAPHS: Mapping[DateRule, str] = MappingProxyType(
    {
        DateRule.BOARD_PROPOSES: "KL 11:8",
        DateRule.BOARD_PROPOSES_LATE: "KL 11:8",
        DateRule.COUNCIL_ADOPTS: "KL 11:10",
        DateRule.COUNCIL_ADOPTS_LATE: "KL 11:11",
        DateRule.NEW_COUNCIL: "KL 11:10, 5:9",
        DateRule.TAX_AUTHORITY: "lag 1965:269 3a §",
    }
)
_ORDER = list(RuleState)


@dataclass(frozen=True, slots=True)
class LegalDays:
    """What is known of a budget year's days. ``None`` is a day that has not come, or that nobody has registered.

    The reasons are the special reasons that the law lets a later day rest on; ``planned_…`` are the last days of the
    steps in which the board proposes and the council adopts.
    """

    year: int
    board_proposed_on: date | None = None
    board_tax_proposed_on: date | None = None
    board_reasons: str = ""
    adopted_on: date | None = None
    tax_adopted_on: date | None = None
    council_reasons: str = ""
    tax_notified_on: date | None = None
    planned_proposal: date | None = None
    planned_adoption: date | None = None

    @property
    def tax_decided_on(self) -> date | None:
        """When the tax rate was decided: on a day of its own, or with the budget."""
        return self.tax_adopted_on or self.adopted_on


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How one rule stands: its day (``due``), when it happened (``on``), and ``code`` for why."""

    rule: DateRule
    state: RuleState
    code: str
    due: date | None
    on: date | None = None

    @property
    def paragraph(self) -> str:
        """The law's paragraph."""
        return RULE_PARAGRAPHS[self.rule]


def is_election_year(year: int) -> bool:
    """Return whether the councils of all municipalities are elected in a year.

    >>> [year for year in range(2017, 2024) if is_election_year(year)]
    [2018, 2022]
    """
    return year % _YEARS_BETWEEN_ELECTIONS == _ELECTION_REMAINDER


def new_council_from(budget_year: int) -> date | None:
    """Return from when the newly elected council sits that must adopt a budget; ``None`` when there was no election.

    >>> new_council_from(2019), new_council_from(2020)
    (datetime.date(2018, 10, 15), None)
    """
    year = budget_year - 1
    return date(year, 10, 15) if is_election_year(year) else None


def rule_outcomes(days: LegalDays, day: date) -> list[RuleOutcome]:
    """Return how the rules that apply stand on a day, in their order. R2, R4 and R5 are there when they apply.

    >>> [outcome.state.value for outcome in rule_outcomes(LegalDays(2020), date(2019, 9, 1))]
    ['not_yet', 'not_yet', 'not_yet']
    """
    proposed = _main_rule(
        DateRule.BOARD_PROPOSES,
        _Dated(
            date(days.year - 1, 10, 31), days.board_proposed_on, days.planned_proposal, days.board_reasons
        ),
        day,
    )
    adopted = _main_rule(
        DateRule.COUNCIL_ADOPTS,
        _Dated(date(days.year - 1, 11, 30), days.adopted_on, days.planned_adoption, days.council_reasons),
        day,
    )
    return [
        proposed,
        *_late_proposal(days, proposed, day),
        adopted,
        *_late_adoption(days, adopted, day),
        *_new_council(days),
        _tax_authority(days, day),
    ]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A thing that should happen by a day."""

    due: date
    on: date | None
    planned: date | None = None
    reasons: str = ""


def _check(thing: _Dated, day: date) -> tuple[RuleState, str]:
    has_reasons = bool(thing.reasons.strip())
    if thing.on is not None and thing.on <= thing.due:
        return RuleState.OK, "in_time"
    if thing.on is not None or day > thing.due:
        what = "late" if thing.on is not None else "passed"
        if has_reasons:
            return RuleState.WARNING, f"{what}_with_reasons"
        return RuleState.BREACH, what
    if thing.planned is not None and thing.planned > thing.due:
        return RuleState.WARNING, "planned_late"
    return RuleState.NOT_YET, "waits"


def _main_rule(rule: DateRule, thing: _Dated, day: date) -> RuleOutcome:
    state, code = _check(thing, day)
    return RuleOutcome(rule, state, code, thing.due, thing.on)


def _late_proposal(days: LegalDays, main: RuleOutcome, day: date) -> list[RuleOutcome]:
    last, tax_last = date(days.year - 1, 11, 30), main.due
    budget = _Dated(last, days.board_proposed_on, days.planned_proposal)
    tax = _Dated(tax_last or last, days.board_tax_proposed_on)
    return _exception(DateRule.BOARD_PROPOSES_LATE, main, days.board_reasons, budget, tax, day)


def _late_adoption(days: LegalDays, main: RuleOutcome, day: date) -> list[RuleOutcome]:
    last, tax_last = date(days.year - 1, 12, 31), main.due
    budget = _Dated(last, days.adopted_on, days.planned_adoption)
    tax = _Dated(tax_last or last, days.tax_adopted_on)
    return _exception(DateRule.COUNCIL_ADOPTS_LATE, main, days.council_reasons, budget, tax, day)


def _exception(
    rule: DateRule, main: RuleOutcome, reasons: str, budget: _Dated, tax: _Dated, day: date
) -> list[RuleOutcome]:
    """Return how the exception stands, when the main rule is not kept or special reasons are given already."""
    if main.state is RuleState.OK or (main.state is RuleState.NOT_YET and not reasons.strip()):
        return []
    tax_state, tax_code = _check(tax, day)
    checks = [_check(budget, day), (tax_state, f"tax_{tax_code}")]
    if not reasons.strip():
        checks.insert(0, (main.state, "reasons_missing"))
    state, code = max(checks, key=lambda check: _ORDER.index(check[0]))
    return [RuleOutcome(rule, state, code, budget.due, budget.on)]


def _new_council(days: LegalDays) -> list[RuleOutcome]:
    first = new_council_from(days.year)
    if first is None:
        return []
    if days.adopted_on is not None:
        is_new = days.adopted_on >= first
        state, code = (RuleState.OK, "by_new_council") if is_new else (RuleState.BREACH, "by_old_council")
    elif days.planned_adoption is not None and days.planned_adoption < first:
        state, code = RuleState.WARNING, "planned_for_old_council"
    else:
        state, code = RuleState.NOT_YET, "waits_for_new_council"
    return [RuleOutcome(DateRule.NEW_COUNCIL, state, code, first, days.adopted_on)]


def _tax_authority(days: LegalDays, day: date) -> RuleOutcome:
    decided, told = days.tax_decided_on, days.tax_notified_on
    if decided is None:
        return RuleOutcome(DateRule.TAX_AUTHORITY, RuleState.NOT_YET, "tax_not_decided", None)
    last = decided + AT_ONCE
    if told is not None:
        is_prompt = told <= last
        state, code = (RuleState.OK, "told") if is_prompt else (RuleState.WARNING, "told_late")
    else:
        is_fresh = day <= last
        state, code = (RuleState.WARNING, "tell_now") if is_fresh else (RuleState.BREACH, "not_told")
    return RuleOutcome(DateRule.TAX_AUTHORITY, state, code, decided, told)


def worst_state(outcomes: Iterable[RuleOutcome]) -> RuleState:
    """Return the state of the rule that stands worst; ``NOT_YET`` when there are none.

    >>> worst_state([]).value
    'not_yet'
    """
    return max((outcome.state for outcome in outcomes), key=_ORDER.index, default=RuleState.NOT_YET)
