"""Ideas and knowledge from people in the activities: the list, and one idea with its reply and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.idea_queries import holding_words
from roder.apps.budgetprocess.idea_queries import ideas
from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.budgetprocess.preparation_access import may_contribute
from roder.apps.budgetprocess.preparation_access import may_prepare
from roder.apps.budgetprocess.preparation_access import may_see_author
from roder.apps.budgetprocess.queries import is_locked
from roder.domain.budget_locks import LockedThing
from roder.domain.preparation import IdeaReply
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_preparation.idea_forms import TraceForm
from roder.workspace.budget_preparation.idea_targets import target_url
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import found_idea
from roder.workspace.budget_preparation.places import goal_names
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.words import AMOUNT_UNIT
from roder.workspace.budget_preparation.words import reply_names
from roder.workspace.budget_preparation.words import target_names
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.models import Idea
    from roder.apps.identity.models import User
    from roder.workspace.budget_preparation.places import PreparedYear

IDEAS = range(1970, 1980)
FILTERS = ("q", "reply", "body", "mine")


def listing(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    every = ideas(place.key, year)
    found = list(_chosen(request, person, every))
    mine = [idea for idea in every if idea.author_id == person.pk]
    kept = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    is_open = not is_locked(place.key, year, LockedThing.IDEAS)
    context = {
        **around(place, "budget_ideas"),
        "table": idea_table(person, place, found) if found else None,
        "amount_unit": AMOUNT_UNIT,
        "sums": {"every": len(every), "waiting": sum(idea.reply == IdeaReply.WAITING for idea in every)},
        "mine": [{"idea": idea, "url": _url(idea), "code": f"idea_{idea.reply}"} for idea in mine],
        "asked": {name: kept.get(name, "") for name in FILTERS},
        "replies": reply_names().items(),
        "bodies": [(code, place.name_of(code)) for code in sorted({idea.body_code for idea in every})],
        "is_open": is_open,
        "add_url": reverse("workspace:idea_add", args=[year]) if is_open and may_contribute(person) else "",
        "csv_url": f"{reverse('workspace:budget_ideas_csv', args=[year])}?{urlencode(kept | {'table': '1'})}",
    }
    return render(request, "workspace/budget_preparation/ideas.html", context)


def _chosen(request: HttpRequest, person: User, found: QuerySet[Idea]) -> QuerySet[Idea]:
    words, reply, body = (
        request.GET.get(name, "").replace("\x00", "")[:200] for name in ("q", "reply", "body")
    )
    wanted = Q()
    if reply:
        wanted &= Q(reply=reply)
    if body:
        wanted &= Q(body_code=body)
    if request.GET.get("mine"):
        wanted &= Q(author=person)
    return holding_words(found.filter(wanted), words)


def table_file(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    table = idea_table(person, place, list(_chosen(request, person, ideas(place.key, year))))
    return csv_answer(table, asked_form(request), f"ideer-{year}")


def idea_table(person: User, place: PreparedYear, found: list[Idea]) -> DataTable:
    """Return ideas as a table; the author's name is there for those who may see it."""
    columns = [
        Column(_("Idea"), key="idea"),
        Column(_("Reply"), "state", "reply"),
        Column(_("About"), key="body"),
        Column(_("Amount a year"), "amount", "amount_ore"),
        Column(_("Supported by"), "count", "supports"),
        Column(_("From"), key="author"),
    ]
    rows = [
        Row(
            [
                Cell(idea.title, _url(idea)),
                Cell(f"idea_{idea.reply}"),
                Cell(place.name_of(idea.body_code)),
                Cell(idea.amount_ore),
                Cell(idea.support_count),  # type: ignore[attr-defined] # the query counts them
                Cell(author_of(person, idea, place)),
            ]
        )
        for idea in found
    ]
    return DataTable(_("Ideas and knowledge"), columns, rows)


def _url(idea: Idea) -> str:
    return reverse("workspace:idea", args=[idea.year, idea.pk])


def author_of(person: User, idea: Idea, place: PreparedYear) -> str:
    """Return who wrote an idea, to those who may see it; else that it is not shown."""
    return str(idea.author) if may_see_author(person, idea, place.bodies) else _("name not shown")


def idea(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    found = found_idea(place, pk)
    context = {
        **around(place, "budget_ideas", (found.title, "")),
        "idea": found,
        "code": f"idea_{found.reply}",
        "author": author_of(person, found, place),
        "body": place.name_of(found.body_code),
        "goals": [goal_names(place).get(code, code) for code in found.goals],
        "amount_unit": AMOUNT_UNIT,
        "support_count": found.supports.count(),
        "traces": [
            {"trace": trace, "kind": target_names()[trace.target_kind], "url": target_url(place, trace)}
            for trace in found.traces.all()
        ],
        "entries": _history(person, found, place),
        **_offers(person, found, place),
    }
    return render(request, "workspace/budget_preparation/idea.html", context)


def _history(person: User, idea: Idea, place: PreparedYear) -> list[Any]:
    # The history names the author, and those who support.
    return object_history(idea.subject, IDEAS) if may_see_author(person, idea, place.bodies) else []


def _offers(person: User, idea: Idea, place: PreparedYear) -> dict[str, Any]:
    is_open = not is_locked(place.key, place.year, LockedThing.IDEAS)
    is_own, runs = idea.author_id == person.pk, may_prepare(person)
    has_supported = idea.supports.filter(person=person).exists()
    args = [idea.year, idea.pk]
    may_support = is_open and not is_own and may_contribute(person)
    may_change = is_open and is_own and idea.reply == IdeaReply.WAITING
    return {
        "has_supported": has_supported,
        "support_url": reverse("workspace:idea_support", args=args) if may_support else "",
        "change_url": reverse("workspace:idea_change", args=args) if may_change else "",
        "reply_url": reverse("workspace:idea_reply", args=args) if runs else "",
        "trace_url": reverse("workspace:idea_trace", args=args) if runs else "",
        "trace_form": TraceForm() if runs else None,
    }
