"""Accounts: their type, and the report line they belong to in a year.

An account is a string of digits; its ancestors are its prefixes. Explicit #KTYP of the file wins
over the chart; an account that no rule knows gets the line ``unmapped`` and is never dropped.
Sources: DOMAIN 4.6 (Kommun-Bas), 4.10 (report lines); rules with years in
parameters/report_lines.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.facts import AccountType

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP_LENGTH = 2
UNMAPPED = "unmapped"
EXCLUDED = "excluded"
_TYPE_CODES = frozenset(kind.value for kind in AccountType)
BALANCE = "balance"
"""The pseudo-line of balance accounts (types T and S): never part of a result."""


class Chart(StrEnum):
    """The charts that Roder knows: the municipal Kommun-Bas and the companies' BAS."""

    KOMMUNBAS = "kommunbas"
    BAS = "bas"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A row of the income statement, in the order of the statement."""

    code: str
    name_sv: str
    name_en: str


@dataclass(frozen=True, slots=True)
class LineRule:
    """Accounts with this prefix belong to this line in these years (``until`` included)."""

    prefix: str
    line: str
    since: int
    until: int


@cache
def _parameters() -> dict[str, Any]:
    text = resources.files("roder.domain.parameters").joinpath("report_lines.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def report_lines() -> tuple[ReportLine, ...]:
    """Return every report line in statement order.

    >>> report_lines()[0].code
    'operating_income'
    """
    return tuple(ReportLine(row["code"], row["sv"], row["en"]) for row in _parameters()["line"])


@cache
def _rules(chart: Chart) -> tuple[LineRule, ...]:
    rules = [
        LineRule(prefix, rule["line"], rule["since"], rule.get("until", 9999))
        for rule in _parameters()[chart]["rules"]
        for prefix in rule["prefixes"]
    ]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.prefix), -rule.since)))


def account_group(account: str) -> str:
    """Return the account's group, its first two digits.

    >>> account_group("5020")
    '50'
    """
    return account[:GROUP_LENGTH]


def group_name(group: str, chart: Chart) -> str:
    """Return the Swedish name of an account group, ``""`` when the chart has none.

    >>> group_name("45", Chart.KOMMUNBAS)
    'Lämnade bidrag'
    """
    names: dict[str, str] = _parameters()[chart]["groups"]
    return names.get(group, "")


def account_type(account: str, chart: Chart, explicit: Mapping[str, str] | None = None) -> AccountType | None:
    """Return the account's type: the file's #KTYP when given, else the chart's; ``None`` when unknown.

    >>> account_type("5020", Chart.KOMMUNBAS), account_type("5020", Chart.KOMMUNBAS, {"5020": "T"})
    (<AccountType.COST: 'K'>, <AccountType.ASSET: 'T'>)
    """
    declared = (explicit or {}).get(account, "").upper()
    if declared in _TYPE_CODES:
        return AccountType(declared)
    types: dict[str, str] = _parameters()[chart]["types"]
    for length in (2, 1):
        found = types.get(account[:length])
        if found is not None:
            return AccountType(found)
    return None


def is_result_account(account: str, chart: Chart, explicit: Mapping[str, str] | None = None) -> bool:
    """Return whether the account belongs to the result; an unknown account does, so nothing is lost.

    >>> is_result_account("1930", Chart.KOMMUNBAS), is_result_account("9110", Chart.KOMMUNBAS)
    (False, True)
    """
    kind = account_type(account, chart, explicit)
    return kind not in {AccountType.ASSET, AccountType.LIABILITY}


def report_line(account: str, chart: Chart, year: int, explicit: Mapping[str, str] | None = None) -> str:
    """Return the code of the report line the account belongs to in a year.

    ``balance`` for balance accounts, ``unmapped`` when no rule fits. When the file's #KTYP says
    income or cost for an account that the chart holds for a balance account, the account is
    unmapped: the type wins, and no rule knows its line.

    >>> report_line("5020", Chart.KOMMUNBAS, 2018), report_line("7010", Chart.BAS, 2018)
    ('personnel', 'personnel')
    """
    if not is_result_account(account, chart, explicit):
        return BALANCE
    for rule in _rules(chart):
        if account.startswith(rule.prefix) and rule.since <= year <= rule.until:
            return rule.line
    return UNMAPPED


def chart_of(chart_type: str, organisation_number: str, company_type: str) -> Chart:
    """Return the chart a file uses.

    #KPTYP names a company chart when present. Without it a file of a municipality or region
    (organisation number 21…, 22… or 23…, or #FTYP X) uses Kommun-Bas, since no #KPTYP value
    exists for it (DOMAIN 4.3); any other file uses BAS.

    >>> chart_of("", "212000-0159", "X"), chart_of("EUBAS97", "556639-1537", "AB")
    (<Chart.KOMMUNBAS: 'kommunbas'>, <Chart.BAS: 'bas'>)
    """
    if chart_type.strip():
        return Chart.BAS
    digits = "".join(filter(str.isdigit, organisation_number))
    municipal = digits.startswith(("212", "222", "232"))
    return Chart.KOMMUNBAS if municipal or company_type.strip().upper() == "X" else Chart.BAS
