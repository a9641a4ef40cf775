"""The desk: Django's own admin, one thin module per model."""

from editorial.admin import accounts, article, issue, original, publication, review, section, site, source

__all__ = [
    "accounts",
    "article",
    "issue",
    "original",
    "publication",
    "review",
    "section",
    "site",
    "source",
]
