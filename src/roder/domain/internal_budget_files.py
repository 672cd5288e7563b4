"""A file set against an internal budget: what it changes, and where others changed after it was taken out.

A file that was taken out here carries the lines as they were then. What the person changed since is set against what
stands here now: a field that another has changed meanwhile is a conflict, and is left as it is now unless somebody
chooses what the file says. A file without those lines is set against what stands here now. Rules and worked tables:
docs/algorithms/internal-budget-files.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.internal_budgets import LinePlace

MONTH_NAMES = tuple(f"m{month:02}" for month in range(1, MONTHS + 1))
PLAN_NAMES = tuple(f"plan{number}" for number in range(1, PLAN_YEARS + 1))
TEXT_NAME = "text"
FIELD_NAMES = (*MONTH_NAMES, *PLAN_NAMES, TEXT_NAME)
"""What a file can say of a line beside its place: amounts in öre, report sign, and the text."""

Value = int | str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What a file says of a line: only the fields that it has; ``file_line`` is where (1-based).

    ``year_ore`` is a year that is to be spread over the months; it is not given beside them.
    """

    place: LinePlace
    values: Mapping[str, Value]
    year_ore: int | None = None
    file_line: int = 0


@dataclass(frozen=True, slots=True)
class LineChange:
    """A field of a line that the file changes. Amounts are öre in report sign."""

    place: LinePlace
    field: str
    was: Value
    becomes: Value

    @property
    def difference_ore(self) -> int | None:
        """How much the amount grows; ``None`` for a text.

        >>> from roder.domain.internal_budgets import LinePlace
        >>> LineChange(LinePlace("3011", "4600"), "m01", -5, -7).difference_ore
        -2
        """
        if isinstance(self.was, int) and isinstance(self.becomes, int):
            return self.becomes - self.was
        return None


@dataclass(frozen=True, slots=True)
class LineConflict:
    """A field that the file changes and that another has changed after the file was taken out.

    ``seen`` is what stood in the file when it was taken out, ``None`` when the line was not there then; ``now`` is
    ``None`` when the line is there no longer.
    """

    place: LinePlace
    field: str
    says: Value
    seen: Value | None
    now: Value | None


@dataclass(frozen=True, slots=True)
class FileComparison:
    """What a file would change: new lines, changed fields, lines that it does not have, and conflicts."""

    new: list[InternalLine] = field(default_factory=list)
    changed: list[LineChange] = field(default_factory=list)
    removed: list[InternalLine] = field(default_factory=list)
    conflicts: list[LineConflict] = field(default_factory=list)


def compare_with_file(
    now: Iterable[InternalLine],
    said: Iterable[SaidLine],
    seen: Iterable[InternalLine] | None = None,
    units: Iterable[str] | None = None,
) -> FileComparison:
    """Return what a file changes in the lines as they are now; each place stands once in ``said``.

    ``seen`` are the lines as they were when the file was taken out, ``None`` when the file does not tell. A line is
    removed when it was seen (or, if the file does not tell, is of one of ``units``) and the file does not have it.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> line = InternalLine(LinePlace("3011", "4600"), (-5,) * 12)
    >>> compare_with_file([line], [SaidLine(line.place, {"m01": -7})]).changed[0].becomes
    -7
    """
    held = {line.place: line for line in now}
    known = None if seen is None else {line.place: line for line in seen}
    new: list[InternalLine] = []
    changed: list[LineChange] = []
    conflicts: list[LineConflict] = []
    named = set()
    for each in said:
        named.add(each.place)
        line, before = held.get(each.place), None if known is None else known.get(each.place)
        values = _values_said(each, line)
        if line is None and before is None:
            new.append(_with(_empty(each.place), values))
        elif known is None and line is not None:
            changed += _changes(line, values)
        else:
            found, clashing = _merged(each.place, values, before, line)
            changed += found
            conflicts += clashing
    chosen = set(units or ())
    gone = (place for place in held if (place.unit in chosen if known is None else place in known))
    removed = [held[place] for place in sorted(gone) if place not in named]
    return FileComparison(new, changed, removed, conflicts)


def _merged(
    place: LinePlace, values: Mapping[str, Value], before: InternalLine | None, line: InternalLine | None
) -> tuple[list[LineChange], list[LineConflict]]:
    changed, conflicts = [], []
    for name, says in values.items():
        seen = None if before is None else value_of(before, name)
        now = None if line is None else value_of(line, name)
        if says in (seen, now):
            continue
        if now is not None and now == seen:
            changed.append(LineChange(place, name, now, says))
        else:
            conflicts.append(LineConflict(place, name, says, seen, now))
    return changed, conflicts


