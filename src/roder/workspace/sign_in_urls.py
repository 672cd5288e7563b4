"""The addresses of signing in and of one's own account."""

from __future__ import annotations

from django.urls import path

from roder.workspace import my_sign_in
from roder.workspace import one_time_links
from roder.workspace import second_factor
from roder.workspace import sign_in
from roder.workspace import single_sign_on

patterns = [
    path("logga-in/nyckel/", sign_in.passkey_sign_in, name="passkey_sign_in"),
    path("logga-in/nyckel/val/", sign_in.passkey_sign_in_options, name="passkey_sign_in_options"),
    path("logga-in/steg-tva/", second_factor.second_factor, name="second_factor"),
    path("logga-in/steg-tva/val/", second_factor.passkey_options, name="passkey_options"),
    path("logga-in/engangslank/<str:secret>/", one_time_links.one_time_link, name="one_time_link"),
    path("logga-in/extern/<str:key>/", single_sign_on.begin, name="external"),
    path("logga-in/extern/<str:key>/svar/", single_sign_on.finish, name="external_answer"),
    path("logga-in/extern/<str:key>/acs/", single_sign_on.receive, name="external_acs"),
    path("logga-in/extern/<str:key>/metadata/", single_sign_on.metadata, name="external_metadata"),
    path("min-inloggning/", my_sign_in.my_sign_in, name="my_sign_in"),
    path("min-inloggning/bekrafta/", second_factor.prove, name="prove"),
    path("min-inloggning/losenord/", my_sign_in.change_password, name="change_password"),
    path("min-inloggning/kodapp/", my_sign_in.codes_app, name="codes_app"),
    path("min-inloggning/nyckel/", my_sign_in.passkey_add, name="passkey_add"),
    path("min-inloggning/nyckel/val/", my_sign_in.passkey_creation_options, name="passkey_creation_options"),
    path("min-inloggning/faktor/<int:pk>/ta-bort/", my_sign_in.factor_remove, name="factor_remove"),
    path("min-inloggning/reservkoder/", my_sign_in.recovery_codes, name="recovery_codes"),
    path("min-inloggning/avsluta/<int:pk>/", my_sign_in.sign_in_end, name="sign_in_end"),
    path("personer/engangslank/", one_time_links.recovery_links, name="recovery_links"),
]
