"""Which position in the rows holds which field, for one table and one mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.mapping import guess_mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.reading import RawTable

_SHOWN_HEADERS = 12


def bind(table: RawTable, mapping: Mapping | None, fields: Sequence[Field]) -> tuple[Mapping, dict[str, int]]:
    """Return the mapping in force (guessed when none is given) and field -> 0-based position.

    A header that the mapping names but the table lacks, that stands twice, or a required field
    without a column is noted in the table's log, naming the columns found.
    """
    used = mapping if mapping is not None else guess_mapping(table.headers, fields)
    positions: dict[str, int] = {}
    for name, column in used.columns.items():
        position = _position(table, name, column)
        if position is not None:
            positions[name] = position
    for one in fields:
        given = {*used.columns, *used.constants}
        if one.required and not given & {one.name, *one.instead}:
            table.log.add(
                "missing_column",
                table.header_line or None,
                field=one.name,
                label=one.label_en,
                label_sv=one.label_sv,
                found=shown_columns(table),
            )
    return used, positions


def shown_columns(table: RawTable) -> str:
    """Return the table's columns as a person would name them."""
    names = [header or f"({number})" for number, header in enumerate(table.headers, start=1)]
    if not names:
        return f"1–{table.width}" if table.width else "–"
    more = ["…"] if len(names) > _SHOWN_HEADERS else []
    return ", ".join(names[:_SHOWN_HEADERS] + more)


def _position(table: RawTable, name: str, column: str | int) -> int | None:
    if isinstance(column, int):
        if column <= table.width:
            return column - 1
        matches: list[int] = []
    else:
        matches = [at for at, header in enumerate(table.headers) if header == column.strip()]
        wanted = plain_name(column)
        plain = [plain_name(header) for header in table.headers]
        matches = matches or [at for at, header in enumerate(plain) if wanted and header == wanted]
    if len(matches) == 1:
        return matches[0]
    line = table.header_line or None
    if matches:
        table.log.add("column_ambiguous", line, field=name, column=str(column), times=len(matches))
    else:
        table.log.add("column_not_found", line, field=name, column=str(column), found=shown_columns(table))
    return None
