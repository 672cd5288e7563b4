"""What a proposal must hold before it is handed in, and what becomes of it when its base moves.

Money is whole öre in report sign. Rules and worked tables: docs/algorithms/proposals.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.balance_requirement import result_faults
from roder.domain.budget_versions import frames_of
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ImbalanceReason

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine
    from roder.domain.proposal_lines import YearSums
    from roder.domain.proposals import ProposedChange

MESSAGES: Final = {
    "proposal_without_motivation": (
        Severity.ERROR,
        "The proposal has no motivation. Write in some sentences what it wants.",
        "Förslaget saknar motivering. Skriv med några meningar vad det vill.",
    ),
    "change_without_motivation": (
        Severity.ERROR,
        "The change of “{name}” has no motivation. Write why.",
        "Ändringen av ”{name}” saknar motivering. Skriv varför.",
    ),
    "change_without_text": (
        Severity.ERROR,
        "A goal or an assignment is added or changed without a text ({name}). Write the text.",
        "Ett mål eller ett uppdrag läggs till eller ändras utan text ({name}). Skriv texten.",
    ),
    "goal_of_change_unknown": (
        Severity.ERROR,
        "The change of “{name}” names the goal {goal}, which is not among the goals of the year. Choose another.",
        "Ändringen av ”{name}” anger målet {goal}, som inte finns bland årets mål. Välj ett annat.",
    ),
    "body_of_change_unknown": (
        Severity.ERROR,
        "“{name}” holds no frame. Give the frame to a committee, or to the district committee.",
        "”{name}” har ingen egen ram. Ge ramen till en nämnd eller kommundelsnämnd.",
    ),
    "line_of_change_unknown": (
        Severity.ERROR,
        "“{name}” is not a line of the base. Choose a line that stands there.",
        "”{name}” är ingen rad i underlaget. Välj en rad som finns där.",
    ),
    "year_of_change_unknown": (
        Severity.ERROR,
        "{year} is not a year of the base. Choose one of its three years.",
        "{year} är inget år i underlaget. Välj ett av dess tre år.",
    ),
    "proposed_frame_negative": (
        Severity.ERROR,
        "The frame of “{name}” would be negative in {year}. A frame is 0 or more: take away less.",
        "Ramen för ”{name}” skulle bli negativ {year}. En ram är 0 eller mer: minska mindre.",
    ),
    "base_without_tax_rate": (
        Severity.ERROR,
        "The tax rate is changed, but the base states none. Ask the budget office to rest the base on a financing round.",
        "Skattesatsen ändras, men underlaget anger ingen. Be budgetenheten vila underlaget på en finansieringsomgång.",
    ),
    "proposed_tax_rate_not_positive": (
        Severity.ERROR,
        "The tax rate of {year} would not be above 0. Change it by less.",
        "Skattesatsen {year} skulle inte vara över 0. Ändra den mindre.",
    ),
    "base_has_moved": (
        Severity.ERROR,
        "The base has changed since the proposal was written, in {count} places. Go through them first.",
        "Underlaget har ändrats sedan förslaget skrevs, på {count} ställen. Gå igenom dem först.",
    ),
    "reserve_exceeds_kept": (
        Severity.ERROR,
        "The proposal uses more of the result reserve than is kept there. Use less.",
        "Förslaget använder mer av resultatreserven än vad som finns i den. Använd mindre.",
    ),
    "imbalance_reason_not_needed": (
        Severity.WARNING,
        "A legal reason for a missing surplus is stated, but {year} has a surplus.",
        "Ett skäl till att överskott saknas är angivet, men {year} har överskott.",
    ),
    "plan_year_unbalanced": (
        Severity.WARNING,
        "Income does not exceed costs in the plan year {year}. The law asks it of the budget year; the plan should show how it is met later.",
        "Intäkterna överstiger inte kostnaderna planåret {year}. Lagen kräver det av budgetåret; planen bör visa hur det nås senare.",
    ),
}
"""Code to weight, English and Swedish sentence."""


def proposal_fault(code: str, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> proposal_fault("plan_year_unbalanced", year=2019).severity.value
    'warning'
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, None, english.format(**facts), swedish.format(**facts), values=facts)


@dataclass(frozen=True, slots=True)
class Imbalance:
    """What a budget without a surplus rests on (KL 11 ch. 5 §): the reason, its text, and what of the reserve is used.

    ``reserve_ore`` is used in the budget year and ``kept_ore`` lies in the reserve; ``None`` where it is not known.
    """

    reason: ImbalanceReason | None = None
    text: str = ""
    reserve_ore: int = 0
    kept_ore: int | None = None


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What changes may point at: bodies that hold frames, lines of the base by target, goals, years."""

    bodies: Collection[str]
    lines: Collection[tuple[ChangeTarget, str]]
    goals: Collection[str]
    years: Collection[int]


