"""One example or more of every component, with made-up figures: what the living page and the tests show."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from django import forms

from roder.devtools.specimen_tables import chart
from roder.devtools.specimen_tables import line_chart
from roder.devtools.specimen_tables import sankey
from roder.devtools.specimen_tables import table
from roder.devtools.specimen_tables import waterfall_chart
from roder.devtools.specimen_tables import wheel
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.proofs import Difference
from roder.domain.proofs import Proof
from roder.ui.templatetags.charts import month_bars
from roder.ui.templatetags.charts import period_lines
from roder.ui.templatetags.charts import waterfall

if TYPE_CHECKING:
    from collections.abc import Callable

MILLION = 100_000_000


@dataclass(frozen=True)
class Specimen:
    """A component and the inputs that show it, one set for each state it has.

    ``tag`` names the function of a template tag that fills the template; its keywords are then the inputs.
    """

    name: str
    examples: tuple[dict[str, Any], ...] = field(default=({},))
    tag: Callable[..., dict[str, Any]] | None = None

    @property
    def template(self) -> str:
        """The component's template."""
        return f"ui/components/{self.name}.html"

    def contexts(self) -> list[dict[str, Any]]:
        """Return what the template is given, example by example."""
        return [self.tag(**example) if self.tag else example for example in self.examples]


