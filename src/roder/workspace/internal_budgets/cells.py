"""The door through which a grid writes: single cells, merged with what others wrote, and what they wrote since."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from roder.apps.internalbudgets.actions.cells import WrittenCells
from roder.apps.internalbudgets.actions.cells import visit_grid
from roder.apps.internalbudgets.actions.cells import write_cells
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.cell_queries import lines_now
from roder.apps.internalbudgets.cell_queries import others_here
from roder.apps.internalbudgets.cell_queries import part_sums
from roder.ui.problem_texts import problem_texts
from roder.workspace.internal_budgets.cell_texts import UnreadableChangesError
from roder.workspace.internal_budgets.cell_texts import answer
from roder.workspace.internal_budgets.cell_texts import sent_changes
from roder.workspace.internal_budgets.chosen_unit import writable_unit
from roder.workspace.internal_budgets.grid import form_sent

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

JSON = "application/json"


@require_POST
def cells(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    """Answer a grid: 200 with what became of its changes, 409 when the part is closed, 422 for what is no changes.

    Sent as a form, by a page without its script, it answers with a page.
    """
    chosen = writable_unit(request, year, body, unit)
    if request.content_type != JSON:
        return form_sent(request, chosen)
    try:
        sent = sent_changes(request.body, unit)
    except UnreadableChangesError:
        return JsonResponse({"problems": []}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    written, problems = WrittenCells(), []
    if sent.changes:
        try:
            written = write_cells(chosen.part, sent.changes, acting_user=chosen.person)
        except InternalBudgetRefusedError as refused:
            problems = problem_texts(refused.problems)
    visit_grid(chosen.part, sent.cell, acting_user=chosen.person)
    told = answer(
        written,
        lines_now(chosen.layer, unit, sent.since),
        part_sums(chosen.part, chosen.layer),
        others_here(chosen.part, chosen.person, timezone.now()),
    )
    status = HTTPStatus.CONFLICT if problems else HTTPStatus.OK
    return JsonResponse(told | {"problems": problems}, status=status)
