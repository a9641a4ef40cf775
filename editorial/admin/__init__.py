"""The desk: Django's own admin, one thin module per model."""

from editorial.admin import (
    accounts,
    article,
    clip,
    figures,
    issue,
    original,
    pool,
    publication,
    review,
    rules,
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
    "figures",
    "issue",
    "original",
    "pool",
    "publication",
    "review",
    "rules",
    "section",
    "site",
    "source",
    "staged_import",
    "tag",
]
