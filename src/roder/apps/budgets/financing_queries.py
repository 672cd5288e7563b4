"""The financing sheet of a budget version, with the whole result budget, and of what a name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import version_named
from roder.apps.budgets.version_queries import versions
from roder.apps.financing.queries import round_named
from roder.apps.financing.queries import rounds
from roder.apps.financing.queries import sheet_of as sheet_of_round
from roder.apps.financing.queries import version_lines_of
from roder.apps.financing.queries import years_of_round
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import years_of
from roder.domain.financing_sheet import AmountOrigin
from roder.domain.financing_sheet import cells_of_lines
from roder.domain.financing_sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.financing.models import FinancingRound
    from roder.domain.budget_versions import VersionLine
    from roder.domain.financing_sheet import FinancingSheet
    from roder.domain.financing_sheet import SheetCell

RESTING = (BudgetSection.FINANCING, BudgetSection.FINANCIAL)
"""The sections that are written from a round."""
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-"})


@dataclass(frozen=True)
class NamedSheet:
    """The sheet of a name: of a budget version, or of a round alone."""

    name: str
    sheet: FinancingSheet
    version: BudgetVersion | None
    financing_round: FinancingRound | None

    @property
    def source(self) -> str:
        """Who says so: the round's publisher, else nobody."""
        return self.financing_round.source if self.financing_round else ""


def sheet_of_version(
    version: BudgetVersion,
    years: Sequence[int] | None = None,
    lines: Sequence[VersionLine] | None = None,
) -> FinancingSheet:
    """Return the sheet of a version: its lines, each told by its round where the round still says the same."""
    held = lines_of(version) if lines is None else lines
    shown = years_of(held) if years is None else list(years)
    of_round = sheet_of_round(version.financing_round, shown) if version.financing_round else None
    cells = {}
    for year in shown:
        cells[year] = {
            key: _told(cell, of_round, key, year) for key, cell in cells_of_lines(held, year).items()
        }
    labels = {each.line: each.text for each in held if each.line and each.text}
    return sheet_of(cells, labels)


def _told(cell: SheetCell, of_round: FinancingSheet | None, key: str, year: int) -> SheetCell:
    """Return the round's account of an amount when it comes to the same; else the version's line stands alone."""
    if of_round is None:
        return cell
    row = next((row for row in of_round.rows if row.line.key == key), None)
    told = row.cells.get(year) if row else None
    is_same = told is not None and told.amount_ore == cell.amount_ore
    fits = is_same and told is not None and told.origin in {AmountOrigin.RECKONED, AmountOrigin.STATED}
    return replace(told, amount_ore=cell.amount_ore) if fits and told is not None else cell


def known_names(organisation: str) -> list[str]:
    """Return every name that stands for a sheet: budget versions, then rounds."""
    found = [*versions(organisation).values_list("name", flat=True)]
    return [
        *found,
        *(name for name in rounds(organisation).values_list("name", flat=True) if name not in found),
    ]


def named_sheet(organisation: str, name: str) -> NamedSheet | None:
    """Return the sheet of a name, ``None`` when nothing is called so.

    A version goes before a round of the same name, once it has lines. Case and kind of dash do not count.
    """
    exact = _exact_name(organisation, name)
    version = version_named(organisation, exact)
    if version is not None:
        lines = lines_of(version)
        if lines:
            return NamedSheet(exact, sheet_of_version(version, lines=lines), version, version.financing_round)
    found = round_named(organisation, exact)
    if found is not None:
        return NamedSheet(exact, sheet_of_round(found), None, found)
    return NamedSheet(exact, sheet_of_version(version), version, None) if version is not None else None


def _exact_name(organisation: str, name: str) -> str:
    names = known_names(organisation)
    plain = _plain(name)
    return name if name in names else next((each for each in names if _plain(each) == plain), name)


def _plain(name: str) -> str:
    return name.translate(_DASHES).casefold().strip()


def sheet_document(named: NamedSheet, *, language: str) -> dict[str, Any]:
    """Return a sheet as a JSON document: nested by line, and flat with a row for each line and year."""
    sheet = named.sheet
    rows = [(row, year, row.amount_ore(year)) for row in sheet.rows for year in sheet.years]
    return {
        "version": named.name,
        "budget_version": named.version.name if named.version else None,
        "round": named.financing_round.name if named.financing_round else None,
        "source": named.source,
        "years": list(sheet.years),
        "lines": [
            {
                "key": row.line.key,
                "name": row.line.name(language),
                "section": row.line.section.value,
                "is_total": row.line.is_total,
                "amounts_ore": {str(year): row.amount_ore(year) for year in sheet.years},
            }
            for row in sheet.rows
        ],
        "rows": [
            {"line": row.line.key, "name": row.line.name(language), "year": year, "amount_ore": ore}
            for row, year, ore in rows
        ],
        "result_share_percent": {str(year): _text(sheet, year) for year in sheet.years},
    }


def _text(sheet: FinancingSheet, year: int) -> str | None:
    share = sheet.share(year)
    return None if share is None else str(share)


def resting_lines(version: BudgetVersion, financing_round: FinancingRound) -> list[VersionLine]:
    """Return the lines of financing and financial items that the version would have when it rests on the round."""
    years = resting_years(version, financing_round)
    kept = [each for each in lines_of(version) if each.year not in years and each.section in RESTING]
    return [*kept, *version_lines_of(financing_round, years)]


def resting_years(version: BudgetVersion, financing_round: FinancingRound) -> list[int]:
    """Return the years of the version of which the round says something."""
    length = 1 if version.kind == VersionKind.OUTCOME else YEARS_OF_A_BUDGET
    own = {
        *range(version.year, version.year + length),
        *years_of(line.as_value() for line in version.lines.all()),
    }
    return sorted(own.intersection(years_of_round(financing_round)))
