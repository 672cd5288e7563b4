"""Writes the example's ledger as SIE 4E files, byte for byte the same every time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from roder import __version__
from roder.devtools.example.balances import FIRST_YEAR
from roder.devtools.example.cells import load_cells
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.chart import load_activities
from roder.devtools.example.chart import load_counterparties
from roder.devtools.example.chart import load_projects
from roder.devtools.example.ledger import Ledger
from roder.devtools.example.ledger import Scale
from roder.devtools.example.ledger import make_ledger
from roder.devtools.example.organisation import load_responsibilities
from roder.devtools.example.sie_records import END
from roder.devtools.example.sie_records import SIE_ENCODING
from roder.devtools.example.sie_records import Checked
from roder.devtools.example.sie_records import amount_text
from roder.devtools.example.sie_records import quoted
from roder.domain.facts import ACTIVITY
from roder.domain.facts import COUNTERPARTY
from roder.domain.facts import NUMBER_OF_DIMENSION
from roder.domain.facts import PROJECT
from roder.domain.facts import RESPONSIBILITY
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

    from roder.devtools.example.postings import VoucherBlock

LAST_MONTH = Month(2018, 8)
"""The month that the example follows up unless told otherwise."""

COMPANY_NAME = "Södertälje kommun (exempeldata)"
ORGANISATION_NUMBER = "212000-0159"
SIGNATURE = "EKO"
_DIMENSION_NAMES = {
    RESPONSIBILITY: "Ansvar",
    PROJECT: "Projekt",
    ACTIVITY: "Verksamhet",
    COUNTERPARTY: "Motpart",
}
_DAYS_TO_CLOSE = 8
_DAYS_TO_CLOSE_A_YEAR = 46
_FLOWS_WITH_TEXT = frozenset({"supplier", "supplier_exempt", "rent", "customer"})


def write_example_files(
    folder: Path, *, scale: Scale = Scale.SMALL, through: Month = LAST_MONTH
) -> list[Path]:
    """Write one file per year from 2017 through the month given and return their paths, oldest first."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year in range(FIRST_YEAR, through.year + 1):
        last = through.month if year == through.year else MONTHS_PER_YEAR
        path = folder / f"sodertalje_exempeldata_{year}.se"
        write_ledger(path, make_ledger(year, last, Scale(scale)))
        paths.append(path)
    return paths


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write a ledger as a SIE 4E file in code page 437 with its checksum."""
    checked = Checked()
    with path.open("wb") as file:
        file.write(f"#FLAGGA 0{END}#KSUMMA{END}".encode(SIE_ENCODING))
        _add_header(checked, ledger)
        _add_chart(checked)
        _add_balances(checked, ledger)
        _add_budget(checked, ledger)
        file.write(checked.take())
        numbers: dict[str, int] = defaultdict(int)
        for month, block in enumerate(ledger.blocks(), start=1):
            _add_vouchers(checked, block, Month(ledger.year, month), numbers)
            file.write(checked.take())
        file.write(f"#KSUMMA {checked.crc}{END}".encode(SIE_ENCODING))


def _add_header(checked: Checked, ledger: Ledger) -> None:
    days = _DAYS_TO_CLOSE_A_YEAR if ledger.through_month == MONTHS_PER_YEAR else _DAYS_TO_CLOSE
    last = ledger.last_month.last_day
    generated = date.fromordinal(last.toordinal() + days)
    checked.add("#PROGRAM", "Roder exempelkommun", __version__)
    checked.add("#FORMAT", "PC8")
    checked.add("#GEN", _day(generated), SIGNATURE)
    checked.add("#SIETYP", "4")
    checked.add("#PROSA", "Exempeldata. Skatter, generella bidrag och finansiella poster ingår inte.")
    checked.add("#FTYP", "X")
    checked.add("#ORGNR", ORGANISATION_NUMBER)
    checked.add("#FNAMN", COMPANY_NAME)
    for number in (0, -1):
        year = ledger.year + number
        checked.add("#RAR", str(number), f"{year}0101", f"{year}1231")
    checked.add("#OMFATTN", _day(last))
    checked.add("#VALUTA", "SEK")


def _add_chart(checked: Checked) -> None:
    for account in load_accounts():
        checked.add("#KONTO", account.number, account.name)
        checked.add("#KTYP", account.number, account.type.value)
    for column, name in _DIMENSION_NAMES.items():
        checked.add("#DIM", str(NUMBER_OF_DIMENSION[column]), name)
    objects = {
        RESPONSIBILITY: {row.code: row.name for row in load_responsibilities()},
        PROJECT: load_projects(),
        ACTIVITY: load_activities(),
        COUNTERPARTY: load_counterparties(),
    }
    for column, names in objects.items():
        for code, name in names.items():
            checked.add("#OBJEKT", str(NUMBER_OF_DIMENSION[column]), code, name)


def _add_balances(checked: Checked, ledger: Ledger) -> None:
    sets = [("#IB", "0", ledger.opening()), ("#UB", "0", ledger.closing()), ("#RES", "0", ledger.result())]
    if ledger.year > FIRST_YEAR:
        before = make_ledger(ledger.year - 1)
        sets += [
            ("#IB", "-1", before.opening()),
            ("#UB", "-1", before.closing()),
            ("#RES", "-1", before.result()),
        ]
    else:
        sets.append(("#UB", "-1", ledger.opening()))
    for label, year, amounts in sets:
        for account, ore in amounts.items():
            if ore:
                checked.add(label, year, account, amount_text(ore))


def _add_budget(checked: Checked, ledger: Ledger) -> None:
    """Add each account's total per month and then its parts by responsibility, as type 3 does."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0] * MONTHS_PER_YEAR)
    for row in ledger.budget():
        totals[row.account] = [a + b for a, b in zip(totals[row.account], row.months_ore, strict=True)]
    for account, months in sorted(totals.items()):
        _add_budget_months(checked, ledger.year, account, (), months)
    number = str(NUMBER_OF_DIMENSION[RESPONSIBILITY])
    for row in ledger.budget():
        _add_budget_months(checked, ledger.year, row.account, (number, row.responsibility), row.months_ore)


