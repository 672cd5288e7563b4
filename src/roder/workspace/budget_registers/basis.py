"""What a version's balance sheet and cash flow rest on: written, or fetched from the ledger or last year's budget."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.budgets.version_queries import versions
from roder.apps.investments.access import access_register_editing
from roder.apps.investments.actions.bases import set_basis
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.queries import basis_of
from roder.apps.investments.queries import own_basis_of
from roder.apps.investments.statement_queries import assumed_of
from roder.apps.investments.statement_queries import opening_from_adopted
from roder.apps.investments.statement_queries import opening_from_ledger
from roder.apps.investments.statement_queries import opening_of
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.statements import AssumptionKey
from roder.domain.statements import BalanceItem
from roder.domain.statements import imbalance_ore
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_registers.forms import AmountField
from roder.workspace.budget_registers.statement_words import assumption_name
from roder.workspace.budget_registers.statement_words import item_name
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.investments.models import StatementBasis

UNIT = "tkr"
REFUSED = 422


class BasisForm(PlainForm):
    """The opening balance, where it is from, and what is assumed of each year."""

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        self.years = years
        super().__init__(*args, **kwargs)
        for item in BalanceItem:
            self.fields[f"opening-{item.value}"] = AmountField(UNIT, label=item_name(item))
        self.fields["opening_source"] = forms.CharField(
            label=_("Where the opening balance is from"), max_length=200, required=False
        )
        for year in years:
            for key in AssumptionKey:
                label = f"{assumption_name(key)} {year}"
                self.fields[f"assumed-{year}-{key.value}"] = AmountField(UNIT, label=label)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def parts(self) -> list[dict[str, Any]]:
        """Return the fields under their headings, for the template."""
        opening = [self[f"opening-{item.value}"] for item in BalanceItem]
        found: list[dict[str, Any]] = [
            {"title": _("Opening balance"), "fields": [*opening, self["opening_source"]]}
        ]
        for year in self.years:
            fields = [self[f"assumed-{year}-{key.value}"] for key in AssumptionKey]
            found.append({"title": _("Assumed of %(year)s") % {"year": year}, "fields": fields})
        return found

    def opening(self) -> dict[str, int]:
        """Return the opening balance of a valid form."""
        given = {item.value: self.cleaned_data.get(f"opening-{item.value}") for item in BalanceItem}
        return {name: ore for name, ore in given.items() if ore}

    def assumed(self) -> dict[int, dict[str, int]]:
        """Return what a valid form assumes, by year."""
        found: dict[int, dict[str, int]] = {}
        for year in self.years:
            given = {key.value: self.cleaned_data.get(f"assumed-{year}-{key.value}") for key in AssumptionKey}
            found[year] = {name: ore for name, ore in given.items() if ore}
        return {year: said for year, said in found.items() if said}


def statement_basis(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_register_editing(request.user)
    key = budget_key(year)
    version = versions(key).filter(year=year, pk=pk).first()
    if version is None:
        raise Http404(str(pk))
    kept = basis_of(version)
    years = [year + each for each in range(YEARS_OF_A_BUDGET)]
    given = resolved(request.POST) if request.method == "POST" else None
    form = BasisForm(years, given, initial=_initial(kept) | _fetched(request, key, year))
    if given is not None and form.is_valid():
        try:
            set_basis(
                version,
                opening=form.opening(),
                assumed=form.assumed(),
                opening_source=form.cleaned_data["opening_source"],
                seen_version=read_seen(given).version,
                acting_user=person,
            )
        except RegisterRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            return _conflict(request, version, form, given, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_statements_url(version, "balans"))
    return _page(request, version, form, kept, given)


def _initial(kept: StatementBasis | None) -> dict[str, str]:
    values = {f"opening-{item.value}": amount_as_written(ore) for item, ore in opening_of(kept).items()}
    values["opening_source"] = kept.opening_source if kept else ""
    for year, said in assumed_of(kept).items():
        values |= {f"assumed-{year}-{key.value}": amount_as_written(ore) for key, ore in said.items()}
    return values


def _fetched(request: HttpRequest, key: str, year: int) -> dict[str, str]:
    """Return the opening balance that is asked to be fetched; nothing is saved before the person does."""
    asked = request.GET.get("fetch", "")
    if asked == "ledger":
        found, source = opening_from_ledger(key, year - 1), _("The ledger's closing balance %(year)s")
    elif asked == "budget":
        found, source = opening_from_adopted(key, year - 1), _("The adopted budget of %(year)s")
    else:
        return {}
    if not found:
        return {}
    every = {f"opening-{item.value}": amount_as_written(found.get(item, 0)) for item in BalanceItem}
    return {**every, "opening_source": source % {"year": year - 1}}


def _texts(form: BasisForm, values: dict[str, str]) -> dict[str, str]:
    return texts({name: values.get(name, "") for name in form.fields})


def _conflict(
    request: HttpRequest,
    version: BudgetVersion,
    form: BasisForm,
    given: QueryDict,
    error: StaleVersionError,
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_texts(form, _initial(basis_of(version))),
        mine={name: given.get(name, "") for name in form.fields},
        labels={name: str(field.label) for name, field in form.fields.items()},
    )
    return conflict_page(
        request,
        conflict,
        name=str(version),
        cancel_url=_statements_url(version, "balans"),
        breadcrumbs=_crumbs(version),
    )


def _page(
    request: HttpRequest,
    version: BudgetVersion,
    form: BasisForm,
    kept: StatementBasis | None,
    given: QueryDict | None,
) -> HttpResponse:
    own = own_basis_of(version)
    seen = Seen(own.version if own else 0, _texts(form, _initial(kept)))
    context = {
        "title": _("Opening balance and assumptions"),
        "version": version,
        "form": form,
        "parts": form.parts(),
        "seen": str(read_seen(given)) if given is not None else str(seen),
        "imbalance_ore": imbalance_ore(opening_of(kept)),
        "is_fixed": version.is_frozen and own is not None,
        "ledger_url": f"{request.path}?fetch=ledger",
        "budget_url": f"{request.path}?fetch=budget",
        "before": version.year - 1,
        "cancel_url": _statements_url(version, "balans"),
        "breadcrumbs": _crumbs(version),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_registers/basis.html", context, status=status)


def _statements_url(version: BudgetVersion, part: str) -> str:
    query = urlencode({"version": version.name, "del": part})
    return f"{reverse('workspace:statements', args=[version.year])}?{query}"


def _crumbs(version: BudgetVersion) -> list[dict[str, Any]]:
    return budget_breadcrumbs(
        version.year,
        (_("Result, balance and cash flow"), _statements_url(version, "balans")),
        (_("Opening balance and assumptions"), ""),
    )
