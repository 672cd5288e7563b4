"""What the pages of positions, drivers and assumptions do alike: fill the table, show what moves, save."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import TypeVar

from django.utils.translation import gettext as _

from roder.apps.internalbudgets.actions.bases import BasisChangedError
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.basis_queries import fingerprint
from roder.formats.tabular.basis_writing import row_texts
from roder.formats.tabular.basis_writing import write_basis
from roder.ui.problem_texts import problem_text
from roder.workspace.internal_budgets.typed_basis import as_file
from roder.workspace.internal_budgets.typed_basis import file_form
from roder.workspace.internal_budgets.typed_basis import given_rows
from roder.workspace.internal_budgets.typed_basis import pasted_rows
from roder.workspace.internal_budgets.typed_basis import typed_table
from roder.workspace.organisation import file_answer
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import file_received

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.basis_queries import Reckoning
    from roder.domain.problems import Problem
    from roder.formats.tabular.basis_tables import BasisTable
    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.mapping import Mapping
    from roder.workspace.internal_budgets.typed_basis import Texts

Value = TypeVar("Value")
REFUSED, STALE = 422, 409
SEEN, TAKES_PLACE = "seen", "takes_place"


@dataclass(frozen=True)
class TypedBasis(Generic[Value]):
    """One page's table: its fields and rows, how it is read, what it comes to, and how it is saved.

    ``reckon`` and ``carry_out`` take the values, the numbers of their rows, and whether reckoned lines take the place of
    others; ``carry_out`` also the fingerprint that the person saw.
    """

    fields: tuple[Field, ...]
    kept: Sequence[Value]
    as_rows: Callable[[Value], list[dict[str, Any]]]
    read: Callable[[bytes, Mapping | None], BasisTable[Value]]
    reckon: Callable[[list[Value], list[int], bool], Reckoning]
    carry_out: Callable[[list[Value], list[int], bool, str], Reckoning]
    read_file: Callable[[bytes], BasisTable[Value]]
    proposed: dict[str, list[str]] = field(default_factory=dict)

    def texts(self, values: Sequence[Value]) -> list[Texts]:
        """Return values as the rows of the table."""
        return [row_texts(row, self.fields) for value in values for row in self.as_rows(value)]


@dataclass
class BasisAnswer:
    """What a page is to show: the rows, what is wrong, what moves; ``is_saved`` leads on instead."""

    rows: list[Texts]
    seen: str
    problems: list[str] = field(default_factory=list)
    reckoning: Reckoning | None = None
    meets: bool = False
    takes_place: bool = False
    is_saved: bool = False
    status: int = 200

    def context(self, basis: TypedBasis[Any], *, is_written: bool) -> dict[str, Any]:
        """Return what the form of the table needs; without a right to write it has no empty rows."""
        return {
            "typed": typed_table(self.rows, basis.fields, basis.proposed, is_written=is_written),
            "is_written": is_written,
            "seen": self.seen,
            "problems": self.problems,
            "meets": self.meets,
            "takes_place": self.takes_place,
        }


def answered(request: HttpRequest, basis: TypedBasis[Any]) -> BasisAnswer:
    """Answer what the form asks: nothing yet, fill in, show what moves, or save."""
    if request.method != "POST":
        return BasisAnswer(basis.texts(basis.kept), fingerprint(basis.kept))
    found = BasisAnswer(given_rows(request.POST.items(), basis.fields), request.POST.get(SEEN, ""))
    act = request.POST.get("act", "")
    if act == "fill":
        _fill(request, basis, found)
        return found
    found.takes_place = request.POST.get(TAKES_PLACE) == "yes"
    values, numbers = _read(basis, found)
    if found.problems:
        found.status = REFUSED
    elif act == "save":
        _save(basis, found, values, numbers)
    else:
        _preview(basis, found, values, numbers, basis.reckon(values, numbers, found.takes_place).problems)
    return found


def _fill(request: HttpRequest, basis: TypedBasis[Any], found: BasisAnswer) -> None:
    """Put a pasted block below the rows, or a file in their place; nothing is saved."""
    if not request.FILES.get("file"):
        found.rows += pasted_rows(request.POST.get("paste", ""), basis.fields)
        return
    try:
        content: bytes = file_received(request).read()
    except UnusableFileError as error:
        found.problems, found.status = [str(error)], REFUSED
        return
    table = basis.read_file(content)
    if table.refused:
        found.problems, found.status = [_with_line(each) for each in table.problems], REFUSED
        return
    if not table.rows:
        found.problems, found.status = [_("The file has no row of this unit.")], REFUSED
        return
    found.rows = basis.texts([row.value for row in table.rows])


def _with_line(problem: Problem) -> str:
    text = problem_text(problem)
    return _("Line %(line)s: %(text)s") % {"line": problem.line, "text": text} if problem.line else text


def _read(basis: TypedBasis[Any], found: BasisAnswer) -> tuple[list[Any], list[int]]:
    """Read the rows as a file is read; the first is on the file's second line, under the headings."""
    if not found.rows:
        return [], []
    table = basis.read(as_file(found.rows, basis.fields), file_form(basis.fields))
    for each in table.problems:
        text = problem_text(each)
        row = (each.line or 1) - 1
        found.problems.append(_("Row %(row)s: %(text)s") % {"row": row, "text": text} if row else text)
    return [row.value for row in table.rows], [row.line - 1 for row in table.rows]


def _save(basis: TypedBasis[Any], found: BasisAnswer, values: list[Any], numbers: list[int]) -> None:
    try:
        found.reckoning = basis.carry_out(values, numbers, found.takes_place, found.seen)
    except InternalBudgetRefusedError as error:
        _preview(basis, found, values, numbers, error.problems)
        found.status = REFUSED
    except BasisChangedError:
        found.problems = [
            _(
                "Somebody has saved another table meanwhile. Yours stands below; save again to put it in its place."
            )
        ]
        found.seen, found.status = fingerprint(basis.kept), STALE
    else:
        found.is_saved = True


def _preview(
    basis: TypedBasis[Any],
    found: BasisAnswer,
    values: list[Any],
    numbers: list[int],
    problems: Sequence[Problem],
) -> None:
    """Show what moves and what is wrong; lines that stand in the way alone do not keep the moves from being shown."""
    found.problems = [problem_text(each) for each in problems]
    found.meets = any(each.code == "line_stands_there" for each in problems)
    if all(each.code == "line_stands_there" for each in problems):
        found.reckoning = basis.reckon(values, numbers, True)


def table_file(basis: TypedBasis[Any], form: str, name: str) -> HttpResponse:
    """Return the table as it is kept as a file: ``xlsx``, else CSV."""
    rows = [row for value in basis.kept for row in basis.as_rows(value)]
    is_workbook = form == "xlsx"
    content = write_basis(rows, basis.fields, as_workbook=is_workbook)
    return file_answer(content, f"{name}.{'xlsx' if is_workbook else 'csv'}")
