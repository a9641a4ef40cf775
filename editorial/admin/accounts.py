"""用户 and 角色: Django's own accounts, without what would be English or dangerous.

Rights come from roles alone, and the roles are data of the program (`editorial.workflow.ROLES`), so
they are shown and not edited. Who is no superuser can neither make one nor lay hands on one.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin, ReadOnlyAdmin

admin.site.unregister(User)
admin.site.unregister(Group)

ACTIONS = {"add": _("新增"), "change": _("修改"), "delete": _("删除"), "view": _("查看")}


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """As Django's own, whose warning cannot be translated."""

    usable_password_help_text = format_lazy(  # type: ignore[assignment]  # lazy, as the original is
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("停用以后，这个用户现在的密码就没有了。"),
    )


@admin.register(User)
class StaffAdmin(DeskAdmin, UserAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    list_display = ["username", "last_name", "first_name", "roles", "standing", "last_login"]
    list_filter = ["groups", "is_active"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("个人信息"), {"fields": ["last_name", "first_name", "email"]}),
        (_("权限"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("时间"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    change_password_form = PasswordForm

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may not change an account is not offered to change its password."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "password"]})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return self.readonly_fields if _is_superuser(request) else [*self.readonly_fields, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    @staticmethod
    def _within_reach(request: HttpRequest, obj: Model | None) -> bool:
        return _is_superuser(request) or not getattr(obj, "is_superuser", False)

    @admin.display(description=_("账号"), ordering="is_active")
    def standing(self, obj: User) -> str:
        return gettext("在用") if obj.is_active else gettext("停用")

    @admin.display(description=_("角色"))
    def roles(self, obj: User) -> str:
        return gettext("、").join(group.name for group in obj.groups.all())


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin, GroupAdmin):
    list_display = ["name"]
    fields = ["name", "rights"]

    @admin.display(description=_("可以做的事"))
    def rights(self, obj: Group) -> str:
        """Each permission as a phrase."""
        permissions = obj.permissions.select_related("content_type").order_by("content_type", "codename")
        return format_html_join("", "{}<br>", ((_right(permission),) for permission in permissions))


def _right(permission: Permission) -> str:
    """Django names its own permissions in English, and all names are kept as they were when they were made."""
    action, _separator, model = permission.codename.partition("_")
    known = permission.content_type.model_class()
    if action in ACTIONS and known is not None and known._meta.model_name == model:
        return gettext("%(what)s%(kind)s") % {"what": ACTIONS[action], "kind": known._meta.verbose_name}
    return gettext(permission.name)
