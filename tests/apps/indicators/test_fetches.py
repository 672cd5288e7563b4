from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.indicators.statistics_world import COST
from tests.apps.indicators.statistics_world import KEY
from tests.apps.indicators.statistics_world import OWN_PLACE
from tests.apps.indicators.statistics_world import POPULATION
from tests.apps.indicators.statistics_world import SICK_LEAVE
from tests.apps.indicators.statistics_world import current
from tests.apps.indicators.statistics_world import effects
from tests.apps.indicators.statistics_world import follow
from tests.sources.recorded_source import as_json

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.fetch_jobs import NoPlaceError
from roder.apps.indicators.actions.fetch_jobs import fetch_indicators
from roder.apps.indicators.actions.fetch_jobs import start_fetch
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Place
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Job
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import ValueState
from roder.sources.faults import SourceBusyError

if TYPE_CHECKING:
    from tests.sources.recorded_source import RecordedSource

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def fetch(*indicators: Indicator) -> dict[str, Any]:
    summary, fault = fetch_indicators(
        indicators, progress=lambda _step, _percent: None, acting_user=system_user()
    )
    if fault is not None:
        raise fault
    return summary


def enter(indicator: Indicator, period: str, value: str | None, person: User) -> Observation:
    """A value that a person has typed in."""
    return Observation.objects.create(
        indicator=indicator,
        period=period,
        value=None if value is None else Decimal(value),
        state=ValueState.MISSING if value is None else ValueState.VALUE,
        source=IndicatorSource.OWN,
        entered_by=person,
        entered_at=timezone.now(),
    )


def test_nothing_is_fetched_before_it_is_known_which_municipality_this_is(source: RecordedSource) -> None:
    (indicator,) = follow_statistics(KEY, IndicatorSource.KOLADA, [SICK_LEAVE], acting_user=system_user())
    with pytest.raises(NoPlaceError):
        fetch(indicator)
    assert source.asked == []


def test_a_fetch_stores_values_by_sex_place_and_year_with_where_they_come_from(
    source: RecordedSource,
) -> None:
    (indicator,) = follow(SICK_LEAVE)
    summary = fetch(indicator)
    assert effects(summary) == {"new": 3 * 5 * 3}
    assert summary["indicators"] == 1
    row = current(indicator, "2017", "K")
    assert (row.value, row.source, row.source_note) == (Decimal("8.0"), "kolada", "Kolada (RKA)")
    assert row.fetched_at is not None
    assert row.published_on is not None
    assert row.published_on.isoformat() == "2018-06-15"
    group = current(indicator, "2017", place="G37329")
    assert (group.place_kind, group.group_size, group.value) == ("place", 8, Decimal("6.8"))
    assert "Roder/" in next(iter(source.agents))


def test_done_twice_is_as_done_once(source: RecordedSource) -> None:
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    acts = AuditEntry.objects.filter(event=AuditEntry.Event.STATISTICS_FETCHED)
    assert acts.count() == 1
    again = fetch(indicator)
    assert effects(again) == {"unchanged": 45}
    assert again["observations"] == 0
    assert Observation.objects.count() == 45
    assert acts.count() == 1, "nothing was written, so nothing is on record"


def test_a_revision_stands_beside_what_it_revises(source: RecordedSource) -> None:
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    source.set_value("N00090", 2017, "T", 7.3)
    summary = fetch(indicator)
    assert effects(summary) == {"revised": 1, "unchanged": 44}
    (change,) = summary["changes"]
    assert (change["code"], change["period"], change["old"], change["new"]) == (
        "N00090",
        "2017",
        "7.1",
        "7.3",
    )
    row = current(indicator, "2017")
    assert row.value == Decimal("7.3")
    assert row.revises is not None
    assert (row.revises.value, row.revises.is_current) == (Decimal("7.1"), False)


def test_null_is_kept_as_missing_and_never_as_zero(source: RecordedSource) -> None:
    source.set_value("N00090", 2016, "M", None, "Missing")
    source.set_value("N00090", 2015, "M", 0)
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    missing = current(indicator, "2016", "M")
    assert (missing.value, missing.state, missing.source_note) == (None, "missing", "Kolada (RKA): Missing")
    assert current(indicator, "2015", "M").value == 0
    source.set_value("N00090", 2016, "M", 4.0)
    assert effects(fetch(indicator))["new"] == 1


