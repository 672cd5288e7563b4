"""What must be known of an indicator before it is defined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.attainment import DAYS_UNTIL_DUE
from roder.domain.disclosure import SMALLEST_GROUP
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_DECIMALS = 6
LEAST_GROUP = 2
_CODE = re.compile(r"[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9._-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """The definition of an indicator as a person or a file gives it; the model has the same fields."""

    code: str
    title: str
    unit: str
    direction: Direction
    title_en: str = ""
    definition: str = ""
    area: str = ""
    kind: IndicatorKind = IndicatorKind.MEASURE
    decimals: int = 1
    period_kind: PeriodKind = PeriodKind.YEAR
    days_until_due: int = DAYS_UNTIL_DUE
    source: IndicatorSource = IndicatorSource.OWN
    source_reference: str = ""
    source_note: str = ""
    responsible_body: str = ""
    owner_title: str = ""
    is_by_sex: bool = True
    no_sex_reason: str = ""
    counts_people: bool = False
    smallest_group: int = SMALLEST_GROUP


def indicator_faults(facts: IndicatorFacts, bodies: Collection[str]) -> list[Problem]:
    """Return what is wrong with a definition; empty when it can be made. ``bodies`` are the codes there are.

    >>> facts = IndicatorFacts("HME", "Engagement", "index", Direction.UP, is_by_sex=False)
    >>> [problem.code for problem in indicator_faults(facts, ())]
    ['indicator_without_sexes_or_reason']
    """
    checks = [
        (not _CODE.match(facts.code), _NO_CODE),
        (not facts.title.strip(), _NO_TITLE),
        (not facts.unit.strip(), _NO_UNIT),
        (not facts.is_by_sex and not facts.no_sex_reason.strip(), _NO_SEX_REASON),
        (facts.is_by_sex and bool(facts.no_sex_reason.strip()), _REASON_WITHOUT_NEED),
        (not 0 <= facts.decimals <= MOST_DECIMALS, _DECIMALS),
        (facts.smallest_group < LEAST_GROUP, _SMALLEST_GROUP),
        (bool(facts.responsible_body) and facts.responsible_body not in bodies, _NO_BODY),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def code_taken(code: str) -> Problem:
    """Return the fault of a code that another indicator has."""
    return Problem(
        Severity.ERROR,
        "indicator_code_taken",
        None,
        f"Another indicator has the code {code}. Choose another.",
        f"Ett annat mätvärde har koden {code}. Välj en annan.",
        values={"code": code},
    )


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_NO_CODE = _fault(
    "indicator_without_code",
    "Give the indicator a code of letters, digits, dots and dashes, at most 40.",
    "Ge mätvärdet en kod av bokstäver, siffror, punkter och bindestreck, högst 40.",
)
_NO_TITLE = _fault(
    "indicator_without_title", "Write what the indicator is called.", "Skriv vad mätvärdet heter."
)
_NO_UNIT = _fault(
    "indicator_without_unit",
    "Write the unit: per cent, days, index, number.",
    "Skriv enheten: procent, dagar, index, antal.",
)
_NO_SEX_REASON = _fault(
    "indicator_without_sexes_or_reason",
    "Values are kept by sex, or it is said why not. Write the reason, for example that it is not about people.",
    "Värden redovisas efter kön, eller så anges varför inte. Skriv skälet, till exempel att det inte gäller personer.",
)
_REASON_WITHOUT_NEED = _fault(
    "indicator_reason_without_need",
    "The values are by sex, so no reason is needed. Take it out, or turn off values by sex.",
    "Värdena redovisas efter kön, så inget skäl behövs. Ta bort det eller slå av redovisning efter kön.",
)
_DECIMALS = _fault("indicator_decimals", "Show at most six decimals.", "Visa högst sex decimaler.")
_SMALLEST_GROUP = _fault(
    "indicator_smallest_group",
    "The smallest group that is shown is at least 2.",
    "Den minsta grupp som visas är minst 2.",
)
_NO_BODY = _fault(
    "indicator_unknown_body",
    "No body has this code. Choose the one that answers for the indicator.",
    "Inget organ har den koden. Välj det organ som ansvarar för mätvärdet.",
)
