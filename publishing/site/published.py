"""A published issue with its history, as machines are told of it: feeds, sitemaps, citations, the read API.

Pure values, made of the catalogue's. When an article came out, and when it last said something new, is told by
the editions alone, so that a feed made twice is the same to the byte.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from publishing.site.catalogue import ArticleEntry, EditionEntry, IssueEntry
from publishing.snapshot import ArticleSnapshot, IssueSnapshot


@dataclass(frozen=True)
class PublishedArticle:
    """An article as the newest edition of its issue has it. `published_at` is when the first edition with it came
    out; `corrections` are those that reworded it, newest first."""

    article: ArticleSnapshot
    line: ArticleEntry
    issue: IssueEntry
    publication: str
    publisher: str
    published_at: datetime.datetime
    corrections: tuple[EditionEntry, ...]

    @property
    def url(self) -> str:
        return self.line.url

    @property
    def updated_at(self) -> datetime.datetime:
        """When it last said something new."""
        return self.corrections[0].published_at if self.corrections else self.published_at

    @property
    def responsible(self) -> tuple[str, ...]:
        """主要责任者: the persons, else what the byline or a credit names as author, 本报编辑部 and the like."""
        persons = tuple(author.name for author in self.line.authors)
        return persons or ((self.line.author,) if self.line.author else ())

    @property
    def offices(self) -> tuple[str, ...]:
        """Who answers for an article that names no person: the office in its byline, else its outlets, else the
        publication."""
        outlets = tuple(outlet.name for outlet in self.line.outlets)
        return self.responsible or outlets or (self.publication,)


@dataclass(frozen=True)
class PublishedIssue:
    """An issue that readers have, with its editions, newest first."""

    entry: IssueEntry
    editions: tuple[EditionEntry, ...]

    @property
    def newest(self) -> IssueSnapshot:
        return self.editions[0].snapshot

    @property
    def published_at(self) -> datetime.datetime:
        return self.editions[-1].published_at

    @property
    def updated_at(self) -> datetime.datetime:
        return self.editions[0].published_at

    @property
    def corrections(self) -> tuple[EditionEntry, ...]:
        return self.editions[:-1]

    @cached_property
    def articles(self) -> tuple[PublishedArticle, ...]:
        """In printed order."""
        return tuple(self._articles())

    def _articles(self) -> Iterator[PublishedArticle]:
        first = {article.uid: one for one in self.editions for article in one.snapshot.articles}
        for article, line in zip(self.newest.articles, self.entry.articles, strict=True):
            yield PublishedArticle(
                article=article,
                line=line,
                issue=self.entry,
                publication=self.newest.publication,
                publisher=self.newest.publisher,
                published_at=first[article.uid].published_at,
                corrections=tuple(
                    one for one in self.corrections if one.changes and article.uid in one.changes.reworded
                ),
            )


def instant(moment: datetime.datetime) -> str:
    """RFC 3339 in whole seconds, by the clock of the publication: 2026-01-30T09:00:00+08:00."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
