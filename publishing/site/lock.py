"""One at a time writes the site, however many processes publish."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files import locks
from django.db import connection, transaction

ADVISORY_KEY = 0x6A69616E62616F  # "jianbao"


@contextmanager
def writing_the_site() -> Iterator[None]:
    """Waits until nobody else writes the site. Given back when the block ends or the process dies.

    PostgreSQL holds the lock for all machines; with SQLite there is one machine and a file does.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_KEY])
            yield
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "site.lock").open("wb") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
