"""To write the texts of a tree's document, the political platform among them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.actions.platform import NAMES
from roder.apps.goals.actions.platform import SectionTexts
from roder.apps.goals.actions.platform import add_section
from roder.apps.goals.actions.platform import change_section
from roder.apps.goals.actions.platform import order_sections
from roder.apps.goals.actions.platform import remove_section
from roder.apps.goals.queries import sections_of
from roder.ui.versions import texts
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.tree_forms import OrderForm
from roder.workspace.goals.tree_forms import SectionForm
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import GoalTree
    from roder.apps.goals.models import PlatformSection


def add(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)

    def save(given: dict[str, Any], _seen: int) -> None:
        add_section(shown, SectionTexts(**given), acting_user=person)

    return form_answer(request, _page(shown, _("Add a section")), SectionForm, save)


def change(request: HttpRequest, tree: str, pk: int) -> HttpResponse:
    person = access_goal_editing(request.user)
    section = _chosen(tree, pk)
    stood = {name: getattr(section, name) for name in NAMES}
    page = _page(section.tree, _("Change the section"), version=section.version, stood=texts(stood))

    def save(given: dict[str, Any], seen: int) -> None:
        change_section(section, SectionTexts(**given), seen_version=seen, acting_user=person)

    return form_answer(request, page, lambda given: SectionForm(given, initial=stood), save)


def remove(request: HttpRequest, tree: str, pk: int) -> HttpResponse:
    person = access_goal_editing(request.user)
    section = _chosen(tree, pk)
    page = _page(
        section.tree,
        _("Remove the section"),
        question=section.heading,
        version=section.version,
        danger=True,
    )

    def save(_given: dict[str, Any], seen: int) -> None:
        remove_section(section, seen_version=seen, acting_user=person)

    return form_answer(request, page, PlainForm, save)


def order(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    things = [(str(section.pk), in_language(section, "heading")) for section in sections_of(shown)]

    def save(given: dict[str, Any], _seen: int) -> None:
        keys = [int(key) for key in OrderForm.ordered(given)]
        order_sections(shown, keys, acting_user=person)

    page = _page(shown, _("Put the sections in order"))
    return form_answer(request, page, lambda given: OrderForm(given, things=things), save)


def _chosen(tree: str, pk: int) -> PlatformSection:
    section = sections_of(chosen_tree(tree)).select_related("tree").filter(pk=pk).first()
    if section is None:
        raise Http404(str(pk))
    return section


def _page(tree: GoalTree, title: str, **more: Any) -> FormPage:
    return FormPage(
        title=title,
        button=title,
        done_url=reverse("workspace:goal_tree", args=[tree.code]),
        breadcrumbs=crumbs(tree, last=title),
        **more,
    )
