"""What a budget in a file would make of the versions here: worked out, shown, and only then stored."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.db.models import Sum

from roder.apps.budgets.locks import base_lock_problems
from roder.apps.budgets.version_queries import digest_of
from roder.apps.budgets.version_queries import version_named
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies
from roder.domain.budget_file_faults import balance_warnings
from roder.domain.budget_file_faults import unknown_bodies
from roder.domain.budget_version_faults import making_faults
from roder.domain.budget_version_faults import writing_faults
from roder.domain.budget_versions import LinesDigest
from roder.domain.frame_changes import YearBodies
from roder.domain.problems import refuses
from roder.formats.tabular.budget_form import parse_budget_form
from roder.formats.tabular.budget_table import scan_budget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.problems import Problem
    from roder.formats.tabular.budget_form import BudgetForm
    from roder.formats.tabular.budget_table import BudgetFileLine
    from roder.formats.tabular.budget_table import BudgetScan


@dataclass
class VersionPlan:
    """What a file holds of one version: sums in öre, report sign, and the version that has its name here."""

    name: str
    current: BudgetVersion | None = None
    lines: int = 0
    by_year: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    by_body: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    digest: LinesDigest = field(default_factory=LinesDigest)
    year: int = 0
    is_changed: bool = True

    def add(self, line: BudgetFileLine) -> None:
        """Count a line."""
        value = line.value
        self.lines += 1
        self.by_year[value.year] += value.amount_ore
        self.by_body[value.body] += value.amount_ore
        self.digest.add(value)

    @property
    def total_ore(self) -> int:
        return sum(self.by_year.values())

    def body_sums_before(self) -> dict[str, int]:
        """Return the sums by body, all years, of the version that has the name here."""
        if self.current is None:
            return {}
        rows = self.current.lines.order_by().values_list("body_code")
        return dict(rows.annotate(ore=Sum("amount_ore")))


@dataclass(frozen=True)
class BudgetPlan:
    """A budget table read to its end, set against the versions that have its names."""

    organisation: str
    name: str
    form: BudgetForm | None
    versions: dict[str, VersionPlan]
    problems: list[Problem]
    sha256: str
    rows: int
    empty: int
    sums: int

    @property
    def refused(self) -> bool:
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        return not self.refused and any(each.is_changed for each in self.versions.values())

    @property
    def before(self) -> str:
        """Return what a person has seen of the versions that would be replaced, to find out whether they have changed."""
        seen = [
            (each.name, each.current and (each.current.pk, each.current.version))
            for each in self.versions.values()
        ]
        return hashlib.sha256(repr(seen).encode()).hexdigest()


@dataclass(frozen=True)
class BudgetFile:
    """Which file to read as which version: ``year`` is the budget year when it is stated beside the mapping."""

    organisation: str
    name: str
    content: Path | bytes
    mapping: str = ""
    year: int | None = None


def plan_budget(file: BudgetFile) -> BudgetPlan:
    """Read a table to its end and return what it would make; nothing is stored."""
    form, faults = parse_budget_form(file.mapping) if file.mapping else (None, [])
    faults = [*making_faults(file.name, is_taken=False), *faults]
    if refuses(faults):
        return BudgetPlan(file.organisation, file.name, form, {}, faults, "", 0, 0, 0)
    scan = scan_budget(file.content, form)
    places = FilePlaces(file.organisation)
    parts: dict[str, VersionPlan] = {}
    for line in lines_of_scan(scan, places):
        parts.setdefault(line.version, VersionPlan("")).add(line)
    _name(file, parts)
    for part in parts.values():
        part.year = file.year or (form.year if form and form.year else min(part.by_year))
        faults += _against(file, part)
    problems = [*faults, *scan.problems, *_warnings(parts, places)]
    problems.sort(key=lambda each: each.line or 0)
    return BudgetPlan(
        file.organisation, file.name, form, parts, problems, scan.sha256, scan.rows, scan.empty, scan.sums
    )


def lines_of_scan(scan: BudgetScan, places: FilePlaces) -> Iterator[BudgetFileLine]:
    """Yield the lines of a table, each with the code of its body where the organisation knows the name."""
    for line in scan.lines():
        code = places.code(line.value.body, line.value.year)
        yield line if code == line.value.body else replace(line, value=replace(line.value, body=code))


class FilePlaces:
    """The bodies of an organisation by year; ``unknown`` are those met that it lacks."""

    def __init__(self, organisation: str) -> None:
        self._bodies = bodies(organisation) if organisation else []
        self._found: dict[tuple[str, int], str] = {}
        self._years: dict[int, YearBodies] = {}
        self.unknown: set[str] = set()

    def code(self, text: str, year: int) -> str:
        """Return the code of a body by its code or name; what is not known stands as it is."""
        if not self._bodies or not text:
            return text
        if (text, year) not in self._found:
            of_year = self._years.setdefault(year, YearBodies(self._bodies, year))
            body = of_year.find(text)
            if body is None:
                self.unknown.add(text)
            self._found[text, year] = body.code if body else text
        return self._found[text, year]


def _name(file: BudgetFile, parts: dict[str, VersionPlan]) -> None:
    """Name the versions: as asked, and when the rows name several, each by its own name after a colon."""
    for said, part in parts.items():
        part.name = file.name if len(parts) == 1 or not said else f"{file.name}: {said}"


def _against(file: BudgetFile, part: VersionPlan) -> list[Problem]:
    """Set a part against the version that has its name here; returns what keeps it from being replaced."""
    part.current = current = version_named(file.organisation, part.name)
    faults = making_faults(part.name, is_taken=False)
    if current is None:
        return faults
    same_count = current.lines.count() == part.lines
    part.is_changed = not same_count or part.digest.text != (current.digest or digest_of(current))
    if part.is_changed:
        faults += writing_faults(is_frozen=current.is_frozen)
        faults += base_lock_problems(current.organisation, current.year, current.kind)
    return faults


def _warnings(parts: dict[str, VersionPlan], places: FilePlaces) -> list[Problem]:
    warnings = unknown_bodies(places.unknown)
    for part in parts.values():
        warnings += balance_warnings(part.by_year)
    return warnings


def plan_document(plan: BudgetPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts in öre, income +, cost −."""
    by_year: dict[str, int] = defaultdict(int)
    by_body: dict[str, int] = defaultdict(int)
    for part in plan.versions.values():
        for year, ore in part.by_year.items():
            by_year[str(year)] += ore
        for code, ore in part.by_body.items():
            by_body[code] += ore
    return {
        "name": plan.name,
        "ok": not plan.refused,
        "rows": plan.rows,
        "lines": sum(each.lines for each in plan.versions.values()),
        "empty": plan.empty,
        "sums": plan.sums,
        "total_ore": sum(by_year.values()),
        "by_year": dict(sorted(by_year.items())),
        "by_body": dict(sorted(by_body.items())),
        "versions": [
            {
                "name": each.name,
                "year": each.year,
                "lines": each.lines,
                "total_ore": each.total_ore,
                "by_year": {str(year): ore for year, ore in sorted(each.by_year.items())},
                "replaces": each.current is not None and each.is_changed,
                "changed": each.is_changed,
            }
            for each in plan.versions.values()
        ],
        "sha256": plan.sha256,
        "problems": [problem_document(each, language) for each in plan.problems],
    }
