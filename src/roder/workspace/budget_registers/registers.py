"""Which register an address means, and the addresses, names and units of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.domain.register_shapes import RegisterKind
from roder.workspace.budget_places import budget_breadcrumbs

if TYPE_CHECKING:
    from django.http import HttpRequest

SLUGS = {
    "investeringar": RegisterKind.PROJECT,
    "taxor": RegisterKind.FEE,
    "bolag": RegisterKind.COMPANY,
    "agardirektiv": RegisterKind.DIRECTIVE,
}
PAGES = {
    RegisterKind.PROJECT: "investments",
    RegisterKind.FEE: "fees",
    RegisterKind.COMPANY: "companies",
    RegisterKind.DIRECTIVE: "companies",
}
UNITS = {
    RegisterKind.PROJECT: "tkr",
    RegisterKind.FEE: "kr",
    RegisterKind.COMPANY: "tkr",
    RegisterKind.DIRECTIVE: "tkr",
}
"""The unit in which amounts are shown and written."""
YEARS_SHOWN = range(-1, 3)
"""A form writes amounts of last year, the budget year and its two plan years."""
REGISTER_EVENTS = {
    RegisterKind.PROJECT: range(2200, 2205),
    RegisterKind.FEE: range(2210, 2215),
    RegisterKind.COMPANY: range(2220, 2225),
    RegisterKind.DIRECTIVE: range(2230, 2235),
}


@dataclass(frozen=True)
class ShownRegister:
    """A register as an address means it, in a budget year."""

    slug: str
    kind: RegisterKind
    year: int

    @property
    def unit(self) -> str:
        """The unit of its amounts."""
        return UNITS[self.kind]

    @property
    def years(self) -> list[int]:
        """The years whose amounts a form writes."""
        return [self.year + each for each in YEARS_SHOWN]

    @property
    def page_url(self) -> str:
        """The page that lists the register."""
        return reverse(f"workspace:{PAGES[self.kind]}", args=[self.year])

    def url(self, name: str, *more: str) -> str:
        """Return the address of an act on the register."""
        return reverse(f"workspace:register_{name}", args=[self.year, self.slug, *more])

    def crumbs(self, *rest: tuple[str, str]) -> list[dict[str, Any]]:
        """Return the way to a page of the register."""
        return budget_breadcrumbs(self.year, (register_name(self.kind), self.page_url), *rest)


def shown_register(year: int, slug: str) -> ShownRegister:
    """Return the register that an address means; raises ``Http404`` for one that is not."""
    if slug not in SLUGS:
        raise Http404(slug)
    return ShownRegister(slug, SLUGS[slug], year)


def register_of(kind: RegisterKind, year: int) -> ShownRegister:
    """Return a register by its kind."""
    slug = next(slug for slug, known in SLUGS.items() if known is kind)
    return ShownRegister(slug, kind, year)


def register_name(kind: RegisterKind) -> str:
    """Return what a register is called."""
    names = {
        RegisterKind.PROJECT: _("Investments"),
        RegisterKind.FEE: _("Fees and charges"),
        RegisterKind.COMPANY: _("Companies"),
        RegisterKind.DIRECTIVE: _("Owner directives"),
    }
    return names[kind]


def register_actions(register: ShownRegister, *, has_entries: bool, may_edit: bool) -> dict[str, Any]:
    """Return the ways on from a register for the fragment workspace/budget_registers/_actions.html."""
    return {
        "may_edit": may_edit,
        "add_url": register.url("add"),
        "import_url": register.url("import"),
        "workbook_url": register.url("export", "xlsx") if has_entries else "",
        "csv_url": register.url("export", "csv") if has_entries else "",
        "name": register_name(register.kind),
    }


def asked_version(request: HttpRequest) -> str:
    """Return the name of the version that an address asks for, empty when it asks for none."""
    return request.GET.get("version", "").strip()
