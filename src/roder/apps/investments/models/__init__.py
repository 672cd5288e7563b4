from __future__ import annotations

from roder.apps.investments.models.companies import CompanyBudget
from roder.apps.investments.models.companies import CompanyBudgetYear
from roder.apps.investments.models.companies import OwnerDirective
from roder.apps.investments.models.fees import Fee
from roder.apps.investments.models.fees import FeeYear
from roder.apps.investments.models.projects import InvestmentProject
from roder.apps.investments.models.projects import InvestmentYear
from roder.apps.investments.models.statements import StatementBasis

__all__ = [
    "CompanyBudget",
    "CompanyBudgetYear",
    "Fee",
    "FeeYear",
    "InvestmentProject",
    "InvestmentYear",
    "OwnerDirective",
    "StatementBasis",
]
