from __future__ import annotations

from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.reckoned_lines import LeftMove
from roder.domain.reckoned_lines import Move
from roder.domain.reckoned_lines import left_moves
from roder.domain.reckoned_lines import met_faults
from roder.domain.reckoned_lines import moves
from roder.domain.reckoned_lines import placed
from roder.domain.reckoned_lines import places_changed


def line(account: str, ore: int, origin: str = "", text: str = "") -> InternalLine:
    return InternalLine(LinePlace("3030", account, "440"), (ore,) * 12, text=text, origin=origin)


TYPED = line("4600", -5)
WAGES = line("5023", -10, "positions", "Teachers")


def test_reckoned_lines_replace_their_own_and_touch_no_other() -> None:
    driver = line("3091", 7, "driver")
    found = placed(
        [TYPED, WAGES, driver], {"positions": [line("5023", -11, "positions"), line("5610", -4, "positions")]}
    )
    assert found.met == ()
    assert [(each.place.account, each.months_ore[0], each.text) for each in found.lines] == [
        ("3091", 7, ""),
        ("4600", -5, ""),
        ("5023", -11, "Teachers"),
        ("5610", -4, ""),
    ]
    assert placed([TYPED, WAGES], {"positions": []}).lines == (TYPED,)


def test_a_line_of_another_origin_is_met_and_named() -> None:
    found = placed([TYPED], {"positions": [line("4600", -1, "positions")]})
    assert found.met == (TYPED,)
    assert [each.origin for each in found.lines] == ["positions"]
    [fault] = met_faults(found.met)
    assert fault.refuses
    assert "4600, 440" in fault.message_en
    both = placed([], {"positions": [WAGES], "driver": [line("5023", 1, "driver")]})
    assert both.met == (WAGES,)


def test_what_moves_is_told_by_account_and_what_is_left() -> None:
    after = [TYPED, line("5023", -11, "positions")]
    assert moves([TYPED, WAGES], after) == [Move("3030", "5023", -120, -132)]
    assert moves([TYPED, WAGES], after)[0].difference_ore == -12
    assert left_moves({"3030": 200, "3031": 5}, [TYPED, WAGES], after) == [
        LeftMove("3030", 20, 8),
        LeftMove("3031", 5, 5),
    ]
    assert places_changed([TYPED, WAGES], after) == {WAGES.place}
