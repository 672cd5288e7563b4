from __future__ import annotations

from roder.apps.budgetprocess.models.analysis import CostQualityAnalysis
from roder.apps.budgetprocess.models.consultation import AnswerText
from roder.apps.budgetprocess.models.consultation import Consultation
from roder.apps.budgetprocess.models.consultation import ConsultationAnswer
from roder.apps.budgetprocess.models.consultation import ConsultationQuestion
from roder.apps.budgetprocess.models.consultation import WishedChange
from roder.apps.budgetprocess.models.ideas import Idea
from roder.apps.budgetprocess.models.ideas import IdeaSupport
from roder.apps.budgetprocess.models.ideas import IdeaTrace
from roder.apps.budgetprocess.models.scan import ScanTrend
from roder.apps.budgetprocess.models.scan import TrendConsequence
from roder.apps.budgetprocess.models.years import LateChange
from roder.apps.budgetprocess.models.years import ProcessStep
from roder.apps.budgetprocess.models.years import ProcessYear

__all__ = [
    "AnswerText",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationQuestion",
    "CostQualityAnalysis",
    "Idea",
    "IdeaSupport",
    "IdeaTrace",
    "LateChange",
    "ProcessStep",
    "ProcessYear",
    "ScanTrend",
    "TrendConsequence",
    "WishedChange",
]
