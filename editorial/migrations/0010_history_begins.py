"""History begins with what was there: a first record for every row from before there was any."""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

MODELS = ("Issue", "Article", "Source", "Attribution")
AT_ONCE = 500


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in MODELS:
        model = apps.get_model("editorial", name)
        historical = apps.get_model("editorial", f"Historical{name}")
        known = historical.objects.values("id")
        rows = model.objects.exclude(pk__in=known).iterator(AT_ONCE)
        historical.objects.bulk_create(_records(historical, rows), batch_size=AT_ONCE)


def _records(historical: Any, rows: Iterator[Any]) -> Iterator[Any]:
    now = timezone.now()
    own = {"history_id", "history_date", "history_change_reason", "history_type", "history_user"}
    fields = [field for field in historical._meta.concrete_fields if field.name not in own]
    for row in rows:
        values = {field.attname: getattr(row, field.attname) for field in fields}
        yield historical(history_date=now, history_type="+", **values)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0009_roles_of_review")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
