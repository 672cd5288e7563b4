from __future__ import annotations

from django.urls import path

from roder.workspace import cells
from roder.workspace import follow_up
from roder.workspace import ledger_imports
from roder.workspace import mapping_pages
from roder.workspace import preferences
from roder.workspace import sign_in

app_name = "workspace"
urlpatterns = [
    path("", follow_up.start, name="start"),
    path("logga-in/", sign_in.sign_in, name="sign_in"),
    path("logga-in/demo/<int:pk>/", sign_in.sign_in_demo, name="sign_in_demo"),
    path("logga-in/lank/<str:secret>/", sign_in.sign_in_link, name="sign_in_link"),
    path("logga-ut/", sign_in.sign_out, name="sign_out"),
    path("val/sprak/", preferences.language, name="language"),
    path("val/utseende/", preferences.appearance, name="appearance"),
    path("val/borja/", preferences.start_body, name="start_body"),
    path("uppfoljning/", follow_up.latest, name="follow_up"),
    path("uppfoljning/<str:period>/", follow_up.table, name="follow_up_period"),
    path("uppfoljning/<str:period>/<str:unit>/", follow_up.unit, name="follow_up_unit"),
    path("uppfoljning/<str:period>/<str:unit>/verifikationer/", cells.cell, name="cell"),
    path("verifikation/", cells.voucher, name="voucher"),
    path("import/", ledger_imports.imports, name="imports"),
    path("import/filer/<int:pk>/", ledger_imports.upload, name="upload"),
    path("import/filer/<int:pk>/kolumner/", mapping_pages.mapping, name="upload_mapping"),
    path("import/filer/<int:pk>/bekrafta/", ledger_imports.confirm, name="upload_confirm"),
    path("import/filer/<int:pk>/kasta/", ledger_imports.discard, name="upload_discard"),
    path("import/omgangar/<int:number>/", ledger_imports.batch, name="batch"),
    path("import/omgangar/<int:number>/angra/", ledger_imports.undo, name="batch_undo"),
]
