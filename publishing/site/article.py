"""What the site's pages and the issue in one file show of an article alike: pure functions.

Some work on the HTML that `editorial.html` wrote. In it `<` is always escaped in a text, so that nothing but an
element looks like one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import TypeAlias

from django.utils.encoding import iri_to_uri

from editorial.addresses import is_external
from editorial.document import Document, plain_text
from publishing.site.authors import authors_of
from publishing.snapshot import ArticleSnapshot, Credit

CHARACTERS_PER_MINUTE = 400
"""Silent reading of Chinese prose by adults is put between 300 and 500 characters a minute."""
DESCRIPTION_LENGTH = 120
"""Characters that search engines show of a description in Chinese, with some to spare."""

OUTLINED_FROM = 3
"""Sub-headings from which on an article begins with a list of them."""

Size: TypeAlias = tuple[int, int]
"""Width and height of a picture in pixels."""

_HEADING = re.compile(r"<h(?P<level>[1-6])>(?P<words>.*?)</h[1-6]>", re.DOTALL)
_NOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>')
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r'<img src="/pictures/(?P<name>[^"]+)" alt="[^"]*"(?: title="[^"]*")?')
_BARE_ADDRESS = re.compile(r"(?<=>)(?:https?://|www\.)[^\s<]+(?=</a>)")
_BREAKS = re.compile(r"(?<=/)(?!/)|(?<=\w)(?=[?#&=._~%-])")
"""Behind a slash, and before what else joins the parts of a web address (Chicago Manual of Style, 7.46)."""
_LATIN_EMPHASIS = re.compile(r"<em>(?=[^<\u2e80-\uffef]*</em>)")


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text is: characters that are not blank, and whole minutes, at least 1."""

    characters: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit as it is shown. The byline counts before the author of the first credit; `original` is
    the address of the original text, percent-encoded, or empty where it may not be followed. `author_words` is
    the author cut into words, each with whether it is the name of a person who has a page."""

    credit: Credit
    author: str
    original: str
    author_words: tuple[tuple[str, bool], ...]


def credit_lines(article: ArticleSnapshot) -> tuple[CreditLine, ...]:
    """Where the article comes from, line by line."""
    names = {author.name for author in authors_of(article)}
    authors = [credit.author for credit in article.credits]
    if article.byline:
        authors[:1] = [article.byline]
    return tuple(
        CreditLine(credit, author, _original(credit), _words(author, names))
        for credit, author in zip(article.credits, authors, strict=False)
    )


def _words(author: str, names: set[str]) -> tuple[tuple[str, bool], ...]:
    """The text cut at the names in it, the longest first: 林一 is no name in 林一鸣 where both are known."""
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    words = re.split(f"({alternatives})", author) if names else [author]
    return tuple((word, word in names) for word in words if word)


def _original(credit: Credit) -> str:
    address = iri_to_uri(credit.url)
    return address if is_external(address) else ""


def set_for_reading(html: str) -> str:
    """The written HTML as pages show it: wide tables scroll, Latin emphasis slants, web addresses may break."""
    return _part_addresses(_slant_latin(_frame_tables(html)))


def _frame_tables(html: str) -> str:
    """Puts each table in a frame that scrolls when it is wider than a phone, by keyboard too."""
    frame = '<div class="table" role="group" aria-label="表格" tabindex="0">'
    return html.replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>")


def make_room(html: str, size_of: Callable[[str], Size | None]) -> str:
    """Gives each picture its room before it has come.

    `size_of` gives a picture's size by its name, None where nobody knows.
    """

    def with_room(picture: re.Match[str]) -> str:
        size = size_of(picture["name"])
        return f'{picture[0]} width="{size[0]}" height="{size[1]}"' if size else picture[0]

    return _PICTURE.sub(with_room, html)


def _slant_latin(html: str) -> str:
    """Marks emphasis on words without Chinese characters: it is slanted, where Chinese gets dots below."""
    return _LATIN_EMPHASIS.sub('<em class="latin">', html)


def _part_addresses(html: str) -> str:
    """Lets a web address that is printed as its own link break between its parts, so that it does not go to a
    line of its own and tear the words of the one before apart."""
    return _BARE_ADDRESS.sub(lambda address: _BREAKS.sub("<wbr>", address[0]), html)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: its sub-heading in plain words, and the id of it."""

    anchor: str
    name: str


def number_parts(html: str) -> tuple[str, tuple[Part, ...]]:
    """The text with an id on every heading, and its parts: the headings of its highest level, where it has
    enough of them to be worth listing."""
    numbers = count(1)
    headings: list[tuple[str, Part]] = []

    def numbered(heading: re.Match[str]) -> str:
        name = " ".join(unescape(_TAG.sub("", _NOTE.sub("", heading["words"]))).split())
        part = Part(f"part-{next(numbers)}", name)
        headings.append((heading["level"], part))
        return f'<h{heading["level"]} id="{part.anchor}">{heading["words"]}</h{heading["level"]}>'

    written = _HEADING.sub(numbered, html)
    highest = min((level for level, _part in headings), default="")
    parts = tuple(part for level, part in headings if level == highest and part.name)
    return written, parts if len(parts) >= OUTLINED_FROM else ()


def reading(document: Document) -> Reading:
    """How long the text takes to read."""
    characters = len("".join(plain_text(document).split()))
    return Reading(characters, max(1, round(characters / CHARACTERS_PER_MINUTE)))


def description(article: ArticleSnapshot, document: Document) -> str:
    """The summary, else the beginning of the text, on one line."""
    words = article.summary or " ".join(plain_text(block) for block in document.blocks[:6])
    line = " ".join(words.split()) or article.title
    return line if len(line) <= DESCRIPTION_LENGTH else f"{line[: DESCRIPTION_LENGTH - 1]}…"
