"""The addresses of proposals and their comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from roder.workspace.proposals import comparing
from roder.workspace.proposals import files
from roder.workspace.proposals import handing_in
from roder.workspace.proposals import listing
from roder.workspace.proposals import reading
from roder.workspace.proposals import text_acts
from roder.workspace.proposals import writing

if TYPE_CHECKING:
    from django.urls import URLPattern

YEAR = "budget/<int:year>/forslag/"
ONE = f"{YEAR}<int:pk>/"

patterns: list[URLPattern] = [
    path(YEAR, listing.proposals, name="proposals"),
    path(f"{YEAR}nytt/", listing.begin, name="proposal_begin"),
    path(f"{YEAR}jamfor/", comparing.compare, name="proposals_compare"),
    path(f"{YEAR}jamfor/csv/", comparing.export, name="proposals_compare_export"),
    path(ONE, reading.proposal, name="proposal"),
    path(f"{ONE}skriv/", writing.write, name="proposal_write"),
    path(f"{ONE}spara/", writing.save, name="proposal_save"),
    path(f"{ONE}rakna/", writing.reckon, name="proposal_reckon"),
    path(f"{ONE}ord/", writing.words, name="proposal_words"),
    path(f"{ONE}text/", text_acts.add, name="proposal_text_add"),
    path(f"{ONE}text/<int:change>/ta-bort/", text_acts.remove, name="proposal_text_remove"),
    path(f"{ONE}underlag/", handing_in.rebase, name="proposal_rebase"),
    path(f"{ONE}lamna-in/", handing_in.hand_in, name="proposal_hand_in"),
    path(f"{ONE}ta-tillbaka/", handing_in.withdraw, name="proposal_withdraw"),
    path(f"{ONE}kasta/", handing_in.discard, name="proposal_discard"),
    path(f"{ONE}fil/", files.choose, name="proposal_import"),
    path(f"{ONE}fil/bekrafta/", files.confirm, name="proposal_import_confirm"),
    path(f"{ONE}export/<str:form>/", files.export, name="proposal_export"),
]
