from __future__ import annotations

from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import search_text
from roder.apps.search.actions import index_all


def reindex(document: int) -> None:
    """Let a document be found as it now stands; inside the transaction of the act, before it records."""
    index_all(search_text(each) for each in SteeringDocument.objects.filter(pk=document))
