"""Who makes proofs and links to them, answers remarks, and sets the time of publication."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from editorial.roles import grant
from publishing.roles import ROLES


def grant_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, ROLES)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_proofs_and_schedule"), ("editorial", "0009_roles_of_review")]

    operations = [migrations.RunPython(grant_roles, migrations.RunPython.noop)]
