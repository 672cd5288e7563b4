"""Which tables a backup holds, and whether an installation is empty enough to take one in."""

from __future__ import annotations

from typing import Any

from django.apps import apps

KEPT_APPS = (
    "identity",
    "audit",
    "organisation",
    "signin",
    "mfa",
    "ledger",
    "decisions",
    "financing",
    "budgets",
    "indicators",
    "documents",
    "goals",
    "investments",
    "budgetprocess",
    "proposals",
    "meetings",
    "plans",
    "internalbudgets",
    "forecasts",
    "forecasting",
    "measures",
    "assessments",
    "rounds",
    "reports",
    "notices",
)
"""In an order in which no row names one of a later app."""
WORKED_IN = (
    "decisions",
    "financing",
    "indicators",
    "documents",
    "goals",
    "investments",
    "budgetprocess",
    "proposals",
    "meetings",
    "plans",
    "internalbudgets",
    "forecasts",
    "forecasting",
    "measures",
    "assessments",
    "rounds",
    "reports",
)
LEFT_OUT = {
    "identity.signinlink",
    "signin.onetimelink",
    "signin.signin",
    "signin.guesscount",
    "signin.spenttoken",
    "signin.waitinganswer",
    "ledger.icebergtable",
    "ledger.upload",
}


def kept_models() -> list[Any]:
    """Return the models whose rows a backup holds."""
    found = [model for label in KEPT_APPS for model in apps.get_app_config(label).get_models()]
    return [model for model in found if model._meta.label_lower not in LEFT_OUT]  # noqa: SLF001 - Django's own name


def holds_work() -> bool:
    """Return whether anybody has imported a ledger or entered goals, decisions or documents here."""
    models = [model for label in WORKED_IN for model in apps.get_app_config(label).get_models()]
    models += [apps.get_model("ledger", "ImportBatch"), apps.get_model("budgets", "BudgetVersion")]
    return any(model._base_manager.exists() for model in models)  # noqa: SLF001 - Django's own name
