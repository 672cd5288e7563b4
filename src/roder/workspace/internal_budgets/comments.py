"""Comments on the numbers of a unit's budget: to read, to write, to answer and to mark as settled."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.internalbudgets.actions.comments import answer_comment
from roder.apps.internalbudgets.actions.comments import comment_on_cell
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.comment_queries import comments_of
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import LinePlace
from roder.ui.formatting import month_name
from roder.ui.problem_texts import say_problems
from roder.workspace.internal_budgets.cell_texts import CODES
from roder.workspace.internal_budgets.chosen_unit import writable_unit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.comment_queries import CellTalk
    from roder.apps.internalbudgets.line_words import LineWords
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit

SEPARATOR = "|"


@require_POST
def comment(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    """Add a comment on a cell, or an answer to one; ``answers`` is the comment that is answered."""
    chosen = writable_unit(request, year, body, unit)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        if request.POST.get("answers"):
            talk = _talk(chosen, request.POST["answers"])
            answer_comment(talk.comment, text, settles="settles" in request.POST, acting_user=chosen.person)
        else:
            place = _place(request.POST.get("place", ""), unit)
            month = request.POST.get("month", "0")
            number = int(month) if month.isdecimal() else -1
            comment_on_cell(chosen.part, place, number, text, acting_user=chosen.person)
        messages.success(request, _("The comment was saved."))
    except InternalBudgetRefusedError as refused:
        say_problems(request, refused.problems)
    return redirect(f"{chosen.url('internal_budget_grid')}#comments")


def _talk(chosen: ChosenUnit, key: str) -> CellTalk:
    budget = chosen.budget
    talks = comments_of(budget.organisation, budget.body_code, budget.year, [chosen.part.unit_code])
    found = next((each for each in talks if str(each.comment.pk) == key), None)
    if found is None:
        raise Http404(key)
    return found


def _place(text: str, unit: str) -> LinePlace:
    codes = [code.strip() for code in text.split(SEPARATOR)][:CODES]
    return LinePlace(unit, *codes)


def months() -> list[dict[str, Any]]:
    """Return the months that a comment may be about."""
    language = get_language() or "sv"
    return [{"number": month, "label": month_name(month, language)} for month in range(1, MONTHS + 1)]


def comment_rows(talks: list[CellTalk], words: LineWords, year: int) -> list[dict[str, Any]]:
    """Return the comments as a page shows them: open ones first."""
    language = get_language() or "sv"
    rows = []
    for each in sorted(talks, key=lambda talk: talk.is_settled):
        row = each.comment
        codes = [row.account, row.activity, row.project, row.counterparty]
        when = f"{month_name(row.month, language)} {year}" if row.month else _("the whole line")
        name = f"{row.account} {words.accounts.get(row.account, '')}".strip()
        label = " · ".join(filter(None, (name, *codes[1:])))
        rows.append(
            {"talk": each, "label": f"{label}, {when}", "place": SEPARATOR.join(codes), "month": row.month}
        )
    return rows
