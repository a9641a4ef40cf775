"""Every role may look at editions and their files."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from editorial.roles import grant
from editorial.workflow import ROLES


def show_editions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, dict.fromkeys(ROLES, ("publishing.view_edition", "publishing.view_artifact")))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_append_only_editions"), ("editorial", "0003_roles")]

    operations = [migrations.RunPython(show_editions, migrations.RunPython.noop)]
