"""Faults in data are values: collected, listed, never raised one at a time.

A request that cannot be served raises an exception; data that is wrong gives a ``Problem`` with
the line it stands on, so that a person sees every fault of a file in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping


class Severity(StrEnum):
    """How a fault weighs: ``ERROR`` refuses the data, ``WARNING`` and ``INFO`` do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: what, where, and what to do, in both languages.

    ``code`` is stable and machine-read (``voucher_unbalanced``); ``line`` is 1-based, ``None``
    when the fault belongs to the whole file; ``count`` says how many like faults this row stands
    for; ``values`` are the facts in the sentence, for machines.

    >>> Problem(Severity.ERROR, "empty_file", None, "The file is empty.", "Filen är tom.").refuses
    True
    """

    severity: Severity
    code: str
    line: int | None
    message_en: str
    message_sv: str
    count: int = 1
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        """Whether data with this fault must be refused."""
        return self.severity is Severity.ERROR

    def message(self, language: str) -> str:
        """Return the sentence in Swedish for ``sv…``, else in English.

        >>> Problem(Severity.INFO, "x", 1, "Line.", "Rad.").message("sv")
        'Rad.'
        """
        return self.message_sv if language.startswith("sv") else self.message_en


def refuses(problems: Iterable[Problem]) -> bool:
    """Return whether any of the faults refuses the data.

    >>> refuses([])
    False
    """
    return any(problem.refuses for problem in problems)


class RefusedError(ValueError):
    """What was wanted cannot be done; ``problems`` say why. Each noun's actions raise one of their own.

    >>> str(RefusedError([Problem(Severity.ERROR, "empty_file", None, "The file is empty.", "Filen är tom.")]))
    'The file is empty.'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problem.message_en for problem in self.problems))
