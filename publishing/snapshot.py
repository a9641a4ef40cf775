"""The snapshot: everything readers get of one issue, as frozen dataclasses and canonical JSON.

`take` is the only code that reads the ORM for rendering. The formats and the site see nothing but
these values, so what was published can be rendered again at any time.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from editorial.models import Article, Attribution, Issue
from editorial.people import called
from editorial.pictures import picture_names, read_pictures

SCHEMA = 2
"""Version of the shape below, written into every snapshot. A change of shape raises it."""
_READABLE = (1, SCHEMA)
"""Schema 1 knew no related articles."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One attribution: original outlet, the one it came through, author, address, original date."""

    outlet: str
    outlet_slug: str
    via: str
    author: str
    url: str
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class ArticleSnapshot:
    """`body` is Markdown; `uid` is the last part of the article's address. `related` holds the addresses of the
    articles of earlier issues that were most alike when this was published."""

    uid: str
    title: str
    subtitle: str
    byline: str
    summary: str
    body: str
    credits: tuple[Credit, ...]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSnapshot:
    """A section with at least one article."""

    name: str
    slug: str
    articles: tuple[ArticleSnapshot, ...]


@dataclass(frozen=True, slots=True)
class PictureSnapshot:
    """A picture that some body shows as `/pictures/<name>`; its bytes lie in the vault."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class IssueSnapshot:
    """One issue as published. `edition` is 1, or more for corrections, which carry a `note`."""

    publication: str
    publisher: str
    colophon: str
    licence: str
    year: int
    number: int
    serial: int
    date: datetime.date
    editor: str
    edition: int
    note: str
    sections: tuple[SectionSnapshot, ...]
    pictures: tuple[PictureSnapshot, ...]
    schema: int = SCHEMA

    @property
    def name(self) -> str:
        """2026 年第 1 期."""
        return f"{self.year} 年第 {self.number} 期"

    @property
    def articles(self) -> Iterator[ArticleSnapshot]:
        """All articles in printed order."""
        return (article for section in self.sections for article in section.articles)


def take(issue: Issue, *, edition: int = 1, note: str = "", with_pictures: bool = True) -> IssueSnapshot:
    """The issue as it stands now, in five queries whatever its length. Without its pictures it is fit to be
    looked at, not to be kept.

    Raises:
        editorial.pictures.PictureError: a body shows a picture that is not there.
    """
    rows = Article.objects.in_issue(issue).in_printed_order().with_credits()
    sections: dict[tuple[str, str], list[ArticleSnapshot]] = {}
    names: set[str] = set()
    for row in rows:
        assert row.section is not None  # noqa: S101  (article_placed_in_issue)
        sections.setdefault((row.section.name, row.section.slug), []).append(_article(row))
        names |= picture_names(row.body)
    publication = issue.publication
    return IssueSnapshot(
        publication=publication.title,
        publisher=publication.publisher,
        colophon=publication.colophon,
        licence=publication.licence,
        year=issue.year,
        number=issue.number,
        serial=issue.serial,
        date=issue.date,
        editor=called(issue.editor),
        edition=edition,
        note=note,
        sections=tuple(
            SectionSnapshot(name, slug, tuple(articles)) for (name, slug), articles in sections.items()
        ),
        pictures=tuple(
            PictureSnapshot(name, hashlib.sha256(content).hexdigest())
            for name, content in read_pictures(sorted(names) if with_pictures else ()).items()
        ),
    )


def _article(row: Article) -> ArticleSnapshot:
    return ArticleSnapshot(
        uid=row.uid,
        title=row.title,
        subtitle=row.subtitle,
        byline=row.byline,
        summary=row.summary,
        body=row.body,
        credits=tuple(_credit(attribution) for attribution in row.attributions.all()),
    )


def _credit(row: Attribution) -> Credit:
    return Credit(
        outlet=row.source.name,
        outlet_slug=row.source.slug,
        via=row.via.name if row.via else "",
        author=row.author,
        url=row.url,
        date=row.date,
    )


def dump(snapshot: IssueSnapshot) -> str:
    """Canonical JSON: keys sorted, no blanks, no escapes but JSON's own, dates as YYYY-MM-DD.

    Lone surrogates and control characters are escaped, so the text encodes as UTF-8 anywhere.
    """
    text = json.dumps(
        asdict(snapshot),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=datetime.date.isoformat,
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def digest(text: str) -> str:
    """SHA-256 of canonical JSON, lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def load(text: str) -> IssueSnapshot:
    """The snapshot that `dump` wrote.

    Raises:
        ValueError: the text is not a snapshot of a schema known here.
    """
    try:
        return _load_issue(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a snapshot: {error!r}") from error


def _load_issue(data: dict[str, Any]) -> IssueSnapshot:
    if data.get("schema") not in _READABLE:
        raise ValueError(f"unknown snapshot schema {data.get('schema')!r}")
    data["schema"] = SCHEMA
    data["date"] = datetime.date.fromisoformat(data["date"])
    data["sections"] = tuple(_load_section(section) for section in data["sections"])
    data["pictures"] = tuple(PictureSnapshot(**picture) for picture in data["pictures"])
    return IssueSnapshot(**data)


def _load_section(data: dict[str, Any]) -> SectionSnapshot:
    return SectionSnapshot(**data | {"articles": tuple(_load_article(a) for a in data["articles"])})


def _load_article(data: dict[str, Any]) -> ArticleSnapshot:
    credits = tuple(_load_credit(credit) for credit in data["credits"])
    return ArticleSnapshot(**data | {"credits": credits, "related": tuple(data.get("related", ()))})


def _load_credit(data: dict[str, Any]) -> Credit:
    date = data["date"]
    return Credit(**data | {"date": datetime.date.fromisoformat(date) if date else None})
