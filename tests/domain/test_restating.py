from __future__ import annotations

from datetime import date

from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree
from roder.domain.organisation_checks import organisation_problems
from roder.domain.restating import codes_by_body

NEW, OLD = date(2019, 1, 1), date(2018, 12, 31)


def bodies() -> list[Body]:
    found: list[Body] = []
    for code, before, after in worked_table("restated-comparison", "Body"):
        for prefixes, since, until in ((before, None, OLD), (after, NEW, None)):
            if prefixes:
                owned = tuple(prefixes.split())
                found.append(Body(code, code, BodyKind.COMMITTEE, "", owned, since, until))
    return found


def amounts() -> dict[str, int]:
    return {code: int(amount) for code, amount in worked_table("restated-comparison", "Ledger code")}


def column(day: date) -> dict[str, int]:
    by_body = codes_by_body(OrganisationTree(bodies(), day), amounts())
    sums = {code or "without": sum(amounts()[each] for each in codes) for code, codes in by_body.items()}
    return sums | {"sum": sum(sums.values())}


def test_the_worked_organisation_is_a_tree_on_every_day() -> None:
    assert organisation_problems(bodies()) == []


def test_moved_split_and_merged_codes_restate_as_the_worked_table_says() -> None:
    rows = worked_table("restated-comparison", "Row")
    for at, day in ((1, OLD), (2, NEW)):
        expected = {row[0]: whole_numbers(row[at])[0] for row in rows if row[at]}
        assert column(day) == expected


def test_restating_loses_nothing() -> None:
    assert column(OLD)["sum"] == column(NEW)["sum"] == sum(amounts().values())
