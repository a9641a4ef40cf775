"""Files on disk that are either whole or not there.

One storage class, used by every storage in the settings; a bucket's writes are atomic by nature.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

INCOMING = ".incoming"
"""Folder inside the storage where a file grows before it is renamed into place."""


class AtomicFileSystemStorage(FileSystemStorage):
    """Writes to a temporary file on the same disk, then renames: readers see all of it or none.

    Saving to a name that exists replaces it. `durable` also waits for the disk, so that a file
    survives a power cut: for what cannot be made again.
    """

    def __init__(self, *, durable: bool = True, **options: Any) -> None:
        super().__init__(allow_overwrite=True, **options)
        self.durable = durable

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        target = Path(self.path(name))
        incoming = Path(self.location) / INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                if self.durable:
                    file.flush()
                    os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name
