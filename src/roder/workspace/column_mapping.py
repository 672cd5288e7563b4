"""Pointing out the columns of a CSV file or workbook: the form, and the mapping it makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.ledger.queries import organisations_known
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.mapping import mapping_text
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.reading import open_table

if TYPE_CHECKING:
    from django.http import QueryDict

    from roder.apps.ledger.models import Upload
    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.reading import RawTable

PREVIEW_ROWS = 20
CONSTANT = "="
"""Marks a choice that is a value for the whole file, not a column."""


def _opened(upload: Upload) -> tuple[RawTable, Mapping]:
    kept = parse_mapping(upload.mapping, LEDGER_FIELDS)[0] if upload.mapping else None
    table = open_table(Path(upload.path), kept, LEDGER_FIELDS)
    return table, kept or guess_mapping(table.headers, LEDGER_FIELDS)


def mapping_context(
    upload: Upload, given: QueryDict | None = None, errors: list[str] | None = None
) -> dict[str, Any]:
    """Return the page's context: the first rows, and a choice of column for each of our fields."""
    table, mapping = _opened(upload)
    unit = given.get("unit", "kr") if given else mapping.unit
    sign = given.get("sign", "ledger") if given else mapping.sign
    units = [("kr", _("kronor")), ("tkr", _("thousands of kronor")), ("mnkr", _("millions of kronor"))]
    signs = [
        ("ledger", _("As in the ledger: costs are plus, income is minus")),
        ("report", _("As in reports: income is plus, costs are minus")),
    ]
    return {
        "file_name": upload.file_name,
        "form_url": reverse("workspace:upload_mapping", args=[upload.pk]),
        "headers": _headers(table),
        "preview": [row for _line, row in table.sample[:PREVIEW_ROWS]],
        "fields": [_field_context(field, table, mapping, given) for field in LEDGER_FIELDS],
        "units": [{"value": value, "label": label, "checked": value == unit} for value, label in units],
        "signs": [{"value": value, "label": label, "checked": value == sign} for value, label in signs],
        "mapping_name": given.get("mapping_name", "") if given else Path(upload.file_name).stem,
        "errors": errors or [],
        "breadcrumbs": [
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {"label": upload.file_name, "url": reverse("workspace:upload", args=[upload.pk])},
            {"label": _("Columns"), "url": ""},
        ],
    }


def _headers(table: RawTable) -> list[str]:
    return list(table.headers) or [""] * table.width


def _field_context(
    field: Field, table: RawTable, mapping: Mapping, given: QueryDict | None
) -> dict[str, Any]:
    swedish = (get_language() or "sv").startswith("sv")
    if given is not None:
        chosen = given.get(field.name, "")
    elif field.name in mapping.constants:
        chosen = CONSTANT + mapping.constants[field.name]
    else:
        chosen = _column_number(mapping.columns.get(field.name), table)
    choices = [
        (str(number), header or _("column %(number)s") % {"number": number})
        for number, header in enumerate(_headers(table), start=1)
    ]
    if field.name == "organisation":
        choices += [
            (CONSTANT + row.number, _("%(name)s, for the whole file") % {"name": row.name})
            for row in organisations_known()
            if row.number
        ]
    return {
        "name": field.name,
        "label": field.label_sv if swedish else field.label_en,
        "required": field.required and not field.instead,
        "hint": "",
        "error": "",
        "choices": [
            {"value": value, "label": label, "selected": value == chosen} for value, label in choices
        ],
    }


def _column_number(column: str | int | None, table: RawTable) -> str:
    if column is None:
        return ""
    if isinstance(column, int):
        return str(column)
    return str(table.headers.index(column) + 1) if column in table.headers else ""


def mapping_from_form(given: QueryDict, upload: Upload) -> tuple[str, list[str]]:
    """Return the mapping's TOML text and, when the form does not make one, why."""
    table, before = _opened(upload)
    headers = _headers(table)
    columns: dict[str, str | int] = {}
    constants: dict[str, str] = {}
    for field in LEDGER_FIELDS:
        value = given.get(field.name, "")
        if value.startswith(CONSTANT):
            constants[field.name] = value.removeprefix(CONSTANT)
        elif value.isdigit() and 1 <= int(value) <= len(headers):
            header = headers[int(value) - 1]
            columns[field.name] = header if header and headers.count(header) == 1 else int(value)
    made = replace(
        before,
        columns=columns,
        constants=constants,
        unit=given.get("unit", "kr"),
        sign=given.get("sign", "ledger"),
        header=bool(table.headers),
    )
    text = mapping_text(made)
    _checked, problems = parse_mapping(text, LEDGER_FIELDS)
    language = get_language() or "sv"
    return text, [problem.message(language) for problem in problems if problem.refuses]
