"""The search index: a row for each article that readers have, and the tokens by which the database finds it.

What is published already is indexed by the next `bake`: a migration must not depend on how texts are cut up.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOKENS = {
    # Only the tokens' places in the index: no copy of them, no positions, no columns. They are ASCII.
    "sqlite": (
        "CREATE VIRTUAL TABLE publishing_indextokens USING fts5"
        "(tokens, content='', detail=none, columnsize=0, tokenize='ascii')",
    ),
    # Without fastupdate no search ever has to read through a list of what is not yet in its place.
    "postgresql": (
        "ALTER TABLE publishing_indexrow ADD COLUMN tokens tsvector NOT NULL DEFAULT ''::tsvector",
        "CREATE INDEX publishing_indexrow_tokens ON publishing_indexrow USING gin (tokens)"
        " WITH (fastupdate = off)",
        # A search compares a thousand texts; to decompress them took longer than to compare them.
        "ALTER TABLE publishing_indexrow ALTER COLUMN folded SET STORAGE EXTERNAL",
    ),
}
NO_TOKENS = {
    "sqlite": ("DROP TABLE publishing_indextokens",),
    "postgresql": ("ALTER TABLE publishing_indexrow DROP COLUMN tokens",),
}


def keep_tokens(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in TOKENS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_tokens(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in NO_TOKENS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_roles_of_proofs")]

    operations = [
        migrations.CreateModel(
            name="IndexRow",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("is_vast", models.BooleanField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("date", models.DateField()),
                ("uid", models.CharField(max_length=16)),
                ("section_slug", models.CharField(max_length=200)),
                ("section_name", models.CharField(max_length=200)),
                ("sources", models.TextField()),
                ("authors", models.TextField()),
                ("author", models.TextField()),
                ("title", models.TextField()),
                ("folded", models.TextField()),
                ("text", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="index_rows",
                        to="publishing.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索条目",
                "verbose_name_plural": "检索条目",
                "ordering": ["-place"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(keep_tokens, drop_tokens),
    ]
