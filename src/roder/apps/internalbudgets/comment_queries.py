"""Comments on the numbers of internal budgets, for grids, pages and reports: by place and month, whatever layer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.apps.internalbudgets.models import CellComment

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class CellTalk:
    """A comment on a number, and what was answered."""

    comment: CellComment
    answers: list[CellComment] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Whether the last word settled it; an answer after that opens it again."""
        return bool(self.answers) and self.answers[-1].settles


def comments_of(
    organisation: str, body_code: str, year: int, units: Iterable[str] | None = None
) -> list[CellTalk]:
    """Return the comments on a body's internal budget of a year, of some units when they are named, oldest first."""
    rows = CellComment.objects.filter(organisation=organisation, body_code=body_code, year=year)
    if units is not None:
        rows = rows.filter(unit_code__in=list(units))
    answers: dict[int, list[CellComment]] = defaultdict(list)
    firsts = []
    for row in rows.select_related("written_by"):
        if row.comment_id is None:
            firsts.append(row)
        else:
            answers[row.comment_id].append(row)
    return [CellTalk(row, answers[row.pk]) for row in firsts]
