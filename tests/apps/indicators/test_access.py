"""Who may write what: by the reach of the body that answers, or whose value it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.indicators.indicator_world import DAY
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise
from tests.apps.indicators.indicator_world import person

from roder.apps.identity.models import User
from roder.apps.indicators.access import access_indicator
from roder.apps.indicators.access import access_indicator_change
from roder.apps.indicators.access import access_indicator_judging
from roder.apps.indicators.access import access_indicators
from roder.apps.indicators.access import access_value_reporting
from roder.apps.indicators.access import access_verdict_scale
from roder.apps.indicators.access import changeable
from roder.apps.indicators.access import may_change_verdict_scale
from roder.apps.indicators.access import may_report_values
from roder.apps.indicators.access import reportable
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from roder.apps.indicators.models import Indicator


@pytest.fixture
def sick_leave(karin: User) -> Indicator:
    organise()
    return indicator()


def test_nils_fills_in_his_units_values_and_nothing_else(sick_leave: Indicator) -> None:
    nils = person("nils", "Nils Berg", Role.REPORTER, "411")
    with pytest.raises(PermissionDenied):
        access_indicator_change(nils, KEY, "N00090", DAY)
    with pytest.raises(PermissionDenied):
        access_indicator_judging(nils, KEY, "N00090", DAY)
    with pytest.raises(PermissionDenied):
        access_verdict_scale(nils)
    assert access_indicator(nils, KEY, "N00090") == sick_leave
    assert access_value_reporting(nils).mandates
    assert may_report_values(nils, sick_leave, "411", DAY)
    assert not may_report_values(nils, sick_leave, "412", DAY)
    assert not may_report_values(nils, sick_leave, "", DAY)
    assert not changeable(nils, KEY, DAY)


def test_the_controller_of_a_committee_defines_and_judges_its_own(sick_leave: Indicator) -> None:
    eva = person("eva", "Eva Sten", Role.COMMITTEE_CONTROLLER, "500")
    rut = person("rut", "Rut Ask", Role.COMMITTEE_CONTROLLER, "400")
    for door in (access_indicator_change, access_indicator_judging):
        with pytest.raises(PermissionDenied):
            door(eva, KEY, "N00090", DAY)
        assert door(rut, KEY, "N00090", DAY) == sick_leave
    assert may_report_values(rut, sick_leave, "411", DAY)
    assert "411" in reportable(rut, KEY, DAY)
    assert "" not in reportable(rut, KEY, DAY)
    assert not may_change_verdict_scale(rut)


def test_karin_does_everything_and_a_stranger_nothing(sick_leave: Indicator, karin: User) -> None:
    stranger = User.objects.create(username="stranger")
    with pytest.raises(PermissionDenied):
        access_indicators(stranger)
    with pytest.raises(PermissionDenied):
        access_value_reporting(stranger)
    assert access_indicator_change(karin, KEY, "N00090", DAY) == sick_leave
    assert access_verdict_scale(karin) == karin
    assert "" in changeable(karin, KEY, DAY)
    assert reportable(karin, KEY, DAY)
