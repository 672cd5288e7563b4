from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from html import unescape

import pytest
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.proofs import Difference
from roder.domain.proofs import Proof
from roder.ui import states
from roder.ui.charts.bars import MonthBars
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.ui.templatetags import charts
from roder.ui.templatetags import money
from roder.ui.templatetags import page
from roder.ui.templatetags import period
from roder.ui.templatetags import table as table_tags

MILLION = 100_000_000
PROBLEM = Problem(Severity.ERROR, "voucher_unbalanced", 48213, "Does not balance.", "Balanserar inte.", 3)
PROOF = Proof("checksum", ok=True, expected_ore=7, found_ore=7, detail_en="Agrees.", detail_sv="Stämmer.")
FAILED = Proof(
    "closing_balances",
    ok=False,
    expected_ore=12_300,
    found_ore=12_200,
    detail_en="One differs.",
    detail_sv="Ett skiljer sig.",
    compared=2,
    differences=(Difference("1930", 12_300, 12_200),),
)


def words(html: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    return re.sub(r"\s+", " ", text).strip()


def render(name: str, language: str = "en", **context: object) -> str:
    with override(language):
        return render_to_string(f"ui/components/{name}.html", context)


@pytest.mark.parametrize(
    ("amount_ore", "direction", "text"),
    [
        (7 * MILLION, "better", "+7.0 better than budget"),
        (-7 * MILLION, "worse", "−7.0 worse than budget"),
        (1, "even", "0.0 as budget"),
    ],
)
def test_a_variance_has_sign_and_word(amount_ore: int, direction: str, text: str) -> None:
    with override("en"):
        html = money.variance(amount_ore, "mnkr")
    assert f'data-direction="{direction}"' in html
    assert words(html) == text


def test_an_unknown_variance_is_said_and_not_zero() -> None:
    with override("en"):
        html = money.variance(None, "mnkr")
    assert words(html) == "– not known"


def test_a_difference_has_a_sign_and_is_neither_better_nor_worse() -> None:
    with override("en"):
        assert words(str(money.signed_amount(250_000_000, "mnkr"))) == "+2.5"
        assert "not known" in words(str(money.signed_amount(None, "mnkr")))


def test_an_unknown_amount_is_said_and_an_empty_cell_is_empty() -> None:
    with override("en"):
        assert words(money.amount(None, "tkr")) == "– not known"
        assert words(money.whole_number(None)) == "– not known"
        assert money.amount("", "tkr") == ""
        assert money.whole_number("") == ""
        assert money.amount(0, "tkr") == "0"


@pytest.mark.parametrize("code", [*states._STATES, "never_heard_of"])
def test_every_state_has_a_word_and_an_icon(code: str) -> None:
    html = render("status", code=code)
    assert "<svg" in html
    assert words(html)


def test_problems_are_listed_with_line_word_and_sentence() -> None:
    html = render("problem_list", problems=[PROBLEM], caption="All")
    assert "Error 48,213 Does not balance. 3 voucher_unbalanced" in words(html)
    document = {"severity": "error", "code": "voucher_unbalanced", "line": None, "message": "So.", "count": 1}
    assert "Error whole file So. 1 voucher_unbalanced" in words(
        render("problem_list", problems=[document], caption="All")
    )


def test_problem_text_is_escaped() -> None:
    evil = Problem(Severity.INFO, "x", 1, "<script>alert(1)</script>", "<b>")
    assert "<script>" not in render("problem_list", problems=[evil], caption="All")


def test_proofs_show_expected_found_and_difference() -> None:
    text = words(render("proofs", proofs=[PROOF, FAILED]))
    assert "The file's checksum Agrees. Agrees 7 7" in text
    assert "Differs 123.00 122.00 −1.00 2" in text
    assert "Show 1 difference" in text
    assert "1930 123.00 122.00 −1.00" in text


def test_a_table_keeps_totals_apart_and_links_its_cells() -> None:
    table = DataTable(
        "Groups",
        [
            Column("Group"),
            Column("Rows", "count"),
            Column("Amount", "amount"),
            Column("Variance", "variance"),
        ],
        [
            Row([Cell("50 Pay", "/50/"), Cell(12), Cell(-150), Cell(-100)]),
            Row([Cell("Total"), Cell(12), Cell(-150), Cell(None)], is_total=True),
        ],
    )
    html = render("data_table", table=table, amount_unit="kr")
    assert '<a href="/50/">50 Pay</a>' in html
    assert 'data-value="-150"' in html
    assert "−1.50" in html.split("<tfoot>")[1]
    assert html.count("<tbody>") == 1


def test_a_cell_escapes_what_it_is_given() -> None:
    column = [Column("A"), Column("B", "amount")]
    cells = list(zip(column, [Cell("<b>", '"><i>', "<u>"), Cell(None)], strict=True))
    html = table_tags.table_row(cells, "kr")
    assert "&lt;b&gt;" in html
    assert not re.search(r"<[biu]>", html)
    assert 'data-value=""' in html


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        DataTable("T", [Column("A"), Column("B")], [Row([Cell(1)])])


def test_a_chart_is_followed_by_its_table() -> None:
    chart = MonthBars("Net cost", ["Jan"], [-5 * MILLION], [-4 * MILLION], unit="mnkr", language="en")
    with override("en"):
        html = render_to_string("ui/components/chart.html", charts.month_bars(chart))
    assert 'role="img"' in html
    assert 'type="application/json"' in html
    assert "Jan −5.0 −4.0 – not known" in words(html)


def test_provenance_names_batch_file_and_fingerprint() -> None:
    facts = {
        "batch_number": 12,
        "batch_url": "/12/",
        "file_name": "a.se",
        "sha256": "9f",
        "imported_at": datetime(2018, 9, 5, 12, 2, tzinfo=UTC),
        "imported_by": "Karin",
        "line": 48213,
    }
    text = words(render("provenance", provenance=facts))
    assert "12 File a.se Line in the file 48,213 Imported 2018-09-05 14:02, Karin" in text
    assert text.endswith("9f")


def test_months_of_a_batch() -> None:
    with override("sv"):
        assert period.months_span([201808, 201801]) == "jan–aug 2018"
        assert period.months_span([]) == ""
        assert period.to_date("2018-08") == "jan–aug 2018"
        assert period.month_of_year("2018-08") == "aug"
        assert period.day("2018-08-31") == "2018-08-31"


def test_the_other_language_is_the_same_page() -> None:
    request = RequestFactory().get("/import/?x=1")
    with override("sv"):
        link = page.other_language(Context({"request": request}))
    assert (link.code, link.url) == ("en", "/en/import/?x=1")
    with override("en"):
        link = page.other_language(Context({"request": RequestFactory().get("/en/import/")}))
    assert (link.code, link.url) == ("sv", "/import/")


@pytest.mark.parametrize("name", ["403", "404", "500"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_error_pages_stand_alone(name: str, language: str) -> None:
    with override(language):
        html = render_to_string(f"{name}.html")
    assert f'lang="{language}"' in html
    assert name in html
