"""What search knows of an article: its index row and its tokens, made from the snapshot alone."""

import re
from collections.abc import Iterator

from editorial.document import CodeBlock, Heading, Paragraph, TableCell, plain_text, walk
from editorial.markdown import parse
from publishing.models import Edition, IndexRow
from publishing.search.folding import CHINESE, fold
from publishing.search.tokens import MOST_GRAMS, VERSION, Labels, grams_of, tokens_of_article
from publishing.site.authors import authors_of
from publishing.snapshot import ArticleSnapshot, IssueSnapshot, SectionSnapshot, load

_MOST_ARTICLES = 10_000
_MOST_NUMBERS = 100_000
"""Of an issue, and of a year: neither comes near, so that places need no third digit group."""
_BROKEN_LINE = re.compile(rf"(?<=[{CHINESE}])[^\S\n]*\n\s*(?=[{CHINESE}])")


def place_of(year: int, number: int, order: int = _MOST_ARTICLES - 1) -> int:
    """Where an article stands in the archive, from the oldest: within an issue the first, `order` 0, the highest.
    Without `order`, a place before all articles of the issue and after all of the issue before."""
    return (year * _MOST_NUMBERS + number) * _MOST_ARTICLES + (_MOST_ARTICLES - 1 - order)


def rows_of(edition: Edition) -> list[IndexRow]:
    """The rows of an edition, as they are to be in the index.

    Raises:
        ValueError: the snapshot cannot be read.
    """
    issue = load(edition.snapshot)
    articles = ((section, article) for section in issue.sections for article in section.articles)
    return [
        _row(edition, issue, order, section, article) for order, (section, article) in enumerate(articles)
    ]


def tokens_of(row: IndexRow) -> set[str]:
    """The tokens of a row, whether it has just been made or comes from the database."""
    names = [row.section_name, *(name for _slug, name in row.outlets), *row.persons]
    return tokens_of_article(
        text=None if row.is_vast else row.folded,
        title=fold(row.title),
        names=_folded_lines(names),
        labels=Labels(
            row.year, row.section_slug, tuple(slug for slug, _name in row.outlets), tuple(row.persons)
        ),
    )


def _row(
    edition: Edition, issue: IssueSnapshot, order: int, section: SectionSnapshot, article: ArticleSnapshot
) -> IndexRow:
    lines = [*_lines(article)]
    folded = _folded_lines(lines)
    outlets = dict.fromkeys(f"{credit.outlet_slug} {_line(credit.outlet)}" for credit in article.credits)
    return IndexRow(
        place=place_of(issue.year, issue.number, order),
        edition=edition,
        version=VERSION,
        is_vast=len(grams_of(folded)) > MOST_GRAMS,
        year=issue.year,
        number=issue.number,
        date=issue.date,
        uid=article.uid,
        section_slug=section.slug,
        section_name=_line(section.name),
        sources="\n".join(outlets),
        authors="\n".join(_line(author.name) for author in authors_of(article)),
        author=_line(article.byline or next((c.author for c in article.credits if c.author), "")),
        title=lines[0],
        folded=folded,
        text="\n".join(lines),
    )


def _lines(article: ArticleSnapshot) -> Iterator[str]:
    """Everything readers see of an article, the title first; what is apart is in lines of its own."""
    yield from lines_written(article)
    yield _line(article.byline)
    for credit in article.credits:
        yield from map(_line, (credit.outlet, credit.via, credit.author))


def lines_written(article: ArticleSnapshot) -> Iterator[str]:
    """What the author wrote, the title first."""
    yield _line(article.title)
    yield _line(article.subtitle)
    yield from map(_line, article.summary.split("\n"))
    for node in walk(parse(article.body)):
        if isinstance(node, Paragraph | Heading | CodeBlock | TableCell):
            yield _line(plain_text(node))


def _line(text: str) -> str:
    """On one line, as it is read: Chinese goes on without a blank where the source breaks a line. Without NUL,
    which PostgreSQL cannot keep."""
    return " ".join(_BROKEN_LINE.sub("", text).replace("\0", "").split())


def _folded_lines(lines: list[str]) -> str:
    return "\n".join(map(fold, lines))