def _changes(line: InternalLine, values: Mapping[str, Value]) -> list[LineChange]:
    return [
        LineChange(line.place, name, value_of(line, name), says)
        for name, says in values.items()
        if says != value_of(line, name)
    ]


def _values_said(said: SaidLine, line: InternalLine | None) -> dict[str, Value]:
    """Return what the file says by field, a year spread over the months: like those that are here, else evenly."""
    values = dict(said.values)
    if said.year_ore is not None and (line is None or line.year_ore != said.year_ore):
        shape = [0] * MONTHS if line is None else [abs(ore) for ore in line.months_ore]
        values |= dict(zip(MONTH_NAMES, allocate(said.year_ore, shape), strict=True))
    return values


def value_of(line: InternalLine, name: str) -> Value:
    """Return a field of a line by its name in files.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> value_of(InternalLine(LinePlace("3011", "4600"), (-5,) * 12, (-6, -7)), "plan2")
    -7
    """
    if name in MONTH_NAMES:
        return line.months_ore[MONTH_NAMES.index(name)]
    if name in PLAN_NAMES:
        return line.plan_ore[PLAN_NAMES.index(name)]
    return line.text


def lines_after(
    now: Iterable[InternalLine],
    found: FileComparison,
    *,
    take: Iterable[int] = (),
    remove: Iterable[int] = (),
    source: str = "",
) -> dict[LinePlace, InternalLine | None]:
    """Return the lines that become another, by place: as they become, ``None`` for one that is removed.

    ``take`` are the numbers of the conflicts (from 0) in which the file is followed, ``remove`` those of the lines
    that the file does not have and that shall go. A line whose amounts change is the file's from then on.

    >>> lines_after([], FileComparison())
    {}
    """
    held = {line.place: line for line in now}
    after: dict[LinePlace, InternalLine | None] = {line.place: _of_file(line, source) for line in found.new}
    chosen = sorted(set(take))
    conflicts = [found.conflicts[number] for number in chosen]
    changes = [(each.place, each.field, each.becomes) for each in found.changed]
    by_place: dict[LinePlace, dict[str, Value]] = {}
    for place, name, value in [*changes, *((each.place, each.field, each.says) for each in conflicts)]:
        by_place.setdefault(place, {})[name] = value
    for place, values in by_place.items():
        line = _with(held.get(place) or _empty(place), values)
        after[place] = _of_file(line, source) if values.keys() - {TEXT_NAME} else line
    after |= {found.removed[number].place: None for number in set(remove)}
    return after


def _of_file(line: InternalLine, source: str) -> InternalLine:
    return replace(line, origin=InternalLineOrigin.FILE.value, source=source, formula="", profile="")


def _empty(place: LinePlace) -> InternalLine:
    return InternalLine(place, (0,) * MONTHS, (0,) * PLAN_YEARS)


def _with(line: InternalLine, values: Mapping[str, Value]) -> InternalLine:
    def amounts(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(int(values.get(name, value_of(line, name))) for name in names)

    text = str(values.get(TEXT_NAME, line.text))
    return replace(line, months_ore=amounts(MONTH_NAMES), plan_ore=amounts(PLAN_NAMES), text=text)


def outturn_of_lines(places: Iterable[LinePlace], outturn: Mapping[LinePlace, int]) -> dict[LinePlace, int]:
    """Return what the ledger held last year beside each line: each sum once, at the line that says most of it.

    A line fits when its unit and account are the sum's, and each other code that it says. Sums without a line are
    left out; so are lines without any. Öre in report sign.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> whole = LinePlace("3011", "4600")
    >>> outturn_of_lines([whole], {LinePlace("3011", "4600", "407"): -5})[whole]
    -5
    """
    by_account: dict[tuple[str, str], list[LinePlace]] = {}
    for place in sorted(places):
        by_account.setdefault((place.unit, place.account), []).append(place)
    found: dict[LinePlace, int] = {}
    for sums, ore in outturn.items():
        fitting = [each for each in by_account.get((sums.unit, sums.account), []) if _fits(each, sums)]
        if fitting:
            nearest = max(fitting, key=_codes_said)
            found[nearest] = found.get(nearest, 0) + ore
    return found


def _fits(place: LinePlace, sums: LinePlace) -> bool:
    pairs = zip(_codes(place), _codes(sums), strict=True)
    return all(said in ("", held) for said, held in pairs)


def _codes(place: LinePlace) -> tuple[str, str, str]:
    return place.activity, place.project, place.counterparty


def _codes_said(place: LinePlace) -> int:
    return sum(1 for code in _codes(place) if code)
