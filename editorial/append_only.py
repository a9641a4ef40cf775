"""Rows that may be added but never changed or deleted: triggers for SQLite and PostgreSQL.

Used by migrations. SQLite drops a table's triggers when Django remakes the table (`AlterField` and
the like), so a migration that does so must add the operation again; a test proves they are there.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def append_only(table: str, *, but: Sequence[str] = ()) -> migrations.RunPython:
    """A migration operation: the database refuses DELETE on `table`, and UPDATE of every column
    not named in `but`. It may be repeated."""

    def add(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        remove(apps, schema_editor)
        for statement in _statements(schema_editor, table, frozenset(but)):
            schema_editor.execute(statement, params=None)

    def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on_table}", params=None)

    return migrations.RunPython(add, remove)


def _statements(schema_editor: BaseDatabaseSchemaEditor, table: str, but: frozenset[str]) -> list[str]:
    connection = schema_editor.connection
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    distinct = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"OLD.{name} {distinct} NEW.{name}" for name in columns if name not in but)
    if not postgresql:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changed} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';"
        " END$$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION {table}_refuse()",
    ]
