"""How the pages look for a person: by the device, light, dark, or with the strongest contrast."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import pgettext

COOKIE = "roder_appearance"


class Appearance(StrEnum):
    """A choice of appearance, kept in a cookie: it belongs to the screen, not to the person."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @classmethod
    def of(cls, text: str) -> Appearance:
        """Return the choice that a cookie or a form names; the device decides where it names none."""
        return cls(text) if text in {choice.value for choice in cls} else cls.AUTO

    @property
    def scheme(self) -> str:
        """Return what the root element says: ``auto`` follows the device."""
        return "auto" if self is Appearance.CONTRAST else self.value

    @property
    def contrast_media(self) -> str:
        """Return for which screens the sheet of strong contrast is read."""
        return "all" if self is Appearance.CONTRAST else "(prefers-contrast: more)"

    @property
    def label(self) -> str:
        """Return the choice as a person reads it."""
        return {
            Appearance.AUTO: pgettext("appearance", "As the device"),
            Appearance.LIGHT: pgettext("appearance", "Light"),
            Appearance.DARK: pgettext("appearance", "Dark"),
            Appearance.CONTRAST: pgettext("appearance", "High contrast"),
        }[self]
