"""Every fault a SIE file can have: code, weight, and what to say of it in English and Swedish.

The sentences stand in messages.toml; each says what is wrong and what to do. The table of
docs/formats/sie.md lists the same codes. A log keeps at most ``LISTED`` rows of one code and says
how many more there are.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib import resources
from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity

LISTED: Final = 100
_KEPT: Final = 4 * LISTED

_Value = str | int


def _texts() -> dict[str, tuple[Severity, str, str]]:
    source = resources.files("roder.formats.sie").joinpath("messages.toml").read_text(encoding="utf-8")
    return {
        code: (Severity(row["severity"]), row["en"], row["sv"]) for code, row in tomllib.loads(source).items()
    }


TEXTS: Final = _texts()
"""Code to weight, English and Swedish sentence."""


def problem(code: str, line: int | None = None, count: int = 1, **values: _Value) -> Problem:
    """Return the problem of a code of ``TEXTS``, its sentences filled with the facts given.

    >>> problem("label_unknown", 7, label="#EGEN").message_en
    'The record #EGEN is not part of SIE and is not read. Nothing needs to be done.'
    """
    severity, english, swedish = TEXTS[code]
    shown = {name: _shown(value) for name, value in values.items()}
    return Problem(
        severity, code, line, english.format(**shown), swedish.format(**shown), count=count, values=values
    )


def _shown(value: _Value) -> _Value:
    most = 80
    if isinstance(value, str) and len(value) > most:
        return value[: most - 1] + "…"
    return value


class ProblemLog:
    """Collects the faults of one file, in any order, in bounded memory.

    >>> log = ProblemLog()
    >>> for line in range(1, 251): log.add("voucher_empty", line, voucher="A 1")
    >>> rows = log.problems()
    >>> len(rows), rows[-1].count, rows[-1].line
    (101, 150, None)
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[Problem]] = defaultdict(list)
        self._dropped: dict[str, int] = defaultdict(int)
        self._distinct: dict[tuple[str, str], Problem] = {}

    def add(self, code: str, line: int | None = None, *, count: int = 1, **values: _Value) -> None:
        """Note a fault that stands on one line (``None``: of the whole file)."""
        self._keep(problem(code, line, count, **values))

    def add_distinct(
        self, code: str, key: str, line: int | None, *, count: int = 1, **values: _Value
    ) -> None:
        """Note a fault of a thing (an account, say) that many lines share: one row, counted, first line."""
        known = self._distinct.get((code, key))
        if known is not None:
            count += known.count
            if line is None or (known.line is not None and known.line <= line):
                line, values = known.line, dict(known.values)
        self._distinct[code, key] = problem(code, line, count, **values)

    def refuses(self) -> bool:
        """Return whether any fault so far refuses the file."""
        return any(row.refuses for rows in self._rows.values() for row in rows) or any(
            row.refuses for row in self._distinct.values()
        )

    def problems(self) -> list[Problem]:
        """Return the faults by line, faults of the whole file first, each code cut at ``LISTED`` rows."""
        by_code = {code: list(rows) for code, rows in self._rows.items()}
        for (code, _key), row in self._distinct.items():
            by_code.setdefault(code, []).append(row)
        listed: list[Problem] = []
        closing: list[Problem] = []
        for code in sorted(by_code):
            rows = sorted(by_code[code], key=_place)
            listed += rows[:LISTED]
            more = self._dropped[code] + sum(row.count for row in rows[LISTED:])
            if more:
                closing.append(_closing(rows[0], more))
        return sorted(listed, key=_place) + closing

    def _keep(self, row: Problem) -> None:
        rows = self._rows[row.code]
        rows.append(row)
        if len(rows) >= _KEPT:
            rows.sort(key=_place)
            self._dropped[row.code] += sum(each.count for each in rows[LISTED:])
            del rows[LISTED:]


def _place(row: Problem) -> tuple[int, str, str]:
    return row.line or 0, row.code, row.message_en


def _closing(like: Problem, more: int) -> Problem:
    return Problem(
        like.severity,
        like.code,
        None,
        f"{more} more of the same kind are not listed. Correct those above and read the file again.",
        f"Ytterligare {more} av samma slag visas inte. Rätta de ovanstående och läs in filen igen.",
        count=more,
        values={"more": more},
    )
