"""The eleven steps of a budget year as the template has them: when, who, what comes of each, what each builds on.

The template is parameters/budget_steps.toml, with validity years. What a municipality does otherwise (own dates, owners,
artefacts) is set for each year. Their states and order: ``budget_process``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Mapping


class StepKey(StrEnum):
    """The eleven steps, in their order (DOMAIN 3.1)."""

    SCAN = "scan"
    ANALYSIS = "analysis"
    CONSEQUENCES = "consequences"
    DRAFT = "draft"
    HANDOVER = "handover"
    CONSULTATION = "consultation"
    PROPOSALS = "proposals"
    BOARD = "board"
    COUNCIL = "council"
    PLANS = "plans"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """A step as the template has it. ``law`` is the paragraph that asks for it; empty when it may be skipped."""

    key: StepKey
    number: int
    builds_on: tuple[StepKey, ...]
    law: str
    texts: Mapping[str, str]
    start: Mapping[str, int]
    due: Mapping[str, int]

    def text(self, name: str, language: str) -> str:
        """Return the step's ``name``, ``owner``, ``artefact`` or ``exit`` in Swedish for ``sv…``, else in English.

        >>> step_template(StepKey.HANDOVER, 2019).text("exit", "en")
        'handed over'
        """
        tongue = "sv" if language.startswith("sv") else "en"
        return self.texts[tongue if name == "name" else f"{name}_{tongue}"]

    def days(self, year: int) -> tuple[date, date]:
        """Return the step's first and last day for a budget year.

        >>> step_template(StepKey.PLANS, 2020).days(2020)
        (datetime.date(2019, 12, 1), datetime.date(2020, 2, 29))
        """
        return _day(self.start, year), _day(self.due, year)


def _day(given: Mapping[str, int], year: int) -> date:
    month = Month(year + given["year"], given["month"])
    return month.last_day if not given["day"] else month.first_day + timedelta(days=given["day"] - 1)


@cache
def _editions() -> list[dict[str, Any]]:
    text = resources.files("roder.domain.parameters").joinpath("budget_steps.toml").read_text("utf-8")
    return sorted(tomllib.loads(text)["edition"], key=lambda edition: edition["from_year"])


@cache
def step_templates(year: int) -> tuple[StepTemplate, ...]:
    """Return the eleven steps of a budget year, in order; raises ``LookupError`` for a year before the first edition.

    >>> [step.key.value for step in step_templates(2019)][:3]
    ['scan', 'analysis', 'consequences']
    """
    valid = [edition for edition in _editions() if edition["from_year"] <= year]
    if not valid:
        raise LookupError(year)
    return tuple(
        StepTemplate(
            StepKey(row["key"]),
            number,
            tuple(StepKey(key) for key in row.get("builds_on", [])),
            row.get("law", ""),
            {name: value for name, value in row.items() if isinstance(value, str)},
            row["start"],
            row["due"],
        )
        for number, row in enumerate(valid[-1]["step"], start=1)
    )


def step_template(key: StepKey, year: int) -> StepTemplate:
    """Return one step of a budget year as the template has it.

    >>> step_template(StepKey.COUNCIL, 2019).law
    'KL 11:10'
    """
    return next(step for step in step_templates(year) if step.key is key)
