"""A table of indicators with targets and outcomes, in one transaction and few statements, with one audit row."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from django.db import connection
from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.indicators.actions.many_rows import insert_rows
from roder.apps.indicators.actions.many_rows import stored_number
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
TARGET_COLUMNS = ("indicator", "period", "sex", "kind", "value", "upper", "limit", "is_example", "version")
OUTCOME_COLUMNS = (
    *("indicator", "place_kind", "place", "period", "sex", "value", "state", "group_size", "source"),
    *("source_note", "published_on", "entered_by", "entered_at", "is_example", "revises", "is_current"),
)
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
        fresh: list[tuple[Any, ...]] = []
        changed = []
        for key, (stated, _line) in self.plan.found.targets.items():
            value = target_value(stated)
            kept = self.plan.kept.targets.get(key)
            if kept is None:
                numbers = map(stored_number, (value.value, value.upper, value.limit))
                owner = self.indicators[key.code].pk
                is_example = bool(stated.get("example"))
                fresh.append((owner, key.period, key.sex, value.kind.value, *numbers, is_example, 1))
            elif target_changes(kept, value):
                kept.kind, kept.value = value.kind.value, value.value
                kept.upper, kept.limit = value.upper, value.limit
                kept.version += 1
                changed.append(kept)
        insert_rows(Target, TARGET_COLUMNS, fresh)
        names = ["kind", "value", "upper", "limit", "version"]
        Target.objects.bulk_update(changed, names, batch_size=AT_ONCE // 10)

    def _outcomes(self) -> None:
        rows = list(self._observations())
        replaced = [row[-2] for row in rows if row[-2] is not None]
        for start in range(0, len(replaced), AT_ONCE):
            part = replaced[start : start + AT_ONCE]
            Observation.objects.filter(pk__in=part).update(is_current=False)
        insert_rows(Observation, OUTCOME_COLUMNS, rows)

    def _observations(self) -> Iterator[tuple[Any, ...]]:
        """Yield the outcomes that are new, in the order of ``OUTCOME_COLUMNS``."""
        now = connection.ops.adapt_datetimefield_value(self.now)
        for key, (stated, _line) in self.plan.found.outcomes.items():
            kept = self.plan.kept.outcomes.get(key)
            if kept is not None and not outcome_changes(kept, stated):
                continue
            is_missing = stated["value"] is ValueState.MISSING
            size = stated.get("group_size")
            yield (
                self.indicators[key.code].pk,
                *key[1:],
                None if is_missing else stored_number(stated["value"]),
                (ValueState.MISSING if is_missing else ValueState.VALUE).value,
                kept.group_size if size is None and kept else size,
                self.indicators[key.code].source,
                stated.get("note") or "",
                connection.ops.adapt_datefield_value(stated.get("published_on")),
                self.person.pk,
                now,
                bool(stated.get("example")),
                kept.pk if kept else None,
                True,
            )
