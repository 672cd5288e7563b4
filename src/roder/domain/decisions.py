"""What must be known of a decision before it is registered: body, meeting, paragraph and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as the minutes state it (KL 5 ch. 69 §): which body, which meeting, which paragraph.

    ``case_number`` is the register's number (diarienummer), ``wording`` the text of the decision; both may
    be empty. ``is_example`` marks what is made up for the example municipality.
    """

    body_code: str
    meeting_date: date
    paragraph: str
    title: str
    case_number: str = ""
    wording: str = ""
    is_example: bool = False

    def registered_otherwise(self, title: str) -> Problem:
        """Return the fault of a paragraph that is registered with other facts.

        >>> from datetime import date
        >>> DecisionFacts("KF", date(2017, 11, 27), "210", "Budget").registered_otherwise("Tariffs").code
        'decision_registered_otherwise'
        """
        values = {"paragraph": self.paragraph, "date": self.meeting_date.isoformat(), "title": title}
        return Problem(
            Severity.ERROR,
            "decision_registered_otherwise",
            None,
            f"Paragraph {self.paragraph} of {self.meeting_date} is registered as “{title}”. "
            "Choose that decision, or correct the paragraph.",
            f"Paragraf {self.paragraph} den {self.meeting_date} är redan registrerad som ”{title}”. "
            "Välj det beslutet eller rätta paragrafen.",
            values=values,
        )


def faults(facts: DecisionFacts) -> list[Problem]:
    """Return what is missing from a decision; empty when it can be registered.

    >>> from datetime import date
    >>> [problem.code for problem in faults(DecisionFacts("KF", date(2017, 11, 27), "", "Budget 2018"))]
    ['decision_without_paragraph']
    """
    checks = [
        (facts.body_code, _NO_BODY),
        (facts.paragraph.strip(), _NO_PARAGRAPH),
        (facts.title.strip(), _NO_TITLE),
    ]
    return [problem for is_there, problem in checks if not is_there]


_NO_BODY = Problem(
    Severity.ERROR,
    "decision_without_body",
    None,
    "Say which body decided.",
    "Ange vilket organ som fattade beslutet.",
)
_NO_PARAGRAPH = Problem(
    Severity.ERROR,
    "decision_without_paragraph",
    None,
    "Write the paragraph of the minutes.",
    "Skriv protokollets paragraf.",
)
_NO_TITLE = Problem(
    Severity.ERROR,
    "decision_without_title",
    None,
    "Write what the decision is about.",
    "Skriv vad beslutet gäller.",
)
