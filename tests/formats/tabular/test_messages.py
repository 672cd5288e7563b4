from __future__ import annotations

import re
import string
from pathlib import Path

from roder.formats.tabular.messages import MESSAGES

ROOT = Path(__file__).parents[3]


def test_every_code_is_documented_and_no_other() -> None:
    page = (ROOT / "docs/formats/tabular.md").read_text()
    documented = set(re.findall(r"^\| `([a-z_]+)` \| (?:error|warning|info) \|", page, re.MULTILINE))
    assert documented == set(MESSAGES)


def test_documented_weight_is_the_weight() -> None:
    page = (ROOT / "docs/formats/tabular.md").read_text()
    for code, weight in re.findall(r"^\| `([a-z_]+)` \| (error|warning|info) \|", page, re.MULTILINE):
        assert MESSAGES[code][0] == weight


def test_both_sentences_name_the_same_facts() -> None:
    for _, english, swedish in MESSAGES.values():
        facts = [
            {name.removesuffix("_sv") for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (english, swedish)
        ]
        assert facts[0] == facts[1]


def test_every_code_is_used() -> None:
    source = "".join(
        path.read_text()
        for path in (ROOT / "src/roder/formats/tabular").glob("*.py")
        if path.name != "messages.py"
    )
    assert [code for code in MESSAGES if f'"{code}"' not in source] == []
