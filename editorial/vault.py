"""The vault: bytes kept for ever under their own SHA-256.

Imported originals, the artifacts of editions and the pictures in them lie here. What has been put
in is never changed; a name proves its content.
"""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages


class VaultError(Exception):
    """The bytes asked for are missing or are not what they were."""


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def keep(content: bytes) -> str:
    """Stores `content` and returns its SHA-256 in lower-case hexadecimal. Idempotent, and it heals:
    a damaged copy is replaced."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        fetch(digest)
    except VaultError:
        storages["vault"].save(_path(digest), ContentFile(content))
    return digest


def fetch(digest: str) -> bytes:
    """The bytes whose SHA-256 is `digest`.

    Raises:
        VaultError: they are missing, or what lies there has another digest.
    """
    try:
        with storages["vault"].open(_path(digest)) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise VaultError(f"存档文件缺失：{digest}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise VaultError(f"存档文件已损坏：{digest}")
    return content
