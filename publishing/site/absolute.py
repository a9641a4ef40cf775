"""Addresses with scheme and host: what feeds, sitemaps, citations and other machines are given."""

from django.conf import settings
from django.utils.encoding import iri_to_uri


def absolute(path: str) -> str:
    """The public address of a path of the site that begins with a stroke, percent-encoded (RFC 3986)."""
    return f"{settings.SITE_URL}{iri_to_uri(path)}"
