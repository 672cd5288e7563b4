"""The grid of a unit's budget: a page of inputs that works by itself, and what the script makes a grid of."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roder.apps.internalbudgets.actions.cells import WrittenCells
from roder.apps.internalbudgets.actions.cells import write_cells
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.cell_queries import part_sums
from roder.apps.internalbudgets.comment_queries import comments_of
from roder.apps.internalbudgets.line_words import line_words
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import layer_lines
from roder.domain.cell_merging import WHOLE_LINE
from roder.ui.formatting import moment_text
from roder.ui.problem_texts import problem_text
from roder.ui.problem_texts import problem_texts
from roder.ui.problem_texts import say_problems
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.internal_budgets.cell_form import ROWS_ON_A_PAGE
from roder.workspace.internal_budgets.cell_form import form_changes
from roder.workspace.internal_budgets.cell_form import form_row
from roder.workspace.internal_budgets.cell_texts import UnreadableChangesError
from roder.workspace.internal_budgets.cell_texts import change_as_sent
from roder.workspace.internal_budgets.cell_texts import seen_now
from roder.workspace.internal_budgets.chosen_unit import chosen_unit
from roder.workspace.internal_budgets.comments import SEPARATOR
from roder.workspace.internal_budgets.comments import comment_rows
from roder.workspace.internal_budgets.comments import months
from roder.workspace.internal_budgets.grid_data import columns
from roder.workspace.internal_budgets.grid_data import grid_data
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.places import unit_tabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.actions.cells import KeptFromWriting
    from roder.apps.internalbudgets.line_words import LineWords
    from roder.domain.cell_merging import CellChange
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace
    from roder.domain.problems import Problem
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit

PAGE = "sida"


def grid(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    """Show a unit's lines: as a grid when the person may write them now, else to read."""
    return _page(request, chosen_unit(request, year, body, unit), WrittenCells(), [])


def form_sent(request: HttpRequest, chosen: ChosenUnit) -> HttpResponse:
    """Answer the grid sent as an ordinary form: saved, or the page with what could not be."""
    try:
        changes = form_changes(request.POST, chosen.part.unit_code)
    except UnreadableChangesError:
        messages.error(request, _("The form could not be read. Nothing was changed."))
        return redirect(_address(request, chosen))
    try:
        written = write_cells(chosen.part, changes, acting_user=chosen.person)
    except InternalBudgetRefusedError as refused:
        say_problems(request, refused.problems)
        return redirect(_address(request, chosen))
    if written.written:
        text = ngettext("%(count)s cell was saved.", "%(count)s cells were saved.", written.written)
        messages.success(request, text % {"count": written.written})
    if written.conflicts or written.faults:
        return _page(request, chosen, written, changes)
    return redirect(_address(request, chosen))


def _address(request: HttpRequest, chosen: ChosenUnit) -> str:
    page = request.POST.get(PAGE, "")
    query = f"?{PAGE}={page}" if page.isdigit() else ""
    return f"{chosen.url('internal_budget_grid')}{query}"


def _page(
    request: HttpRequest, chosen: ChosenUnit, written: WrittenCells, changes: Sequence[CellChange]
) -> HttpResponse:
    budget, unit = chosen.budget, chosen.part.unit_code
    words = line_words(budget.organisation, budget.year)
    lines = layer_lines(chosen.layer, [unit]) if chosen.is_drafted else current_lines(budget, [unit])
    shown = Paginator(lines, ROWS_ON_A_PAGE).get_page(request.POST.get(PAGE) or request.GET.get(PAGE))
    talks = comments_of(budget.organisation, budget.body_code, budget.year, [unit])
    is_writable = chosen.may_write and not chosen.closed
    context = {
        "chosen": chosen,
        "year": budget.year,
        "sums": part_sums(chosen.part, chosen.layer),
        "columns": columns(budget.year),
        "rows": [_row(line, number, words) for number, line in enumerate(shown)],
        "page_number": shown.number,
        "pager": _pager(shown),
        "is_writable": is_writable,
        "closed": problem_texts(chosen.closed) if chosen.may_write else [],
        "words": words,
        "conflicts": [_conflict(each, words, budget.year) for each in written.conflicts],
        "faults": [_fault(each, changes, words, budget.year) for each in written.faults],
        "months": months(),
        "comments": comment_rows(talks, words, budget.year),
        "data": grid_data(chosen, words, talks) if is_writable else None,
        "tabs": unit_tabs(budget.year, budget.body_code, unit, "internal_budget_grid"),
        "breadcrumbs": internal_breadcrumbs(budget.year, budget.body_code, unit, _("Grid")),
    }
    status = HTTPStatus.CONFLICT if written.conflicts else HTTPStatus.OK
    if written.faults and not written.conflicts:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "workspace/internal_budgets/grid.html", context, status=status)


def _pager(shown: Any) -> dict[str, Any]:
    return {
        "number": shown.number,
        "count": shown.paginator.num_pages,
        "previous_url": f"?{PAGE}={shown.previous_page_number()}" if shown.has_previous() else "",
        "next_url": f"?{PAGE}={shown.next_page_number()}" if shown.has_next() else "",
    }


def _row(line: InternalLine, number: int, words: LineWords) -> dict[str, Any]:
    place = line.place
    codes = (place.account, place.activity, place.project, place.counterparty)
    return {**form_row(line, number), "label": line_label(place, words), "place": SEPARATOR.join(codes)}


def line_label(place: LinePlace, words: LineWords) -> str:
    """Return what a line is called: its account with its name, and the other codes."""
    account = f"{place.account} {words.accounts.get(place.account, '')}".strip()
    return " · ".join(filter(None, (account, place.activity, place.project, place.counterparty)))


def _cell_name(change: CellChange, words: LineWords, year: int) -> str:
    labels = {each["cell"]: each["label"] for each in columns(year)}
    cell = labels.get(change.cell, _("the whole line"))
    return f"{line_label(change.place, words)}, {cell}"


def _fault(fault: Problem, changes: Sequence[CellChange], words: LineWords, year: int) -> str:
    change = changes[(fault.line or 1) - 1]
    return f"{_cell_name(change, words, year)}: {change.value}. {problem_text(fault)}"


def _conflict(kept: KeptFromWriting, words: LineWords, year: int) -> dict[str, Any]:
    change = kept.conflict.change
    again = change_as_sent(change, **seen_now(kept))
    return {
        "name": _cell_name(change, words, year),
        "theirs": _("the line is removed") if kept.conflict.theirs is None else _shown(kept.conflict.theirs),
        "mine": _("the line is removed") if change.cell == WHOLE_LINE else _shown(change.value),
        "by": str(kept.by or ""),
        "at": moment_text(kept.at),
        "again": json.dumps([again], ensure_ascii=False),
    }


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return _("the line is changed")
    return amount_as_written(value, "kr") if isinstance(value, int) else str(value)
