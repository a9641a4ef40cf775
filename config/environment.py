"""Reads settings from environment variables, and fails loudly on a bad or missing value.

Only `config.settings` uses it; nothing else in the project reads the environment.
"""

import os
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def boolean(name: str, *, default: bool) -> bool:
    """The variable as a bool.

    Raises:
        ImproperlyConfigured: it is set to something that is neither yes nor no.
    """
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def whole_number(name: str, *, default: int) -> int:
    """The variable as a whole number of zero or more.

    Raises:
        ImproperlyConfigured: it is set to something else.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number")
    return int(value)


def origin(name: str, *, default: str) -> str:
    """The variable as scheme, host and port (RFC 6454), without a path or a final stroke.

    Raises:
        ImproperlyConfigured: it is set to something else.
    """
    value = os.environ.get(name, "").strip().rstrip("/") or default
    address = urlsplit(value)
    if address.scheme not in ("http", "https") or not address.hostname or value != _origin(address):
        raise ImproperlyConfigured(
            f"{name}={value!r}: write scheme and host, such as https://jianbao.example"
        )
    return value


def _origin(address: SplitResult) -> str:
    return f"{address.scheme}://{address.netloc}"


def one_of(name: str, *choices: str) -> str:
    """The variable, one of the choices; the first when it is not set.

    Raises:
        ImproperlyConfigured: it is set to something else.
    """
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r}: write {' or '.join(choices)}")
    return value


def words(name: str) -> list[str]:
    """The variable split at commas, blanks dropped."""
    return [word for part in os.environ.get(name, "").split(",") if (word := part.strip())]


def required(name: str, *, why: str) -> str:
    """The variable, which must be set.

    Raises:
        ImproperlyConfigured: it is missing or empty; `why` says what it is for.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value
