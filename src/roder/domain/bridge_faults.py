"""What keeps the bridge of the frames from being whole: transfers that do not go out even, frames below zero.

The rules of docs/algorithms/frame-bridge.md in code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import bridge_of
from roder.domain.frame_bridge import budget_years
from roder.domain.frame_changes import frame_fault
from roder.domain.money import kronor_text
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.bridge_reckoning import BridgeLine
    from roder.domain.budget_versions import VersionLine
    from roder.domain.frame_changes import YearBodies

MESSAGES: Final = {
    "bridge_technical_sum": (
        Severity.ERROR,
        "The technical changes of {year} sum to {sum} kronor over the bodies. They only move money, so they must sum to 0: give the other side of the transfer.",
        "De tekniska justeringarna för {year} summerar till {sum} kronor över nämnderna. De flyttar bara pengar och ska summera till 0: lägg in andra sidan av omföringen.",
    ),
    "bridge_frame_negative": (
        Severity.ERROR,
        "The frame of {body} for {year} would be {frame} kronor. A frame may be 0, never less: lower the deduction or move it to another body.",
        "Ramen för {body} {year} skulle bli {frame} kronor. En ram kan vara 0, aldrig lägre: minska avdraget eller lägg det på en annan nämnd.",
    ),
    "bridge_last_frame_chained": (
        Severity.ERROR,
        "The last frame of a plan year is the new frame of the year before. Change that year instead.",
        "Förra ramen i ett planår är den nya ramen året före. Ändra det året i stället.",
    ),
    "bridge_text_missing": (
        Severity.ERROR,
        "Say what the change is for: the text stands where the frame is explained.",
        "Skriv vad ändringen gäller: texten står där ramen förklaras.",
    ),
    "bridge_nothing_decided": (
        Severity.ERROR,
        "Nothing is decided for {year}: no adopted budget and no frames. Import the frames of {year} first.",
        "Inget är beslutat för {year}: varken en fastställd budget eller ramar. Läs in ramarna för {year} först.",
    ),
    "bridge_year_outside": (
        Severity.ERROR,
        "{year} is not a year of this budget. Its years are {first}–{last}.",
        "{year} är inget år i den här budgeten. Dess år är {first}–{last}.",
    ),
}
"""Code to weight, English and Swedish sentence."""


def bridge_fault(code: str, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> bridge_fault("bridge_text_missing").refuses
    True
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, None, english.format(**facts), swedish.format(**facts), values=facts)


def technical_faults(lines: Sequence[VersionLine], years: Iterable[int]) -> list[Problem]:
    """Return a fault for each year whose technical changes do not sum to zero over the bodies, naming the sum.

    A transfer is typed side by side, so this is asked of a bridge that is to be handed over, not of each line.

    >>> from roder.domain.budget_versions import BudgetSection, VersionLine
    >>> line = VersionLine(2019, BudgetSection.FRAME, -100, body="400", change_group="technical")
    >>> technical_faults([line], [2019])[0].values["sum"]
    '1.00'
    """
    sums = {year: bridge_of(lines, year).total.step_ore(ChangeGroup.TECHNICAL) for year in years}
    return [
        bridge_fault("bridge_technical_sum", year=year, sum=kronor_text(ore))
        for year, ore in sums.items()
        if ore
    ]


def frame_faults(
    lines: Sequence[VersionLine], years: Iterable[int], names: Mapping[str, str] | None = None
) -> list[Problem]:
    """Return a fault for each frame below zero: 0 is legal, less is not. ``names`` are the bodies' by code.

    >>> from roder.domain.budget_versions import BudgetSection, VersionLine
    >>> frame_faults([VersionLine(2019, BudgetSection.FRAME, 100, body="400")], [2019])[0].code
    'bridge_frame_negative'
    """
    return [
        bridge_fault(
            "bridge_frame_negative",
            body=(names or {}).get(each.body, each.body),
            year=year,
            frame=kronor_text(each.frame_ore),
        )
        for year in years
        for each in bridge_of(lines, year).bodies
        if each.frame_ore < 0
    ]


def line_faults(line: BridgeLine, first_year: int, bodies: YearBodies) -> list[Problem]:
    """Return what keeps a typed line from the bridge: no text, a year outside, a plan year's last frame, no such body.

    >>> from roder.domain.bridge_reckoning import BridgeLine
    >>> from roder.domain.frame_changes import YearBodies
    >>> line = BridgeLine("400", 2020, ChangeGroup.LAST_FRAME, 1, "Så mycket")
    >>> [each.code for each in line_faults(line, 2019, YearBodies([], 2020))]
    ['bridge_last_frame_chained', 'frame_body_unknown']
    """
    years = budget_years(first_year)
    problems = []
    if not line.text.strip():
        problems.append(bridge_fault("bridge_text_missing"))
    if line.year not in years:
        facts = {"year": line.year, "first": years[0], "last": years[-1]}
        problems.append(bridge_fault("bridge_year_outside", **facts))
    elif line.step is ChangeGroup.LAST_FRAME and line.year != first_year:
        problems.append(bridge_fault("bridge_last_frame_chained"))
    body = bodies.find(line.body)
    if body is None:
        problems.append(frame_fault("frame_body_unknown", None, body=line.body, year=line.year))
    elif body.kind not in FRAME_HOLDERS:
        problems.append(frame_fault("frame_body_holds_none", None, body=f"{body.code} {body.name}"))
    return problems
