"""How people's names are written."""

from django.contrib.auth.models import AbstractUser


def called(user: AbstractUser | None) -> str:
    """How colleagues write a user's name: family name first, else the name they log in with."""
    return (f"{user.last_name}{user.first_name}" or user.get_username()) if user else ""
