"""The pages of investments, statements, fees, companies and the book: what they show, and that they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.version_queries import lines_of
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.bases import set_basis
from roder.apps.investments.actions.imports import import_register
from roder.apps.investments.queries import basis_of
from roder.apps.investments.queries import entries
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.register_shapes import RegisterKind
from roder.workspace.budget_registers.money_flow import money_flow

if TYPE_CHECKING:
    from django.test import Client

KEY = "2120000159"
YEAR = 2019
MNKR = 100_000_000
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Schools", BodyKind.COMMITTEE, "100"),
    Body("T11", "Homes AB", BodyKind.COMPANY, "100"),
]
LINES = [
    VersionLine(YEAR, BudgetSection.FRAME, -80 * MNKR, body="300"),
    VersionLine(YEAR, BudgetSection.FINANCING, 100 * MNKR, line="municipal_tax"),
    VersionLine(YEAR, BudgetSection.FINANCING, -3 * MNKR, line="settlement_current_year"),
    VersionLine(YEAR, BudgetSection.FINANCING, 4 * MNKR, line="property_fee"),
]
PROJECTS = "Kod;Namn;Organ;Tas i bruk;Avskrivningstid;År;Utgift\nP1;Skola;300;2019;10;2019;1000000\n"


@pytest.fixture
def base(karin: Any) -> Any:
    del karin
    system = system_user()
    assert replace_organisation(KEY, BODIES, acting_user=system) == []
    version = make_version(KEY, name="Base", kind=VersionKind.BASE, year=YEAR, acting_user=system)
    for section in (BudgetSection.FRAME, BudgetSection.FINANCING):
        some = [line for line in LINES if line.section is section]
        put_lines(version, section, some, acting_user=system)
    assert import_register(RegisterKind.PROJECT, KEY, PROJECTS.encode(), acting_user=system).changes_something
    assert tree_organisation_shown() == KEY
    return version


@pytest.fixture
def page(client: Client, karin: Any, base: Any) -> Client:
    del base
    client.force_login(karin)
    return client


def url(name: str, *more: Any) -> str:
    return reverse(f"workspace:{name}", args=[YEAR, *more])


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def test_investments_are_listed_and_put_into_the_base(page: Client, base: Any) -> None:
    shown = text(page.get(url("investments")))
    assert "P1" in shown
    assert "andra investeringar" in shown
    assert page.post(url("investments_put_in")).status_code == 302
    assert (
        sum(line.amount_ore for line in lines_of(base) if line.section is BudgetSection.INVESTMENT) == -MNKR
    )
    assert "andra investeringar" not in text(page.get(url("investments")))
    machine = text(page.get(url("investments"), {"csv": "projekt", "form": "machine"}))
    assert machine.splitlines()[0].startswith("code,name,body")
    assert str(MNKR) in machine
    assert page.get(url("investments"), {"csv": "nothing"}).status_code == 404
    running = "Kod;År;Driftkostnad\nP1;2020;500000\n".encode()
    import_register(RegisterKind.PROJECT, KEY, running, acting_user=system_user())
    for _again in range(2):
        assert page.post(url("investments_running_costs")).status_code == 302
        frames = {line.year: line.amount_ore for line in lines_of(base) if line.change_group == "full_year"}
        assert frames == {2020: -MNKR // 2, 2021: MNKR // 2}
    freeze_version(base, acting_user=system_user())
    for name in ("investments_put_in", "investments_running_costs"):
        assert page.post(url(name), follow=True).status_code == 200


def test_an_entry_is_registered_changed_and_removed_by_form(page: Client) -> None:
    add = url("register_add", "taxor")
    assert page.get(add).status_code == 200
    assert page.post(add, {"code": "F1"}).status_code == 422
    given = {"code": "F1", "name": "Vatten", "amount_ore 2019": "23,50", "amount_ore 2018": "20"}
    assert page.post(add, given).status_code == 302
    assert page.post(add, given).status_code == 422
    assert page.post(add, {**given, "code": "F2", "amount_ore 2019": "much"}).status_code == 422
    assert entries(KEY, RegisterKind.FEE)["F1"].years[2019] == {"amount_ore": 23_50}
    assert "+17,5" in text(page.get(url("fees")))
    change = url("register_change", "taxor", "F1")
    form = page.get(change)
    seen = form.context["seen"]
    again = {"seen": seen, "name": "Vatten och avlopp", "amount_ore 2019": "25"}
    assert page.post(change, again).status_code == 302
    assert page.post(change, {**again, "name": "Annat"}).status_code == 409
    assert page.post(change, {**again, "name": "", "seen": seen}).status_code == 422
    assert text(page.get(url("fees"), {"csv": "taxor"})).count("Vatten och avlopp") == 1
    assert page.post(url("register_cancel", "taxor", "F1")).status_code == 404
    assert page.post(url("register_remove", "taxor", "F1")).status_code == 302
    assert page.get(change).status_code == 404
    assert page.get(url("fees"), {"csv": "x"}).status_code == 404
    assert page.get(url("register_add", "nonsense")).status_code == 404


def test_a_project_is_cancelled_with_a_reason(page: Client) -> None:
    cancel = url("register_cancel", "investeringar", "P1")
    assert page.post(cancel, {"version": "1"}, follow=True).status_code == 200
    assert page.post(cancel, {"version": "7", "reason": "No land"}, follow=True).status_code == 200
    assert entries(KEY, RegisterKind.PROJECT)["P1"].facts["status"] == "planned"
    page.post(cancel, {"version": "1", "reason": "No land"})
    assert entries(KEY, RegisterKind.PROJECT)["P1"].facts["status"] == "cancelled"


def test_the_statements_tie_once_an_opening_balance_is_said(page: Client, base: Any) -> None:
    put_lines(base, BudgetSection.INVESTMENT, [], acting_user=system_user())
    shown = page.get(url("statements"))
    assert shown.context["first"].result.result_ore == 21 * MNKR
    assert "<strong>21,0</strong>" in text(shown)
    for part in ("balans", "kassaflode", "nyckeltal"):
        assert page.get(url("statements"), {"del": part}).status_code == 200
    assert page.get(url("statements"), {"del": "x"}).status_code == 404
    basis = url("statement_basis", base.pk)
    seen = page.get(basis).context["seen"]
    given = {
        "seen": seen,
        "opening-cash": "5000",
        "opening-other_equity": "5 000",
        "assumed-2019-new_loans": "100",
    }
    assert page.post(basis, {**given, "opening-cash": "x"}).status_code == 422
    assert page.post(basis, given).status_code == 302
    assert page.post(basis, {**given, "opening-cash": "1"}).status_code == 409
    shown = page.get(url("statements"), {"del": "balans"})
    assert [check["balance_ties"] for check in shown.context["checks"]] == [True] * 3
    assert shown.context["cash_ore"] == 26 * MNKR + 100 * 100_000
    machine = text(page.get(url("statements"), {"csv": "balans", "form": "machine"}))
    assert "2019_ore" in machine
    assert page.get(url("statements"), {"csv": "x"}).status_code == 404
    assert page.get(basis, {"fetch": "ledger"}).status_code == 200
    assert page.get(basis, {"fetch": "budget"}).status_code == 200
    freeze_version(base, kind=VersionKind.ADOPTED, acting_user=system_user())
    assert page.post(basis, {**given, "opening-cash": "1"}).status_code == 422
    assert page.get(url("statement_basis", base.pk + 1)).status_code == 404


def test_an_opening_balance_that_does_not_tie_is_shown(page: Client, base: Any) -> None:
    set_basis(base, opening={"cash": 7 * MNKR}, assumed={}, acting_user=system_user())
    assert "stämmer inte" in text(page.get(url("statements"), {"del": "balans"}))
    kept = basis_of(base)
    assert kept is not None
    assert "stämmer inte" in text(page.get(url("statement_basis", base.pk)))


def test_both_sides_of_the_flow_sum_to_the_same(base: Any) -> None:
    chart = money_flow(lines_of(base), YEAR, {"300": "Schools"}, "en", {})
    assert chart.total_ore == 101 * MNKR
    assert {node.label: node.amount_ore for node in chart.uses}["Schools"] == 80 * MNKR
    deficit = money_flow([VersionLine(YEAR, BudgetSection.FRAME, -5, body="300")], YEAR, {}, "en", {})
    assert (deficit.total_ore, deficit.sources[0].amount_ore) == (5, 5)


def test_the_book_has_every_part_and_the_list_of_the_law(page: Client, base: Any) -> None:
    system = system_user()
    company = "Bolag;Namn;År;Omsättning;Eget kapital;Summa tillgångar\nT11;Homes;2019;1000;10;100\n".encode()
    import_register(RegisterKind.COMPANY, KEY, company, acting_user=system)
    directive = "Kod;Rubrik;Slag;Bolag;Text\nD1;Utdelning;särskilt;T11;Dela ut\n".encode()
    import_register(RegisterKind.DIRECTIVE, KEY, directive, acting_user=system)
    shown = page.get(url("budget_book"))
    found = text(shown)
    assert "Dela ut" in found
    assert shown.context["result_ore"] == 21 * MNKR
    parts = {cells[0][1].value: cells[2][1].value for cells in shown.context["tables"]["lagen"].body}
    assert "book_ok" in parts.values()
    assert "book_missing" in parts.values()
    for name in (*shown.context["tables"], "flode"):
        assert page.get(url("budget_book"), {"csv": name, "form": "machine"}).status_code == 200, name
    assert page.get(url("budget_book"), {"csv": "x"}).status_code == 404
    assert page.get(url("budget_book"), {"version": "x"}).status_code == 404
    assert page.get(url("budget_book"), {"proposal": "1"}).status_code == 404
    assert page.get(url("budget_book"), {"version": base.name}).status_code == 200
    assert "10,0" in text(page.get(url("companies")))
    assert page.get(url("companies"), {"csv": "bolag"}).status_code == 200
    assert page.get(url("companies"), {"csv": "x"}).status_code == 404


def test_a_year_without_a_budget_says_so(page: Client) -> None:
    for name in ("budget_book", "statements", "investments", "fees", "companies"):
        assert page.get(reverse(f"workspace:{name}", args=[2030])).status_code == 200
    for name in ("investments_put_in", "investments_running_costs"):
        assert page.post(reverse(f"workspace:{name}", args=[2030])).status_code == 404


def test_a_register_comes_in_by_page_and_goes_out(page: Client) -> None:
    content = PROJECTS.replace(";1000000", ";2000000").encode()
    answer = page.post(
        url("register_import", "investeringar"), {"file": SimpleUploadedFile("p.csv", content)}
    )
    assert "2000000" in text(answer)
    done = page.post(url("register_import_confirm", "investeringar"), {"table": answer.context["table"]})
    assert done.status_code == 302
    assert entries(KEY, RegisterKind.PROJECT)["P1"].years[2019]["expenditure_ore"] == 2 * MNKR
    assert page.get(url("register_export", "investeringar", "csv")).content.startswith(b"\xef\xbb\xbf")
    assert page.get(url("register_export", "investeringar", "xlsx")).content[:2] == b"PK"
    assert page.get(url("register_export", "taxor", "csv")).status_code == 404
