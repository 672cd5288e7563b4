"""Definitions, outcomes and targets of a table, laid over what is kept and asked of the rules of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.domain.attainment import DAYS_UNTIL_DUE
from roder.domain.attainment import TargetValue
from roder.domain.disclosure import SMALLEST_GROUP
from roder.domain.goal_row_faults import on_line
from roder.domain.indicator_checks import period_faults
from roder.domain.indicator_facts import IndicatorFacts
from roder.domain.indicator_facts import indicator_faults
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicator_row_faults import indicator_row_fault
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import TargetKind
from roder.domain.row_changes import laid_over
from roder.domain.target_checks import target_faults

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from roder.domain.indicator_rows import IndicatorRows
    from roder.domain.indicator_rows import OutcomeKey
    from roder.domain.indicator_rows import TargetKey
    from roder.domain.indicator_settling import IndicatorWorld
    from roder.domain.problems import Problem

    Definition = Mapping[str, Any]

USUAL: dict[str, Any] = {
    **dict.fromkeys(("title", "title_en", "definition", "area", "unit", "direction"), ""),
    **dict.fromkeys(("source_reference", "source_note", "body", "owner", "owner_title", "no_sex_reason"), ""),
    "kind": IndicatorKind.MEASURE.value,
    "decimals": 1,
    "period_kind": PeriodKind.YEAR.value,
    "source": IndicatorSource.OWN.value,
    "by_sex": True,
    "counts_people": False,
    "smallest_group": SMALLEST_GROUP,
    "days_until_due": DAYS_UNTIL_DUE,
    "retired_on": None,
    "example": False,
}
"""What a new indicator has until it says otherwise."""


def merged_definitions(found: IndicatorRows, world: IndicatorWorld) -> dict[str, dict[str, Any]]:
    """Return each indicator of the table as it would be kept.

    >>> from roder.domain.indicator_rows import IndicatorRows
    >>> from roder.domain.indicator_settling import IndicatorWorld
    >>> merged_definitions(IndicatorRows({"N1": ({"unit": "%"}, 2)}), IndicatorWorld())["N1"]["unit"]
    '%'
    """
    merged = {}
    for code, (stated, _line) in found.definitions.items():
        usual = USUAL
        if code not in world.definitions and code in found.periods:
            usual = USUAL | {"period_kind": IndicatorPeriod.parse(found.periods[code]).kind.value}
        merged[code] = laid_over(world.definitions.get(code) or usual, stated)
    return merged


def indicator_problems(
    found: IndicatorRows, definitions: Mapping[str, Definition], world: IndicatorWorld
) -> Iterator[Problem]:
    """Yield everything that is wrong with the rows."""
    for code, definition in definitions.items():
        stated, line = found.definitions[code]
        if stated or code not in world.definitions:
            yield from on_line(_definition_faults(code, definition, world), line)
    known: dict[tuple[str, str, str, bool], list[Problem]] = {}
    for key, (_outcome, line) in found.outcomes.items():
        yield from on_line(_period_faults(key, definitions[key.code], known), line)
    for target_key, (target, line) in found.targets.items():
        definition = definitions[target_key.code]
        yield from on_line(_period_faults(target_key, definition, known), line)
        if definition["direction"]:
            yield from on_line(target_faults(target_value(target), Direction(definition["direction"])), line)


def target_value(target: Mapping[str, Any]) -> TargetValue:
    """Return the target of a row; one with an upper end is a range, another is to be reached.

    >>> from decimal import Decimal
    >>> target_value({"target": Decimal(1), "upper": Decimal(2)}).kind.value
    'range'
    """
    upper = target.get("upper")
    usual = TargetKind.RANGE if upper is not None else TargetKind.REACH
    kind = TargetKind(target.get("target_kind") or usual)
    return TargetValue(kind, target["target"], upper=upper, limit=target.get("limit"))


def _definition_faults(code: str, row: Definition, world: IndicatorWorld) -> Iterator[Problem]:
    if row["owner"] and row["owner"] not in world.users:
        yield indicator_row_fault("indicator_owner_unknown", None, owner=row["owner"])
    if not row["direction"]:
        yield indicator_row_fault("indicator_without_direction", None, code=code)
        return
    yield from indicator_faults(facts_of(code, row), _bodies(row, world))


def _bodies(row: Definition, world: IndicatorWorld) -> Collection[str]:
    # Without an organisation a body's code is taken as it stands; a warning says so.
    return world.bodies if world.find_body is not None else (row["body"],)


def facts_of(code: str, row: Definition) -> IndicatorFacts:
    """Return a merged definition as the rules take it."""
    return IndicatorFacts(
        code=code,
        title=row["title"],
        unit=row["unit"],
        direction=Direction(row["direction"]),
        title_en=row["title_en"],
        definition=row["definition"],
        area=row["area"],
        kind=IndicatorKind(row["kind"]),
        decimals=row["decimals"],
        period_kind=PeriodKind(row["period_kind"]),
        days_until_due=row["days_until_due"],
        source=IndicatorSource(row["source"]),
        source_reference=row["source_reference"],
        source_note=row["source_note"],
        responsible_body=row["body"],
        owner_title=row["owner_title"],
        is_by_sex=row["by_sex"],
        no_sex_reason=row["no_sex_reason"],
        counts_people=row["counts_people"],
        smallest_group=row["smallest_group"],
    )


def _period_faults(
    key: OutcomeKey | TargetKey,
    definition: Definition,
    known: dict[tuple[str, str, str, bool], list[Problem]],
) -> list[Problem]:
    """Return the faults of a period and a sex, asked for once each: a table says the same ones all the time."""
    asked = (key.period, key.sex, definition["period_kind"], definition["by_sex"])
    if asked not in known:
        known[asked] = period_faults(*asked[:3], is_by_sex=asked[3])
    return known[asked]
