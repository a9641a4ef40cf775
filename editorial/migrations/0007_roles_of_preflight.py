"""What the four roles may do with findings, rules, word lists and figures."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from editorial.roles import grant
from editorial.workflow import ROLES


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, ROLES)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0006_preflight"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
