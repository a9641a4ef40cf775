"""Arguments that several commands take."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def user(username: str) -> "User":
    """The user whom `--by` names.

    Raises:
        CommandError: there is none of that name.
    """
    found: User | None = get_user_model().objects.filter(username=username).first()
    if found is None:
        raise CommandError(f"没有用户“{username}”，请核对用户名。")
    return found
