"""The pages that tell what became of an issue after it was published: 更正 and 撤回. Pure functions.

A corrected issue keeps its former editions, each whole on one page, and a page of what each changed. What was
taken from an issue, or from all readers, leaves a page at its address that says so.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from editorial.html import write_html
from editorial.markdown import parse
from publishing.site.article import CreditLine, credit_lines, set_for_reading
from publishing.site.catalogue import EditionEntry, IssueEntry, article_url, editions_url, issue_url
from publishing.site.page import Page, file_of
from publishing.site.rendering import html, page
from publishing.snapshot import ArticleSnapshot, IssueSnapshot

HEADING_SHIFT = 2
"""On the page of a whole edition a section is h2 and an article h3."""


@dataclass(frozen=True, slots=True)
class _Text:
    """An article with what is made of its body and credits."""

    article: ArticleSnapshot
    credits: tuple[CreditLine, ...]
    body: str


def edition_pages(entry: IssueEntry, editions: Sequence[EditionEntry]) -> Iterator[Page]:
    """Nothing for an issue that was never corrected. `editions` come newest first."""
    newest, *superseded = editions
    if not superseded:
        return
    common = _masthead(newest.snapshot) | {"issue": entry, "newest": newest}
    common["editions_url"] = editions_url(entry.year, entry.number)
    for edition in superseded:
        yield Page(file_of(edition.url), partial(_superseded, edition, common))
    yield page(common["editions_url"], "editions", common, editions=editions)
    yield from _removed(editions, common)


def _superseded(edition: EditionEntry, common: dict[str, Any]) -> bytes:
    snapshot = edition.snapshot
    sections = [
        (section.name, [_text(article) for article in section.articles]) for section in snapshot.sections
    ]
    return html(edition.url, "edition", common | {"edition": edition, "sections": sections})


def _text(article: ArticleSnapshot) -> _Text:
    body = write_html(
        parse(article.body), heading_shift=HEADING_SHIFT, id_prefix=f"{article.uid}-", figures=True
    )
    return _Text(article, credit_lines(article), set_for_reading(body))


def _removed(editions: Sequence[EditionEntry], common: dict[str, Any]) -> Iterator[Page]:
    """At the address of every article that the newest edition does not have."""
    kept = {article.uid for article in editions[0].snapshot.articles}
    for correction, last in pairwise(editions):
        for article in last.snapshot.articles:
            if article.uid not in kept:
                kept.add(article.uid)
                url = article_url(last.snapshot.year, last.snapshot.number, article.uid)
                yield page(url, "removed", common, article=article, correction=correction, last=last)


def withdrawn_pages(editions: Sequence[EditionEntry], *, date: datetime.date, reason: str) -> Iterator[Page]:
    """At every address at which the issue was ever read."""
    newest, *superseded = editions
    year, number = newest.snapshot.year, newest.snapshot.number
    uids = {article.uid: None for edition in editions for article in edition.snapshot.articles}
    addresses = [issue_url(year, number), *(article_url(year, number, uid) for uid in uids)]
    if superseded:
        addresses += [editions_url(year, number), *(edition.url for edition in superseded)]
    values = _masthead(newest.snapshot) | {
        "name": newest.snapshot.name,
        "serial": newest.snapshot.serial,
        "issue_url": addresses[0],
        "date": date,
        "reason": reason,
    }
    for url in addresses:
        yield page(url, "withdrawn", values)


def _masthead(snapshot: IssueSnapshot) -> dict[str, Any]:
    return {
        "publication": snapshot.publication,
        "publisher": snapshot.publisher,
        "licence": snapshot.licence,
    }
