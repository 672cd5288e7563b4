"""Changes of a proposal come in and go out alike, with amounts as people say them."""

from __future__ import annotations

from decimal import Decimal

from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedChange
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.proposal_table import read_changes
from roder.formats.tabular.proposal_table import write_changes

TKR = 100_000
CHANGES = [
    ProposedChange(
        ChangeTarget.FRAME, "300", 2019, -12 * TKR, text="Två lärare", motivation="Fler", goal_code="3"
    ),
    ProposedChange(ChangeTarget.CENTRAL, "central_reserve", 2019, 5 * TKR, motivation="Mindre"),
    ProposedChange(ChangeTarget.FINANCING, "grant", 2020, 7 * TKR),
    ProposedChange(ChangeTarget.INVESTMENT, "P1", 2021, -150_050),
    ProposedChange(ChangeTarget.TAX_RATE, "", 2019, rate=Decimal("0.10"), motivation="Betalar"),
]


def test_what_goes_out_comes_in_again() -> None:
    for as_workbook in (False, True):
        written = write_changes(CHANGES, {"300": "Utbildningsnämnden"}, as_workbook=as_workbook)
        table = read_changes(written.content)
        assert table.changes == CHANGES
        assert not table.refused


def test_a_body_is_found_by_name_and_a_rate_that_is_not_said_is_nothing() -> None:
    text = "Slag;Namn;År;Belopp tkr\nram;Skolan;2019;10\nskattesats;;2019;\n"
    found = read_changes(text.encode(), find_body={"Skolan": "300"}.__getitem__).changes
    assert [(each.key, each.amount_ore, each.rate) for each in found] == [
        ("300", -10 * TKR, None),
        ("", None, Decimal(0)),
    ]


def test_report_sign_is_taken_as_it_stands() -> None:
    form = Mapping({"key": "Kod", "year": "År", "amount": "Belopp"}, unit="tkr", sign="report")
    found = read_changes("Kod;År;Belopp\n300;2019;-10\n".encode(), form)
    assert found.changes[0].amount_ore == -10 * TKR


def test_what_cannot_be_read_is_said_with_its_line() -> None:
    found = read_changes(
        "Slag;Kod;År;Ändring\nram;300;nästa;10\nfel;300;2019;10\nram;300;2019;tio\n".encode()
    )
    assert found.refused
    assert [(each.code, each.line) for each in found.problems] == [
        ("change_bad_year", 2),
        ("bad_choice", 3),
        ("bad_amount", 4),
    ]
