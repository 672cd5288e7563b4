from __future__ import annotations

import json
import re
from datetime import UTC
from datetime import date
from datetime import datetime
from html import unescape

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override

from roder.domain.versions import StaleVersionError
from roder.ui.versions import UNCHOSEN
from roder.ui.versions import Seen
from roder.ui.versions import VersionConflict
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict

BASE = {"name": "Skola", "from": "2018-01-01", "kind": "unit"}
THEIRS = {"name": "Skolan", "from": "2018-01-01", "kind": "unit"}
MINE = {"name": "Skolor", "from": "2018-09-01", "kind": "unit"}
LABELS = {"name": "Name", "from": "In force from"}


def conflict(*, version: int = 4, base: dict[str, str] | None = None, seen: int = 3) -> VersionConflict:
    at = datetime(2018, 9, 5, 12, 2, tzinfo=UTC)
    error = StaleVersionError(theirs=THEIRS, mine=MINE, version=version, saved_by="Nils", saved_at=at)
    begun = Seen(seen, BASE if base is None else base)
    theirs = THEIRS if version else {}
    return version_conflict(error, begun, theirs=theirs, mine=MINE, labels=LABELS)


def shown(found: VersionConflict, language: str = "en") -> str:
    with override(language):
        html = render_to_string("ui/components/version_conflict.html", {"conflict": found, "action": "/x/"})
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def answer(found: VersionConflict, **choices: str) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update({"seen": str(found.seen), "version-mine": found.mine, "other": "kept"})
    given.update({f"version-choice-{name}": choice for name, choice in choices.items()})
    return given


def test_what_only_one_changed_is_proposed_and_a_conflict_is_asked() -> None:
    found = conflict()
    assert [(one.name, one.chosen, one.is_conflict) for one in found.choices] == [
        ("name", "", True),
        ("from", "mine", False),
    ]
    page = shown(found)
    for text in ("Nils saved another version at 2018-09-05 14:02", "Skolan", "Skolor", "It was: Skola"):
        assert text in page, text
    assert "Nils sparade" in shown(found, "sv")


def test_who_had_seen_no_version_is_not_told_that_both_changed_it() -> None:
    page = shown(conflict(base={}, seen=0))
    assert "Both of you changed this" not in page
    assert "The two versions differ here." in page


def test_what_is_gone_leaves_what_was_written_and_no_way_to_save() -> None:
    page = shown(conflict(version=0))
    assert "has been removed" in page
    assert "Skolor" in page
    assert "Save what I have chosen" not in page


def test_the_choice_comes_back_as_the_form_that_was_sent() -> None:
    given = resolved(answer(conflict(), **{"name": "theirs", "from": "mine"}))
    assert (given["name"], given["from"], given["kind"], given["other"]) == (
        "Skolan",
        "2018-09-01",
        "unit",
        "kept",
    )
    assert read_seen(given).version == 4


def test_what_nobody_chose_is_not_saved_but_asked_once_more() -> None:
    given = resolved(answer(conflict(), **{"from": "mine"}))
    assert read_seen(given).version == UNCHOSEN
    assert read_seen(given).values == BASE


@pytest.mark.parametrize("text", ["", "hej", "3", "[1]", "null"])
def test_an_ordinary_form_comes_back_untouched(text: str) -> None:
    given = QueryDict(mutable=True)
    given.update({"name": "Skola", "version-mine": text})
    assert resolved(given) is given
    assert read_seen({"seen": text}) == Seen()


def test_values_are_compared_as_the_form_holds_them() -> None:
    assert texts({"to": None, "from": date(2018, 9, 1), "number": 3}) == {
        "to": "",
        "from": "2018-09-01",
        "number": "3",
    }
    seen = Seen(2, {"å": "ä"}, {"å": "ö"})
    assert read_seen({"seen": str(seen)}) == seen
    assert json.loads(str(seen))["version"] == 2
