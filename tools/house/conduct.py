"""Rules on what code may do where: writes, money, clocks, printing, translation."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tools.extract_messages import ARGUMENTS
from tools.extract_messages import called_name
from tools.house.source import DJANGO_FLOORS
from tools.house.source import PURE_FLOORS
from tools.house.source import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.house.source import SourceFile

_WRITES = (
    "save create delete bulk_create bulk_update get_or_create update_or_create asave acreate adelete "
    "abulk_create abulk_update aget_or_create aupdate_or_create"
)
WRITES = frozenset(_WRITES.split())
CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now"})
CLOCK_FUNCTIONS = frozenset({"timezone.localdate", "timezone.localtime", "time.time"})
"""These read the clock only when they are called without a time."""
FIELDS = frozenset({"BigIntegerField", "PositiveBigIntegerField", "IntegerField", "PositiveIntegerField"})
_MONEY = (
    "amount balance budget cost debit credit effect fee forecast frame grant income outturn price revenue "
    "sum total turnover variance kronor"
)
MONEY = frozenset(_MONEY.split())
NOT_MONEY = ("_ore", "_micro", "_count", "_bytes", "_number", "_id", "_rows", "_postings", "_vouchers")

_ANONYMOUS = re.compile(r"%[sdif]")


def dotted(node: ast.expr) -> str:
    """Return a name as it is written (``timezone.now``); calls on the way are left out."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def _calls(source: SourceFile) -> Iterator[ast.Call]:
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield node


def stray_writes(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find writes to the database outside actions. ``update`` counts when it is called as a QuerySet's is."""
    if not source.is_python or not source.path.startswith(DJANGO_FLOORS) or source.is_action:
        return
    for call in _calls(source):
        if not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        by_field = bool(call.keywords) and not call.args
        is_update = name in {"update", "aupdate"} and (by_field or ".objects." in dotted(call.func))
        if name in WRITES or is_update:
            yield call.lineno, f".{name}() belongs in an action: one transaction, acting_user, audit row"


def float_money(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find floats on the pure floors, and true division of öre anywhere in the source."""
    if not source.is_python or not source.path.startswith("src/"):
        return
    for node in source.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _holds_ore(node):
            yield (
                node.lineno,
                "dividing öre makes a float; use money.allocate, //, or Decimal and say how it rounds",
            )
        if not source.path.startswith(PURE_FLOORS):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
            yield node.lineno, "float() has no place on this floor; money is whole öre, rates are Decimal"
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"{node.value} is a float; money is whole öre, rates are Decimal('…')"


def _holds_ore(node: ast.BinOp) -> bool:
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)]
    words = [part.id if isinstance(part, ast.Name) else part.attr for part in names]
    return any(word.endswith("_ore") for word in words) and "Decimal" not in words


def stray_clocks(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find clocks read below actions and surfaces."""
    below = source.path.startswith((*PURE_FLOORS, "src/roder/ui/", "src/roder/apps/"))
    if not source.is_python or not below or source.is_action or "/management/" in source.path:
        return
    for call in _calls(source):
        name = dotted(call.func)
        last_two = ".".join(name.split(".")[-2:])
        if last_two in CLOCKS or (last_two in CLOCK_FUNCTIONS and not call.args):
            yield call.lineno, f"{name}() reads the clock; take today or now as an argument"


def money_fields(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find model fields that hold money under another name than ``…_ore``, or as another kind of number."""
    if not source.is_python or not source.path.startswith("src/roder/apps/"):
        return
    for node in source.nodes:
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
            continue
        name, kind = dotted(node.targets[0]), called_name(node.value)
        is_money = bool(set(name.split("_")) & MONEY)
        if kind in FIELDS and is_money and not name.endswith(NOT_MONEY):
            yield node.lineno, f"{name}: a field that holds money ends in _ore"
        elif kind == "BigIntegerField" and not name.endswith(NOT_MONEY):
            yield node.lineno, f"{name}: a BigIntegerField says its unit: _ore, _count, _bytes …"
        elif kind in {"DecimalField", "FloatField"} and (is_money or name.endswith("_ore")):
            yield node.lineno, f"{name}: money is whole öre in a BigIntegerField"


def prints(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find printing in the product; tools and tests talk to developers."""
    if not source.is_python or not source.path.startswith("src/"):
        return
    for call in _calls(source):
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            yield call.lineno, "print(): a command writes to self.stdout, everything else logs"


def untranslatable(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find translation calls whose text a catalogue cannot hold."""
    if not source.is_python or source.is_test:
        return
    for call in _calls(source):
        name = called_name(call)
        roles = ARGUMENTS.get(name)
        if roles is None or (name == "_" and not isinstance(call.func, ast.Name)):
            continue
        for argument in call.args[: len(roles)]:
            fault = _fault(argument)
            if fault:
                yield call.lineno, f"{name}(): {fault}"


def _fault(argument: ast.expr) -> str:
    if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
        return "give the text as it stands, no f-string or .format; fill in %(name)s afterwards"
    if _ANONYMOUS.search(argument.value):
        return "name the placeholder, as %(name)s: the order differs between languages"
    if not argument.value.isascii() and set("åäöÅÄÖ") & set(argument.value):
        return "the source text is English; Swedish belongs in the catalogue"
    return ""


RULES = (
    Rule("write-outside-action", "every write is a named act, on record", stray_writes),
    Rule("float-money", "the sum is right to the öre", float_money),
    Rule("clock", "time is a fact that is handed in, so that answers can be had again", stray_clocks),
    Rule("money-field", "the unit stands in the name", money_fields),
    Rule("print", "stdout is for results", prints),
    Rule("untranslatable", "every text must be able to be Swedish", untranslatable),
)
