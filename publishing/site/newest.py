"""The newest issue as readers have it: what a page made on request takes its masthead from."""

from functools import lru_cache

from publishing.models import Edition
from publishing.snapshot import IssueSnapshot, load


def newest_issue() -> IssueSnapshot | None:
    """The newest edition of the newest issue that is not withdrawn; None before the first is published. One small
    query: what an edition says never changes, so its snapshot is read only once."""
    row = Edition.objects.current().newest_issue_first().values_list("pk", "digest").first()
    return _snapshot(*row) if row else None


@lru_cache(maxsize=1)
def _snapshot(edition: int, digest: str) -> IssueSnapshot:
    """By the digest too, for numbers of rows come again in a database that was made anew."""
    return load(Edition.objects.values_list("snapshot", flat=True).get(pk=edition))
