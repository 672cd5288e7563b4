"""One file for every fault code: the lines that bring it about, set into books otherwise sound."""

from __future__ import annotations

HEAD = """#FLAGGA 0
#PROGRAM "Exempel" 1.0
#FORMAT PC8
#GEN 20190110
#SIETYP 4
#FNAMN "Exempelkommunen"
#RAR 0 20180101 20181231
#RAR -1 20170101 20171231
#KONTO 1930 Bank
#KONTO 3010 Avgifter
#DIM 1 Ansvar
#OBJEKT 1 4110 Centrum
"""
BALANCES = "#UB 0 1930 100\n#RES 0 3010 -100\n"
VOUCHER = "#VER A 1 20180425\n{\n#TRANS 1930 {} 100\n#TRANS 3010 {} -100\n}\n"
SOUND = HEAD + BALANCES + VOUCHER
FIRST = HEAD.count("\n") + BALANCES.count("\n") + VOUCHER.count("\n") + 1
"""The number of the first line added after the sound books."""


def _voucher(rows: str, head: str = "#VER B 1 20180501") -> str:
    return f"{head}\n{{\n{rows}\n}}"


_BOTH = "#TRANS 1930 {} 5\n#TRANS 3010 {} -5"

ADDED: dict[str, tuple[str, int | None]] = {
    # code: (lines added after the sound books, which of them the fault stands on)
    "files_joined": ("#FLAGGA 0", 1),
    "text_damaged": ("#PROSA L\ufffdner", 1),
    "control_character": ('#PROSA "a\x07b"', 1),
    "quote_unterminated": ('#PROSA "öppen', 1),
    "object_list_unterminated": ("#PSALDO 0 201804 1930 {1 4110", 1),
    "stray_text": ("bara text", 1),
    "stray_brace": ("}", 1),
    "label_unknown": ("#EGEN 1\n#EGEN 2", 1),
    "field_missing": ("#KTYP 1930", 1),
    "field_unreadable": ("#KTYP 1930 Q", 1),
    "date_style": (_voucher(_BOTH, "#VER B 1 2018-05-01"), 1),
    "date_unreadable": (_voucher("#TRANS 1930 {} 5 20180231\n#TRANS 3010 {} -5"), 3),
    "amount_style": (_voucher("#TRANS 1930 {} +5,00\n#TRANS 3010 {} -5"), 3),
    "amount_unreadable": (_voucher("#TRANS 1930 {} fem\n#TRANS 3010 {} -5"), 3),
    "amount_fraction": (_voucher("#TRANS 1930 {} 5.005\n#TRANS 3010 {} -5"), 3),
    "amount_too_large": (_voucher("#TRANS 1930 {} 99999999999999999999\n#TRANS 3010 {} -5"), 3),
    "quantity_unreadable": (_voucher('#TRANS 1930 {} 5 "" "" många\n#TRANS 3010 {} -5'), 3),
    "month_unreadable": ("#PSALDO 0 201813 1930 {} 5", 1),
    "row_incomplete": ("#UB 0 1930", 1),
    "dimension_unreadable": (_voucher("#TRANS 1930 {x 4110} 5\n#TRANS 3010 {} -5"), 3),
    "dimension_repeated": (_voucher("#TRANS 1930 {1 4110 1 4120} 5\n#TRANS 3010 {} -5"), 3),
    "object_list_odd": (_voucher("#TRANS 1930 {1 4110 6} 5\n#TRANS 3010 {} -5"), 3),
    "object_list_missing": (_voucher("#TRANS 1930 5\n#TRANS 3010 {} -5"), 3),
    "balance_several_objects": ("#PSALDO 0 201804 1930 {1 4110 6 P1} 5", 1),
    "voucher_unbalanced": (_voucher("#TRANS 1930 {} 5\n#TRANS 3010 {} -4.99"), 1),
    "voucher_not_closed": ("#VER B 1 20180501\n{\n" + _BOTH, 1),
    "voucher_empty": ("#VER B 1 20180501\n{\n}", 1),
    "voucher_date_unreadable": (_voucher(_BOTH, "#VER B 1 20180231"), 1),
    "voucher_brace_missing": ("#VER B 1 20180501\n" + _BOTH + "\n}", 1),
    "posting_outside_voucher": ("#TRANS 1930 {} 5", 1),
    "rtrans_alone": (_voucher("#RTRANS 1930 {} 5\n#TRANS 3010 {} -5"), 3),
    "date_outside_year": (_voucher(_BOTH, "#VER B 1 20190101"), 1),
    "account_undeclared": (_voucher("#TRANS 1999 {} 5\n#TRANS 3010 {} -5"), 3),
    "dimension_undeclared": (_voucher("#TRANS 1930 {20 407} 5\n#TRANS 3010 {} -5"), 3),
    "object_undeclared": (_voucher("#TRANS 1930 {1 9999} 5\n#TRANS 3010 {} -5"), 3),
    "fiscal_year_unreadable": ("#RAR -2 20160101 20151231", 1),
    "fiscal_year_long": ("#RAR -2 20141101 20161231", 1),
    "month_outside_year": ("#PSALDO 0 201904 1930 {} 5", 1),
    "opening_unbalanced": ("#IB 0 1930 5", 1),
    "row_repeated": ("#UB 0 1930 100.00", 1),
    "row_contradicted": ("#UB 0 1930 101", 1),
    "budget_repeated": ("#PBUDGET 0 201804 3010 {} 5\n#PBUDGET -1 201804 3010 {} 5", 2),
    "totals_and_objects": ("#PBUDGET 0 201804 3010 {} 5\n#PBUDGET 0 201804 3010 {1 4110} 5", 2),
    "only_object_rows": ("#PBUDGET 0 201804 3010 {1 4110} 5", 1),
    "checksum_end_missing": ("#KSUMMA", None),
    "checksum_mismatch": ("#KSUMMA\n#PROSA x\n#KSUMMA 1", None),
    "checksum_unstarted": ("#KSUMMA 1", 1),
    "records_after_checksum": ("#KSUMMA\n#KSUMMA 0\n#PROSA x", 3),
}

