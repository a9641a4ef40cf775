"""Constraints that differ between the databases."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import Deferrable


class UniquePosition(models.UniqueConstraint):
    """Unique, checked at commit where the database can defer it and at once where it cannot.

    Django's own deferrable constraint is left out altogether on SQLite; this one is not.
    """

    def __init__(self, *, fields: tuple[str, ...], name: str, **options: Any) -> None:
        options.setdefault("deferrable", Deferrable.DEFERRED)
        super().__init__(fields=fields, name=name, **options)

    def _for(self, schema_editor: BaseDatabaseSchemaEditor) -> models.UniqueConstraint:
        allowed = schema_editor.connection.features.supports_deferrable_unique_constraints
        return models.UniqueConstraint(
            fields=self.fields, name=self.name, deferrable=self.deferrable if allowed else None
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        return self._for(schema_editor).constraint_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._for(schema_editor).create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._for(schema_editor).remove_sql(model, schema_editor)
