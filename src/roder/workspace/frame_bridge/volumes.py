"""The volume model of a budget year: people × use × price, what it gives each committee, and counts against budget."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.models import VolumeRow
from roder.apps.budgets.volume_queries import volume_book
from roder.apps.budgets.volume_words import volume_key_name
from roder.apps.organisation.queries import bodies
from roder.domain.frame_bridge import budget_years
from roder.domain.money import ORE_PER_UNIT
from roder.domain.volume_faults import WHOLE
from roder.domain.volumes import reconciliation
from roder.domain.volumes import volume_changes
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.frame_bridge.chosen import chosen_bridge
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.volumes import VolumeBook

VOLUME_ACTS = range(333, 335)
"""The numbers of acts on the volume model; the subject is the organisation."""
UNIT_ORE = ORE_PER_UNIT[UNIT]
TENTH = Decimal("0.1")


def volumes(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_reading(request.user)
    key = budget_key(year)
    book, names = volume_book(key), {body.code: body.name for body in bodies(key)}
    chosen = chosen_bridge(request, year)
    may_edit = may_edit_budget(person)
    has_rows = bool(book.keys)
    changes = volume_changes(book, year, UNIT_ORE)
    context: dict[str, Any] = {
        "year": year,
        "tabs": budget_places(year, "volumes"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Volumes"), "")),
        "amount_unit": UNIT,
        "has_rows": has_rows,
        "is_example": VolumeRow.objects.filter(organisation=key, is_example=True).exists(),
        "gives_ore": sum(each.amount_ore for each in changes),
        "need": need_table(book, year) if has_rows else None,
        "volumes": volume_table(book, year, names) if has_rows else None,
        "counts": count_table(book, year - 1, names),
        "counted_year": year - 1,
        "faults": _share_faults(book, year),
        "may_edit": may_edit,
        "reckon_url": chosen.url("frame_bridge_reckon") if chosen and chosen.may_edit else "",
        "import_url": reverse("workspace:volumes_import", args=[year]),
        "csv_url": reverse("workspace:volumes_file", args=[year, "csv"]),
        "workbook_url": reverse("workspace:volumes_file", args=[year, "xlsx"]),
        "entries": object_history(key, VOLUME_ACTS),
    }
    return render(request, "workspace/frame_bridge/volumes.html", context)


def _share_faults(book: VolumeBook, year: int) -> list[str]:
    return [
        _("The committees' parts of %(key)s sum to %(sum)s per cent, not 100.")
        % {"key": volume_key_name(key), "sum": number_text(found)}
        for key, found in book.share_sums(year).items()
        if found != WHOLE
    ]


def need_table(book: VolumeBook, year: int) -> DataTable:
    """Return how many will need each service, year by year: people × use over its ages."""
    years = [year - 1, *budget_years(year)]
    columns = [
        Column(_("Service"), key="key"),
        *(Column(str(each), "text", f"need_{each}") for each in years),
    ]
    rows = [
        Row([Cell(volume_key_name(key)), *(Cell(_number(book.need(key, each))) for each in years)])
        for key in book.keys
        if any(book.need(key, each) is not None for each in years)
    ]
    return DataTable(_("Need: people × use"), columns, rows)


def volume_table(book: VolumeBook, year: int, names: Mapping[str, str]) -> DataTable:
    """Return each committee's volumes with price, and what the change from the year before gives."""
    years = budget_years(year)
    given = {
        (each.key, each.body, each.year): each.amount_ore
        for of_year in years
        for each in volume_changes(book, of_year, UNIT_ORE)
    }
    columns = [
        Column(_("Service"), key="key"),
        Column(_("Committee"), key="body"),
        *(
            Column(_("Volume %(year)s") % {"year": each}, "text", f"volume_{each}")
            for each in [year - 1, *years]
        ),
        Column(_("Price %(year)s") % {"year": year}, "amount", "price_ore"),
        *(Column(_("Gives %(year)s") % {"year": each}, "amount", f"gives_{each}_ore") for each in years),
    ]
    rows = [
        Row(
            [
                Cell(volume_key_name(key)),
                Cell(f"{body} {names.get(body, '')}".strip()),
                *(Cell(_number(book.volume(key, body, each))) for each in [year - 1, *years]),
                Cell(book.price_ore(key, body, year)),
                *(Cell(given.get((key, body, each))) for each in years),
            ]
        )
        for key in book.keys
        for body in book.bodies(key)
    ]
    sums = [sum(ore for place, ore in given.items() if place[2] == each) for each in years]
    blank = [Cell("") for _each in range(len(years) + 2)]
    total = Row([Cell(_("Total")), *blank, Cell(None), *map(Cell, sums)], is_total=True)
    return DataTable(_("Volumes × price"), columns, [*rows, total])


def count_table(book: VolumeBook, counted_year: int, names: Mapping[str, str]) -> DataTable | None:
    """Return counted volumes against budgeted, and what each corrects; ``None`` when nothing is counted."""
    found = reconciliation(book, counted_year, UNIT_ORE)
    if not found:
        return None
    columns = [
        Column(_("Service"), key="key"),
        Column(_("Committee"), key="body"),
        Column(_("Counted on"), "day", "counted_on"),
        Column(_("Months"), "count", "months"),
        Column(_("Budgeted"), "text", "budgeted"),
        Column(_("Counted"), "text", "counted"),
        Column(_("Difference"), "text", "difference"),
        Column(_("Correction"), "amount", "correction_ore"),
    ]
    rows = [
        Row(
            [
                Cell(volume_key_name(each.key)),
                Cell(f"{each.body} {names.get(each.body, '')}".strip()),
                Cell(each.measured_on),
                Cell(each.months),
                Cell(_number(each.budgeted)),
                Cell(_number(each.counted)),
                Cell(_number(each.counted - each.budgeted)),
                Cell(each.amount_ore),
            ]
        )
        for each in found
    ]
    total = [
        Cell(_("Total")),
        *[Cell("") for _each in range(2)],
        Cell(None),
        *[Cell("") for _each in range(3)],
    ]
    last = Row([*total, Cell(sum(each.amount_ore for each in found))], is_total=True)
    return DataTable(_("Reconciliation of volumes %(year)s") % {"year": counted_year}, columns, [*rows, last])


def _number(number: Decimal | None) -> str | None:
    return None if number is None else number_text(number)


def number_text(number: Decimal) -> str:
    """Return a volume with one decimal at most, in the person's language."""
    rounded = number.quantize(TENTH).normalize() + 0
    text = f"{rounded:,f}".replace(",", "\u00a0").replace("-", "\u2212")
    return text.replace(".", ",") if (get_language() or "sv").startswith("sv") else text
