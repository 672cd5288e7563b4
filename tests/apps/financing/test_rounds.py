"""Rounds of financing are made, filled, copied, locked, removed and read from files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.financing_queries import named_sheet
from roder.apps.budgets.financing_queries import sheet_of_version
from roder.apps.budgets.version_queries import lines_of
from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.imports import import_round
from roder.apps.financing.actions.refusals import FinancingRefusedError
from roder.apps.financing.actions.rounds import lock_round
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.actions.rounds import remove_round
from roder.apps.financing.importing import plan_round
from roder.apps.financing.importing import write_round
from roder.apps.financing.models import FinancingRound
from roder.apps.financing.queries import inputs_of
from roder.apps.financing.queries import sheet_of
from roder.apps.financing.queries import stated_of
from roder.apps.financing.queries import version_lines_of
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.financing_rules import InputValue
from roder.domain.financing_sheet import AmountOrigin
from roder.domain.financing_sheet import StatedAmount
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.identity.models import User

KEY = "2120000159"
FILE = b"Post;Enhet;2019;2020\nUppr\xc3\xa4knat skatteunderlag;mnkr;100;110\nSkattesats;%;20;20\nR\xc3\xa4nteint\xc3\xa4kter;mnkr;5;\n"


def made(karin: User, name: str = "Juni 2018") -> FinancingRound:
    import_round(KEY, name, FILE, source="SKR", published_on=date(2018, 6, 1), acting_user=karin)
    return FinancingRound.objects.get(name=name)


def test_a_round_is_made_copied_locked_and_removed(karin: User) -> None:
    first = made(karin)
    with pytest.raises(FinancingRefusedError, match="already"):
        make_round(KEY, name="juni 2018", acting_user=karin)
    copy = make_round(KEY, name="Augusti 2018", copied_from=first, acting_user=karin)
    assert inputs_of(copy) == inputs_of(first)
    assert stated_of(copy) == stated_of(first)
    lock_round(first, acting_user=karin)
    rate: dict[tuple[int, str], InputValue | None] = {(2019, "tax_rate"): InputValue(Decimal("20.5"))}
    for refused in (
        lambda: set_figures(first, inputs=rate, acting_user=karin),
        lambda: lock_round(first, acting_user=karin),
        lambda: remove_round(first, acting_user=karin),
    ):
        with pytest.raises(FinancingRefusedError, match="locked"):
            refused()
    assert plan_round(KEY, first.name, FILE).refused
    remove_round(copy, acting_user=karin)
    assert not FinancingRound.objects.filter(name="Augusti 2018").exists()
    events = list(AuditEntry.objects.filter(event__range=(1800, 1899)).values_list("event", flat=True))
    assert sorted(events) == [1800, 1800, 1802, 1803, 1804]


def test_figures_are_set_by_year_and_key_and_the_second_person_is_told(karin: User) -> None:
    shown = made(karin)
    with pytest.raises(FinancingRefusedError, match="below zero"):
        set_figures(shown, inputs={(2019, "tax_rate"): InputValue(Decimal(-1))}, acting_user=karin)
    with pytest.raises(FinancingRefusedError, match="sum"):
        set_figures(shown, stated={(2019, "result"): StatedAmount("result", 1)}, acting_user=karin)
    seen = shown.version
    grant = StatedAmount("grant_hands", 700, "More hands", "The state")
    assert set_figures(
        shown,
        inputs={(2019, "tax_rate"): InputValue(Decimal("20.5"), "Council"), (2020, "tax_rate"): None},
        stated={(2019, "grant_hands"): grant, (2019, "interest_income"): None},
        seen_version=seen,
        acting_user=karin,
    )
    assert not set_figures(shown, stated={(2019, "grant_hands"): grant}, seen_version=seen, acting_user=karin)
    with pytest.raises(StaleVersionError):
        set_figures(shown, stated={(2019, "grant_hands"): None}, seen_version=seen, acting_user=karin)
    found = sheet_of(shown)
    assert found.amount_ore("municipal_tax", 2019) == 2_050_000_000
    assert found.amount_ore("grant_hands", 2019) == 700
    assert found.amount_ore("municipal_tax", 2020) is None
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.FINANCING_FIGURES_SET).latest("number")
    assert entry.old["figures"]["tax_rate"] == {"2019": "20", "2020": "20"}
    assert entry.new["figures"] == {
        "tax_rate": {"2019": "20.5", "2020": None},
        "grant_hands": {"2019": 700},
        "interest_income": {"2019": None},
    }


def test_a_file_changes_nothing_the_second_time_and_a_faulty_one_never(karin: User) -> None:
    assert plan_round(KEY, "Juni 2018", FILE).is_new
    shown = made(karin)
    assert not plan_round(KEY, shown.name, FILE).changes_something
    before = plan_round(KEY, shown.name, FILE).before
    faulty = plan_round(KEY, shown.name, b"Post;2019\nSkat;1\n")
    assert faulty.refused
    assert plan_round(KEY, shown.name, FILE, mapping="[colums]").refused
    negative = import_round(KEY, "Ny", b"Post;2019\nSkattesats;-1\n", acting_user=karin)
    assert [fault.code for fault in negative.problems] == ["financing_negative_input"]
    assert not FinancingRound.objects.filter(name="Ny").exists()
    with pytest.raises(FinancingRefusedError, match="name"):
        import_round(KEY, " ", FILE, acting_user=karin)
    newer = "Post;Enhet;2019\nSkattesats;%;20,5\nSumma intäkter;mnkr;99\nSumma finansnetto;mnkr;5\nRänteintäkter;mnkr;6\n"
    changed = import_round(KEY, shown.name, newer.encode(), expected=before, acting_user=karin)
    assert [(each.kind, each.name("en")) for each in changed.differences] == [
        ("changed", "Tax rate"),
        ("changed", "Interest income"),
    ]
    with pytest.raises(TableChangedError):
        import_round(KEY, shown.name, FILE, expected=before, acting_user=karin)
    written = write_round(shown, as_workbook=True)
    assert not plan_round(KEY, shown.name, written.content).changes_something
    wrong = plan_round(KEY, "x", "Post;Enhet;2019\nSumma finansnetto;mnkr;5\nRänteintäkter;mnkr;7\n".encode())
    assert [fault.code for fault in wrong.problems] == ["financing_total_differs"]
    assert not wrong.refused


def test_a_draft_rests_on_a_round_and_can_be_moved_to_the_next(karin: User) -> None:
    first = made(karin)
    base = make_version(KEY, name="Underlag 2019", kind=VersionKind.BASE, year=2019, acting_user=karin)
    put_lines(
        base,
        BudgetSection.FRAME,
        [VersionLine(2019, BudgetSection.FRAME, -1_900_000_000, body="400")],
        acting_user=karin,
    )
    assert rest_on_round(base, first, acting_user=karin)
    assert not rest_on_round(base, first, acting_user=karin)
    base.refresh_from_db()
    assert (base.financing_round, base.tax_rate) == (first, Decimal(20))
    found = sheet_of_version(base)
    assert found.amount_ore("result", 2019) == 600_000_000
    row = next(row for row in found.rows if row.line.key == "municipal_tax")
    assert row.cells[2019].origin is AmountOrigin.RECKONED
    assert [each.key for each in row.cells[2019].inputs] == ["uplifted_tax_base", "tax_rate"]
    with pytest.raises(FinancingRefusedError, match="rests"):
        remove_round(first, acting_user=karin)
    newer = make_round(KEY, name="Augusti", copied_from=first, acting_user=karin)
    set_figures(newer, inputs={(2019, "tax_rate"): InputValue(Decimal("20.5"))}, acting_user=karin)
    set_figures(newer, inputs={(2020, "tax_rate"): None}, acting_user=karin)
    assert sheet_of_version(base).amount_ore("result", 2019) == 600_000_000
    assert rest_on_round(base, newer, acting_user=karin)
    assert sheet_of_version(base).amount_ore("result", 2019) == 650_000_000
    assert {each.section for each in version_lines_of(newer, [2019])} == {
        BudgetSection.FINANCING,
        BudgetSection.FINANCIAL,
    }


def test_a_frozen_version_rests_where_it_rested(karin: User) -> None:
    first = made(karin)
    outcome = make_version(KEY, name="Bokslut 2019", kind=VersionKind.OUTCOME, year=2019, acting_user=karin)
    rest_on_round(outcome, first, acting_user=karin)
    assert {each.year for each in lines_of(outcome)} == {2019}
    freeze_version(outcome, acting_user=karin)
    with pytest.raises(BudgetRefusedError):
        rest_on_round(outcome, first, acting_user=karin)


def test_a_name_stands_for_a_version_with_lines_else_for_a_round(karin: User) -> None:
    assert named_sheet(KEY, "Juni 2018") is None
    shown = made(karin, "Budget 2019–2020")
    found = named_sheet(KEY, "budget 2019-2020")
    assert found is not None
    assert (found.name, found.version, found.source) == ("Budget 2019–2020", None, "SKR")
    version = make_version(KEY, name=shown.name, kind=VersionKind.BASE, year=2019, acting_user=karin)
    again = named_sheet(KEY, shown.name)
    assert again is not None
    assert again.version is None
    rest_on_round(version, shown, acting_user=karin)
    whole = named_sheet(KEY, shown.name)
    assert whole is not None
    assert whole.version == version
    empty = make_version(KEY, name="Tom", kind=VersionKind.BASE, year=2021, acting_user=karin)
    bare = named_sheet(KEY, "Tom")
    assert bare is not None
    assert (bare.version, bare.source, bare.sheet.years) == (empty, "", ())
