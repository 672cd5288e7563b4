"""The parts of the book that are reckoned from lines and registers: frames, goals, assignments and the law's list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.documents.queries import document_dates
from roder.apps.documents.queries import documents_of
from roder.apps.documents.queries import with_editions
from roder.apps.goals.models import Assignment
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import sections_of
from roder.apps.goals.queries import trees
from roder.apps.investments.queries import entries
from roder.domain.book_contents import BookFacts
from roder.domain.book_contents import BookPart
from roder.domain.book_contents import checked_parts
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import years_of
from roder.domain.financing_sheet import cells_of_lines
from roder.domain.financing_sheet import sheet_of
from roder.domain.frame_bridge import bridge_of
from roder.domain.register_shapes import RegisterKind
from roder.domain.steering_documents import DocumentKind
from roder.domain.steering_documents import edition_in_force
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.goals.models import GoalTree
    from roder.domain.frame_bridge import BodyBridge
    from roder.workspace.budget_registers.chosen import ChosenBudget


def tree_of_year(key: str, year: int) -> GoalTree | None:
    """Return the goals of a budget year: its own tree, else the latest before it."""
    return trees(key).filter(year__lte=year).first()


def platform_texts(tree: GoalTree | None) -> list[dict[str, str]]:
    """Return the texts of the book's beginning, in the person's language."""
    found = sections_of(tree) if tree else []
    return [{"heading": in_language(one, "heading"), "text": in_language(one, "text")} for one in found]


def goal_rows(tree: GoalTree | None) -> list[dict[str, Any]]:
    """Return the council's goals in their order, each with its page and those below it."""
    if tree is None:
        return []
    found = list(goals_of(tree).filter(body_code=""))
    below: dict[int | None, list[Any]] = {}
    for goal in found:
        below.setdefault(goal.parent_id, []).append(goal)
    return [
        {**_goal(tree, goal), "below": [_goal(tree, one) for one in below.get(goal.pk, [])]}
        for goal in below.get(None, [])
    ]


def _goal(tree: GoalTree, goal: Any) -> dict[str, Any]:
    return {
        "code": goal.code,
        "title": in_language(goal, "title"),
        "text": in_language(goal, "text"),
        "is_financial": goal.is_financial,
        "url": reverse("workspace:goal", args=[tree.code, goal.code]),
    }


def assignment_table(key: str, tree: GoalTree | None, names: Mapping[str, str]) -> DataTable | None:
    """Return the assignments that the goals' book gives, ``None`` when there are none."""
    rows = Assignment.objects.filter(organisation=key, tree=tree).order_by("code") if tree else []
    cells = [
        Row(
            [
                Cell(row.code, reverse("workspace:assignment", args=[row.pk])),
                Cell(in_language(row, "title")),
                Cell(names.get(row.given_to, row.given_to)),
                Cell(row.due),
            ]
        )
        for row in rows
    ]
    columns = [
        Column(_("Code"), key="code"),
        Column(_("Assignment"), key="title"),
        Column(_("Given to"), key="body"),
        Column(_("Due"), "day", "due"),
    ]
    return DataTable(_("Assignments"), columns, cells) if cells else None


def frame_table(chosen: ChosenBudget, names: Mapping[str, str], url: str) -> DataTable:
    """Return each committee's frame of the budget year with its bridge, and of the plan years."""
    year, *plan_years = chosen.years
    bridge = bridge_of(chosen.lines, year)
    later = [bridge_of(chosen.lines, one) for one in plan_years]
    groups = [group for group in ChangeGroup if bridge.total.step_ore(group)]
    shown = [*groups] if len(groups) > 1 else []
    columns = [
        Column(_("Committee"), key="body"),
        *(Column(group_name(group), "amount", f"{group.value}_ore") for group in shown),
        Column(_("Frame %(year)s") % {"year": year}, "amount", f"frame_{year}_ore"),
        *(Column(_("Plan %(year)s") % {"year": one}, "amount", f"frame_{one}_ore") for one in plan_years),
    ]

    def row(of: BodyBridge, label: str, plans: Sequence[int], *, is_total: bool = False) -> Row:
        amounts = [*(of.step_ore(group) for group in shown), of.frame_ore, *plans]
        return Row([Cell(label, url), *(Cell(ore) for ore in amounts)], is_total=is_total)

    rows = [
        row(each, names.get(each.body, each.body), [one.of_body(each.body).frame_ore for one in later])
        for each in bridge.bodies
    ]
    total = row(bridge.total, _("All committees"), [one.total.frame_ore for one in later], is_total=True)
    return DataTable(_("Frames of the committees"), columns, [*rows, total])


