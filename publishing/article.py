"""What the site's pages and the issue in one file show of an article alike: pure functions."""

from dataclasses import dataclass

from django.utils.encoding import iri_to_uri

from editorial.addresses import is_external
from editorial.document import Document, plain_text
from publishing.snapshot import ArticleSnapshot, Credit

CHARACTERS_PER_MINUTE = 400
"""Silent reading of Chinese prose by adults is put between 300 and 500 characters a minute."""
DESCRIPTION_LENGTH = 120
"""Characters that search engines show of a description in Chinese, with some to spare."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text is: characters that are not blank, and whole minutes, at least 1."""

    characters: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit as it is shown. The byline counts before the author of the first credit; `original` is
    the address of the original text, percent-encoded, or empty where it may not be followed."""

    credit: Credit
    author: str
    original: str


def credit_lines(article: ArticleSnapshot) -> tuple[CreditLine, ...]:
    """Where the article comes from, line by line."""
    return tuple(
        CreditLine(
            credit, article.byline if place == 0 and article.byline else credit.author, _original(credit)
        )
        for place, credit in enumerate(article.credits)
    )


def _original(credit: Credit) -> str:
    address = iri_to_uri(credit.url)
    return address if is_external(address) else ""


def frame_tables(html: str) -> str:
    """Puts each table in a frame that scrolls when it is wider than a phone, by keyboard too."""
    frame = '<div class="table" role="group" aria-label="表格" tabindex="0">'
    return html.replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>")


def reading(document: Document) -> Reading:
    """How long the text takes to read."""
    characters = len("".join(plain_text(document).split()))
    return Reading(characters, max(1, round(characters / CHARACTERS_PER_MINUTE)))


def description(article: ArticleSnapshot, document: Document) -> str:
    """The summary, else the beginning of the text, on one line."""
    words = article.summary or " ".join(plain_text(block) for block in document.blocks[:6])
    line = " ".join(words.split()) or article.title
    return line if len(line) <= DESCRIPTION_LENGTH else f"{line[: DESCRIPTION_LENGTH - 1]}…"
