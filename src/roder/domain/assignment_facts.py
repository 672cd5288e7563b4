"""What must be known of an assignment and of an activity before it is registered, and between whom one can be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.assignments import AssignmentKind
from roder.domain.organisation import BodyKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """A task as a decision states it: what, by which body, to which body, from when, until when.

    An empty ``code`` is given the next free one when the assignment is registered. ``due`` is the last
    day that is in time, ``None`` when none was set.
    """

    title: str
    given_by: str
    given_to: str
    given_on: date
    due: date | None = None
    code: str = ""
    kind: AssignmentKind = AssignmentKind.ASSIGNMENT
    text: str = ""
    title_en: str = ""
    owner_title: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What a body does for an assignment or a goal, as it plans it. An empty ``code`` is given the next free one."""

    title: str
    body_code: str
    begins: date | None = None
    due: date | None = None
    code: str = ""
    text: str = ""
    owner_title: str = ""


def assignment_faults(facts: AssignmentFacts, tree: OrganisationTree) -> list[Problem]:
    """Return what is wrong with an assignment, given the organisation on the day it was given.

    >>> from datetime import date
    >>> from roder.domain.organisation import Body, OrganisationTree
    >>> bodies = [Body("KF", "Council", BodyKind.COUNCIL), Body("N", "Committee", BodyKind.COMMITTEE, "KF")]
    >>> tree = OrganisationTree(bodies, date(2018, 1, 1))
    >>> [p.code for p in assignment_faults(AssignmentFacts("Try", "N", "KF", date(2018, 1, 1)), tree)]
    ['assignment_given_upwards']
    """
    late = facts.due is not None and facts.due < facts.given_on
    checks = [(not facts.title.strip(), _NO_TITLE), (late, _DUE_BEFORE_GIVEN)]
    found = [problem for is_wrong, problem in checks if is_wrong]
    return found + giving_faults(facts.given_by, facts.given_to, tree)


def giving_faults(giver: str, taker: str, tree: OrganisationTree) -> list[Problem]:
    """Return why one body cannot give another a task: never upwards, to oneself, or by a company.

    The council, the board and the committees give; what they gave may be passed on below.
    """
    if giver not in tree.bodies:
        return [_NO_GIVER]
    if taker not in tree.bodies:
        return [_NO_TAKER]
    is_upwards = giver != taker and giver in tree.subtree(taker)
    checks = [
        (giver == taker, _TO_ONESELF),
        (is_upwards, _UPWARDS),
        (tree.bodies[giver].kind is BodyKind.COMPANY, _BY_A_COMPANY),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def activity_faults(facts: ActivityFacts, tree: OrganisationTree) -> list[Problem]:
    """Return what is wrong with an activity, given the organisation of the day.

    >>> from datetime import date
    >>> from roder.domain.organisation import OrganisationTree
    >>> tree = OrganisationTree([], date(2018, 1, 1))
    >>> [problem.code for problem in activity_faults(ActivityFacts("", "X"), tree)]
    ['activity_without_title', 'activity_without_body']
    """
    backwards = facts.begins is not None and facts.due is not None and facts.due < facts.begins
    checks = [
        (not facts.title.strip(), _NO_ACTIVITY_TITLE),
        (facts.body_code not in tree.bodies, _NO_BODY),
        (backwards, _ENDS_BEFORE_IT_BEGINS),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def next_code(letter: str, year: int, taken: frozenset[str]) -> str:
    """Return the next free code of a year: a letter, the year and a running number.

    >>> next_code("U", 2018, frozenset({"U18-1", "U18-7", "A18-9"}))
    'U18-8'
    """
    prefix = f"{letter}{year % 100:02d}-"
    numbers = [code.removeprefix(prefix) for code in taken if code.startswith(prefix)]
    return f"{prefix}{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1}"


def code_taken(code: str) -> Problem:
    """Return the fault of a code that another assignment or activity has.

    >>> code_taken("U18-1").code
    'code_taken'
    """
    return _fault(
        "code_taken",
        f"The code {code} is taken. Choose another, or leave it empty to get the next free one.",
        f"Koden {code} är upptagen. Välj en annan, eller lämna fältet tomt så sätts nästa lediga.",
    )


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_NO_TITLE = _fault(
    "assignment_without_title", "Write what the assignment is.", "Skriv vad uppdraget går ut på."
)
_DUE_BEFORE_GIVEN = _fault(
    "assignment_due_before_given",
    "The last day comes before the day when the assignment was given.",
    "Uppdraget ska vara klart före den dag då det gavs. Rätta en av dagarna.",
)
_NO_GIVER = _fault(
    "assignment_without_giver",
    "Choose who gave the assignment, among the bodies that existed on that day.",
    "Välj vem som gav uppdraget, bland de organ som fanns den dagen.",
)
_NO_TAKER = _fault(
    "assignment_without_taker",
    "Choose who has got the assignment, among the bodies that existed on that day.",
    "Välj vem som har fått uppdraget, bland de organ som fanns den dagen.",
)
_TO_ONESELF = _fault(
    "assignment_to_oneself",
    "A body gives itself no assignment. What it does of its own is an activity.",
    "Ett organ ger inte sig självt uppdrag. Det som görs på eget initiativ är en aktivitet.",
)
_UPWARDS = _fault(
    "assignment_given_upwards",
    "An assignment is never given to a body that stands above.",
    "Ett uppdrag ges aldrig till ett organ som står över.",
)
_BY_A_COMPANY = _fault(
    "assignment_by_a_company",
    "A company carries out assignments and gives none.",
    "Ett bolag utför uppdrag men ger inga.",
)
_NO_ACTIVITY_TITLE = _fault(
    "activity_without_title", "Write what the activity is.", "Skriv vad aktiviteten går ut på."
)
_NO_BODY = _fault(
    "activity_without_body", "Choose which body does it.", "Välj vilket organ som gör aktiviteten."
)
_ENDS_BEFORE_IT_BEGINS = _fault(
    "activity_ends_before_it_begins",
    "The last day comes before the first.",
    "Sista dagen ligger före den första.",
)