def group_name(group: ChangeGroup) -> str:
    """Return what a step of the bridge is called as the heading of a column."""
    names = {
        ChangeGroup.LAST_FRAME: pgettext("step of the bridge", "Last frame"),
        ChangeGroup.TECHNICAL: pgettext("step of the bridge", "Technical"),
        ChangeGroup.INDEX: pgettext("step of the bridge", "Index"),
        ChangeGroup.VOLUME: pgettext("step of the bridge", "Volume"),
        ChangeGroup.DECISION: pgettext("step of the bridge", "Decisions"),
        ChangeGroup.SAVING: pgettext("step of the bridge", "Savings"),
        ChangeGroup.FULL_YEAR: pgettext("step of the bridge", "Full-year effects"),
    }
    return names[group]


def sheet_table(chosen: ChosenBudget, url: str) -> DataTable:
    """Return the result budget line by line as it is printed (DOMAIN 3.6 T1)."""
    labels = {
        line.line: line.text for line in chosen.lines if line.section is BudgetSection.FINANCING and line.text
    }
    sheet = sheet_of({year: cells_of_lines(chosen.lines, year) for year in chosen.years}, labels)
    language = get_language() or "sv"
    columns = [
        Column(_("Line"), key="line"),
        *(Column(str(year), "amount", f"{year}_ore") for year in sheet.years),
    ]
    rows = [
        Row(
            [
                Cell(row.line.name(language), url, is_sum=row.line.is_total),
                *(Cell(row.amount_ore(year), is_sum=row.line.is_total) for year in sheet.years),
            ]
        )
        for row in sheet.rows
        if not row.line.is_optional or any(row.amount_ore(year) for year in sheet.years)
    ]
    return DataTable(_("Result budget"), columns, rows, is_sortable=False)


def book_facts(
    key: str, chosen: ChosenBudget, tree: GoalTree | None, day: date, *, has_balance: bool, result_ore: int
) -> BookFacts:
    """Return what is known of the book for the list of the law, guidelines as they are on a day."""
    year = chosen.version.year
    goals = list(goals_of(tree).filter(body_code="")) if tree else []
    guidelines = documents_of(key).filter(kind=DocumentKind.GUIDELINE)
    in_force = [
        each
        for each in with_editions(guidelines)
        if edition_in_force(document_dates(each).editions, day) is not None
    ]
    companies = entries(key, RegisterKind.COMPANY).values()
    return BookFacts(
        year,
        has_tax_rate=chosen.tax_rate is not None,
        frames=len(bridge_of(chosen.lines, year).bodies),
        financing_lines=sum(line.section is BudgetSection.FINANCING for line in chosen.lines),
        has_balance=has_balance,
        result_ore=result_ore,
        has_imbalance_reason=bool(chosen.proposal and chosen.proposal.imbalance_reason),
        financial_goals=sum(goal.is_financial for goal in goals),
        activity_goals=sum(not goal.is_financial for goal in goals),
        guidelines=len(in_force),
        years=len([one for one in years_of(chosen.lines) if one >= year]),
        companies=sum(bool(entry.years.get(year)) for entry in companies),
    )


def law_table(facts: BookFacts) -> DataTable:
    """Return the list of the law: each part, its paragraph and how it stands."""
    columns = [
        Column(_("What the law asks for"), key="part"),
        Column(_("Paragraph"), key="paragraph"),
        Column(_("State"), "state", "state"),
    ]
    rows = [
        Row([Cell(part_name(each.part)), Cell(each.paragraph), Cell(f"book_{each.state.value}")])
        for each in checked_parts(facts)
    ]
    return DataTable(_("What the law asks of the book"), columns, rows, is_sortable=False)


def part_name(part: BookPart) -> str:
    """Return what the law asks for, in words."""
    names = {
        BookPart.TAX_RATE: _("The tax rate"),
        BookPart.APPROPRIATIONS: _("The appropriations: a frame for each committee"),
        BookPart.FINANCING: _("How the activities are financed"),
        BookPart.POSITION: _("The economic position at the end of the budget year"),
        BookPart.SURPLUS: _("Income exceeds costs, or a reason that the law allows"),
        BookPart.FINANCIAL_GOALS: _("Financial goals for good economic management"),
        BookPart.ACTIVITY_GOALS: _("Goals for the activities"),
        BookPart.GUIDELINES: _("Guidelines for good economic management"),
        BookPart.THREE_YEARS: _("A plan for three years, the budget year first"),
        BookPart.COMPANIES: _("The economy of the companies of the group"),
    }
    return names[part]
