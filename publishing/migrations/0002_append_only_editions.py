"""The database itself refuses to change what was published; only a withdrawal may be noted."""

from django.db import migrations

from editorial.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_editions")]

    operations = [
        append_only("publishing_edition", but=("withdrawn_at", "withdrawn_by_id", "withdrawal_reason")),
        append_only("publishing_artifact"),
    ]
