"""The example's tree, frames, codes and people hold together."""

from __future__ import annotations

from roder.devtools.example.cells import load_cells
from roder.devtools.example.cells import load_profiles
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.chart import load_activities
from roder.devtools.example.chart import load_counterparties
from roder.devtools.example.chart import load_projects
from roder.devtools.example.flows import load_flows
from roder.devtools.example.organisation import load_frame_rows
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.organisation import load_organisation
from roder.devtools.example.organisation import load_responsibilities
from roder.devtools.example.people import load_people
from roder.domain.facts import AccountType
from roder.domain.mandates import Role

TKR = 100_000


def test_frames_sum_to_the_published_total_of_each_year() -> None:
    assert sum(load_frames().values()) == 5_450_000 * TKR
    assert sum(load_frames(2017).values()) == 5_270_000 * TKR
    assert list(load_frames()) == list(load_frames(2017))
    assert {row.status for row in load_frame_rows(2017)} == {"example", "published"}


def test_every_frame_has_its_body_and_every_node_its_parent_above_it() -> None:
    seen: dict[str, str] = {}
    for row in load_organisation():
        assert row.code not in seen
        assert row.parent in seen or row.kind == "council"
        seen[row.code] = row.kind
    assert {row.code: row.kind for row in load_frame_rows()} == {
        code: kind for code, kind in seen.items() if kind not in {"department", "unit", "company"}
    }


def test_each_responsibility_code_leads_to_one_unit_and_one_body() -> None:
    rows = load_organisation()
    for responsibility in load_responsibilities():
        by_kind: dict[str, list[str]] = {}
        for row in rows:
            if any(responsibility.code.startswith(prefix) for prefix in row.responsibility_prefixes):
                by_kind.setdefault(row.kind, []).append(row.code)
        assert by_kind["unit"] == [responsibility.unit]
        assert len(by_kind["department"]) == 1
        assert sum(len(codes) for kind, codes in by_kind.items() if kind not in {"unit", "department"}) == 1


def test_a_prefix_that_begins_another_belongs_to_one_of_its_ancestors() -> None:
    rows = {row.code: row for row in load_organisation()}
    owner = {prefix: code for code, row in rows.items() for prefix in row.responsibility_prefixes}
    for prefix, code in owner.items():
        ancestors = [code]
        while rows[ancestors[-1]].parent:
            ancestors.append(rows[ancestors[-1]].parent)
        shorter = {owner[prefix[:size]] for size in range(1, len(prefix)) if prefix[:size] in owner}
        assert shorter <= set(ancestors)


def test_companies_have_no_ledger_codes_and_live_under_the_parent_company() -> None:
    companies = [row for row in load_organisation() if row.kind == "company"]
    assert len(companies) == 13
    assert all(not row.responsibility_prefixes for row in companies)
    assert {row.parent for row in companies} == {"100", companies[0].code}


def test_validity_dates_of_units_are_in_use() -> None:
    assert any(row.valid_to is not None and row.valid_to.year == 2017 for row in load_organisation())
    assert any(row.valid_from.year == 2018 for row in load_organisation())


def test_chart_has_types_by_class_and_known_codes_only() -> None:
    accounts = {row.number: row for row in load_accounts()}
    assert 110 <= len(accounts) <= 150
    assert list(accounts) == sorted(accounts)
    assert accounts["1930"].type is AccountType.ASSET
    assert accounts["2511"].type is AccountType.LIABILITY
    assert accounts["3133"].type is AccountType.INCOME
    assert accounts["4521"].type is AccountType.COST
    flows = {flow.name for flow in load_flows()}
    for row in accounts.values():
        assert (row.flow in flows) == (row.number[0] > "2")
        assert row.budget_account in accounts or not row.flow
        assert row.counterparty in load_counterparties() or not row.counterparty


def test_cells_use_declared_codes() -> None:
    for cell in load_cells().cells:
        assert cell.activity in load_activities()
        assert not cell.project or cell.project in load_projects()
        assert not cell.counterparty or cell.counterparty in load_counterparties()
        assert cell.profile in load_profiles()


def test_each_demo_person_answers_for_a_node_or_for_all() -> None:
    people = load_people()
    codes = {row.code for row in load_organisation()}
    assert [person.name for person in people][:4] == ["Karin Ek", "Nils Berg", "Eva Lind", "Rut Alm"]
    assert all(person.body in codes for person in people if person.body)
    assert {role for person in people for role in person.roles} == set(Role), "every role has a demo person"
