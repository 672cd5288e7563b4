"""Each house rule against lines that must pass and lines that must not; and the checkout itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tools import house_rules
from tools.house.source import SourceFile

ROOT = Path(__file__).resolve().parents[2]

DOMAIN = "src/roder/domain/frames.py"
QUERIES = "src/roder/apps/budgets/queries.py"
MODELS = "src/roder/apps/budgets/models.py"
ACTIONS = "src/roder/apps/budgets/actions.py"
TEMPLATE = "src/roder/workspace/templates/workspace/start.html"
COMPONENT = "src/roder/ui/templates/ui/components/card.html"
MACHINE_FOLDER = "/" + "home/karin/roder"
HOST = "pypi" + ".org"


@dataclass(frozen=True)
class Sample:
    rule: str
    path: str
    text: str

    def breaks(self) -> bool:
        found = house_rules.findings(SourceFile(self.path, self.text))
        return any(finding.rule == self.rule for finding in found)


BAD = [
    Sample("file-size", DOMAIN, "x = 1\n" * 401),
    Sample("file-size", TEMPLATE, "<p></p>\n" * 121),
    Sample("function-size", DOMAIN, "def f():\n" + "    x = 1\n" * 40),
    Sample("function-size", "tests/x/test_x.py", "def test_f():\n" + "    x = 1\n" * 40),
    Sample("swedish-name", DOMAIN, "avgränsning = 1\n"),
    Sample("swedish-name", DOMAIN, "def sum_of_utfall():\n    '''Sum.'''\n"),
    Sample("swedish-name", DOMAIN, "class NamndFrame:\n    '''Frame.'''\n"),
    Sample("docstring", DOMAIN, "def headroom_ore(frames):\n    return 1\n"),
    Sample(
        "docstring",
        DOMAIN,
        "class Frame:\n    '''A frame.'''\n    def headroom_ore(self):\n        return 1\n",
    ),
    Sample("bare-silencer", DOMAIN, "x = y  # type: ignore\n"),
    Sample("bare-silencer", DOMAIN, "x = y  # type: ignore[attr-defined]\n"),
    Sample("bare-silencer", DOMAIN, "x = y  # noqa\n"),
    Sample("bare-silencer", "tests/domain/test_x.py", "x = y  # type: ignore\n"),
    Sample("bare-silencer", DOMAIN, "x = y  # noqa: F821\n"),
    Sample("bare-silencer", DOMAIN, "if x:  # pragma: no cover\n    y = 1\n"),
    Sample("write-outside-action", QUERIES, "frame.save()\n"),
    Sample("write-outside-action", QUERIES, "Frame.objects.create(amount_ore=1)\n"),
    Sample("write-outside-action", QUERIES, "Frame.objects.filter(year=1).update(amount_ore=1)\n"),
    Sample("write-outside-action", QUERIES, "Frame.objects.filter(year=1).update(**values)\n"),
    Sample("write-outside-action", "src/roder/workspace/frames.py", "Frame.objects.bulk_create(rows)\n"),
    Sample("write-outside-action", "src/roder/workspace/frames.py", "form.save()\n"),
    Sample("write-outside-action", MODELS, "frames.delete()\n"),
    Sample("float-money", DOMAIN, "rate = float(text)\n"),
    Sample("float-money", DOMAIN, "rate = 0.5\n"),
    Sample("float-money", QUERIES, "share = row.outturn_ore / row.budget_ore\n"),
    Sample("clock", DOMAIN, "now = datetime.now(tz=UTC)\n"),
    Sample("clock", QUERIES, "today = datetime.date.today()\n"),
    Sample("clock", QUERIES, "today = timezone.localdate()\n"),
    Sample("clock", QUERIES, "now = timezone.now()\n"),
    Sample("money-field", MODELS, "class Frame:\n    amount = models.BigIntegerField()\n"),
    Sample("money-field", MODELS, "class Frame:\n    net_budget = models.IntegerField()\n"),
    Sample("money-field", MODELS, "class Frame:\n    size = models.BigIntegerField()\n"),
    Sample("money-field", MODELS, "class Frame:\n    amount_ore = models.DecimalField()\n"),
    Sample("print", QUERIES, "print('x')\n"),
    Sample("untranslatable", QUERIES, "x = _(f'{count} rows')\n"),
    Sample("untranslatable", QUERIES, "x = gettext('{} rows'.format(count))\n"),
    Sample("untranslatable", QUERIES, "x = gettext('%s rows' % count)\n"),
    Sample("untranslatable", QUERIES, "x = gettext('%s rows') % count\n"),
    Sample("untranslatable", QUERIES, "x = pgettext('budget', name)\n"),
    Sample("untranslatable", QUERIES, "x = gettext('Nämnd')\n"),
    Sample("component-inputs", COMPONENT, "<div>{{ title }}</div>\n"),
    Sample("component-inputs", COMPONENT, "{# A card. #}\n<div>{{ title }}</div>\n"),
    Sample("inline-code", TEMPLATE, "<p style='color: red'>\n"),
    Sample("inline-code", TEMPLATE, "<p\n  class='x'\n  style='color: red'>\n"),
    Sample("inline-code", TEMPLATE, "<style>p {}</style>\n"),
    Sample("inline-code", TEMPLATE, "<script>go()</script>\n"),
    Sample("inline-code", TEMPLATE, "<script type='module'>go()</script>\n"),
    Sample("inline-code", TEMPLATE, "<button onclick='go()'>\n"),
    Sample("inline-code", TEMPLATE, "<a href='javascript:go()'>\n"),
    Sample("swedish-source", TEMPLATE, "<p>Nämnd</p>\n"),
    Sample("swedish-source", TEMPLATE, "{% translate 'Nämnd' %}\n"),
    Sample("named-place", "docs/settings.md", f"Put it in {MACHINE_FOLDER}.\n"),
    Sample("named-place", "Makefile", f"fetch https://{HOST}/simple\n"),
    Sample("unused-allowance", DOMAIN, "x = 1  # house: allow print: it used to print here\n"),
]

GOOD = [
    Sample("file-size", DOMAIN, "x = 1\n" * 400),
    Sample("file-size", "src/roder/ui/static/ui/vendor/htmx.js", "x\n" * 4000),
    Sample("function-size", DOMAIN, "def f():\n" + "    x = 1\n" * 39),
    Sample("function-size", DOMAIN, "def f():\n    '''Say.\n" + "\n" * 20 + "    '''\n" + "    x = 1\n" * 39),
    Sample("swedish-name", DOMAIN, "outturn_ore = 'utfall, nämnd'\n"),
    Sample("docstring", DOMAIN, "def headroom_ore(frames):\n    '''Return the headroom.'''\n"),
    Sample("docstring", DOMAIN, "def _headroom(frames):\n    return 1\n"),
    Sample("docstring", QUERIES, "def frames_of(committee):\n    return 1\n"),
    Sample("bare-silencer", DOMAIN, "x = y  # type: ignore[attr-defined]  # pyiceberg ships no types\n"),
    Sample("bare-silencer", DOMAIN, "@njit  # type: ignore[untyped-decorator]\ndef _f():\n    return 1\n"),
    Sample("bare-silencer", DOMAIN, "x = y  # noqa: F821 the name is made by the loader\n"),
    Sample("bare-silencer", DOMAIN, "x = 'use # noqa'\n"),
    Sample("bare-silencer", "tests/domain/test_x.py", "x = y  # type: ignore[arg-type]\n"),
    Sample("write-outside-action", ACTIONS, "frame.save()\n"),
    Sample("write-outside-action", "src/roder/apps/budgets/actions/frames.py", "Frame.objects.create()\n"),
    Sample("write-outside-action", QUERIES, "seen.update(names)\ndigest.update(block)\n"),
    Sample("write-outside-action", "src/roder/columnstore/layout.py", "table.delete(batch)\n"),
    Sample("write-outside-action", "tests/apps/test_frames.py", "frame.save()\n"),
    Sample("float-money", DOMAIN, "rate = Decimal('0.5') / 3\nhalf_ore = total_ore // 2\n"),
    Sample("float-money", DOMAIN, "share = Decimal(outturn_ore) / budget_ore\n"),
    Sample("float-money", "src/roder/workspace/jobs.py", "wait(0.5)\n"),
    Sample("clock", ACTIONS, "now = timezone.now()\n"),
    Sample("clock", "src/roder/workspace/start.py", "today = timezone.localdate()\n"),
    Sample("clock", "src/roder/ui/templatetags/period.py", "there = timezone.localtime(moment)\n"),
    Sample("money-field", MODELS, "class Frame:\n    amount_ore = models.BigIntegerField()\n"),
    Sample("money-field", MODELS, "class Batch:\n    size_bytes = models.BigIntegerField()\n"),
    Sample("money-field", MODELS, "class Frame:\n    year = models.IntegerField()\n"),
    Sample("print", "tools/make_sie.py", "print('x')\n"),
    Sample("print", QUERIES, "self.stdout.write('x')\n"),
    Sample("untranslatable", QUERIES, "x = gettext('%(count)s rows') % {'count': count}\n"),
    Sample("untranslatable", QUERIES, "x = ngettext('%(n)s row', '%(n)s rows', n) % {'n': n}\n"),
    Sample("untranslatable", QUERIES, "for _ in rows:\n    x = 1\n"),
    Sample("component-inputs", COMPONENT, "{# A card. Inputs: title (text). #}\n<div>{{ title }}</div>\n"),
    Sample(
        "component-inputs", COMPONENT, "{% load i18n %}\n{% comment %}\nA card.\nInputs:\n{% endcomment %}\n"
    ),
    Sample("inline-code", TEMPLATE, "<script src='x.js' type='module'></script>\n"),
    Sample("inline-code", TEMPLATE, "<script type='application/json' id='x'>{}</script>\n"),
    Sample("inline-code", TEMPLATE, "{# <p style='x'> is refused #}\n<p data-style='x' data-on='y'>\n"),
    Sample("swedish-source", TEMPLATE, "{# nämnd #}\n{% translate 'Committee' %}\n"),
    Sample(
        "named-place", "docs/settings.md", "A database: sqlite:////var/lib/roder/db, a page /work/start\n"
    ),
    Sample("named-place", "docs/x.md", "Write to <https://example.org/home/page>.\n"),
    Sample("unused-allowance", QUERIES, "print('x')  # house: allow print: the shell reads this line\n"),
    Sample("print", QUERIES, "# house: allow print: the shell reads this line\nprint('x')\n"),
]


def describe(sample: Sample) -> str:
    return f"{sample.rule}-{sample.text[:30]!r}"


@pytest.mark.parametrize("sample", BAD, ids=describe)
def test_a_breach_is_found(sample: Sample) -> None:
    assert sample.breaks()


@pytest.mark.parametrize("sample", GOOD, ids=describe)
def test_what_is_right_passes(sample: Sample) -> None:
    assert not sample.breaks()


def test_every_rule_has_samples_of_both_kinds() -> None:
    rules = {rule.name for rule in house_rules.RULES} | {"unused-allowance"}
    assert {sample.rule for sample in BAD} == rules
    assert {sample.rule for sample in GOOD} == rules


def test_an_allowance_without_a_reason_allows_nothing() -> None:
    assert Sample("print", QUERIES, "print('x')  # house: allow print: x\n").breaks()


def test_a_breach_is_named_by_line_and_the_files_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "src/roder/apps/x/vendor").mkdir(parents=True)
    (tmp_path / "src/roder/apps/x/queries.py").write_text("x = 1\nprint(x)\n")
    (tmp_path / "src/roder/apps/x/vendor/theirs.py").write_text("print(1)\n")
    lines = house_rules.report(tmp_path, house_rules.checkout_files(tmp_path))
    assert [line.rsplit(": ", 2)[0] for line in lines] == ["src/roder/apps/x/queries.py:2: print"]


def test_the_checkout_keeps_its_rules() -> None:
    lines = house_rules.report(ROOT, house_rules.checkout_files(ROOT))
    assert not lines, "\n".join(lines)
