"""Reads the worked tables of docs/algorithms, so that prose and code cannot drift apart."""

from __future__ import annotations

from pathlib import Path

ALGORITHMS = Path(__file__).parents[1] / "docs" / "algorithms"


def worked_table(name: str, first_heading: str) -> list[list[str]]:
    """Return the cells of the table in docs/algorithms/<name>.md whose first heading is given."""
    rows: list[list[str]] = []
    inside = False
    for line in (ALGORITHMS / f"{name}.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] == first_heading:
            inside = True
        elif inside and not cells:
            break
        elif inside and (not cells[0] or not set(cells[0]) <= set("-:")):
            rows.append(cells)
    if not rows:
        raise LookupError(f"no table with heading {first_heading!r} in {name}.md")
    return rows


def whole_numbers(cell: str) -> list[int]:
    return [int(part) for part in cell.split()]
