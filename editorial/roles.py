"""Turns the roles of `editorial.workflow` into Django groups. Called by migrations alone."""

from collections.abc import Iterable, Mapping

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions


def grant(apps: Apps, roles: Mapping[str, Iterable[str]]) -> None:
    """Gives each group, made when absent, the permissions named `app_label.codename`.

    Django makes permissions only after the last migration has run; they are made here when absent.

    Raises:
        LookupError: a permission is misspelt.
    """
    for app_label in sorted({name.partition(".")[0] for names in roles.values() for name in names}):
        create_permissions(installed.get_app_config(app_label), verbosity=0)
    permissions = {
        f"{app_label}.{codename}": pk
        for app_label, codename, pk in apps.get_model("auth", "Permission").objects.values_list(
            "content_type__app_label", "codename", "pk"
        )
    }
    for role, names in roles.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*(permissions[name] for name in names))