class ExampleForm(forms.Form):
    """One field of each kind that the product has."""

    name = forms.CharField(label="Name", help_text="As it stands in the decision.")
    amount = forms.IntegerField(label="Amount, tkr", required=False)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    body = forms.ChoiceField(label="Body", choices=[("", "Choose"), ("300", "Education"), ("400", "Social")])
    sign = forms.ChoiceField(
        label="Sign", choices=[("report", "Report"), ("ledger", "Ledger")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="File", help_text="PDF, 10 MB at most.", required=False)


def sent_form() -> ExampleForm:
    """Return the form as it comes back with faults."""
    return ExampleForm(
        {"name": "", "amount": "many", "day": "2018-13-01", "body": "", "sign": ""}, prefix="sent"
    )


PROBLEMS = [
    Problem(
        Severity.ERROR,
        "voucher_unbalanced",
        48213,
        "Voucher L 12 lacks 1.00.",
        "Verifikation L 12 saknar 1,00.",
        3,
    ),
    Problem(
        Severity.WARNING, "account_unknown", None, "Account 9999 has no name.", "Konto 9999 saknar namn.", 1
    ),
]
PROOFS = [
    Proof("checksum", ok=True, expected_ore=7, found_ore=7, detail_en="Agrees.", detail_sv="Stämmer."),
    Proof(
        "closing_balances",
        ok=False,
        expected_ore=12_300,
        found_ore=12_200,
        detail_en="One account differs.",
        detail_sv="Ett konto skiljer sig.",
        compared=2,
        differences=(Difference("1930", 12_300, 12_200),),
    ),
]
PROVENANCE = {
    "batch_number": 2,
    "batch_url": "#batch",
    "file_name": "ledger_2018.se",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "imported_at": datetime(2018, 9, 5, 12, 2, tzinfo=UTC),
    "imported_by": "Karin Ek",
    "rule_name": "Sum of the postings",
    "rule_url": "",
    "line": 48213,
}
QUESTION = {
    "action": "#question",
    "question": "Take batch 2 out of use?",
    "consequence": "The follow-up goes back to the figures before it.",
    "label": "Take it out",
    "danger": True,
}
STEPS = [
    {"label": "Frames decided", "state": "done", "url": "#frames", "note": "2018-06-18"},
    {"label": "Committees answer", "state": "now", "note": "until 2018-09-14"},
    {"label": "The council decides", "state": "ahead"},
]
TABS = [
    {"label": "Follow-up", "url": "#follow-up", "is_current": True},
    {"label": "Measures", "url": "#measures", "is_current": False},
]


def specimens() -> list[Specimen]:
    """Return every component with its examples."""
    return [*_ways(), *_figures(), *_states(), *_forms(), *_proofs()]


def _ways() -> list[Specimen]:
    crumbs = [{"label": "aug 2018", "url": "#up"}, {"label": "Education", "url": ""}]
    pager = {"number": 2, "count": 9, "previous_url": "#1", "next_url": "#3"}
    return [
        Specimen("breadcrumbs", ({"breadcrumbs": crumbs},)),
        Specimen("tabs", ({"tabs": TABS, "tabs_label": "Education"},)),
        Specimen("steps", ({"steps": STEPS, "steps_label": "The way to a budget"},)),
        Specimen("pager", ({"pager": pager},)),
    ]


def _figures() -> list[Specimen]:
    forecast = {"label": "Forecast", "amount_ore": -25 * MILLION, "unit": "mnkr", "kind": "variance"}
    outturn = {
        "label": "Outturn",
        "amount_ore": 8 * MILLION,
        "unit": "mnkr",
        "kind": "amount",
        "url": "#rows",
    }
    unknown = {"label": "Last year", "amount_ore": None, "unit": "mnkr", "kind": "amount"}
    filters = [
        {"label": "Account", "value": "5020", "remove_url": "#all"},
        {"label": "Month", "value": "aug"},
    ]
    return [
        Specimen("key_figure", (forecast | {"main": True, "note": "by rule"}, outturn, unknown)),
        Specimen("chips", ({"filters": filters},)),
        Specimen(
            "data_table", ({"table": table(), "amount_unit": "tkr", "limit_note": "The three largest."},)
        ),
        Specimen("chart", ({"chart": chart(), "csv_url": "#file?x=1"},), tag=month_bars),
        Specimen("line_chart", ({"chart": line_chart(), "csv_url": "#file?x=1"},), tag=period_lines),
        Specimen("waterfall_chart", ({"chart": waterfall_chart(), "csv_url": "#file?x=1"},), tag=waterfall),
        Specimen("sankey", ({"chart": sankey(), "csv_url": "#file?x=1"},)),
        Specimen(
            "year_wheel",
            ({"wheel": wheel(), "wheel_label": "A year", "middle": "1/2", "middle_note": "done"},),
        ),
        Specimen("csv_links", ({"csv_url": "#file?x=1", "csv_name": "the table"},)),
    ]


def _states() -> list[Specimen]:
    codes = ("live", "checked", "refused", "running", "undone", "tertial")
    notice = {"text": "What it is, and what to do.", "url": "#on", "label": "Go on"}
    tones = ("good", "warn", "bad", "live", "quiet")
    no_ledger = {"title": "There is no ledger yet", "text": "Import a file.", "url": "#in", "label": "Import"}
    return [
        Specimen("status", tuple({"code": code} for code in codes)),
        Specimen("notice", tuple({**notice, "tone": tone, "title": tone} for tone in tones)),
        Specimen("empty", (no_ledger, {"title": "Nothing is due"})),
        Specimen("loading", ({"text": "Fetching the rows", "rows": "1234"},)),
        Specimen("progress", ({"percent": 40, "text": "Reading"}, {"percent": None, "text": "Waiting"})),
    ]


def _forms() -> list[Specimen]:
    plain, sent = ExampleForm(), sent_form()
    files = {"name": "files", "field_id": "drop", "is_multiple": True, "accept": ".se", "hint": "SIE 4."}
    file = {"name": "one", "field_id": "drop-one", "is_multiple": False, "accept": ".pdf", "hint": "PDF."}
    late = {"name": "cause-again", "value": "Late", "error": "Give a reason."}
    dialog = {"dialog_id": "ask", "open_label": "Take out of use", "title": "Are you sure?"}
    return [
        Specimen("form_faults", ({"form": sent},)),
        Specimen("field", tuple({"field": one} for one in [*plain, *sent])),
        Specimen("reason_field", ({"name": "cause"}, late)),
        Specimen("file_drop", (files, file | {"errors": ["The file is empty."]})),
        Specimen("confirm_form", ({**QUESTION, "cancel_url": "#back", "reason_name": "why"},)),
        Specimen("dialog", ({**QUESTION, **dialog},)),
    ]


def _proofs() -> list[Specimen]:
    return [
        Specimen("problem_list", ({"problems": PROBLEMS, "caption": "Two kinds of fault"},)),
        Specimen("proofs", ({"proofs": PROOFS},)),
        Specimen("provenance", ({"provenance": PROVENANCE},)),
    ]
