"""The sitemap (sitemaps.org, protocol 0.9): an index, a file for the issues of each year, one for the lists.

Only what readers have now is in it: no superseded edition, nothing withdrawn. When a page last changed is told of
issues and articles, by their editions; a list says nothing of it.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.template.loader import get_template

from publishing.site.absolute import absolute
from publishing.site.page import Page
from publishing.site.published import PublishedIssue, instant
from publishing.site.rendering import encode

LISTS = "/sitemaps/lists.xml"
UNLISTED = ("search/",)
"""Pages that are not for search engines, by the beginning of their paths."""
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Place:
    """A whole address and, where it is known, when what stands there last changed."""

    address: str
    changed_at: str = ""


def sitemap_pages(issues: Sequence[PublishedIssue], lists: Iterable[Page]) -> Iterator[Page]:
    """The files of the sitemap, the index last. `issues` stand newest first; `lists` are the other pages."""
    years = [(year, tuple(group)) for year, group in groupby(issues, lambda issue: issue.entry.year)]
    for year, group in years:
        yield Page(f"sitemaps/{year}.xml", partial(_of_year, group))
    addresses = tuple(f"/{page.path.removesuffix(_INDEX)}" for page in lists if _is_listed(page.path))
    yield Page(LISTS.lstrip("/"), partial(_of_lists, addresses))
    changes = tuple((year, max(issue.updated_at for issue in group)) for year, group in years)
    yield Page("sitemap.xml", partial(_index, changes))


def robots() -> bytes:
    """robots.txt (RFC 9309): everything but the desk and proofs; where the sitemap is."""
    closed = "\n".join(f"Disallow: {path}" for path in ("/admin/", "/proof/"))
    return f"User-agent: *\n{closed}\n\nSitemap: {absolute('/sitemap.xml')}\n".encode()


def _is_listed(path: str) -> bool:
    return path.rpartition("/")[2] == _INDEX and not path.startswith(UNLISTED)


def _of_year(issues: Iterable[PublishedIssue]) -> bytes:
    return _written("sitemap.xml", _places(issues))


def _places(issues: Iterable[PublishedIssue]) -> Iterator[Place]:
    for issue in issues:
        yield Place(absolute(issue.entry.url), instant(issue.updated_at))
        for article in issue.articles:
            yield Place(absolute(article.url), instant(article.updated_at))


def _of_lists(addresses: Iterable[str]) -> bytes:
    return _written("sitemap.xml", (Place(absolute(address)) for address in addresses))


def _index(changes: Iterable[tuple[int, datetime.datetime]]) -> bytes:
    years = [Place(absolute(f"/sitemaps/{year}.xml"), instant(changed)) for year, changed in changes]
    return _written("sitemap_index.xml", [Place(absolute(LISTS)), *years])


def _written(template: str, places: Iterable[Place]) -> bytes:
    return encode(get_template(f"site/{template}").render({"places": places}))
