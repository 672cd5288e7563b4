from __future__ import annotations

from django.urls import path

from roder.workspace import assessments_urls
from roder.workspace import assignments_urls
from roder.workspace import budget_preparation_urls
from roder.workspace import budget_process_urls
from roder.workspace import budget_rules_urls
from roder.workspace import budget_versions_urls
from roder.workspace import calendar_feed
from roder.workspace import cells
from roder.workspace import documents_urls
from roder.workspace import financing_urls
from roder.workspace import follow_up
from roder.workspace import follow_up_files
from roder.workspace import forecasts_urls
from roder.workspace import frame_bridge_urls
from roder.workspace import frames
from roder.workspace import goal_money_urls
from roder.workspace import goals_urls
from roder.workspace import health
from roder.workspace import history
from roder.workspace import indicators_urls
from roder.workspace import internal_budget_urls
from roder.workspace import investments_urls
from roder.workspace import jobs
from roder.workspace import ledger_imports
from roder.workspace import legal_dates
from roder.workspace import mapping_pages
from roder.workspace import measures_urls
from roder.workspace import meetings_urls
from roder.workspace import notices
from roder.workspace import organisation
from roder.workspace import organisation_edits
from roder.workspace import organisation_imports
from roder.workspace import people
from roder.workspace import plans_urls
from roder.workspace import preferences
from roder.workspace import proposals_urls
from roder.workspace import reports_urls
from roder.workspace import rounds_urls
from roder.workspace import scenarios_urls
from roder.workspace import sign_in
from roder.workspace import sign_in_urls
from roder.workspace import start
from roder.workspace import statistics_urls
from roder.workspace import tables_urls
from roder.workspace import theming

app_name = "workspace"
urlpatterns = [
    path("", start.start, name="start"),
    path("paminnelser/", notices.notices, name="notices"),
    path("paminnelser/<int:pk>/", notices.notice, name="notice"),
    path("paminnelser/lasta/", notices.notices_read, name="notices_read"),
    path("paminnelser/veckobrev/", notices.weekly_mail, name="weekly_mail"),
    path("paminnelser/kalender/", notices.calendar_make, name="calendar_make"),
    path("paminnelser/kalender/aterkalla/", notices.calendar_revoke, name="calendar_revoke"),
    path("kalender/<str:secret>/roder.ics", calendar_feed.calendar, name="calendar"),
    path("lagens-datum/", legal_dates.legal_dates, name="legal_dates"),
    path("lagens-datum/<str:rule>/<int:year>/", legal_dates.legal_date_register, name="legal_date_register"),
    path("jobb/", jobs.jobs, name="jobs"),
    path("jobb/<int:pk>/", jobs.job, name="job"),
    path("jobb/<int:pk>/igen/", jobs.job_retry, name="job_retry"),
    path("jobb/<int:pk>/avbryt/", jobs.job_cancel, name="job_cancel"),
    path("halsa/", health.health, name="health"),
    path("logga-in/", sign_in.sign_in, name="sign_in"),
    path("logga-in/demo/<int:pk>/", sign_in.sign_in_demo, name="sign_in_demo"),
    path("logga-in/lank/<str:secret>/", sign_in.sign_in_link, name="sign_in_link"),
    path("logga-ut/", sign_in.sign_out, name="sign_out"),
    path("tema/<str:digest>.css", theming.css, name="theme_css"),
    path("tema/<str:digest>/marke", theming.mark, name="theme_mark"),
    path("val/sprak/", preferences.language, name="language"),
    path("val/utseende/", preferences.appearance, name="appearance"),
    path("val/borja/", preferences.start_body, name="start_body"),
    path("uppfoljning/", follow_up.latest, name="follow_up"),
    path("uppfoljning/<str:period>/", follow_up.table, name="follow_up_period"),
    path("uppfoljning/<str:period>/<str:unit>/", follow_up.unit, name="follow_up_unit"),
    path("uppfoljning/<str:period>/<str:unit>/verifikationer/", cells.cell, name="cell"),
    path("uppfoljning/<str:period>/tabell.csv", follow_up_files.table, name="follow_up_csv"),
    path("uppfoljning/<str:period>/manader.csv", follow_up_files.months, name="months_csv"),
    path("uppfoljning/<str:period>/<str:unit>/tabell.csv", follow_up_files.unit, name="unit_csv"),
    path("uppfoljning/<str:period>/<str:unit>/rapportrader.csv", follow_up_files.lines, name="lines_csv"),
    path(
        "uppfoljning/<str:period>/<str:unit>/manader.csv", follow_up_files.unit_months, name="unit_months_csv"
    ),
    path("verifikation/", cells.voucher, name="voucher"),
    path("organisation/", organisation.tree, name="organisation"),
    path("organisation/fil/<str:form>/", organisation.export, name="organisation_export"),
    path("organisation/nytt/", organisation_edits.add, name="body_add"),
    path("organisation/import/", organisation_imports.choose, name="organisation_import"),
    path("organisation/import/spara/", organisation_imports.confirm, name="organisation_import_confirm"),
    path("organisation/organ/<str:code>/", organisation.body, name="body"),
    path("organisation/organ/<str:code>/<slug:act>/", organisation_edits.change, name="body_change"),
    path("ramar/", frames.latest, name="frames"),
    path("ramar/<int:year>/", frames.year, name="frames_year"),
    path("ramar/<int:year>/fil/<str:form>/", frames.export, name="frames_export"),
    path("ramar/<int:year>/import/", frames.choose, name="frames_import"),
    path("ramar/<int:year>/import/spara/", frames.confirm, name="frames_import_confirm"),
    path("mina-roller/", people.my_roles, name="my_roles"),
    path("personer/", people.people, name="people"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/ny-roll/", people.grant, name="mandate_grant"),
    path("personer/roller/<int:pk>/avsluta/", people.end, name="mandate_end"),
    path("import/", ledger_imports.imports, name="imports"),
    path("import/filer/<int:pk>/", ledger_imports.upload, name="upload"),
    path("import/filer/<int:pk>/kolumner/", mapping_pages.mapping, name="upload_mapping"),
    path("import/filer/<int:pk>/bekrafta/", ledger_imports.confirm, name="upload_confirm"),
    path("import/filer/<int:pk>/kasta/", ledger_imports.discard, name="upload_discard"),
    path("import/omgangar/<int:number>/", ledger_imports.batch, name="batch"),
    path("import/omgangar/<int:number>/angra/", ledger_imports.undo, name="batch_undo"),
    *sign_in_urls.patterns,
    *statistics_urls.patterns,
    *goal_money_urls.patterns,
    *tables_urls.patterns,
    *goals_urls.patterns,
    *plans_urls.patterns,
    *assignments_urls.patterns,
    *indicators_urls.patterns,
    *documents_urls.patterns,
    *budget_versions_urls.patterns,
    *financing_urls.patterns,
    *frame_bridge_urls.patterns,
    *budget_process_urls.patterns,
    *budget_preparation_urls.patterns,
    *proposals_urls.patterns,
    *internal_budget_urls.patterns,
    *meetings_urls.patterns,
    *investments_urls.patterns,
    *budget_rules_urls.patterns,
    *scenarios_urls.patterns,
    *forecasts_urls.patterns,
    *measures_urls.patterns,
    *assessments_urls.patterns,
    *rounds_urls.patterns,
    *reports_urls.patterns,
    path("historik/", history.history, name="history"),
    path("historik/fil/", history.export, name="history_export"),
]
