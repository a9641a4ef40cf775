"""The description by which a browser adds this site to its search engines (OpenSearch 1.1)."""

from django.template.loader import get_template

from publishing.search.page import SEARCH
from publishing.site import assets
from publishing.site.absolute import absolute
from publishing.site.rendering import encode

ADDRESS = "/opensearch.xml"
_LONGEST_NAME = 16
"""Characters of a ShortName, by the specification."""


def description(publication: str) -> bytes:
    """The description, in XML."""
    values = {
        "publication": publication,
        "short": publication[:_LONGEST_NAME],
        "search": absolute(SEARCH),
        "icon": absolute(assets.addresses()["icon"]),
        "own": absolute(ADDRESS),
    }
    return encode(get_template("site/opensearch.xml").render(values))
