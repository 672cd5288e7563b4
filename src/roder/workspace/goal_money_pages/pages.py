"""Goals beside money: all of them, one goal, one body; every amount leads to the rows that it is the sum of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.followup.access import follow_up_reach
from roder.apps.followup.goal_money import money_basis
from roder.apps.followup.goal_money_tables import rows_of_goal
from roder.apps.followup.goal_money_tables import table_by_body
from roder.apps.followup.goal_money_tables import table_by_goal
from roder.apps.goals.funding_access import access_funding_reading
from roder.apps.goals.funding_access import funding_reach
from roder.apps.goals.queries import goal_with_code
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.workspace.goal_money.rows import funding_rows
from roder.workspace.goal_money.tables import body_table
from roder.workspace.goal_money.tables import goal_table
from roder.workspace.goal_money.tables import money_url
from roder.workspace.goal_money.words import AMOUNT_UNIT
from roder.workspace.goal_money.years import year_of_tree
from roder.workspace.goal_money.years import years_of
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.followup.goal_money import MoneyBasis
    from roder.apps.followup.goal_money_tables import GoalMoneyTable
    from roder.apps.goals.models import GoalTree
    from roder.ui.tables import DataTable


def chosen_year(request: HttpRequest, tree: GoalTree) -> int:
    """Return the year asked for; else the one that the municipality is in, kept in the tree's own."""
    asked = request.GET.get("year", "")
    if asked.isdigit():
        if int(asked) not in years_of(tree):
            raise Http404(asked)
        return int(asked)
    return year_of_tree(tree)


def _basis(request: HttpRequest, tree_code: str) -> MoneyBasis:
    tree = chosen_tree(tree_code)
    return money_basis(tree, chosen_year(request, tree), follow_up_reach(request.user))


def whole(request: HttpRequest, tree: str) -> HttpResponse:
    access_funding_reading(request.user)
    basis = _basis(request, tree)
    by_goal, by_body = table_by_goal(basis), table_by_body(basis)
    context = _context(request, basis, by_goal, "goal_money") | {
        "title": _("Goals and money %(year)s") % {"year": basis.year},
        "tables": [
            _shown(goal_table(basis, by_goal, _("By goal")), money_url(basis, "goal_money_csv", "mal")),
            _shown(
                body_table(basis, by_body, _("By committee")), money_url(basis, "goal_money_csv", "organ")
            ),
        ],
        "breadcrumbs": crumbs(basis.tree, last=_("Money")),
    }
    return render(request, "workspace/goal_money/money.html", context)


def of_body(request: HttpRequest, tree: str, body: str) -> HttpResponse:
    access_funding_reading(request.user)
    basis = _basis(request, tree)
    if body not in basis.bodies.bodies:
        raise Http404(body)
    table = table_by_goal(basis, body)
    within = basis.bodies.subtree(body)
    rows = [row for row in basis.rows if row.body_code in within]
    context = _context(request, basis, table, "goal_money_body", body) | {
        "title": _("%(body)s: goals and money %(year)s")
        % {"body": basis.body_name(body), "year": basis.year},
        "tables": [_shown(goal_table(basis, table, _("By goal")), "")],
        "rows": funding_rows(rows, basis, funding_reach(request.user)),
        "shows_rows": True,
        "add_url": _add_url(request, basis, body=body),
        "breadcrumbs": [*_money_crumbs(basis), {"label": basis.body_name(body), "url": ""}],
    }
    return render(request, "workspace/goal_money/money.html", context)


def of_goal(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    access_funding_reading(request.user)
    basis = _basis(request, tree)
    goal = goal_with_code(basis.tree, code)
    if goal is None:
        raise Http404(code)
    table = table_by_body(basis, goal)
    context = _context(request, basis, table, "goal_money_goal", code) | {
        "title": _("%(goal)s: money %(year)s") % {"goal": in_language(goal, "title"), "year": basis.year},
        "tables": [_shown(body_table(basis, table, _("By committee")), "")],
        "rows": funding_rows(rows_of_goal(basis, goal), basis, funding_reach(request.user)),
        "shows_rows": True,
        "add_url": _add_url(request, basis, goal=code),
        "goal_url": goal_url(goal),
        "breadcrumbs": [*_money_crumbs(basis), {"label": in_language(goal, "title"), "url": ""}],
    }
    return render(request, "workspace/goal_money/money.html", context)


def file(request: HttpRequest, tree: str, form: str) -> HttpResponse:
    access_funding_reading(request.user)
    basis = _basis(request, tree)
    if form == "mal":
        table = goal_table(basis, table_by_goal(basis), _("By goal"))
    elif form == "organ":
        table = body_table(basis, table_by_body(basis), _("By committee"))
    else:
        raise Http404(form)
    asked = asked_form(request)
    return csv_answer(table, asked, f"mal-pengar-{form}-{basis.year}")


def _shown(table: DataTable, csv_url: str) -> dict[str, Any]:
    return {"table": table, "csv_url": csv_url}


def _money_crumbs(basis: MoneyBasis) -> list[dict[str, Any]]:
    return [*crumbs(basis.tree), {"label": _("Money"), "url": money_url(basis, "goal_money")}]


def _add_url(request: HttpRequest, basis: MoneyBasis, **given: str) -> str:
    reach = funding_reach(request.user)
    may = bool(reach.bodies(basis.bodies) & {given["body"]} if "body" in given else reach.mandates)
    address = money_url(basis, "funding_add")
    return address + "".join(f"&{name}={value}" for name, value in given.items()) if may else ""


def _context(
    request: HttpRequest, basis: MoneyBasis, table: GoalMoneyTable, page: str, *place: str
) -> dict[str, Any]:
    return {
        "tree": basis.tree,
        "tabs": tree_tabs(basis.tree, "goal_money"),
        "year": basis.year,
        "month": basis.month,
        "amount_unit": AMOUNT_UNIT,
        "money": table,
        "years": [
            {
                "year": year,
                "url": money_url(basis, page, *place).replace(f"year={basis.year}", f"year={year}"),
                "is_current": year == basis.year,
            }
            for year in years_of(basis.tree)
        ],
        "add_url": _add_url(request, basis),
        "is_part": not follow_up_reach(request.user).has_whole_of(basis.tree.organisation),
    }
