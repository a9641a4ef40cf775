"""The database itself refuses to change or delete a review."""

from django.db import migrations

from editorial.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_newsroom")]

    operations = [append_only("editorial_review")]