REPLACED: dict[str, tuple[str, str]] = {
    # code: (what stands in the sound books, what stands there instead)
    "already_imported": ("#FLAGGA 0", "#FLAGGA 1"),
    "record_missing": ('#PROGRAM "Exempel" 1.0\n', ""),
    "type_unknown": ("#SIETYP 4", "#SIETYP 7"),
    "type_contradicted": ("#SIETYP 4", "#SIETYP 2"),
    "fiscal_year_missing": ("#RAR 0 20180101 20181231\n", ""),
    "no_usable_record": (BALANCES + VOUCHER, ""),
}

WHOLE: dict[str, bytes] = {
    "empty_file": b" \r\n",
    "html_page": b"<!DOCTYPE html>\n<html><title>Logga in</title></html>",
    "sie5_file": b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"/>',
    "xml_file": b'<?xml version="1.0"?><fault/>',
    "binary_file": b"PK\x03\x04 an Excel workbook",
    "utf16_file": "#FLAGGA 0".encode("utf-16"),
    "no_sie_record": b"datum;konto;belopp\n2018-01-01;1930;5\n",
}


def examples() -> dict[str, tuple[bytes, int | None]]:
    """Return code -> (file, line the fault stands on, ``None`` when it is of the whole file)."""
    found: dict[str, tuple[bytes, int | None]] = {code: (data, None) for code, data in WHOLE.items()}
    for code, (lines, place) in ADDED.items():
        line = None if place is None else FIRST + place - 1
        found[code] = f"{SOUND}{lines}\n".encode(), line
    for code, (old, new) in REPLACED.items():
        line = 1 if code == "already_imported" else None
        found[code] = SOUND.replace(old, new).encode(), line
    return found
