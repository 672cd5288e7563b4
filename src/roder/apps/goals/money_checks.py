"""The money of a table of goals set against the frames, by the rules that a person's own entry meets."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.funding_queries import frame_ore_by_holder
from roder.apps.goals.funding_queries import holder_of
from roder.apps.organisation.queries import organisation_tree
from roder.domain.goal_funding import Funding
from roder.domain.goal_funding import FundingKind
from roder.domain.goal_funding_faults import funding_faults
from roder.domain.goal_funding_faults import place_faults
from roder.domain.goal_row_faults import on_line
from roder.domain.goal_rows import GoalRowKind
from roder.domain.row_changes import changes_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from roder.apps.goals.kept_rows import KeptRows
    from roder.domain.goal_world import Place
    from roder.domain.goal_world import SettledRows
    from roder.domain.problems import Problem

    Row = Mapping[str, Any]


def money_faults(organisation: str, found: SettledRows, kept: KeptRows) -> Iterator[Problem]:
    """Yield what is wrong with the money that a table adds or changes, and what is told of it."""
    every = {**kept.rows, **found.rows}
    years: dict[int, list[Place]] = defaultdict(list)
    for place, row in every.items():
        if place[0] is GoalRowKind.FUNDING:
            years[row["year"]].append(place)
    for year, places in sorted(years.items()):
        changed = [place for place in places if _is_changed(place, found, kept)]
        if changed:
            yield from _of_year(organisation, year, places, changed, every, found)


def _is_changed(place: Place, found: SettledRows, kept: KeptRows) -> bool:
    row = found.rows.get(place)
    return row is not None and (place not in kept.rows or bool(changes_between(kept.rows[place], row)))


def _of_year(
    organisation: str,
    year: int,
    places: list[Place],
    changed: list[Place],
    every: Mapping[Place, Row],
    found: SettledRows,
) -> Iterator[Problem]:
    bodies = organisation_tree(organisation, date(year, 12, 31))
    given = frame_ore_by_holder(organisation, year)
    holders = {place: holder_of(every[place]["body"], bodies, set(given)) for place in places}
    for place in changed:
        row, holder = every[place], holders[place]
        tree = every.get((GoalRowKind.TREE, (row["tree"],)))
        others = [
            _value(every[other])
            for other in places
            if other != place
            and every[other]["tree"] == row["tree"]
            and holders[other] == holder
            and (holder or every[other]["body"] == row["body"])
        ]
        is_known = not bodies.bodies or row["body"] in bodies.bodies
        problems = [
            *place_faults(year, tree["year"] if tree else year, is_body_known=is_known),
            *funding_faults(_value(row), others, given.get(holder)),
        ]
        yield from on_line(problems, found.lines[place])


def _value(row: Row) -> Funding:
    return Funding(
        row["goals"][0],
        row["body"],
        FundingKind(row["funding"]),
        row["amount"],
        row.get("project") or "",
        row.get("assignment") or "",
    )
