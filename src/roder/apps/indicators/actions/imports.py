"""A table of indicators with targets and outcomes, in one transaction and few statements, with one audit row."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.indicators.importing import IndicatorPlan
from roder.apps.indicators.importing import KnownGoals
from roder.apps.indicators.importing import outcome_changes
from roder.apps.indicators.importing import plan_document
from roder.apps.indicators.importing import plan_indicators
from roder.apps.indicators.importing import target_changes
from roder.apps.indicators.indicator_search import indicator_text
from roder.apps.indicators.kept_rows import SAME
from roder.apps.indicators.kept_rows import definition_row
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.organisation.importing import TableChangedError
from roder.apps.search.actions import index_all
from roder.domain.indicator_row_checks import target_value
from roder.domain.indicators import ValueState
from roder.domain.row_changes import changes_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

AT_ONCE = 1_000
SUMMED = ("indicators", "targets", "observations", "links")
SHOWN_DIFFERENCES = 100


@transaction.atomic
def import_indicators(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    file_name: str = "",
    expected: str = "",
    goals: KnownGoals | None = None,
    acting_user: User,
) -> IndicatorPlan:
    """Define and change indicators, set targets and enter outcomes as a table says, or list what is wrong with it.

    What the table does not name stays; an outcome that becomes another is a row of its own that names the one
    it revises. ``expected`` is the fingerprint of what a person has seen the differences against; when that
    has become another since, ``TableChangedError`` is raised. The same table again changes nothing.
    """
    list(Indicator.objects.select_for_update().filter(organisation=organisation).values_list("pk"))
    plan = plan_indicators(organisation, content, mapping=mapping, goals=goals)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        _Writer(plan, acting_user).write()
        document = plan_document(plan, language="sv")
        record(
            AuditEntry.Event.INDICATORS_IMPORTED,
            organisation or "–",
            acting_user=acting_user,
            new={
                "file": file_name,
                "sha256": plan.sha256,
                **{name: document[name] for name in SUMMED if document[name]},
                **asdict(plan.rows),
                "differences": document["differences"][:SHOWN_DIFFERENCES],
            },
        )
    return plan


class _Writer:
    def __init__(self, plan: IndicatorPlan, acting_user: User) -> None:
        self.plan = plan
        self.person = acting_user
        self.now = timezone.now()
        self.users = {user.username: user for user in User.objects.all()}
        self.indicators = dict(plan.kept.indicators)

    def write(self) -> None:
        self._definitions()
        self._targets()
        self._outcomes()

    def _definitions(self) -> None:
        fresh, changed = [], []
        for code, row in self.plan.definitions.items():
            kept = self.indicators.get(code)
            if kept is None:
                self.indicators[code] = Indicator(
                    organisation=self.plan.organisation, code=code, **self._columns(row)
                )
                fresh.append(self.indicators[code])
            elif changes_between(definition_row(kept), row):
                for name, value in self._columns(row).items():
                    setattr(kept, name, value)
                kept.version += 1
                changed.append(kept)
        Indicator.objects.bulk_create(fresh, batch_size=AT_ONCE)
        names = [*self._columns(self.plan.definitions[changed[0].code]), "version"] if changed else []
        if changed:
            Indicator.objects.bulk_update(changed, names, batch_size=AT_ONCE // 10)
        index_all(map(indicator_text, [*fresh, *changed]))

    def _columns(self, row: Mapping[str, Any]) -> dict[str, Any]:
        owner = self.users.get(row["owner"])
        return {name: row[name] for name in SAME} | {
            "responsible_body": row["body"],
            "owner": owner,
            "owner_title": row["owner_title"] or (owner.title if owner else ""),
            "is_by_sex": row["by_sex"],
            "is_example": row["example"],
        }

    def _targets(self) -> None:
        fresh, changed = [], []
        for key, (stated, _line) in self.plan.found.targets.items():
            value = target_value(stated)
            kept = self.plan.kept.targets.get(key)
            columns = {
                "kind": value.kind.value,
                "value": value.value,
                "upper": value.upper,
                "limit": value.limit,
            }
            if kept is None:
                indicator = self.indicators[key.code]
                is_example = bool(stated.get("example"))
                fresh.append(
                    Target(
                        indicator=indicator, period=key.period, sex=key.sex, is_example=is_example, **columns
                    )
                )
            elif target_changes(kept, value):
                for name, column in columns.items():
                    setattr(kept, name, column)
                kept.version += 1
                changed.append(kept)
        Target.objects.bulk_create(fresh, batch_size=AT_ONCE)
        Target.objects.bulk_update(
            changed, ["kind", "value", "upper", "limit", "version"], batch_size=AT_ONCE // 10
        )

    def _outcomes(self) -> None:
        replaced = []
        rows = []
        for row in self._observations():
            rows.append(row)
            if row.revises_id is not None:
                replaced.append(row.revises_id)
        for start in range(0, len(replaced), AT_ONCE):
            part = replaced[start : start + AT_ONCE]
            Observation.objects.filter(pk__in=part).update(is_current=False)
        Observation.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _observations(self) -> Iterator[Observation]:
        for key, (stated, _line) in self.plan.found.outcomes.items():
            kept = self.plan.kept.outcomes.get(key)
            if kept is not None and not outcome_changes(kept, stated):
                continue
            is_missing = stated["value"] is ValueState.MISSING
            size = stated.get("group_size")
            yield Observation(
                indicator=self.indicators[key.code],
                place_kind=key.kind,
                place=key.place,
                period=key.period,
                sex=key.sex,
                value=None if is_missing else stated["value"],
                state=ValueState.MISSING if is_missing else ValueState.VALUE,
                group_size=kept.group_size if size is None and kept else size,
                source=self.indicators[key.code].source,
                source_note=stated.get("note") or "",
                published_on=stated.get("published_on"),
                entered_by=self.person,
                entered_at=self.now,
                revises_id=kept.pk if kept else None,
                is_example=bool(stated.get("example")),
            )
