"""What the desk's own pages, those that are no model's, have in common: who may, how they look, what is noted."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from editorial.models import Article


def permitted(request: HttpRequest, permission: str) -> User:
    """The user, who holds the permission.

    Raises:
        PermissionDenied: they do not.
    """
    user = request.user
    if not isinstance(user, User) or not user.has_perm(permission):
        raise PermissionDenied
    return user


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page inside the admin's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)


def note(user: User, articles: Sequence[Article], action: int, sentence: str) -> None:
    """Puts what was done into the articles' history; `action` is one of the admin's flags."""
    LogEntry.objects.log_actions(user.pk, articles, action, sentence)