def test_a_value_that_the_source_withdraws_is_still_there_to_see(source: RecordedSource) -> None:
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    source.set_value("N00090", 2016, "K", None, "Privacy")
    assert effects(fetch(indicator))["withdrawn"] == 1
    row = current(indicator, "2016", "K")
    assert row.value is None
    assert row.revises is not None
    assert row.revises.value is not None


def test_values_that_the_source_takes_back_are_marked(source: RecordedSource) -> None:
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    before = current(indicator, "2016").value
    source.delete("N00090", 2016)
    assert effects(fetch(indicator)) == {"deleted": 3, "unchanged": 42}
    row = current(indicator, "2016")
    assert (row.state, row.value) == ("deleted", None)
    assert row.revises is not None
    assert row.revises.value == before
    assert effects(fetch(indicator)) == {"unchanged": 45}


def test_an_answer_that_is_short_of_something_loses_nothing(source: RecordedSource) -> None:
    (indicator,) = follow(SICK_LEAVE)
    fetch(indicator)
    source.values = []
    assert effects(fetch(indicator)) == {}
    assert current(indicator, "2017").value == Decimal("7.1")


def test_what_a_person_entered_stands_where_the_source_has_none(source: RecordedSource, karin: User) -> None:
    source.set_value("N00090", 2016, "T", None, "Missing")
    (indicator,) = follow(SICK_LEAVE)
    mine = enter(indicator, "2016", "6.9", karin)
    overtaken = enter(indicator, "2017", "7.0", karin)
    summary = fetch(indicator)
    assert summary["kept"] == 1
    assert current(indicator, "2016") == mine
    assert current(indicator, "2017").revises == overtaken


def test_a_real_value_takes_the_place_of_an_example(source: RecordedSource, karin: User) -> None:
    (indicator,) = follow(SICK_LEAVE)
    example = enter(indicator, "2017", "7.1", karin)
    Observation.objects.filter(pk=example.pk).update(is_example=True)
    fetch(indicator)
    assert not current(indicator, "2017").is_example


def test_a_key_figure_without_sexes_keeps_its_reason(source: RecordedSource) -> None:
    (indicator,) = follow(COST)
    fetch(indicator)
    assert (indicator.is_by_sex, indicator.no_sex_reason) == (False, "Källan redovisar inte per kön")
    assert set(Observation.objects.values_list("sex", flat=True)) == {"T"}
    assert current(indicator, "2017").value == 109400


def test_population_from_statistics_sweden_by_sex_and_together(source: RecordedSource) -> None:
    (indicator,) = follow(POPULATION, source=IndicatorSource.SCB)
    summary = fetch(indicator)
    assert effects(summary) == {"new": 2 * 5 * 3}
    assert [current(indicator, "2017", sex).value for sex in "TKM"] == [96032, 47696, 48336]
    assert current(indicator, "2017", "K").source_note == "SCB"
    assert current(indicator, "2017", place="0000").value == 10120242
    assert all("G37329" not in address for address in source.asked), "groups are Kolada's own"
    source.spoiled = [as_json(source.population), as_json({"title": "not eliminable"}, 400)]
    assert effects(fetch(indicator)) == {"unchanged": 20}


def test_what_one_key_figure_lacks_does_not_stop_the_others(source: RecordedSource) -> None:
    sick_leave, cost = follow(SICK_LEAVE, COST)
    gone, crooked = follow(
        Followed("N99999", "Utgånget", "%", Direction.UP), Followed("X1", "Fel id", "%", Direction.UP)
    )
    source.retired = {"N99999"}
    months = follow(SICK_LEAVE)[0]
    Indicator.objects.filter(pk=cost.pk).update(period_kind="month")
    summary = fetch(sick_leave, *Indicator.objects.filter(pk__in=[cost.pk, gone.pk, crooked.pk]))
    assert months == sick_leave
    assert effects(summary) == {"new": 45}
    found = {problem["code"]: problem["message_sv"] for problem in summary["problems"]}
    assert set(found) == {"source_refused", "period_of_another_kind"}
    assert "2017" in found["period_of_another_kind"]
    source.retired, source.values = {"N15027"}, [row for row in source.values if row["kpi"] != "N15027"]
    source.retired.clear()
    assert fetch(gone)["problems"][0]["code"] == "indicator_gone"


