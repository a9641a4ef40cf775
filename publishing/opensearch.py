"""The description by which a browser adds this site to its search engines (OpenSearch 1.1)."""

from django.template.loader import get_template

from publishing import assets
from publishing.absolute import absolute
from publishing.rendering import encode
from publishing.search_page import SEARCH

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
