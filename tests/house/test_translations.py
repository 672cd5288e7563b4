"""The Swedish catalogue is complete; and the tools that read, extract and compile catalogues are right."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import catalogues
from tools import extract_messages
from tools import update_messages

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|(?<!%)%[sdif]|\{\w*\}")


def faults(
    entries: list[catalogues.Entry], messages: dict[tuple[str, str], extract_messages.Message]
) -> list[str]:
    known = {entry.key: entry for entry in entries if not entry.is_header}
    found = [f"missing: {key}" for key in messages if key not in known]
    found += [f"no longer in the source: {key}" for key in known if key not in messages]
    found += [f"given twice: {key}" for key in known if sum(entry.key == key for entry in entries) > 1]
    for key, entry in known.items():
        wanted = 2 if entry.plural else 1
        if "fuzzy" in entry.flags:
            found.append(f"fuzzy: {key}")
        if sorted(entry.translations) != list(range(wanted)) or not all(entry.translations.values()):
            found.append(f"not translated: {key}")
        given_names = set(PLACEHOLDER.findall(entry.message + entry.plural))
        for form, text in entry.translations.items():
            names = set(PLACEHOLDER.findall(text))
            may_omit = bool(entry.plural) and form == 0
            if text and (names - given_names or (given_names - names and not may_omit)):
                found.append(f"other placeholders: {key}")
    return found


def translated(message: str, swedish: str, **more: object) -> catalogues.Entry:
    entry = catalogues.Entry(message=message, translations={0: swedish})
    for name, value in more.items():
        setattr(entry, name, value)
    return entry


def wanted(*texts: str) -> dict[tuple[str, str], extract_messages.Message]:
    return {("", text): extract_messages.Message("", text) for text in texts}


def test_the_swedish_catalogue_is_complete() -> None:
    messages = extract_messages.in_folder(ROOT)
    entries = catalogues.read(update_messages.CATALOGUE.read_text(encoding="utf-8"))
    found = faults(entries, messages)
    assert not found, "run `make messages` and fill in:\n" + "\n".join(found)


def test_the_catalogue_compiles_to_what_it_says() -> None:
    entries = catalogues.read(update_messages.CATALOGUE.read_text(encoding="utf-8"))
    compiled = gettext.GNUTranslations(io.BytesIO(catalogues.compile_catalogue(entries)))
    for entry in [entry for entry in entries if all(entry.translations.values())]:
        if entry.plural and entry.context:
            assert compiled.npgettext(entry.context, entry.message, entry.plural, 1) == entry.translations[0]
        elif entry.plural:
            assert compiled.ngettext(entry.message, entry.plural, 1) == entry.translations[0]
            assert compiled.ngettext(entry.message, entry.plural, 2) == entry.translations[1]
        elif entry.context:
            assert compiled.pgettext(entry.context, entry.message) == entry.translations[0]
        elif not entry.is_header:
            assert compiled.gettext(entry.message) == entry.translations[0]


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([], "missing"),
        ([translated("Frame", "")], "not translated"),
        ([translated("Frame", "ram", flags={"fuzzy"})], "fuzzy"),
        ([translated("Frame", "ram"), translated("Goal", "mål")], "no longer in the source"),
        ([translated("Frame", "ram"), translated("Frame", "ram")], "given twice"),
        ([translated("Frame", "ram", plural="Frames")], "not translated"),
    ],
)
def test_an_incomplete_catalogue_is_refused(entries: list[catalogues.Entry], fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(entries, wanted("Frame")))


@pytest.mark.parametrize("swedish", ["rader", "%(other)s rader", "%s rader", "{count} rader"])
def test_placeholders_must_be_the_same(swedish: str) -> None:
    source = "%(count)s rows"
    assert faults([translated(source, "%(count)s rader")], wanted(source)) == []
    assert faults([translated(source, swedish)], wanted(source)) != []


def test_texts_are_found_in_python() -> None:
    text = (
        "a = _('One')\nb = gettext_lazy('Two' ' parts')\nc = pgettext('budget', 'Frame')\n"
        "d = ngettext('%(n)s row', '%(n)s rows', n) % {'n': n}\ne = translation.gettext('Five')\nf = other('Six')\n"
    )
    found = [(item.context, item.message, item.plural) for item in extract_messages.in_python(text)]
    assert sorted(found) == [
        ("", "%(n)s row", "%(n)s rows"),
        ("", "Five", ""),
        ("", "One", ""),
        ("", "Two parts", ""),
        ("budget", "Frame", ""),
    ]


def test_texts_are_found_in_templates() -> None:
    text = (
        '{% load i18n %}<p title="{% trans \'It is (so)\' %}">{% translate "Frame" context "budget" %}</p>'
        "{% blocktranslate count n=rows|length trimmed %}\n One row of {{ name }}\n{% plural %}\n {{ n }} rows\n"
        "{% endblocktranslate %}{{ _('Last') }} {# {% trans 'Not this' %} #}"
    )
    found = [(item.context, item.message, item.plural) for item in extract_messages.in_template(text)]
    assert found == [
        ("", "It is (so)", ""),
        ("budget", "Frame", ""),
        ("", "One row of %(name)s", "%(n)s rows"),
        ("", "Last", ""),
    ]


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone() -> None:
    entries = [translated("Frame", "ram"), translated("Gone", "borta")]
    merged = update_messages.merged(entries, wanted("Frame", "Goal"))
    assert [(entry.message, entry.translations.get(0, "")) for entry in merged[1:]] == [
        ("Frame", "ram"),
        ("Goal", ""),
    ]


def test_a_line_that_is_no_message_is_named() -> None:
    with pytest.raises(catalogues.CatalogueError, match="line 2"):
        catalogues.read('msgid "Frame"\nnonsense\n')


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=150)
texts = st.lists(words, min_size=1, max_size=4).map("\n".join)


@given(
    st.lists(
        st.tuples(words, texts.filter(bool), st.booleans(), texts),
        max_size=6,
        unique_by=lambda item: item[:2],
    )
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, bool, str]]) -> None:
    entries = [
        catalogues.Entry(
            context, message, "many" if plural else "", {0: text, 1: text} if plural else {0: text}
        )
        for context, message, plural, text in rows
    ]
    again = catalogues.read(catalogues.write(entries))
    assert [(entry.key, entry.plural, entry.translations) for entry in again] == [
        (entry.key, entry.plural, entry.translations) for entry in entries
    ]
