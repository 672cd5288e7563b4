"""The words of a table of goals: kinds of rows, and the states of trees and assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.assignments import AssignmentKind
from roder.domain.assignments import AssignmentState
from roder.domain.goal_rows import GoalRowKind
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import TreeState
from roder.formats.tabular.fields import plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    Meant = tuple[GoalRowKind, str]

KIND_WORDS: Final[dict[Meant, tuple[str, ...]]] = {
    (GoalRowKind.TREE, ""): ("målträd", "träd", "tree"),
    (GoalRowKind.SECTION, ""): ("avsnitt", "politisk plattform", "plattform", "section", "platform"),
    (GoalRowKind.GOAL, ""): ("mål", "goal"),
    (GoalRowKind.LINEAGE, ""): ("arv", "lineage"),
    (GoalRowKind.ANSWER, AnswerKind.CONTRIBUTES): (
        "bidrar",
        "bidrag till mål",
        "contribution",
        "contributes",
    ),
    (GoalRowKind.ANSWER, AnswerKind.NOT_CONCERNED): ("berörs inte", "berörs ej", "not_concerned"),
    (GoalRowKind.ASSIGNMENT, AssignmentKind.ASSIGNMENT): ("uppdrag", "assignment"),
    (GoalRowKind.ASSIGNMENT, AssignmentKind.RESOLUTION): (
        "antagen att-sats",
        "att-sats",
        "muntlig resolution",
        "resolution",
    ),
    (GoalRowKind.REPORT, ""): ("rapport", "lägesrapport", "report"),
    (GoalRowKind.ACTIVITY, ""): ("aktivitet", "activity"),
    (GoalRowKind.INDICATOR, ""): ("mätvärde", "indikator", "indicator", "indicator link"),
    (GoalRowKind.DOCUMENT, ""): ("styrdokument", "dokument", "document", "document link"),
    (GoalRowKind.FUNDING, ""): ("pengar", "finansiering", "funding"),
    (GoalRowKind.VERDICT, ""): ("bedömning", "lägesbedömning", "verdict"),
}
"""Kind of row, and of answer or assignment, to the words that mean it; the first is written out."""

_TREE_STATES: dict[str, tuple[str, ...]] = {
    TreeState.DRAFT: ("utkast", "draft"),
    TreeState.ADOPTED: ("antaget", "antagen", "beslutad", "fastställd", "adopted"),
    TreeState.ARCHIVED: ("arkiverat", "arkiverad", "archived"),
}
_ASSIGNMENT_STATES: dict[str, tuple[str, ...]] = {
    AssignmentState.NOT_STARTED: (
        "ej påbörjat",
        "ej påbörjad",
        "inte påbörjat",
        "not started",
        "not_started",
    ),
    AssignmentState.ON_PLAN: ("pågår enligt plan", "pågår", "enligt plan", "on plan", "on_plan"),
    AssignmentState.DEVIATING: ("pågår med avvikelse", "avviker", "försenat", "deviating"),
    AssignmentState.DONE: ("genomfört", "genomförd", "klart", "klar", "done"),
    AssignmentState.STOPPED: ("avbrutet", "ej genomfört", "avbruten", "stopped"),
}
STATE_WORDS: Final[dict[GoalRowKind, Mapping[str, tuple[str, ...]]]] = {
    GoalRowKind.TREE: _TREE_STATES,
    GoalRowKind.ASSIGNMENT: _ASSIGNMENT_STATES,
    GoalRowKind.REPORT: _ASSIGNMENT_STATES,
    GoalRowKind.ACTIVITY: _ASSIGNMENT_STATES,
}
"""Kind of row to its states and the words that mean them; the first is written out."""

_KINDS = {plain_name(word): meant for meant, words in KIND_WORDS.items() for word in words}
_STATES = {
    kind: {plain_name(word): str(state) for state, words in states.items() for word in words}
    for kind, states in STATE_WORDS.items()
}


def kind_meant(text: str) -> Meant | None:
    """Return the kind of row that a word means; ``None`` when it is the name of a level of goals.

    >>> kind_meant("Uppdrag"), kind_meant("Nämndmål")
    ((<GoalRowKind.ASSIGNMENT: 'assignment'>, <AssignmentKind.ASSIGNMENT: 'assignment'>), None)
    """
    return _KINDS.get(plain_name(text))


def kind_word(kind: GoalRowKind, variant: str = "") -> str:
    """Return the word that is written for a kind of row.

    >>> kind_word(GoalRowKind.ANSWER, "not_concerned")
    'berörs inte'
    """
    return KIND_WORDS[kind, variant][0]


def state_meant(kind: GoalRowKind, text: str) -> str | None:
    """Return the state that a word means for a kind of row; any word where the kind has no list of states.

    >>> state_meant(GoalRowKind.TREE, "Antagen"), state_meant(GoalRowKind.VERDICT, "Bra")
    ('adopted', 'Bra')
    """
    return _STATES[kind].get(plain_name(text)) if kind in _STATES else text


def state_word(kind: GoalRowKind, state: str) -> str:
    """Return the word that is written for a state.

    >>> state_word(GoalRowKind.REPORT, "on_plan")
    'pågår enligt plan'
    """
    words = STATE_WORDS.get(kind, {}).get(state)
    return words[0] if words else state
