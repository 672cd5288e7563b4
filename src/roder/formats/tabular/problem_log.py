"""A list of faults that stays short however bad the file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.formats.tabular.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_PER_CODE = 100
"""So many faults of one code are listed one by one; the rest become one closing row."""

_VALUE_LENGTH = 120


class ProblemLog:
    """Collects faults by code; ``listed`` gives them in order with one closing row per full code.

    >>> log = ProblemLog()
    >>> log.add("bad_date", 7, value="i går", label="Date", label_sv="Datum")
    >>> [(row.line, row.code) for row in log.listed()]
    [(7, 'bad_date')]
    """

    def __init__(self) -> None:
        self._shown: list[Problem] = []
        self._counts: dict[str, int] = {}

    def add(self, code: str, line: int | None = None, /, **values: str | int) -> None:
        """Note a fault; ``values`` fill the sentence of ``MESSAGES[code]`` (long texts are cut)."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count > SHOWN_PER_CODE:
            return
        severity, english, swedish = MESSAGES[code]
        # A list of what is known is ours, and of use only when it is whole.
        cut = {name: value if name.startswith("known") else _cut(value) for name, value in values.items()}
        self._shown.append(
            Problem(severity, code, line, english.format(**cut), swedish.format(**cut), values=cut)
        )

    @property
    def refuses(self) -> bool:
        """Whether any fault so far refuses the file."""
        return any(problem.severity is Severity.ERROR for problem in self._shown)

    def listed(self) -> list[Problem]:
        """Return the faults: those of the whole file first, then by line, closing rows last."""
        ordered = sorted(self._shown, key=lambda problem: problem.line or 0)
        return ordered + [
            _closing(code, MESSAGES[code][0], count - SHOWN_PER_CODE)
            for code, count in self._counts.items()
            if count > SHOWN_PER_CODE
        ]


def shortened(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their lines, at most so many of one code, with a closing row for the rest.

    >>> fault = Problem(Severity.ERROR, "x", 1, "Line.", "Rad.")
    >>> found = shortened([fault] * 102)
    >>> len(found), found[-1].count
    (101, 2)
    """
    counts: dict[tuple[str, Severity], int] = {}
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda each: each.line or 0):
        key = (problem.code, problem.severity)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= SHOWN_PER_CODE:
            kept.append(problem)
    return kept + [
        _closing(code, severity, count - SHOWN_PER_CODE)
        for (code, severity), count in counts.items()
        if count > SHOWN_PER_CODE
    ]


def _closing(code: str, severity: Severity, rest: int) -> Problem:
    return Problem(
        severity,
        code,
        None,
        f"{rest} more faults of the same kind ({code}) are not listed.",
        f"Ytterligare {rest} fel av samma slag ({code}) räknas inte upp.",
        count=rest,
    )


def _cut(value: str | int) -> str | int:
    if isinstance(value, int) or len(value) <= _VALUE_LENGTH:
        return value
    return f"{value[:_VALUE_LENGTH]}…"
