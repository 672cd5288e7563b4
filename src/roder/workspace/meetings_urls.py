"""The addresses of meetings, votes and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from roder.workspace.meetings import calling
from roder.workspace.meetings import deciding
from roder.workspace.meetings import matter
from roder.workspace.meetings import members
from roder.workspace.meetings import minuting
from roder.workspace.meetings import overview
from roder.workspace.meetings import putting
from roder.workspace.meetings import tracing
from roder.workspace.meetings import voting

if TYPE_CHECKING:
    from django.urls import URLPattern

YEAR = "budget/<int:year>/beslut/"
ONE = f"{YEAR}<int:pk>/"

patterns: list[URLPattern] = [
    path(YEAR, overview.meetings, name="meetings"),
    path(f"{YEAR}lista.csv", overview.meetings_csv, name="meetings_csv"),
    path(f"{YEAR}nytt/", calling.call, name="meeting_call"),
    path(ONE, matter.matter, name="matter"),
    path(f"{ONE}ledamoter/", members.members, name="matter_members"),
    path(f"{ONE}oppna/", members.opening, name="matter_open"),
    path(f"{ONE}forslag/", putting.proposals, name="matter_proposals"),
    path(f"{ONE}yrkande/", putting.motion, name="matter_motion"),
    path(f"{ONE}ordning/", putting.order, name="matter_order"),
    path(f"{ONE}acklamation/", voting.acclamation, name="matter_acclamation"),
    path(f"{ONE}omrostning/<slug:method>/", voting.vote, name="matter_vote"),
    path(f"{ONE}ta-tillbaka/", voting.take_back, name="matter_take_back"),
    path(f"{ONE}roster/<int:number>.csv", voting.votes_csv, name="matter_votes_csv"),
    path(f"{ONE}besluta/", deciding.decide, name="matter_decide"),
    path(f"{ONE}yttrande/", minuting.statement, name="matter_statement"),
    path(f"{ONE}justera/", minuting.adjust, name="matter_adjust"),
    path(f"{ONE}skatteverket/", minuting.tax_notice, name="matter_tax_notice"),
    path(f"{ONE}ramar.csv", tracing.frames_csv, name="matter_frames_csv"),
    path(f"{ONE}ram/<str:body>/", tracing.trace, name="matter_trace"),
]