def change_faults(change: ProposedChange, known: KnownPlaces) -> list[Problem]:
    """Return what hinders a change from being written at all; empty when it can.

    An investment may be a new project; a goal or an assignment is held against the goals when it is handed in.

    >>> from roder.domain.proposals import ProposedChange
    >>> known = KnownPlaces({"300"}, set(), set(), {2018})
    >>> [each.code for each in change_faults(ProposedChange(ChangeTarget.FRAME, "999", 2018, -5), known)]
    ['body_of_change_unknown']
    """
    found = []
    if change.year not in known.years:
        found.append(proposal_fault("year_of_change_unknown", year=change.year))
    if change.target is ChangeTarget.FRAME and change.key not in known.bodies:
        found.append(proposal_fault("body_of_change_unknown", name=change.key))
    if change.target in _LINES and (change.target, change.key) not in known.lines:
        found.append(proposal_fault("line_of_change_unknown", name=change.key))
    return found


_LINES = (ChangeTarget.CENTRAL, ChangeTarget.FINANCING, ChangeTarget.FINANCIAL)


def content_faults(
    motivation: str, changes: Sequence[ProposedChange], known: KnownPlaces, names: dict[str, str]
) -> list[Problem]:
    """Return what the texts of a proposal lack: every change says why, and names goals that are there.

    ``names`` gives each key the name that people know it by.

    >>> [each.code for each in content_faults("", [], KnownPlaces((), (), (), ()), {})]
    ['proposal_without_motivation']
    """
    found = [] if motivation.strip() else [proposal_fault("proposal_without_motivation")]
    silent: dict[str, None] = {}
    for each in changes:
        name = names.get(each.key, each.key) or each.text or str(each.year)
        if not each.motivation.strip():
            silent[name] = None
        if each.target in (ChangeTarget.GOAL, ChangeTarget.ASSIGNMENT):
            found += _text_faults(each, name)
        if each.goal_code and each.goal_code not in known.goals:
            found.append(proposal_fault("goal_of_change_unknown", name=name, goal=each.goal_code))
    return found + [proposal_fault("change_without_motivation", name=name) for name in silent]


def _text_faults(change: ProposedChange, name: str) -> list[Problem]:
    if change.act.value == "remove" or change.text.strip():
        return []
    return [proposal_fault("change_without_text", name=name)]


def frame_faults(lines: Sequence[VersionLine], years: Iterable[int], names: dict[str, str]) -> list[Problem]:
    """Return the frames that a proposal would make negative; zero is legal (KL 11 ch. 7 §).

    >>> frame_faults([], [2018], {})
    []
    """
    return [
        proposal_fault("proposed_frame_negative", name=names.get(body, body), year=year)
        for year in years
        for body, ore in frames_of(lines, year).items()
        if ore < 0
    ]


def tax_faults(changes: Iterable[ProposedChange], sums: Sequence[YearSums]) -> list[Problem]:
    """Return what is wrong with changes of the tax rate: a base that states none, a rate that is no longer above 0.

    >>> tax_faults([], [])
    []
    """
    if not any(each.target is ChangeTarget.TAX_RATE for each in changes):
        return []
    if any(each.tax_rate is None for each in sums):
        return [proposal_fault("base_without_tax_rate")]
    return [
        proposal_fault("proposed_tax_rate_not_positive", year=each.year)
        for each in sums
        if each.tax_rate is not None and each.tax_rate <= 0
    ]


def balance_faults(sums: Sequence[YearSums], imbalance: Imbalance) -> list[Problem]:
    """Return what the law has against the result: the budget year must have a surplus or a stated reason.

    The first of ``sums`` is the budget year. Source: KL 11 ch. 5 and 14 §§, DOMAIN 1.1 and 1.3.

    >>> balance_faults([], Imbalance())
    []
    """
    if not sums:
        return []
    first, *plan = sums
    found = [
        proposal_fault("plan_year_unbalanced", year=each.year) for each in plan if not each.is_in_surplus
    ]
    if first.is_in_surplus:
        needless = [] if imbalance.reason is None else ["imbalance_reason_not_needed"]
        return [proposal_fault(code, year=first.year) for code in needless] + found
    wrong = result_faults(
        first.result_ore, reason=imbalance.reason, text=imbalance.text, reserve_ore=imbalance.reserve_ore
    )
    is_known = imbalance.reason is ImbalanceReason.RESULT_RESERVE and imbalance.kept_ore is not None
    if is_known and imbalance.reserve_ore > (imbalance.kept_ore or 0):
        wrong.append(proposal_fault("reserve_exceeds_kept"))
    return wrong + found
