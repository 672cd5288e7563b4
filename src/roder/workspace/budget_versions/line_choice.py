"""Which lines of a version are shown: of a year, a part of the budget, a key, or words in their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models import Sum
from django.utils.http import urlencode

from roder.apps.budgets.version_sums import COLUMNS
from roder.domain.budget_versions import BudgetSection
from roder.domain.version_comparison import ComparedBy
from roder.workspace.budget_versions.listing import version_url
from roder.workspace.budget_versions.words import PARTS

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.functional import Promise

    from roder.apps.budgets.models import BudgetLine
    from roder.apps.budgets.models import BudgetVersion

LONGEST = 120
RESULT = "result"
"""All parts but investments."""


@dataclass(frozen=True)
class LineChoice:
    """What is asked for; ``by`` and ``key`` name one part of the lines, whose key may be empty."""

    year: str = ""
    section: str = ""
    by: str = ""
    key: str = ""
    words: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> LineChoice:
        """Return the choice of a query; what is not known chooses nothing."""

        def text(name: str) -> str:
            return asked.get(name, "")[:LONGEST].replace("\x00", "")

        section = text("section")
        by = text("by")
        return cls(
            text("year") if text("year").isdecimal() and len(text("year")) <= len("2018") else "",
            section if section in {*BudgetSection, RESULT} else "",
            by if by in {*ComparedBy} else "",
            text("key"),
            text("q").strip(),
        )

    def chosen(self, version: BudgetVersion) -> QuerySet[BudgetLine]:
        """Return the lines of a version that are asked for, in their order."""
        rows = version.lines.all()
        if self.year:
            rows = rows.filter(year=int(self.year))
        if self.section == RESULT:
            rows = rows.exclude(section=BudgetSection.INVESTMENT)
        elif self.section:
            rows = rows.filter(section=self.section)
        if self.by:
            rows = rows.filter(**{COLUMNS[ComparedBy(self.by)]: self.key})
        if self.words:
            found = Q(text__icontains=self.words)
            for column in COLUMNS.values():
                found |= Q(**{f"{column}__icontains": self.words})
            rows = rows.filter(found)
        return rows

    @staticmethod
    def total_ore(rows: QuerySet[BudgetLine]) -> int:
        """Return the sum of all chosen lines, also those of other pages."""
        found: int | None = rows.order_by().aggregate(ore=Sum("amount_ore"))["ore"]
        return found or 0

    def query(self, page: int | None = None) -> str:
        """Return the choice as a query of an address."""
        named = {
            "year": self.year,
            "section": self.section,
            "by": self.by,
            "key": self.key if self.by else "",
            "q": self.words,
        }
        found = {name: value for name, value in named.items() if value}
        return urlencode(found if page is None else found | {"page": page})

    def url(self, version: BudgetVersion) -> str:
        """Return the address of the lines."""
        return f"{version_url(version, 'budget_version_lines')}?{self.query()}"

    @property
    def part_name(self) -> Promise | str:
        """What the chosen part is called."""
        return PARTS[self.by] if self.by else ""
