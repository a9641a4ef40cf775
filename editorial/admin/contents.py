"""What an issue holds, as its pages show it: sections and articles in printed order, with what is to be known
of each at a glance. Reads, never writes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from editorial.document import plain_text
from editorial.markdown import parse
from editorial.models import Article, Issue, Section
from editorial.preflight.finding import Severity
from editorial.preflight.newsroom import Proof


@dataclass(frozen=True, slots=True)
class Line:
    """One article in an issue's table. `characters` counts printed characters, blanks left out; `errors` and
    `warnings` what preflight waits for."""

    article: Article
    outlets: str
    characters: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section of the publication with the issue's articles in it; without any, it is not printed."""

    section: Section
    lines: Sequence[Line]


def table_of_contents(articles: Iterable[Article], proof: Proof) -> Iterator[Line]:
    """A line for each of the issue's articles, fetched with their credits."""
    waiting = Counter(
        (each.finding.place.article, each.finding.severity) for each in proof.noted if each.stops
    )
    for row in articles:
        outlets = gettext("；").join(str(attribution) for attribution in row.attributions.all())
        yield Line(
            row,
            outlets,
            len("".join(plain_text(parse(row.body)).split())),
            waiting[row.uid, Severity.ERROR],
            waiting[row.uid, Severity.WARNING],
        )


def shelves(issue: Issue, lines: Sequence[Line]) -> list[Shelf]:
    """The lines under all sections that they could stand in. One query."""
    standing = defaultdict(list)
    for line in lines:
        standing[line.article.section_id].append(line)
    sections = Section.objects.filter(publication=issue.publication_id)
    return [Shelf(section, standing[section.pk]) for section in sections]
