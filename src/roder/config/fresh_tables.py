"""An empty database gets its tables as they are now, in one transaction, without walking through how they came to be.

Every migration makes all models anew that its own reach, so the way through them takes ten times as long as making
the tables. What migrations do beside tables (the system's account, the head of the chain, the index of words) is
done in their order. tests/config/test_fresh_tables.py holds both ways to the same tables and rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations import SeparateDatabaseAndState

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations import Migration
    from django.db.migrations.state import StateApps


def make_fresh_tables(connection: BaseDatabaseWrapper) -> bool:
    """Make every table of an empty database and write down every migration as done; returns whether it was empty.

    A database that holds any table is left as it is, and so is one whose migrations do what only they can.
    """
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    steps = [step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if any(isinstance(act, RunSQL | SeparateDatabaseAndState) for step in steps for act in step.operations):
        return False
    apps = executor.loader.project_state().apps
    with connection.schema_editor() as editor:
        _make_tables(apps, editor)
        for step in steps:
            _do_beside_tables(step, apps, editor)
            executor.recorder.record_applied(step.app_label, step.name)
    return True


def _make_tables(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for model in apps.get_models():
        if model._meta.can_migrate(editor.connection):  # noqa: SLF001 - Django's own name for what it makes a table of
            editor.create_model(model)
    for statement in editor.deferred_sql:
        editor.execute(statement, None)
    editor.deferred_sql.clear()


def _do_beside_tables(step: Migration, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for act in step.operations:
        if isinstance(act, RunPython):
            act.code(apps, editor)
