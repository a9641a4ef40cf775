"""JSON-LD in the vocabulary of schema.org: what a page is, for search engines. Pure functions to what a
`<script type="application/ld+json">` holds.

An article is a NewsArticle, part of a PublicationIssue of a yearly volume of a Periodical. It is dated by its
original, where that is dated, and the issue by its own day.
"""

import json
from typing import Any

from publishing.site.absolute import absolute
from publishing.site.article import credit_lines
from publishing.site.catalogue import Catalogue, EditionEntry, IssueEntry, author_url, source_url, year_url
from publishing.site.published import PublishedArticle, PublishedIssue, instant

LONGEST_HEADLINE = 110
"""Characters of a headline that search engines take."""
LANGUAGE = "zh-CN"

Thing = dict[str, Any]

_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Within a script element nothing may look like markup, whatever a title says."""


def article_page(published: PublishedArticle, *, description: str, picture: str | None) -> str:
    """The article, where it comes from, its corrections, and the way to it."""
    address = absolute(published.url)
    thing = _present(
        {
            **_listed(published),
            "mainEntityOfPage": address,
            "alternativeHeadline": published.article.subtitle,
            "description": description,
            "image": picture,
            "inLanguage": LANGUAGE,
            "articleSection": published.line.section.name,
            "dateModified": instant(published.updated_at) if published.corrections else None,
            "publisher": _publisher(published.publication, published.publisher),
            "provider": [
                {"@type": "Organization", "name": outlet.name, "url": absolute(source_url(outlet.slug))}
                for outlet in published.line.outlets
            ],
            "isBasedOn": _originals(published),
            "isPartOf": _issue(published.issue, published.publication, published.publisher),
            "correction": [*map(_correction, published.corrections)],
        }
    )
    return _script(
        thing, _way(published.publication, published.issue, (published.article.title, published.url))
    )


def issue_page(published: PublishedIssue) -> str:
    """The issue with its articles, files and corrections, and the way to it."""
    snapshot, entry = published.newest, published.entry
    thing = _present(
        {
            **_issue(entry, snapshot.publication, snapshot.publisher),
            "alternateName": f"总第 {entry.serial} 期",
            "inLanguage": LANGUAGE,
            "dateModified": instant(published.updated_at) if published.corrections else None,
            "publisher": _publisher(snapshot.publication, snapshot.publisher),
            "hasPart": [*map(_listed, published.articles)],
            "encoding": [
                {
                    "@type": "MediaObject",
                    "contentUrl": absolute(f"{entry.url}{download.href}"),
                    "encodingFormat": download.media_type,
                    "contentSize": str(download.size),
                }
                for download in entry.downloads
            ],
            "correction": [*map(_correction, published.corrections)],
        }
    )
    return _script(thing, _way(snapshot.publication, entry))


def home_page(catalogue: Catalogue) -> str:
    """The site, how it is searched, and the periodical that it publishes."""
    site: Thing = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": catalogue.publication,
        "inLanguage": LANGUAGE,
        "publisher": _publisher(catalogue.publication, catalogue.publisher),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute('/search/')}?q={{query}}",
            },
            "query": "required",
        },
    }
    return _script(site, _periodical(catalogue.publication, catalogue.publisher))


# --- What the pages are about -------------------------------------------------------------------


def _listed(published: PublishedArticle) -> Thing:
    """An article as a contents list tells it."""
    return {
        "@type": "NewsArticle",
        "@id": absolute(published.url),
        "url": absolute(published.url),
        "headline": _headline(published.article.title),
        "datePublished": published.line.date.isoformat(),
        "author": _authors(published),
    }


def _authors(published: PublishedArticle) -> list[Thing]:
    """Persons, else who answers for it: an article must have an author."""
    if published.line.authors:
        return [
            {"@type": "Person", "name": one.name, "url": absolute(author_url(one.slug))}
            for one in published.line.authors
        ]
    return [{"@type": "Organization", "name": name} for name in published.offices]


def _originals(published: PublishedArticle) -> list[Thing]:
    return [
        _present(
            {
                "@type": "CreativeWork",
                "name": published.article.title,
                "url": line.original,
                "datePublished": line.credit.date.isoformat() if line.credit.date else None,
                "publisher": {"@type": "Organization", "name": line.credit.outlet},
            }
        )
        for line in credit_lines(published.article)
    ]


def _issue(entry: IssueEntry, publication: str, publisher: str) -> Thing:
    return {
        "@type": "PublicationIssue",
        "@id": absolute(entry.url),
        "url": absolute(entry.url),
        "name": f"{publication} {entry.name}",
        "issueNumber": str(entry.number),
        "datePublished": entry.date.isoformat(),
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": str(entry.year),
            "url": absolute(year_url(entry.year)),
            "isPartOf": _periodical(publication, publisher),
        },
    }


def _periodical(publication: str, publisher: str) -> Thing:
    return {
        "@type": "Periodical",
        "@id": absolute("/#periodical"),
        "url": absolute("/"),
        "name": publication,
        "publisher": _publisher(publication, publisher),
    }


def _publisher(publication: str, publisher: str) -> Thing:
    return {"@type": "Organization", "name": publisher or publication, "url": absolute("/")}


def _correction(edition: EditionEntry) -> Thing:
    return {
        "@type": "CorrectionComment",
        "text": edition.note,
        "datePublished": instant(edition.published_at),
    }


def _way(publication: str, issue: IssueEntry, *last: tuple[str, str]) -> Thing:
    """The breadcrumbs from the home page."""
    steps = [(publication, "/"), (f"{issue.year} 年", year_url(issue.year)), (issue.name, issue.url), *last]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(url)}
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }


# --- How it is written --------------------------------------------------------------------------


def _headline(title: str) -> str:
    return title if len(title) <= LONGEST_HEADLINE else f"{title[: LONGEST_HEADLINE - 1]}…"


def _present(thing: Thing) -> Thing:
    """Without what is not known."""
    return {name: value for name, value in thing.items() if value}


def _script(*things: Thing) -> str:
    """What the script element holds: JSON in which no sign of markup is left."""
    written = json.dumps(
        {"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":")
    )
    return written.translate(_ESCAPES)
