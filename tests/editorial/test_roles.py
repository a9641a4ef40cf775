"""The four roles exist after the migrations, and each may do what the table says."""

import pytest
from django.contrib.auth.models import Group, Permission

from editorial.workflow import ROLES
from tests import builders

pytestmark = pytest.mark.django_db

MATRIX = {
    "editorial.change_article": {"编辑", "责任编辑", "主编", "管理员"},
    "publishing.view_edition": {"编辑", "责任编辑", "主编", "管理员"},
    "editorial.import_issue": {"责任编辑", "主编", "管理员"},
    "editorial.add_issue": {"责任编辑", "主编", "管理员"},
    "editorial.publish_issue": {"主编", "管理员"},
    "editorial.change_publication": {"主编", "管理员"},
    "auth.change_user": {"管理员"},
    "editorial.change_review": set(),
    "editorial.delete_review": set(),
    "publishing.change_edition": set(),
    "publishing.delete_edition": set(),
}


def test_migrations_make_the_four_groups():
    assert {group.name for group in Group.objects.all()} == set(ROLES)


@pytest.mark.parametrize("permission", MATRIX)
def test_each_role_may_do_what_the_table_says(permission):
    app_label, codename = permission.split(".")
    assert Permission.objects.filter(content_type__app_label=app_label, codename=codename).exists()
    assert {role for role in ROLES if builders.user(role).has_perm(permission)} == MATRIX[permission]
