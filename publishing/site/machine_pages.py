"""The files of the site that are for machines: feeds, sitemap, robots.txt, citations, the read API, how to search."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from publishing.site import citations, feeds, opensearch, read_api, sitemap
from publishing.site.catalogue import Catalogue
from publishing.site.page import Page, file_of
from publishing.site.published import PublishedArticle, PublishedIssue


def issue_files(issue: PublishedIssue) -> Iterator[Page]:
    """Beside an issue's pages: how each article is cited, and the whole issue as data."""
    for article in issue.articles:
        yield Page(file_of(citations.bib_url(article)), partial(_bibtex, article))
    yield read_api.issue_file(issue)


def _bibtex(article: PublishedArticle) -> bytes:
    return citations.bibtex(article).encode("utf-8", "replace")


def list_files(
    catalogue: Catalogue, issues: Sequence[PublishedIssue], lists: Iterable[Page]
) -> Iterator[Page]:
    """Once for the whole site. `issues` stand newest first; `lists` are the pages that belong to no issue."""
    yield from feeds.feed_pages(catalogue, issues)
    yield from read_api.list_files(catalogue, issues)
    yield from sitemap.sitemap_pages(issues, lists)
    yield Page(file_of(opensearch.ADDRESS), partial(opensearch.description, catalogue.publication))
    yield Page("robots.txt", partial(sitemap.robots))
