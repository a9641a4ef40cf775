"""The pages of an issue and its articles: pure functions from values to files.

They depend on that issue and its two neighbours alone, so a new issue leaves all others as they are; what lists
issues is `publishing.site.lists`. Writing the files is `publishing.site.baking`; how they look is templates/site and static/site.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from editorial.html import write_html
from editorial.markdown import parse
from publishing.site.absolute import absolute
from publishing.site.article import (
    credit_lines,
    make_room,
    number_parts,
    reading,
    set_for_reading,
)
from publishing.site.catalogue import (
    IssueEntry,
    Pointer,
    editions_url,
)
from publishing.site.head import article_head
from publishing.site.linked_data import issue_page
from publishing.site.page import Page, file_of
from publishing.site.pictures import size_of
from publishing.site.published import PublishedArticle, PublishedIssue
from publishing.site.qr import qr_code
from publishing.site.rendering import html


def issue_pages(
    published: PublishedIssue,
    *,
    earlier: IssueEntry | None = None,
    later: IssueEntry | None = None,
    pointers: Callable[[Iterable[str]], tuple[Pointer, ...]] = lambda addresses: (),
) -> Iterator[Page]:
    """Every article's page, with the corrections that reworded it and, by `pointers`, the related articles; then
    the issue's own, with all corrections, which links to the issues beside it. Corrections come newest first."""
    snapshot, entry = published.newest, published.entry
    common: dict[str, Any] = {
        "publication": snapshot.publication,
        "publisher": snapshot.publisher,
        "licence": snapshot.licence,
        "issue": entry,
        "editions_url": editions_url(entry.year, entry.number),
    }
    lines = entry.articles
    for place, (article, line) in enumerate(zip(published.articles, lines, strict=True)):
        beside = {
            "line": line,
            "earlier": lines[place - 1] if place else None,
            "later": lines[place + 1] if place + 1 < len(lines) else None,
            "pictures": {picture.name: picture.digest for picture in snapshot.pictures},
            "corrections": article.corrections,
            "related": pointers(article.article.related),
        }
        yield Page(file_of(line.url), partial(_article, article, line.url, common | beside))
    own = {
        "snapshot": snapshot,
        "weekday": entry.weekday,
        "description": entry.titles,
        "corrections": published.corrections,
        "published": published,
        "earlier": earlier,
        "later": later,
    }
    yield Page(file_of(entry.url), partial(_issue, entry.url, common | own))


def _article(published: PublishedArticle, url: str, values: dict[str, Any]) -> bytes:
    article = published.article
    document, digests = parse(article.body), values["pictures"]
    body, parts = number_parts(set_for_reading(write_html(document, figures=True)))
    own = {
        "article": article,
        "credits": credit_lines(article),
        "body": make_room(body, lambda name: size_of(digests[name]) if name in digests else None),
        "parts": parts,
        "reading": reading(document),
    }
    return html(url, "article", values | own | article_head(published, document))


def _issue(url: str, values: dict[str, Any]) -> bytes:
    return html(
        url,
        "issue",
        values | {"code": qr_code(absolute(url)), "linked_data": issue_page(values["published"])},
    )
