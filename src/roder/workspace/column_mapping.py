"""Pointing out the columns of a CSV file or workbook: the form, and the mapping it makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.ledger.queries import mapping_named
from roder.apps.ledger.queries import organisations_known
from roder.apps.ledger.queries import saved_mappings
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.mapping import mapping_text
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.reading import open_table
from roder.ui.versions import Seen
from roder.ui.versions import read_seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from roder.apps.ledger.models import Upload
    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.reading import RawTable

PREVIEW_ROWS = 20
NAME = "mapping_name"
CONSTANT = "="
"""Marks a choice that is a value for the whole file, not a column."""
ELSEWHERE = "@"
"""Marks a column, by its heading, that the mapping names and this file does not have."""
UNITS = (
    ("kr", gettext_lazy("kronor")),
    ("tkr", gettext_lazy("thousands of kronor")),
    ("mnkr", gettext_lazy("millions of kronor")),
)
SIGNS = (
    ("ledger", gettext_lazy("As in the ledger: costs are plus, income is minus")),
    ("report", gettext_lazy("As in reports: income is plus, costs are minus")),
)


def opened(upload: Upload) -> tuple[RawTable, Mapping]:
    kept = parse_mapping(upload.mapping, LEDGER_FIELDS)[0] if upload.mapping else None
    table = open_table(Path(upload.path), kept, LEDGER_FIELDS)
    return table, kept or guess_mapping(table.headers, LEDGER_FIELDS)


def mapping_context(
    upload: Upload, given: QueryDict | None = None, errors: list[str] | None = None
) -> dict[str, Any]:
    """Return the page's context: the first rows, and a choice of column for each of our fields."""
    table, mapping = opened(upload)
    texts = given or form_texts(mapping, table)
    return {
        "file_name": upload.file_name,
        "form_url": reverse("workspace:upload_mapping", args=[upload.pk]),
        "headers": _headers(table),
        "preview": [row for _line, row in table.sample[:PREVIEW_ROWS]],
        "fields": [_field_context(field, table, texts.get(field.name, "")) for field in LEDGER_FIELDS],
        "units": _radios(UNITS, texts.get("unit", "kr")),
        "signs": _radios(SIGNS, texts.get("sign", "ledger")),
        "mapping_name": given.get(NAME, "") if given else offered_name(upload),
        "seen": read_seen(given) if given else _seen(upload, table),
        "errors": errors or [],
        "breadcrumbs": [
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {"label": upload.file_name, "url": reverse("workspace:upload", args=[upload.pk])},
            {"label": _("Columns"), "url": ""},
        ],
    }


def offered_name(upload: Upload) -> str:
    """Return the name of the kept mapping that the file was sent with, otherwise the file's own."""
    same = (row.name for row in saved_mappings() if upload.mapping and row.toml == upload.mapping)
    return next(same, Path(upload.file_name).stem)


def _seen(upload: Upload, table: RawTable) -> Seen:
    """Return the kept mapping that the form builds on, if it builds on one."""
    row = mapping_named(offered_name(upload))
    if row is None or row.toml != upload.mapping:
        return Seen(0, {NAME: offered_name(upload)})
    return Seen(row.version, kept_texts(row.toml, table) | {NAME: row.name})


def kept_texts(toml: str, table: RawTable) -> dict[str, str]:
    """Return a kept mapping as this file's form holds it."""
    mapping, _problems = parse_mapping(toml, LEDGER_FIELDS)
    return form_texts(mapping or Mapping(), table)


def form_texts(mapping: Mapping, table: RawTable) -> dict[str, str]:
    """Return a mapping as the form holds it: for each field a column, a value, or nothing."""
    found = {field.name: _column_text(mapping.columns.get(field.name), table) for field in LEDGER_FIELDS}
    constants = {name: CONSTANT + value for name, value in mapping.constants.items()}
    return found | constants | {"unit": mapping.unit, "sign": mapping.sign}


def shown_text(name: str, text: str, table: RawTable) -> str:
    """Return in words what the form holds for a field."""
    words = {"unit": dict(UNITS), "sign": dict(SIGNS)}.get(name)
    if words is not None:
        return str(words.get(text, text))
    if text.startswith(CONSTANT):
        value = text.removeprefix(CONSTANT)
        names = {row.number: row.name for row in organisations_known()} if name == "organisation" else {}
        return _("%(name)s, for the whole file") % {"name": names.get(value, value)}
    if text.startswith(ELSEWHERE):
        return _("%(heading)s, which this file does not have") % {"heading": text.removeprefix(ELSEWHERE)}
    header = dict(_columns(table)).get(text, "")
    return header or text


def field_label(field: Field) -> str:
    swedish = (get_language() or "sv").startswith("sv")
    return field.label_sv if swedish else field.label_en


def _radios(choices: Iterable[tuple[str, Any]], chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "checked": value == chosen} for value, label in choices]


def _headers(table: RawTable) -> list[str]:
    return list(table.headers) or [""] * table.width


def _columns(table: RawTable) -> list[tuple[str, str]]:
    return [
        (str(number), header or _("column %(number)s") % {"number": number})
        for number, header in enumerate(_headers(table), start=1)
    ]


def _field_context(field: Field, table: RawTable, chosen: str) -> dict[str, Any]:
    choices = _columns(table)
    if field.name == "organisation":
        known = [CONSTANT + row.number for row in organisations_known() if row.number]
        choices += [(text, shown_text(field.name, text, table)) for text in known]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, shown_text(field.name, chosen, table)))
    return {
        "name": field.name,
        "label": field_label(field),
        "required": field.required and not field.instead,
        "hint": "",
        "error": "",
        "choices": [
            {"value": value, "label": label, "selected": value == chosen} for value, label in choices
        ],
    }


def _column_text(column: str | int | None, table: RawTable) -> str:
    if column is None:
        return ""
    if isinstance(column, int):
        return str(column)
    return str(table.headers.index(column) + 1) if column in table.headers else ELSEWHERE + column


def mapping_from_form(given: QueryDict, upload: Upload) -> tuple[str, list[str]]:
    """Return the mapping's TOML text and, when the form does not make one, why."""
    table, before = opened(upload)
    headers = _headers(table)
    columns: dict[str, str | int] = {}
    constants: dict[str, str] = {}
    for field in LEDGER_FIELDS:
        value = given.get(field.name, "")
        if value.startswith(CONSTANT):
            constants[field.name] = value.removeprefix(CONSTANT)
        elif value.startswith(ELSEWHERE):
            columns[field.name] = value.removeprefix(ELSEWHERE)
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
