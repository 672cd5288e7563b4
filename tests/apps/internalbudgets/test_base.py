from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import flat
from tests.apps.internalbudgets.columns_world import make_ledger

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.base import BaseChangedError
from roder.apps.internalbudgets.actions.base import fill_from_base
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.base_reading import base_reading
from roder.apps.internalbudgets.base_sources import months_of_outturn
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import current_lines
from roder.domain.forecasting import ForecastMethod
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import BaseWish

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.internalbudgets.models import UnitPart

pytestmark = pytest.mark.django_db
YEAR = 2019


@pytest.fixture
def budget(home: Path) -> InternalBudget:
    make_ledger(home)
    return begin_internal_budget(KEY, "300", YEAR, acting_user=system_user())


def parts(budget: InternalBudget) -> list[UnitPart]:
    return list(budget.parts.all())


def nets(budget: InternalBudget) -> dict[str, int]:
    return {line.place.unit: line.year_ore for line in current_lines(budget)}


def test_last_years_outturn_with_an_index_becomes_lines_of_each_unit(budget: InternalBudget) -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2018, rest_index=Decimal("2.8"))
    found = fill_from_base(parts(budget), wish, acting_user=system_user())
    assert found.lines == 2
    [north] = current_lines(budget, ["3011"])
    assert (north.origin, north.year_ore) == ("last_year", -10280)
    assert north.source.startswith("Utfall 2018 × index")
    assert AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_BASE_FILLED).count() == 1
    fill_from_base(parts(budget), wish, acting_user=system_user())
    assert AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_BASE_FILLED).count() == 1


def test_what_the_person_saw_must_be_what_is_written(budget: InternalBudget) -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2018)
    seen = base_reading(budget, parts(budget), wish).fingerprint
    put_unit_lines(budget.parts.get(unit_code="3011"), [flat("3011", "6010", -5)], acting_user=system_user())
    with pytest.raises(BaseChangedError):
        fill_from_base(parts(budget), wish, seen=seen, acting_user=system_user())
    assert nets(budget) == {"3011": -60}


def test_an_earlier_internal_budget_is_a_base(budget: InternalBudget) -> None:
    earlier = begin_internal_budget(KEY, "300", 2018, acting_user=system_user())
    put_unit_lines(
        earlier.parts.get(unit_code="3012"), [flat("3012", "5020", -7, "407")], acting_user=system_user()
    )
    wish = BaseWish(BaseSource.INTERNAL_BUDGET, 2018, weights=(1,) + (0,) * 11, shape="own")
    fill_from_base(parts(budget), wish, acting_user=system_user())
    [line] = current_lines(budget)
    assert (line.place.activity, line.origin, line.months_ore[0]) == ("407", "earlier", -84)


def test_a_forecast_is_the_outturn_so_far_and_the_rest(budget: InternalBudget) -> None:
    assert months_of_outturn(budget, bodies_of_year(KEY, YEAR), 2018) == 2
    wish = BaseWish(BaseSource.FORECAST, 2018, through_month=2, method=ForecastMethod.LINEAR)
    fill_from_base(parts(budget), wish, acting_user=system_user())
    assert nets(budget)["3011"] == -60000


def test_a_source_without_a_line_and_a_closed_part_are_refused(budget: InternalBudget) -> None:
    for source in (BaseSource.LEDGER_BUDGET, BaseSource.INTERNAL_BUDGET):
        with pytest.raises(InternalBudgetRefusedError, match="has nothing of 2018"):
            fill_from_base(parts(budget), BaseWish(source, 2018), acting_user=system_user())
    budget.parts.update(state="submitted")
    with pytest.raises(InternalBudgetRefusedError, match="handed in"):
        fill_from_base(parts(budget), BaseWish(BaseSource.OUTTURN, 2018), acting_user=system_user())


def test_a_company_starts_from_its_own_books(home: Path) -> None:
    make_ledger(home)
    company = begin_internal_budget(KEY, "900", YEAR, acting_user=system_user())
    found = base_reading(company, parts(company), BaseWish(BaseSource.OUTTURN, 2018))
    assert [fault.code for fault in found.problems] == ["base_source_empty"]