def _add_budget_months(
    checked: Checked, year: int, account: str, objects: tuple[str, ...], months: list[int] | tuple[int, ...]
) -> None:
    for month, ore in enumerate(months, start=1):
        if ore:
            fields = ("0", f"{year}{month:02d}", account, amount_text(ore))
            checked.add("#PBUDGET", *fields, objects=objects, at=3)


@cache
def _line_parts() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Return by line key: the line's start, what the checksum counts of it, and its text."""
    starts, counted, texts = {}, {}, {}
    accounts = {row.number: row for row in load_accounts()}
    for key, cell in enumerate(load_cells().cells):
        columns = (
            (RESPONSIBILITY, cell.responsibility),
            (ACTIVITY, cell.activity),
            (PROJECT, cell.project),
            (COUNTERPARTY, cell.counterparty),
        )
        pairs = [(str(NUMBER_OF_DIMENSION[column]), code) for column, code in columns if code]
        inside = " ".join(f'{number} "{code}"' for number, code in pairs)
        starts[key] = f"#TRANS {cell.account} {{{inside}}} "
        counted[key] = f"#TRANS{cell.account}" + "".join(number + code for number, code in pairs)
        account = accounts[cell.account]
        texts[key] = account.name if account.flow in _FLOWS_WITH_TEXT else ""
    for place, row in enumerate(load_accounts()):
        key = -1 - place
        starts[key], counted[key], texts[key] = f"#TRANS {row.number} {{}} ", f"#TRANS{row.number}", ""
    return starts, counted, texts


def _add_vouchers(checked: Checked, block: VoucherBlock, month: Month, numbers: dict[str, int]) -> None:
    starts, counted, texts = _line_parts()
    lines: list[str] = []
    sums: list[str] = []
    keys, amounts = block.key.tolist(), [amount_text(ore) for ore in block.amount_ore.tolist()]
    firsts = block.first_line.tolist()
    for voucher, (series, day, text) in enumerate(
        zip(block.series, block.day.tolist(), block.text, strict=True)
    ):
        numbers[series] += 1
        when = f"{month.number}{day:02d}"
        lines.append(f"#VER {series} {numbers[series]} {when} {quoted(text)} {when} {SIGNATURE}")
        lines.append("{")
        sums.append(f"#VER{series}{numbers[series]}{when}{text}{when}{SIGNATURE}")
        for line in range(firsts[voucher], firsts[voucher + 1]):
            key, amount = keys[line], amounts[line]
            tail = texts[key]
            if tail:
                lines.append(f'{starts[key]}{amount} {when} "{tail}"')
                sums.append(f"{counted[key]}{amount}{when}{tail}")
            else:
                lines.append(starts[key] + amount)
                sums.append(counted[key] + amount)
        lines.append("}")
    checked.extend(lines, sums)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
