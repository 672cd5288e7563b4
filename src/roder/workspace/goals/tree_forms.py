"""The forms of a goal tree as a whole and of the texts of its document."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeFacts
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.apps.goals.models import GoalTree


def long_text(label: Any, *, required: bool = False, rows: int = 5) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class TreeForm(PlainForm):
    """The version as people say it, its budget year and its title."""

    code = forms.CharField(label=gettext_lazy("Version"), max_length=20)
    year = forms.IntegerField(label=gettext_lazy("Budget year"), min_value=1990, max_value=2099)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)

    def __init__(self, *args: Any, has_code: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "As people say it, for example 2018-2020. It stands in the page's address."
        )
        if not has_code:
            del self.fields["code"]

    @staticmethod
    def facts(given: dict[str, Any]) -> TreeFacts:
        """Return what a valid form describes."""
        return TreeFacts(given["code"].strip(), given["year"], given["title"], given["title_en"])


class LevelsForm(PlainForm):
    """The names of the levels from the top, with an empty place under each; a level without a name goes out."""

    def __init__(self, *args: Any, tree: GoalTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {level["key"]: level for level in tree.levels}
        free = (key for number in count(1) if (key := f"level{number}") not in known)
        self.keys = [key for level in tree.levels for key in (level["key"], next(free))]
        for number, key in enumerate(self.keys, 1):
            level = known.get(key, {})
            self._add(key, number, _("Place %(number)s"), level.get("name", ""))
            self._add(f"{key}_en", number, _("Place %(number)s in English"), level.get("name_en", ""))

    def _add(self, name: str, number: int, label: str, initial: str) -> None:
        self.fields[name] = forms.CharField(
            label=label % {"number": number},
            required=name == OVERALL,
            max_length=80,
            initial=initial,
            widget=forms.TextInput(attrs={"class": "ds-input"}),
        )

    def levels(self, given: dict[str, Any]) -> list[dict[str, str]]:
        """Return the levels that a valid form names."""
        return [
            {"key": key, "name": given[key].strip(), "name_en": given[f"{key}_en"].strip()}
            for key in self.keys
            if given[key].strip()
        ]


def level_texts(levels: list[dict[str, str]]) -> dict[str, str]:
    """Return the levels as the form has them, a field for each name."""
    names = {level["key"]: level["name"] for level in levels}
    return names | {f"{level['key']}_en": level.get("name_en", "") for level in levels}


class SectionForm(PlainForm):
    """A section of the platform or another text of the same document."""

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=200)
    text = long_text(gettext_lazy("Text"), required=True, rows=12)
    heading_en = forms.CharField(label=gettext_lazy("Heading in English"), required=False, max_length=200)
    text_en = long_text(gettext_lazy("Text in English"), rows=8)


class OrderForm(PlainForm):
    """The order of goals or sections: a number for each."""

    def __init__(self, *args: Any, things: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, (key, label) in enumerate(things, 1):
            self.fields[key] = forms.IntegerField(
                label=label,
                initial=place,
                min_value=1,
                widget=forms.NumberInput(attrs={"class": "ds-input"}),
            )

    @staticmethod
    def ordered(given: dict[str, Any]) -> list[str]:
        """Return the keys in the order of their numbers; of two with one number the earlier stays first."""
        return [key for key, _place in sorted(given.items(), key=lambda item: item[1])]
