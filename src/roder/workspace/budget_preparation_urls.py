"""The addresses of what is gathered before a budget: scan, analysis, consultation, ideas."""

from __future__ import annotations

from django.urls import path

from roder.workspace.budget_preparation import analysis
from roder.workspace.budget_preparation import analysis_edits
from roder.workspace.budget_preparation import answers
from roder.workspace.budget_preparation import consultation
from roder.workspace.budget_preparation import consultation_edits
from roder.workspace.budget_preparation import idea_edits
from roder.workspace.budget_preparation import ideas
from roder.workspace.budget_preparation import scan
from roder.workspace.budget_preparation import scan_edits
from roder.workspace.budget_preparation import shown_answers

SCAN = "budget/<int:year>/omvarld/"
TREND = f"{SCAN}trend/<int:pk>/"
ANALYSIS = "budget/<int:year>/analys/"
ASKED = "budget/<int:year>/remiss/"
ONE = f"{ASKED}<int:pk>/"
ANSWER = f"{ONE}yttrande/<str:body>/"
IDEAS = "budget/<int:year>/ideer/"
IDEA = f"{IDEAS}<int:pk>/"

patterns = [
    path(SCAN, scan.scan, name="budget_scan"),
    path(f"{SCAN}tabell.csv", scan.table_file, name="budget_scan_csv"),
    path(f"{SCAN}ny/", scan_edits.add, name="trend_add"),
    path(TREND, scan.trend, name="trend"),
    path(f"{TREND}andra/", scan_edits.change, name="trend_change"),
    path(f"{TREND}konsekvens/<str:body>/", scan_edits.consequence, name="consequence_write"),
    path(f"{TREND}konsekvens/<str:body>/godkann/", scan_edits.approve, name="consequence_approve"),
    path(ANALYSIS, analysis.overview, name="budget_analysis"),
    path(f"{ANALYSIS}fil/<slug:part>.csv", analysis.table_file, name="budget_analysis_csv"),
    path(f"{ANALYSIS}organ/<str:code>/", analysis.body, name="budget_analysis_body"),
    path(f"{ANALYSIS}organ/<str:code>/skriv/", analysis_edits.write, name="analysis_write"),
    path(ASKED, consultation.overview, name="budget_consultation"),
    path(f"{ASKED}ny/", consultation_edits.add, name="consultation_add"),
    path(f"{ONE}tabell.csv", consultation.table_file, name="consultation_csv"),
    path(f"{ONE}andra/", consultation_edits.change, name="consultation_change"),
    path(f"{ONE}skicka/", consultation_edits.send, name="consultation_send"),
    path(f"{ONE}stang/", consultation_edits.close, name="consultation_close"),
    path(f"{ONE}yttranden/", shown_answers.compiled, name="consultation_answers"),
    path(f"{ONE}yttranden/<slug:part>.csv", shown_answers.compiled_file, name="consultation_answers_csv"),
    path(ANSWER, answers.answer, name="consultation_answer"),
    path(f"{ANSWER}skriv/", answers.write, name="answer_write"),
    path(f"{ANSWER}lamna/", answers.hand_in, name="answer_hand_in"),
    path(f"{ANSWER}ta-tillbaka/", answers.take_back, name="answer_take_back"),
    path(f"{ANSWER}tid/", consultation_edits.extend, name="answer_extend"),
    path(IDEAS, ideas.listing, name="budget_ideas"),
    path(f"{IDEAS}tabell.csv", ideas.table_file, name="budget_ideas_csv"),
    path(f"{IDEAS}ny/", idea_edits.add, name="idea_add"),
    path(IDEA, ideas.idea, name="idea"),
    path(f"{IDEA}andra/", idea_edits.change, name="idea_change"),
    path(f"{IDEA}stod/", idea_edits.support, name="idea_support"),
    path(f"{IDEA}svara/", idea_edits.reply, name="idea_reply"),
    path(f"{IDEA}spar/", idea_edits.trace, name="idea_trace"),
]
