"""The read API: issues as JSON files of the site, and the JSON Schemas (draft 2020-12) that they are valid by.

`/issues.json` holds the newest issues and links to each year's; `/<year>/issues.json` those of a year;
`/<year>/<number>/issue.json` a whole issue with its texts. docs/read-api.zh.md tells their readers how to use them.
A field that is not known is there and empty, so that every answer has one shape.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from editorial.document import plain_text
from editorial.markdown import parse
from publishing.site.absolute import absolute
from publishing.site.catalogue import Catalogue, EditionEntry, author_url, section_url, source_url, year_url
from publishing.site.citations import bib_url
from publishing.site.full_text import full_text
from publishing.site.page import Page, file_of
from publishing.site.published import PublishedArticle, PublishedIssue, instant
from publishing.snapshot import Credit

NEWEST = 50
"""Issues in `/issues.json`: four years of a monthly."""
SCHEMAS = Path(__file__).resolve().parent.parent / "schema"
"""Where the schemas lie; the site has copies below `/schema/`."""

Json = dict[str, Any]


def issue_file(issue: PublishedIssue) -> Page:
    """The issue with its texts."""
    return Page(file_of(_issue_json(issue)), partial(_whole_issue, issue))


def list_files(catalogue: Catalogue, issues: Sequence[PublishedIssue]) -> Iterator[Page]:
    """The schemas, each year's issues, and the newest of all. `issues` stand newest first."""
    for path in sorted(SCHEMAS.glob("*.json")):
        yield Page(f"schema/{path.name}", partial(Path.read_bytes, path))
    masthead = {"publication": catalogue.publication, "publisher": catalogue.publisher}
    masthead["licence"] = catalogue.licence
    for year, group in groupby(issues, lambda issue: issue.entry.year):
        url = _year_json(year)
        yield Page(file_of(url), partial(_list, url, masthead, tuple(group), None))
    counts = tuple(Counter(issue.entry.year for issue in issues).items())
    yield Page("issues.json", partial(_list, "/issues.json", masthead, tuple(issues[:NEWEST]), counts))


def _year_json(year: int) -> str:
    return f"{year_url(year)}issues.json"


def _issue_json(issue: PublishedIssue) -> str:
    return f"{issue.entry.url}issue.json"


# --- Lists --------------------------------------------------------------------------------------


def _list(
    url: str,
    masthead: dict[str, str],
    issues: Sequence[PublishedIssue],
    counts: Sequence[tuple[int, int]] | None,
) -> bytes:
    """Issues in short; with the years and how many issues each has, unless the list is a year's own."""
    years = [
        {"year": year, "issues": count, "url": absolute(_year_json(year))} for year, count in counts or ()
    ]
    return _written(
        {
            "$schema": absolute("/schema/issues.json"),
            "url": absolute(url),
            **masthead,
            "issues": [*map(_listed, issues)],
            **({"years": years} if counts is not None else {}),
        }
    )


def _listed(issue: PublishedIssue) -> Json:
    lines = issue.entry.articles
    titles = [{"url": absolute(one.url), "title": one.title, "section": one.section.name} for one in lines]
    return _identity(issue) | {"articles": titles}


def _identity(issue: PublishedIssue) -> Json:
    entry = issue.entry
    return {
        "url": absolute(entry.url),
        "json": absolute(_issue_json(issue)),
        "name": entry.name,
        "year": entry.year,
        "number": entry.number,
        "serial": entry.serial,
        "date": entry.date.isoformat(),
        "edition": entry.edition,
        "published_at": instant(issue.published_at),
        "updated_at": instant(issue.updated_at),
    }


# --- A whole issue ------------------------------------------------------------------------------


def _whole_issue(issue: PublishedIssue) -> bytes:
    snapshot, entry = issue.newest, issue.entry
    sections = groupby(issue.articles, lambda article: article.line.section)
    return _written(
        {
            "$schema": absolute("/schema/issue.json"),
            **_identity(issue),
            "publication": snapshot.publication,
            "publisher": snapshot.publisher,
            "licence": snapshot.licence,
            "editor": snapshot.editor,
            "colophon": snapshot.colophon,
            "corrections": [
                {
                    **_correction(edition),
                    "articles": [
                        {"uid": change.uid, "title": change.title, "kind": change.kind.value}
                        for change in (edition.changes.articles if edition.changes else ())
                    ],
                }
                for edition in issue.corrections
            ],
            "downloads": [
                {
                    "format": download.format,
                    "label": download.label,
                    "url": absolute(f"{entry.url}{download.href}"),
                    "media_type": download.media_type,
                    "size": download.size,
                }
                for download in entry.downloads
            ],
            "sections": [
                {
                    "name": section.name,
                    "url": absolute(section_url(section.slug)),
                    "articles": [*map(_article, articles)],
                }
                for section, articles in sections
            ],
        }
    )


def _article(published: PublishedArticle) -> Json:
    article, document = published.article, parse(published.article.body)
    return {
        "uid": article.uid,
        "url": absolute(published.url),
        "bibtex": absolute(bib_url(published)),
        "title": article.title,
        "subtitle": article.subtitle,
        "byline": article.byline,
        "authors": [
            {"name": author.name, "url": absolute(author_url(author.slug))}
            for author in published.line.authors
        ],
        "date": published.line.date.isoformat(),
        "published_at": instant(published.published_at),
        "updated_at": instant(published.updated_at),
        "sources": [*map(_source, article.credits)],
        "corrections": [*map(_correction, published.corrections)],
        "summary": article.summary,
        "content_html": full_text(published, document),
        "content_text": "\n".join(plain_text(block) for block in (*document.blocks, *document.footnotes)),
    }


def _source(credit: Credit) -> Json:
    return {
        "outlet": credit.outlet,
        "url": absolute(source_url(credit.outlet_slug)),
        "via": credit.via,
        "author": credit.author,
        "original": credit.url,
        "date": credit.date.isoformat() if credit.date else None,
    }


def _correction(edition: EditionEntry) -> Json:
    return {
        "edition": edition.number,
        "published_at": instant(edition.published_at),
        "note": edition.note,
    }


def _written(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
