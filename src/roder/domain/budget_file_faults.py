"""What a budget that came by file is told beside what is wrong in its rows: out of balance, unknown bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.money import kronor_text
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

SHOWN_BODIES = 12


def balance_warnings(by_year: Mapping[int, int]) -> list[Problem]:
    """Return a warning for each year whose income and cost do not meet: the budget comes in as what it is.

    >>> [each.values["difference"] for each in balance_warnings({2018: 0, 2019: -250})]
    ['-2.50']
    """
    return [
        Problem(
            Severity.WARNING,
            "budget_unbalanced",
            None,
            f"{year}: income and cost do not meet. Income minus cost is {kronor_text(ore)}.",
            f"{year}: intäkter och kostnader går inte jämnt upp. Intäkter minus kostnader är {_swedish(ore)}.",
            values={"year": year, "difference": kronor_text(ore), "difference_ore": ore},
        )
        for year, ore in sorted(by_year.items())
        if ore
    ]


def unknown_bodies(codes: Collection[str]) -> list[Problem]:
    """Return one warning that names the bodies that the organisation does not have.

    >>> unknown_bodies([])
    []
    """
    if not codes:
        return []
    shown = ", ".join(sorted(codes)[:SHOWN_BODIES]) + (" …" if len(codes) > SHOWN_BODIES else "")
    return [
        Problem(
            Severity.WARNING,
            "budget_bodies_unknown",
            None,
            f"{len(codes)} bodies are not in the organisation and are kept as they stand: {shown}.",
            f"{len(codes)} organ finns inte i organisationen och behålls som de står: {shown}.",
            values={"bodies": len(codes)},
        )
    ]


def _swedish(ore: int) -> str:
    return kronor_text(ore).replace(".", ",").replace("-", "−")
