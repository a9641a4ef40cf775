"""The desk: Django's own admin, one thin module per model."""

from editorial.admin import (
    accounts,
    article,
    clip,
    issue,
    original,
    pool,
    publication,
    review,
    section,
    site,
    source,
    staged_import,
    tag,
)

__all__ = [
    "accounts",
    "article",
    "clip",
    "issue",
    "original",
    "pool",
    "publication",
    "review",
    "section",
    "site",
    "source",
    "staged_import",
    "tag",
]
