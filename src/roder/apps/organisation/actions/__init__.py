"""What can be done to the organisation, one module for each noun."""

from __future__ import annotations

from roder.apps.organisation.actions.imports import replace_organisation

__all__ = ["replace_organisation"]
