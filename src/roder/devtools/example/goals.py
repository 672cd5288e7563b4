"""The example's goals, assignments, indicators and money: files that come in through the doors."""

from __future__ import annotations

GOAL_FILES = (
    "goals_2013.csv",
    "goals_2018.csv",
    "goals_2019.csv",
    "goal_documents_2018.csv",
    "assignments_2018.csv",
    "goal_money_2018.csv",
)
"""In the order in which what is named comes before what names it."""

INDICATOR_FILES = ("indicators.csv", "indicator_values.csv", "indicator_known_values.csv")
"""Definitions with their goals, then values; the last holds what is really known and no example."""

VERDICT_FILE = "goal_verdicts_2018.csv"
"""The verdicts of August 2018, signed by the central controller."""

JUDGE = "karin.ek"
