"""A consultation on the base of a budget: who was asked, where each answer stands, and what stops an act.

Nothing here reads a clock: the day is handed in. Rules and worked tables: docs/algorithms/consultation.md
(DOMAIN 3.1, step 6: committees and boards of companies give their answer, yttrande, before the parties propose).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date


class ConsultationState(StrEnum):
    """A draft is written, what is sent is answered, what is closed is fixed for good."""

    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"


class AnswerState(StrEnum):
    """Where the answer of one body stands on a day."""

    WAITING = "waiting"
    BEGUN = "begun"
    EXTENDED = "extended"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    NO_ANSWER = "no_answer"


class Standpoint(StrEnum):
    """What a body says of the base as a whole."""

    SUPPORTS = "supports"
    WITH_CHANGES = "with_changes"
    REJECTS = "rejects"
    NO_VIEW = "no_view"


ANSWERED_STATES = frozenset({AnswerState.ANSWERED, AnswerState.ANSWERED_LATE})


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is known of one body's answer. ``extended_to`` and ``answered_on`` are ``None`` while there is no such day."""

    deadline: date
    extended_to: date | None = None
    answered_on: date | None = None
    is_begun: bool = False

    @property
    def due(self) -> date:
        """The last day that holds: the extended one where there is one."""
        return self.extended_to or self.deadline


@dataclass(frozen=True, slots=True)
class HandingIn:
    """What an answer holds when it is handed in. ``decided_by`` is the code of the body whose decision it is, or empty."""

    standpoint: Standpoint | None
    unanswered_questions: int = 0
    wishes: int = 0
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class FrameWish:
    """A change of a frame that a body wishes, in öre: plus is a larger frame, minus a smaller."""

    body: str
    year: int
    amount_ore: int
    motivation: str = ""


@dataclass(frozen=True, slots=True)
class WishedFrame:
    """One body and year of the compiled answers. ``frame_ore`` is ``None`` when the base has no frame for it."""

    body: str
    year: int
    frame_ore: int | None
    wished_ore: int

    @property
    def with_wishes_ore(self) -> int | None:
        """The frame with what is wished; not known where the frame is not."""
        return None if self.frame_ore is None else self.frame_ore + self.wished_ore


def answer_state(facts: AnswerFacts, day: date, *, is_closed: bool = False) -> AnswerState:
    """Return where an answer stands on the day. What is handed in after its last day is late, and still an answer.

    >>> from datetime import date
    >>> answer_state(AnswerFacts(date(2018, 9, 3)), date(2018, 9, 4)).value
    'overdue'
    """
    if facts.answered_on is not None:
        return AnswerState.ANSWERED if facts.answered_on <= facts.due else AnswerState.ANSWERED_LATE
    if is_closed:
        return AnswerState.NO_ANSWER
    if facts.due < day:
        return AnswerState.OVERDUE
    if facts.extended_to is not None:
        return AnswerState.EXTENDED
    return AnswerState.BEGUN if facts.is_begun else AnswerState.WAITING


def compiled_wishes(frames: Mapping[tuple[str, int], int], wishes: Iterable[FrameWish]) -> list[WishedFrame]:
    """Return the frames of the base beside what is wished, öre, by body and year.

    A body that wishes nothing has its frames with 0; a wish for a year without a frame keeps ``None``.

    >>> [each.with_wishes_ore for each in compiled_wishes({("400", 2019): 500}, [FrameWish("400", 2019, -20)])]
    [480]
    """
    wished: dict[tuple[str, int], int] = defaultdict(int)
    for wish in wishes:
        wished[wish.body, wish.year] += wish.amount_ore
    return [
        WishedFrame(body, year, frames.get((body, year)), wished.get((body, year), 0))
        for body, year in sorted({*frames, *wished})
    ]
