"""Two fields for a new password, held to the validators of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User

LONGEST = 1024


class NewPasswordForm(forms.Form):
    """Context of ``signin/_new_password.html``: the form, with its errors."""

    password = forms.CharField(max_length=LONGEST, strip=False)
    repeated = forms.CharField(max_length=LONGEST, strip=False)

    def __init__(self, person: User, posted: Mapping[str, Any] | None = None) -> None:
        super().__init__(posted)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        if "password" in self.cleaned_data and repeated != self.cleaned_data["password"]:
            raise ValidationError(_("The two passwords are not the same."))
        return repeated