def test_when_a_source_fails_the_other_is_stored_and_the_work_says_why(
    source: RecordedSource, karin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    (indicator,) = follow(SICK_LEAVE)
    (population,) = follow(POPULATION, source=IndicatorSource.SCB)
    source.spoiled = [as_json({}, 500)] * 5
    job = start_fetch([indicator, population], acting_user=karin)
    assert claim() == job
    assert carry_out(job).state == Job.State.FAILED
    assert job.error.startswith("SourceBusyError: http://127.0.0.1")
    assert job.result["new"] == 30
    assert not Observation.objects.filter(indicator=indicator).exists()
    assert current(population, "2017").value == 96032
    source.spoiled = [as_json({}, 503)] * 5
    with pytest.raises(SourceBusyError):
        fetch(indicator)
    assert fetch(indicator)["new"] == 45


def test_a_fetch_is_background_work_that_shows_how_far_it_is(
    source: RecordedSource, karin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    (indicator,) = follow(SICK_LEAVE)
    source.spoiled = [as_json({}, 429, Retry_After="3")]
    job = start_fetch([indicator], acting_user=karin)
    claim()
    carry_out(job)
    assert (job.state, job.result["new"], job.percent) == (Job.State.DONE, 45, 100)
    assert waits == [3]
    assert job.seen_at is not None
    act = AuditEntry.objects.get(event=AuditEntry.Event.STATISTICS_FETCHED)
    assert (act.acting_user, act.new) == (karin, {"indicators_fetched": 1, "new_values": 45})


def test_each_morning_everything_that_is_followed_is_fetched_but_for_examples(source: RecordedSource) -> None:
    job = enqueue("fetch_statistics", {"day": "2018-09-01"}, acting_user=system_user())
    claim()
    assert carry_out(job).state == Job.State.DONE, "nobody follows anything yet"
    sick_leave, cost = follow(SICK_LEAVE, COST)
    Indicator.objects.filter(pk=cost.pk).update(is_example=True)
    job = enqueue("fetch_statistics", {"day": "2018-09-02"}, acting_user=system_user())
    claim()
    assert carry_out(job).result["indicators"] == 1
    assert set(Observation.objects.values_list("indicator", flat=True)) == {sick_leave.pk}


def test_following_twice_leaves_what_a_person_has_changed(karin: User) -> None:
    (indicator,) = follow_statistics(KEY, IndicatorSource.KOLADA, [SICK_LEAVE], acting_user=karin)
    Indicator.objects.filter(pk=indicator.pk).update(title="Vår sjukfrånvaro")
    again = follow_statistics(KEY, IndicatorSource.KOLADA, [SICK_LEAVE, COST], acting_user=karin)
    assert [each.title for each in again] == ["Vår sjukfrånvaro", COST.title]
    acts = AuditEntry.objects.filter(event=AuditEntry.Event.STATISTICS_FOLLOWED).order_by("number")
    assert [act.new["key_figures"] for act in acts] == [["N00090"], ["N15027"]]
    taken = Followed("TAB638?ContentsCode=X", "En", "antal", Direction.UP)
    other = Followed("TAB638?ContentsCode=Y", "Två", "antal", Direction.UP)
    codes = [
        each.code for each in follow_statistics(KEY, IndicatorSource.SCB, [taken, other], acting_user=karin)
    ]
    assert codes == ["TAB638", "TAB638-2"]


def test_places_are_chosen_as_a_whole_and_on_record(karin: User) -> None:
    follow(SICK_LEAVE)
    assert own_place() == Place.objects.get(code="0181")
    assert [place.code for place in compared_places()] == ["G37329", "0000"]
    acts = AuditEntry.objects.filter(event=AuditEntry.Event.PLACES_CHOSEN)
    assert acts.count() == 1
    assert choose_places(OWN_PLACE, [], acting_user=karin)
    assert compared_places() == []
    assert Place.objects.count() == 3
    assert not choose_places(OWN_PLACE, [], acting_user=karin)
    assert acts.count() == 2
