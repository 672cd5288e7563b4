"""What a fetch or a file changed, as the document that a job keeps and a command prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.fetching import FetchEffect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.indicators.fetch_matching import FetchedRow
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import Observation
    from roder.domain.problems import Problem

COUNTED = tuple(found.value for found in FetchEffect if found is not FetchEffect.NOTHING)
SHOWN_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A value that became another; for the summary that a person reads."""

    code: str
    place: str
    period: str
    sex: str
    effect: str
    old: str | None
    new: str | None


@dataclass
class Stored:
    """What became of the values: how many of each effect, in all and by indicator, and which changed."""

    counts: Counter[str] = field(default_factory=Counter)
    by_indicator: dict[str, Counter[str]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def add(self, row: FetchedRow, held: Observation | None, found: FetchEffect) -> None:
        """Count one value."""
        code = row.indicator.code
        self.counts[found] += 1
        self.by_indicator.setdefault(code, Counter())[found] += 1
        if held is not None and found.gives_a_row and len(self.changes) < SHOWN_CHANGES:
            self.changes.append(
                Change(code, row.place, row.period, row.sex, found, _text(held.value), _text(row.value))
            )

    @property
    def rows(self) -> int:
        """How many rows were stored."""
        return sum(number for name, number in self.counts.items() if FetchEffect(name).gives_a_row)


def _text(value: Any) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def empty_summary() -> dict[str, Any]:
    """Return the summary of having fetched nothing."""
    return {
        "indicators": 0,
        "observations": 0,
        **dict.fromkeys(COUNTED, 0),
        "rows": [],
        "changes": [],
        "problems": [],
    }


def with_stored(
    summary: dict[str, Any], indicators: Sequence[Indicator], stored: Stored, problems: Sequence[Problem]
) -> dict[str, Any]:
    """Return the summary with what one source gave; every indicator that was asked for has its row."""
    rows = [
        {"code": each.code, "title": each.title}
        | {name: stored.by_indicator.get(each.code, Counter())[name] for name in COUNTED}
        for each in indicators
    ]
    return {
        "indicators": summary["indicators"] + len(indicators),
        "observations": summary["observations"] + stored.rows,
        **{name: summary[name] + stored.counts[name] for name in COUNTED},
        "rows": [*summary["rows"], *rows],
        "changes": [*summary["changes"], *(asdict(change) for change in stored.changes)],
        "problems": [*summary["problems"], *(problem_both(problem) for problem in problems)],
    }


def joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Return two summaries as one; an indicator of both is counted once for each."""
    return {
        name: value + second[name] if not isinstance(value, list) else [*value, *second[name]]
        for name, value in first.items()
    }


def problem_both(problem: Problem) -> dict[str, Any]:
    """Return a problem with both its sentences, to be shown later in whichever language."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "line": problem.line,
        "message_en": problem.message_en,
        "message_sv": problem.message_sv,
    }


def in_language(summary: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the summary with each problem's sentence in one language, as ``message``."""
    key = "message_sv" if language.startswith("sv") else "message_en"
    problems = [
        {"severity": row["severity"], "code": row["code"], "line": row["line"], "message": row[key]}
        for row in summary["problems"]
    ]
    return summary | {"problems": problems}
