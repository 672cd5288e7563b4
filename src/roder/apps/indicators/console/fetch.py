"""``roder indicators search`` and ``roder indicators fetch``: the sources, or their stored answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.fetch_jobs import fetch_indicators
from roder.apps.indicators.actions.stored_file_imports import import_stored_file
from roder.apps.indicators.console.taking_up import choose_named_places
from roder.apps.indicators.console.taking_up import indicators_named
from roder.apps.indicators.fetch_queries import fetched_indicators
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.fetch_summary import COUNTED
from roder.apps.indicators.fetch_summary import empty_summary
from roder.apps.indicators.fetch_summary import in_language
from roder.apps.indicators.fetch_summary import joined
from roder.apps.indicators.stored_files import stored_kpis
from roder.apps.ledger.console.named_files import readable
from roder.sources.faults import SourceError

if TYPE_CHECKING:
    from roder.apps.console import ConsoleCommand
    from roder.sources.kolada_shapes import Kpi
    from roder.sources.pxweb import Table


def do_search(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Print the key figures or tables that a source, or its stored answer, has for the words."""
    words, path = " ".join(options["words"]), options["from_file"]
    try:
        if path is not None:
            found = [_kpi(kpi) for kpi in stored_kpis(readable(path).read_bytes(), path.name, words)]
        elif options["source"] == "scb":
            found = [_table(table) for table in fetch_clients.scb().search(words)]
        else:
            found = [_kpi(kpi) for kpi in fetch_clients.kolada().search(words)]
    except SourceError as fault:
        raise RefusedError(fault.message(options["language"]), fault.code) from None
    followed = set(fetched_indicators().values_list("source_reference", flat=True))
    results = [row | {"is_indicator": row["reference"] in followed} for row in found]
    lines = [f"{row['reference']:<8} {row['title']}" for row in results] or [_("Nothing was found.")]
    console.print_result({"ok": True, "results": results, "problems": []}, lines, options)


def _kpi(kpi: Kpi) -> dict[str, Any]:
    return {
        "source": "kolada",
        "reference": kpi.id,
        "title": kpi.title,
        "unit": kpi.unit,
        "by_sex": kpi.is_divided_by_sex,
        "published_on": kpi.published_on.isoformat() if kpi.published_on else None,
        "last_period": kpi.published_period or None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "source": "scb",
        "reference": table.id,
        "title": table.title,
        "unit": None,
        "by_sex": None,
        "published_on": table.updated_on.isoformat() if table.updated_on else None,
        "last_period": table.last_period or None,
    }


def do_fetch(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Fetch what is named, or all that is followed, and print what changed."""
    choose_named_places(options["municipality"], options["compare"])
    if own_place() is None:
        raise RefusedError(
            _("Say which municipality this is with --municipality and its four digits."),
            "municipality_unknown",
        )
    summary, fault = _from_files(options) if options["from_file"] else _from_sources(console, options)
    document = {"ok": fault is None} | in_language(summary, options["language"])
    if fault is not None:
        problem = {
            "severity": "error",
            "code": fault.code,
            "line": None,
            "message": fault.message(options["language"]),
        }
        document["problems"] = [*document["problems"], problem]
    console.print_result(document, _lines(document), options)
    for problem in document["problems"]:
        console.stderr.write(problem["message"])
    if not document["ok"]:
        raise SystemExit(1)


def _from_sources(
    console: ConsoleCommand, options: dict[str, Any]
) -> tuple[dict[str, Any], SourceError | None]:
    try:
        indicators = indicators_named(options)
    except SourceError as fault:
        return empty_summary(), fault
    return fetch_indicators(indicators, progress=_progress(console), acting_user=system_user())


def _from_files(options: dict[str, Any]) -> tuple[dict[str, Any], SourceError | None]:
    """Take in the files in turn; one that cannot be used stops the rest, and what came before is stored."""
    summary = empty_summary()
    for path in options["from_file"]:
        try:
            one = import_stored_file(readable(path).read_bytes(), path.name, acting_user=system_user())
        except SourceError as fault:
            return summary, fault
        summary = joined(summary, one)
    return summary, None


def _lines(document: dict[str, Any]) -> list[str]:
    lines = [f"{row['code']:<10} {_counts(row)}  {row['title']}" for row in document["rows"]]
    lines += [
        f"{change['code']} {change['place'] or '–'} {change['period']} {change['sex']}: {change['old'] or '–'} → {change['new'] or '–'}"
        for change in document["changes"]
    ]
    lines.append(
        _("%(indicators)s indicators, %(observations)s new rows.")
        % {"indicators": document["indicators"], "observations": document["observations"]}
    )
    return lines


def _counts(row: dict[str, Any]) -> str:
    return " ".join(f"{name}={row[name]}" for name in COUNTED if row[name]) or "–"


def _progress(console: ConsoleCommand) -> Any:
    def show(step: str, percent: int) -> None:
        if console.stderr.isatty():
            console.stderr.write(f"\r{step} {percent} % ", ending="")
            console.stderr.flush()

    return show
