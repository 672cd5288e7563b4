"""What the keys, kinds and components of the volume model and the indexes are called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.indexation import IndexComponent
from roder.domain.volumes import VolumeRowKind


def volume_key_name(key: str) -> str:
    """Return what a key is called; a key of the municipality's own is called as it is written."""
    names = {
        "preschool": _("Preschool"),
        "preschool_class": _("Preschool class"),
        "compulsory_school": _("Compulsory school"),
        "after_school": _("After-school care"),
        "upper_secondary": _("Upper secondary school"),
        "adult_support": _("Support for adults"),
        "elderly_65": _("Elderly care, 65–79"),
        "elderly_80": _("Elderly care, 80–84"),
        "elderly_85": _("Elderly care, 85–89"),
        "elderly_90": _("Elderly care, 90 and over"),
    }
    return names.get(key, key)


def volume_kind_name(kind: str) -> str:
    """Return what a kind of row is called."""
    names = {
        VolumeRowKind.POPULATION: _("Population"),
        VolumeRowKind.USE: pgettext("volume model", "Use, per cent"),
        VolumeRowKind.PRICE: pgettext("volume model", "Price for one user"),
        VolumeRowKind.SHARE: pgettext("volume model", "Part of the need, per cent"),
        VolumeRowKind.VOLUME: pgettext("volume model", "Volume as stated"),
        VolumeRowKind.MEASURED: pgettext("volume model", "Counted volume"),
    }
    return names[VolumeRowKind(kind)]


def component_name(component: str) -> str:
    """Return what a part of an index is called."""
    names = {
        IndexComponent.WAGE: _("Wages"),
        IndexComponent.PRICE: _("Prices"),
        IndexComponent.RENT: _("Rents"),
        IndexComponent.BOUGHT: _("Bought activities"),
    }
    return names[IndexComponent(component)]
