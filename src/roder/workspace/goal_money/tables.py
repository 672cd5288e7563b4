"""The tables of goals and money: the page and its files come from the same values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.queries import verdict_scale
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.goal_money.words import not_followed_text
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import shown_verdict

if TYPE_CHECKING:
    from roder.apps.followup.goal_money import MoneyBasis
    from roder.apps.followup.goal_money_tables import GoalMoneyTable
    from roder.domain.goal_funding import GoalMoney


def money_url(basis: MoneyBasis, page: str, *place: str) -> str:
    """Return the address of a page of a tree's money, in the year that is looked at."""
    path = reverse(f"workspace:{page}", args=[basis.tree.code, *place])
    return f"{path}?{urlencode({'year': basis.year})}"


def goal_table(basis: MoneyBasis, table: GoalMoneyTable, caption: str) -> DataTable:
    """Return goals by money, with how each goal stands beside; totals and what names no goal at the foot."""
    scale = verdict_scale(basis.tree.organisation)
    verdicts = latest_verdicts([line.goal for line in table.lines if line.goal])
    rows = []
    for line in table.lines:
        title = in_language(line.goal, "title") if line.goal else line.name
        verdict = shown_verdict(scale, verdicts.get(line.goal.pk) if line.goal else None)
        url = money_url(basis, "goal_money_goal", line.code)
        name = Cell(title, url, not_followed_text(line.money))
        rows.append(Row([name, Cell(line.code), *_amounts(line.money), Cell(verdict.word)]))
    columns = [*_columns(_("Goal"), "goal"), Column(_("How it stands"), "text", "verdict")]
    return DataTable(caption, columns, [*rows, *_foot(table, [Cell("")])])


def body_table(basis: MoneyBasis, table: GoalMoneyTable, caption: str) -> DataTable:
    """Return bodies by money; totals and what names no goal at the foot."""
    rows = [
        Row(
            [
                Cell(
                    line.name,
                    money_url(basis, "goal_money_body", line.code),
                    not_followed_text(line.money),
                ),
                Cell(line.code),
                *_amounts(line.money),
            ]
        )
        for line in table.lines
    ]
    return DataTable(caption, _columns(_("Body"), "body"), [*rows, *_foot(table, [])])


def _columns(first: str, key: str) -> list[Column]:
    return [
        Column(first, "text", key),
        Column(_("Code"), "text", "code"),
        Column(_("Granted"), "amount", "granted_ore"),
        Column(_("Of it followed by project"), "amount", "followed_ore"),
        Column(_("Granted to date"), "amount", "granted_to_date_ore"),
        Column(_("Used to date"), "amount", "used_to_date_ore"),
        Column(_("Variance to date"), "variance", "variance_to_date_ore"),
        Column(_("Forecast"), "amount", "forecast_ore"),
        Column(_("Left"), "amount", "left_ore"),
    ]


def _amounts(money: GoalMoney) -> list[Cell]:
    part = money.followed
    if part is None:
        return [Cell(money.granted_ore), *[Cell(None)] * 6]
    return [
        Cell(money.granted_ore),
        Cell(part.granted_ore),
        Cell(part.granted_to_date_ore),
        Cell(part.used_to_date_ore),
        Cell(part.granted_to_date_ore - part.used_to_date_ore),
        Cell(part.forecast_ore),
        Cell(part.left_ore),
    ]


def _foot(table: GoalMoneyTable, last: list[Cell]) -> list[Row]:
    def row(label: str, cells: list[Cell], note: str = "") -> Row:
        return Row([Cell(label, note=note), Cell(""), *cells, *last], is_total=True)

    def alone(label: str, amount_ore: int) -> Row:
        return row(label, [Cell(amount_ore), *[Cell(None)] * 6])

    rows = [row(_("Names a goal"), _amounts(table.total), not_followed_text(table.total))]
    if table.frame_ore is not None and table.unassigned_ore is not None:
        rows.append(alone(_("Names no goal"), table.unassigned_ore))
        rows.append(alone(_("All frames") if table.is_whole else _("The frame"), table.frame_ore))
    if table.outside is not None:
        note = not_followed_text(table.outside)
        rows.append(row(_("Outside the frames"), _amounts(table.outside), note))
    return rows
