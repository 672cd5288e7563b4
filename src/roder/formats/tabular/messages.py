"""Every fault the tabular readers can name: its weight and its sentence in both languages.

Codes are stable and documented in docs/formats/tabular.md; a test fails when one is missing there.
"""

from __future__ import annotations

from roder.domain.problems import Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

MESSAGES: dict[str, tuple[Severity, str, str]] = {
    # The file as a whole.
    "empty_file": (
        _E,
        "The file is empty. Export it again from the source system.",
        "Filen är tom. Exportera den på nytt från källsystemet.",
    ),
    "not_a_table": (
        _E,
        "The file is {what}, not a table. Export it as CSV or Excel.",
        "Filen är {what_sv}, inte en tabell. Exportera den som CSV eller Excel.",
    ),
    "no_rows": (
        _E,
        "The file has no rows below the header. Check the selection in the export.",
        "Filen har inga rader under rubrikraden. Kontrollera urvalet i exporten.",
    ),
    "undecodable": (
        _E,
        "The line has bytes that are not {encoding}. State the right encoding under [source], or save as UTF-8.",
        "Raden har tecken som inte är {encoding}. Ange rätt encoding under [source], eller spara som UTF-8.",
    ),
    "unclosed_quote": (
        _E,
        "A quotation mark that opens here is never closed, so the rest of the file cannot be read. Close it.",
        "Ett citattecken som öppnas här stängs aldrig, så resten av filen kan inte läsas. Stäng det.",
    ),
    "too_long_cell": (
        _E,
        "A cell here is longer than {limit} characters, most likely after an unclosed quotation mark. "
        "Nothing below it was read.",
        "En cell här är längre än {limit} tecken, troligen efter ett citattecken som inte stängts. "
        "Inget nedanför har lästs.",
    ),
    "unreadable_workbook": (
        _E,
        "The workbook cannot be opened ({reason}). Remove any password and save it again as .xlsx.",
        "Arbetsboken kan inte öppnas ({reason}). Ta bort eventuellt lösenord och spara om den som .xlsx.",
    ),
    "workbook_too_large": (
        _E,
        "The workbook unpacks to more than {limit} MB. Save the sheet as CSV and import that.",
        "Arbetsboken blir större än {limit} MB uppackad. Spara bladet som CSV och läs in det i stället.",
    ),
    "no_such_sheet": (
        _E,
        "There is no sheet “{sheet}”. The workbook has: {found}. Correct sheet under [source].",
        "Det finns inget blad ”{sheet}”. Arbetsboken har: {found}. Rätta sheet under [source].",
    ),
    # The mapping file.
    "mapping_not_toml": (
        _E,
        "The mapping file is not valid TOML: {reason}. Correct it there.",
        "Mappningsfilen är inte giltig TOML: {reason}. Rätta den där.",
    ),
    "mapping_unknown_name": (
        _E,
        "The mapping file says “{name}”, which is not known in [{section}]. Known: {known}.",
        "Mappningsfilen säger ”{name}”, som inte är känt i [{section}]. Kända: {known}.",
    ),
    "mapping_bad_value": (
        _E,
        "The mapping file's {section}.{name} cannot be “{value}”. Write {expected}.",
        "Mappningsfilens {section}.{name} kan inte vara ”{value}”. Skriv {expected_sv}.",
    ),
    "mapping_field_twice": (
        _E,
        "The mapping file gives {name} both as a column and as a constant. Keep one of them.",
        "Mappningsfilen ger {name} både som kolumn och som konstant. Behåll en av dem.",
    ),
    "sign_with_debit_credit": (
        _E,
        "Debit and credit columns say the sign themselves; remove sign = “report” from [amount].",
        "Kolumnerna debet och kredit säger själva tecknet; ta bort sign = ”report” ur [amount].",
    ),
    "amount_and_debit_credit": (
        _E,
        "The mapping gives both amount and debit or credit. Keep either the amount or the debit and credit columns.",
        "Mappningen ger både belopp och debet eller kredit. Behåll antingen beloppet eller debet och kredit.",
    ),
    # Finding the columns.
    "missing_column": (
        _E,
        "No column for {field} ({label}) was found. The file has: {found}. Point it out in a mapping file.",
        "Ingen kolumn för {field} ({label_sv}) hittades. Filen har: {found}. Peka ut den i en mappningsfil.",
    ),
    "column_not_found": (
        _E,
        "The mapping says that {field} is the column “{column}”, which the file lacks. The file has: {found}.",
        "Mappningen säger att {field} är kolumnen ”{column}”, som filen saknar. Filen har: {found}.",
    ),
    "column_ambiguous": (
        _E,
        "The file has {times} columns named “{column}”. Give {field} by number instead of by name.",
        "Filen har {times} kolumner som heter ”{column}”. Ange {field} med nummer i stället för namn.",
    ),
    # Rows.
    "too_many_cells": (
        _E,
        "The row has {found} cells but the header {expected}. Put quotation marks round text with the delimiter in it.",
        "Raden har {found} celler men rubriken {expected}. Sätt citattecken runt text som innehåller skiljetecknet.",
    ),
    "missing_value": (
        _E,
        "{label} is empty. Fill it in, or leave the row out of the export.",
        "{label_sv} är tom. Fyll i den, eller ta bort raden ur exporten.",
    ),
    "bad_amount": (
        _E,
        "{label} “{value}” is not an amount in whole öre. Check decimals and grouping, and decimal under [source].",
        "{label_sv} ”{value}” är inte ett belopp i hela ören. Kontrollera decimaler, tusentalsavgränsare "
        "och decimal under [source].",
    ),
    "bad_quantity": (
        _E,
        "{label} “{value}” is not a number with at most six decimals. Correct the cell.",
        "{label_sv} ”{value}” är inte ett tal med högst sex decimaler. Rätta cellen.",
    ),
    "bad_period": (
        _E,
        "{label} “{value}” is not a month. Write it as 2018-08 or 201808.",
        "{label_sv} ”{value}” är inte en månad. Skriv den som 2018-08 eller 201808.",
    ),
    "bad_date": (
        _E,
        "{label} “{value}” is not a date. Write it as 2018-08-31.",
        "{label_sv} ”{value}” är inte ett datum. Skriv det som 2018-08-31.",
    ),
    "bad_code": (
        _E,
        "{label} “{value}” is not a code: at most {limit} characters and no line break are allowed. Correct the cell.",
        "{label_sv} ”{value}” är inte en kod: högst {limit} tecken och ingen radbrytning får finnas. Rätta cellen.",
    ),
    "bad_account": (
        _E,
        "{label} “{value}” is not an account number. Write the number alone, for example 5020.",
        "{label_sv} ”{value}” är inte ett kontonummer. Skriv bara numret, till exempel 5020.",
    ),
    "bad_choice": (
        _E,
        "{label} “{value}” is not one of {known}. Correct the cell.",
        "{label_sv} ”{value}” är inte något av {known}. Rätta cellen.",
    ),
    "summary_line": (
        _W,
        "The line “{value}” is a sum, not a row of its own, and is left out.",
        "Raden ”{value}” är en summering, inte en egen rad, och räknas inte med.",
    ),
    "account_with_name": (
        _W,
        "The account cell “{value}” also holds a name; the number {account} is used.",
        "Kontocellen ”{value}” innehåller också ett namn; numret {account} används.",
    ),
    "closing_period": (
        _W,
        "Period {value} is a closing period and is counted in December.",
        "Period {value} är en bokslutsperiod och räknas till december.",
    ),
    "opening_period": (
        _W,
        "Period {value} holds opening balances, which are not postings; the row is left out.",
        "Period {value} innehåller ingående balanser, som inte är transaktioner; raden räknas inte med.",
    ),
    # Ledger rows together.
    "several_organisations": (
        _E,
        "The row belongs to {found} but the file began with {expected}. Import one file for each organisation.",
        "Raden hör till {found} men filen började med {expected}. Läs in en fil per organisation.",
    ),
    "forecast_rows": (
        _I,
        "{rows} forecast rows are not stored by the ledger import; forecasts are given in the follow-up.",
        "{rows} prognosrader lagras inte av ekonomiimporten; prognoser lämnas i uppföljningen.",
    ),
    "voucher_unbalanced": (
        _E,
        "Voucher {voucher} does not balance: the sum is {sum} kronor. Export whole vouchers, or correct the voucher.",
        "Verifikation {voucher} balanserar inte: summan är {sum} kronor. Exportera hela verifikationer, "
        "eller rätta verifikationen.",
    ),
    "vouchers_not_whole": (
        _W,
        "{vouchers} vouchers do not balance. The file has no balance accounts, so this is expected but unproved.",
        "{vouchers} verifikationer balanserar inte. Filen saknar balanskonton, så det är väntat men inte bevisat.",
    ),
    "stated_total_differs": (
        _W,
        "The file's own sum says {stated} kronor but its rows make {found}. Check that no rows are missing.",
        "Filens egen summa är {stated} kronor men raderna ger {found}. Kontrollera att inga rader saknas.",
    ),
}
