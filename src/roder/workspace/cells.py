"""What a figure is made of: account groups, accounts, the largest vouchers, and one voucher whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.audit.actions import record_reading
from roder.apps.followup.access import access_vouchers
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.drilling import CellChoice
from roder.apps.followup.drilling import cell_page
from roder.apps.followup.vouchers import voucher_page
from roder.apps.identity.access import access_person
from roder.apps.ledger.access import may_read_imports
from roder.domain.facts import DIMENSION_COLUMNS
from roder.domain.signs import report_sign
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import dimension_label
from roder.workspace.explanations import line_name
from roder.workspace.follow_up import month_or_404
from roder.workspace.provenance import provenance_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.followup.drilling import CellPage
    from roder.apps.followup.vouchers import VoucherPage


def _choice(request: HttpRequest) -> CellChoice:
    given = request.GET
    month = given.get("month", "")
    return CellChoice(
        line=given.get("line", ""),
        group=given.get("group", ""),
        account=given.get("account", ""),
        activity=given.get("activity"),
        project=given.get("project"),
        month=month_or_404(month) if month else None,
    )


def cell(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    reach = access_vouchers(request.user)
    month = month_or_404(period)
    choice = _choice(request)
    try:
        page = cell_page(month, unit, choice, reach)
    except UnknownUnitError:
        raise Http404(unit) from None
    if page.vouchers:
        record_reading(f"{month} {unit}", acting_user=access_person(request.user))
    unit_url = reverse("workspace:follow_up_unit", args=[month, unit])
    context = {
        "title": page.name,
        "period": month,
        "first_month": page.first_month,
        "last_month": page.last_month,
        "amount_unit": "kr",
        "breadcrumbs": [
            {"label": str(month), "url": reverse("workspace:follow_up_period", args=[month])},
            {"label": page.name, "url": unit_url},
            {"label": _("Accounts and vouchers"), "url": ""},
        ],
        "filters": _filters(request, choice),
        "total_ore": page.total_ore,
        "postings": page.postings,
        "sums": _sums_table(request, page),
        "vouchers": _vouchers_table(page),
        "most_vouchers": len(page.vouchers),
        "provenances": [
            provenance_of(batch, with_link=may_read_imports(request.user)) for batch in page.batches
        ],
    }
    return render(request, "workspace/followup/cell.html", context)


def _without(request: HttpRequest, *names: str) -> str:
    kept = {name: value for name, value in request.GET.dict().items() if name not in names}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _filters(request: HttpRequest, choice: CellChoice) -> list[dict[str, str]]:
    given = [
        ("line", _("Report line"), line_name(choice.line)),
        ("group", _("Account group"), choice.group),
        ("account", _("Account"), choice.account),
        ("activity", _("Activity"), choice.activity),
        ("project", _("Project"), choice.project),
        ("month", _("Month"), str(choice.month) if choice.month else ""),
    ]
    return [
        {"label": label, "value": value or _("without code"), "remove_url": _without(request, name)}
        for name, label, value in given
        if value or (value == "" and name in request.GET)
    ]


def _sums_table(request: HttpRequest, page: CellPage) -> DataTable | None:
    if not page.sums:
        return None
    caption = _("By account group") if page.level == "group" else _("By account")
    kept = {name: value for name, value in request.GET.dict().items() if name not in {"group", "account"}}

    def url(code: str) -> str:
        return f"{request.path}?{urlencode(kept | {page.level: code})}"

    rows = [
        Row(
            [
                Cell(row.code, url(row.code)),
                Cell(row.name),
                Cell(row.postings),
                Cell(row.amount_ore, url(row.code)),
            ]
        )
        for row in page.sums
    ]
    total = Row([Cell(_("Total")), Cell(""), Cell(page.postings), Cell(page.total_ore)], is_total=True)
    columns = [
        Column(_("Code")),
        Column(_("Name")),
        Column(_("Postings"), "count"),
        Column(_("Amount"), "amount"),
    ]
    return DataTable(caption, columns, [*rows, total])


def _vouchers_table(page: CellPage) -> DataTable | None:
    if not page.vouchers:
        return None
    columns = [
        Column(_("Voucher")),
        Column(_("Date"), "day"),
        Column(_("Text")),
        Column(_("Postings"), "count"),
        Column(_("Amount"), "amount"),
    ]
    rows = []
    for row in page.vouchers:
        url = (
            reverse("workspace:voucher")
            + "?"
            + urlencode(
                [
                    ("organisation", row.organisation),
                    ("year", row.fiscal_year),
                    ("series", row.series),
                    ("number", row.voucher),
                ]
            )
        )
        name = f"{row.series} {row.voucher}".strip() or _("without number")
        rows.append(
            Row(
                [
                    Cell(name, url),
                    Cell(row.voucher_date),
                    Cell(row.voucher_text),
                    Cell(row.postings),
                    Cell(report_sign(row.amount_ore), url),
                ]
            )
        )
    return DataTable(_("The largest vouchers"), columns, rows)


def voucher(request: HttpRequest) -> HttpResponse:
    reach = access_vouchers(request.user)
    given = request.GET
    year = given.get("year", "")
    if not year.isdigit():
        raise Http404("year")
    page = voucher_page(
        given.get("organisation", ""), int(year), given.get("series", ""), given.get("number", ""), reach
    )
    if page is None:
        raise Http404("voucher")
    first = page.rows[0]
    subject = f"{page.organisation.key} {year} {first.series} {first.voucher}"
    record_reading(subject, acting_user=access_person(request.user))
    context: dict[str, Any] = {
        "title": f"{first.series} {first.voucher}".strip(),
        "voucher_date": first.voucher_date,
        "voucher_text": first.voucher_text,
        "registered": first.registered,
        "organisation": page.organisation.name,
        "amount_unit": "kr",
        "postings": _postings_table(page),
        "balance_ore": _debit(page) - _credit(page),
        "others": page.others,
        "provenance": provenance_of(page.batch, line=first.line, with_link=may_read_imports(request.user))
        if page.batch
        else None,
    }
    return render(request, "workspace/followup/voucher.html", context)


def _debit(page: VoucherPage) -> int:
    own = sum(row.amount_ore for row in page.rows if row.amount_ore > 0)
    return own + (page.others.debit_ore if page.others else 0)


def _credit(page: VoucherPage) -> int:
    own = -sum(row.amount_ore for row in page.rows if row.amount_ore < 0)
    return own + (page.others.credit_ore if page.others else 0)


def _postings_table(page: VoucherPage) -> DataTable:
    used = [name for name in DIMENSION_COLUMNS if any(getattr(row, name) for row in page.rows)]
    columns = [
        Column(_("Account")),
        *(Column(dimension_label(name)) for name in used),
        Column(_("Text")),
        Column(_("Line in file"), "count"),
        Column(_("Debit"), "amount"),
        Column(_("Credit"), "amount"),
    ]

    def named(code: str, names: dict[str, str]) -> Cell:
        return Cell(f"{code} {names.get(code, '')}".strip())

    rows = [
        Row(
            [
                named(row.account, page.account_names),
                *(named(getattr(row, name), page.object_names.get(name, {})) for name in used),
                Cell(row.posting_text),
                Cell(row.line),
                Cell(row.amount_ore if row.amount_ore >= 0 else ""),
                Cell(-row.amount_ore if row.amount_ore < 0 else ""),
            ]
        )
        for row in page.rows
    ]
    empty = [Cell("") for _name in used]
    if page.others:
        label = Cell(_("Rows of other bodies (%(count)s)") % {"count": page.others.postings})
        sums = [Cell(page.others.debit_ore or ""), Cell(page.others.credit_ore or "")]
        rows.append(Row([label, *empty, Cell(""), Cell(""), *sums]))
    sums = [Cell(_debit(page)), Cell(_credit(page))]
    total = Row([Cell(_("Total")), *empty, Cell(""), Cell(""), *sums], is_total=True)
    return DataTable(_("Postings"), columns, [*rows, total], is_sortable=False)
