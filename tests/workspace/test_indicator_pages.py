"""The pages of indicators: what they show and hide, and what people write in them."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise
from tests.apps.indicators.indicator_world import person
from tests.apps.indicators.indicator_world import target
from tests.apps.indicators.indicator_world import value

from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import IndicatorVerdict
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.indicators.scale_queries import verdict_scale
from roder.domain.indicators import Sex
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from roder.apps.identity.models import User

TABLE = "workspace:indicator_table"
YEAR = "?period=2018"


@pytest.fixture
def sick_leave(karin: User) -> Indicator:
    """Sick leave of 2018, the men too few to be shown."""
    organise()
    made = indicator()
    target(made, "8")
    value(made, "7.10", group=40)
    value(made, "8", sex=Sex.WOMEN, group=36)
    value(made, "2.9375", sex=Sex.MEN, group=4)
    return made


@pytest.fixture
def karins(client: Client, karin: User) -> Client:
    client.force_login(karin)
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, name: str, *arguments: str, query: str = YEAR) -> str:
    answer = client.get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(page: str) -> dict[str, str]:
    """The form of the table as a browser would send it, untouched."""
    fields = dict(re.findall(r'<input data-row="\w+" id="[^"]*" name="([^"]*)" value="([^"]*)"', page))
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    return fields | {"seen": seen[1].replace("&quot;", '"'), "act": "save"}


def test_a_small_group_is_shown_nowhere(sick_leave: Indicator, karins: Client) -> None:
    pages = [
        text(karins, "workspace:indicators"),
        text(karins, "workspace:indicator", "N00090"),
        text(karins, "workspace:indicators_csv"),
        text(karins, "workspace:indicators_csv", query=f"{YEAR}&form=machine"),
        text(karins, "workspace:indicator_csv", "N00090", query=f"{YEAR}&form=machine"),
        text(karins, TABLE),
        text(karins, "workspace:indicator_value", "N00090", query="?period=2018&sex=M"),
    ]
    assert not [page for page in pages if re.search(r"2[.,]9", page)]
    found = list(csv.DictReader(io.StringIO(pages[3])))
    assert [(row["sex"], row["value"], row["state"], row["status"]) for row in found] == [
        ("T", "7.1", "there", "met"),
        ("K", "..", "hidden", "hidden"),
        ("M", "..", "hidden", "hidden"),
    ]
    assert sick_leave.code in pages[0]


def test_the_list_is_chosen_by_body_source_word_and_status(sick_leave: Indicator, karins: Client) -> None:
    indicator(code="OTHER", title="Something else", responsible_body="500", source="survey")
    for query, shown in (
        ("&body=500", {"OTHER"}),
        ("&source=survey", {"OTHER"}),
        ("&q=frånvaro", {"N00090"}),
        ("&status=met", {"N00090"}),
        ("&status=no_target", {"OTHER"}),
        ("&area=Arbetsgivare", {"N00090", "OTHER"}),
        ("&goal=1", set()),
        ("&source=nonsense&goal=x", {"N00090", "OTHER"}),
    ):
        page = text(karins, "workspace:indicators", query=YEAR + query)
        assert {code for code in ("N00090", "OTHER") if f"/matvarde/{code}/" in page} == shown, query
    assert karins.get(reverse("workspace:indicators") + "?period=x").status_code == 404


def test_a_long_list_comes_a_page_at_a_time_with_few_questions(
    karins: Client, django_assert_max_num_queries: object
) -> None:
    organise()
    for number in range(55):
        indicator(code=f"I{number:02}")
    with django_assert_max_num_queries(45):  # type: ignore[operator] # a fixture that is a function
        page = text(karins, "workspace:indicators")
    assert page.count('<th scope="row">') == 50
    assert "page=2" in page
    assert text(karins, "workspace:indicators", query=f"{YEAR}&page=2").count('<th scope="row">') == 5


def test_the_page_of_an_indicator_tells_status_why_and_a_verdict_that_differs(
    sick_leave: Indicator, karins: Client
) -> None:
    assert karins.get(reverse("workspace:indicator", args=["none"])).status_code == 404
    address = reverse("workspace:indicator_judge", args=["N00090"])
    refused = karins.post(address, {"period": "2018", "level": "poor", "reason": ""})
    assert refused.status_code == 422
    karins.post(address, {"period": "2018", "level": "poor", "reason": "Fewer answered."})
    assert IndicatorVerdict.objects.get().reason == "Fewer answered."
    page = text(karins, "workspace:indicator", sick_leave.code)
    assert "7,1 når målvärdet högst 8." in page
    assert "Fewer answered." in page
    assert "motsatsen till siffrorna" in page


def test_an_indicator_is_defined_and_changed_within_reach(sick_leave: Indicator, karins: Client) -> None:
    given = {
        "code": "HME", "title": "Engagemang", "unit": "index", "direction": "up", "decimals": "1",
        "kind": "measure", "period_kind": "year", "days_until_due": "90", "source": "survey",
        "is_by_sex": "on", "smallest_group": "5", "responsible_body": "400",
    }  # fmt: skip
    rut = signed_in(person("rut", "Rut Ask", Role.COMMITTEE_CONTROLLER, "400"))
    refused = rut.post(reverse("workspace:indicator_define"), given | {"responsible_body": ""})
    assert refused.status_code == 403
    refused = rut.post(reverse("workspace:indicator_define"), given | {"is_by_sex": ""})
    assert refused.status_code == 422
    assert not Indicator.objects.filter(code="HME").exists()
    rut.post(reverse("workspace:indicator_define"), given)
    made = Indicator.objects.get(code="HME")
    address = reverse("workspace:indicator_change", args=["HME"])
    seen = json.dumps({"version": 1, "values": {}})
    rut.post(address, given | {"title": "Engagemang, index", "seen": seen})
    made.refresh_from_db()
    assert (made.title, made.version) == ("Engagemang, index", 2)
    second = karins.post(address, given | {"title": "Mine", "seen": seen})
    assert second.status_code == 409
    rut.post(reverse("workspace:indicator_retire", args=["HME"]), {"act": "retire", "version": "2"})
    assert "HME" not in text(karins, "workspace:indicators")
    assert "HME" in text(karins, "workspace:indicators", query=f"{YEAR}&retired=with")
    rut.post(reverse("workspace:indicator_retire", args=["HME"]), {"act": "retire", "version": "1"})
    rut.post(reverse("workspace:indicator_retire", args=["HME"]), {"act": "resume", "version": "3"})
    assert "HME" in text(karins, "workspace:indicators")
    assert sick_leave.version == 1


def test_a_target_is_set_changed_and_taken_away_by_its_form(sick_leave: Indicator, karins: Client) -> None:
    address = reverse("workspace:indicator_target", args=["N00090"])
    given = {"period": "2019", "sex": "K", "kind": "range", "value": "2", "upper": "", "seen": "0"}
    given["opened"] = "2019 K"
    assert karins.post(address, given).status_code == 422
    karins.post(address, given | {"upper": "4,5"})
    kept = Target.objects.get(period="2019", sex="K")
    assert (kept.value, kept.upper) == (Decimal(2), Decimal("4.5"))
    late = karins.post(address, given | {"kind": "reach"})
    assert late.status_code == 422
    assert 'name="seen" value="1"' in late.content.decode()
    page = text(karins, "workspace:indicator_target", "N00090", query="?period=2019&sex=K")
    assert 'value="4,5"' in page
    karins.post(address, given | {"value": "", "seen": "1"})
    assert not Target.objects.filter(period="2019").exists()
    assert sick_leave.targets.count() == 1


def test_nils_enters_his_units_value_and_not_the_municipalitys(sick_leave: Indicator) -> None:
    nils = signed_in(person("nils", "Nils Berg", Role.REPORTER, "411"))
    address = reverse("workspace:indicator_value", args=["N00090"])
    given = {"period": "2018", "sex": "T", "value": "6,5", "group_size": "40"}
    assert nils.post(address, given | {"place": ""}).status_code == 422
    assert nils.post(address, given | {"place": "500"}).status_code == 422
    assert nils.post(address, given | {"place": "411", "value": "six"}).status_code == 422
    nils.post(address, given | {"place": "411"})
    kept = Observation.objects.get(place="411")
    assert (kept.value, kept.group_size, kept.entered_by.username) == (Decimal("6.5"), 40, "nils")
    late = nils.post(address, given | {"place": "411", "value": "7"})
    assert late.status_code == 422
    again = nils.post(
        address, given | {"place": "411", "value": "7", "seen": kept.pk, "opened": "2018 T 411"}
    )
    assert again.status_code == 302
    assert sick_leave.observations.filter(place="411", is_current=True).get().value == 7


def test_the_table_saves_what_was_typed_and_nothing_else(sick_leave: Indicator, karins: Client) -> None:
    form = typed(text(karins, TABLE))
    pk = sick_leave.pk
    assert form[f"v-{pk}-M-2018"] == ".."
    before = Observation.objects.count()
    karins.post(reverse(TABLE) + YEAR, form)
    assert Observation.objects.count() == before, "an untouched table writes nothing"
    changed = {f"v-{pk}-T-2017": "1 234,5", f"t-{pk}-T-2017": "6–8", f"v-{pk}-K-2017": "saknas"}
    karins.post(reverse(TABLE) + YEAR, form | changed)
    assert Observation.objects.get(period="2017", sex="T").value == Decimal("1234.5")
    assert Observation.objects.get(period="2017", sex="K").state == "missing"
    assert Target.objects.get(period="2017").upper == 8
    assert Observation.objects.count() == before + 2


def test_faults_in_the_table_are_listed_by_cell_and_nothing_is_lost(
    sick_leave: Indicator, karins: Client
) -> None:
    pk = sick_leave.pk
    form = typed(text(karins, TABLE))
    wrong = {f"v-{pk}-T-2017": "seven", f"t-{pk}-T-2017": "8–6", f"v-{pk}-K-2017": "7,5"}
    answer = karins.post(reverse(TABLE) + YEAR, form | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Observation.objects.filter(period="2017").exists()
    assert f'href="#v-{pk}-T-2017"' in page
    assert f'href="#t-{pk}-T-2017"' in page
    kept = typed(page)
    assert all(kept[name] == written for name, written in wrong.items())
    assert page.count('aria-invalid="true"') == 2


def test_the_second_to_save_a_cell_is_told_and_may_save_again(sick_leave: Indicator, karins: Client) -> None:
    pk = sick_leave.pk
    form = typed(text(karins, TABLE))
    value(sick_leave, "9", "2017")
    target(sick_leave, "5", "2017")
    mine = {f"v-{pk}-T-2017": "10", f"t-{pk}-T-2017": "6", f"v-{pk}-T-2016": "11"}
    late = karins.post(reverse(TABLE) + YEAR, form | mine)
    assert late.status_code == 409
    assert not Observation.objects.filter(period="2016").exists(), "all or nothing"
    again = karins.post(reverse(TABLE) + YEAR, typed(late.content.decode()))
    assert again.status_code == 302
    assert Observation.objects.get(period="2017", is_current=True).value == 10
    assert Target.objects.get(period="2017").value == 6


def test_a_block_is_filled_in_from_its_corner_without_being_saved(
    sick_leave: Indicator, karins: Client
) -> None:
    pk = sick_leave.pk
    form = typed(text(karins, TABLE)) | {
        "act": "fill", "paste": "7,5\t\t8\r\n6\t5,5\t4\t3\r\n", "row": "1", "column": "2", "into": "value",
    }  # fmt: skip
    page = karins.post(reverse(TABLE) + YEAR, form).content.decode()
    kept = typed(page)
    assert [kept[f"v-{pk}-K-{year}"] for year in (2016, 2017, 2018)] == ["7,5", "", "8"]
    assert [kept[f"v-{pk}-M-{year}"] for year in (2016, 2017, 2018)] == ["6", "5,5", "4"]
    assert not Observation.objects.filter(period="2016").exists()


def test_who_may_not_write_in_a_row_sees_it_and_is_refused(sick_leave: Indicator) -> None:
    nils = signed_in(person("nils", "Nils Berg", Role.REPORTER, "411"))
    assert "data-row" not in text(nils, TABLE)
    forged = {f"v-{sick_leave.pk}-T-2018": "1", "act": "save"}
    assert nils.post(reverse(TABLE) + YEAR, forged).status_code == 403
    form = typed(text(nils, TABLE, query=f"{YEAR}&place=411"))
    assert not [name for name in form if name.startswith("t-")], "targets are the committee's"
    nils.post(f"{reverse(TABLE)}{YEAR}&place=411", form | {f"v-{sick_leave.pk}-T-2018": "6"})
    assert Observation.objects.get(place="411").value == 6


def test_the_scale_is_changed_by_karin_and_read_by_all(sick_leave: Indicator, karins: Client) -> None:
    rut = signed_in(person("rut", "Rut Ask", Role.COMMITTEE_CONTROLLER, "400"))
    address = reverse("workspace:verdict_scale")
    given = {
        "key-0": "good", "name-0": "Bra", "name_en-0": "Good", "tone-0": "good", "order-0": "1",
        "key-1": "ok", "name-1": "Ok", "name_en-1": "OK", "tone-1": "warn", "order-1": "2", "remove-1": "on",
        "key-2": "poor", "name-2": "Brister", "name_en-2": "Poor", "tone-2": "bad", "order-2": "3",
        "key-3": "", "name-3": "Utmärkt", "name_en-3": "Excellent", "tone-3": "good", "order-3": "0",
        "version": "0",
    }  # fmt: skip
    assert rut.post(address, given).status_code == 403
    assert karins.post(address, given | {"tone-3": "bad"}).status_code == 422
    karins.post(address, given)
    assert [step.name for step in verdict_scale(KEY).steps] == ["Utmärkt", "Bra", "Brister"]
    karins.post(address, given | {"name-0": "Fin"})
    assert verdict_scale(KEY).version == 1, "a form of before changes nothing"
    assert "Utmärkt" in text(rut, "workspace:verdict_scale", query="")
    assert sick_leave.organisation == KEY
