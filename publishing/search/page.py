"""What stands on the search page beside its answer: links, each of them the same question with one thing changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any, Self
from urllib.parse import urlencode

import rjieba
from django.core.paginator import Paginator

from publishing.search import Answer, Choice, Filters, Sort
from publishing.search.answer import HITS_OF_A_PAGE
from publishing.site.catalogue import issue_url
from publishing.snapshot import IssueSnapshot

SEARCH = "/search/"
SHOWN = 8
"""Choices of a filter that are shown at once; the rest unfold."""

_YEAR = re.compile("[1-9][0-9]{3}")
_PAGE = re.compile("[1-9][0-9]{0,3}")
_LONGEST_NAME = 200
_EASIER = 5
_QUOTES = str.maketrans("", "", '"“”„‟＂')
_FILTERS = {"year": "年份", "section": "栏目", "source": "来源", "author": "作者"}
"""The filters by their names in an address, and as readers call them."""
_ORDERS = {Sort.RELEVANCE: "最相关", Sort.DATE: "最新"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks for, as the page's address says it."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Self:
        """The question that an address puts. What none of our links says, such as year=abc, counts as not said."""
        year, page, sort = (parameters.get(name, "") for name in ("year", "page", "sort"))
        names = (parameters.get(name, "").replace("\0", "") for name in ("section", "source", "author"))
        section, source, author = (name[:_LONGEST_NAME] for name in names)
        return cls(
            text=parameters.get("q", ""),
            filters=Filters(int(year) if _YEAR.fullmatch(year) else None, section, source, author),
            sort=Sort(sort) if sort in tuple(Sort) else Sort.RELEVANCE,
            page=int(page) if _PAGE.fullmatch(page) else 1,
        )

    @property
    def kept(self) -> dict[str, str]:
        """What stays as it is when somebody types another text: filters and order, by their names in an
        address."""
        said = asdict(self.filters) | {"sort": "" if self.sort is Sort.RELEVANCE else self.sort}
        return {name: str(value) for name, value in said.items() if value}

    def url(self, **changes: str) -> str:
        """The page's address with some of its parameters changed, "" leaving one out. It is the answer's first
        page unless `page` is among them."""
        said = {"q": self.text} | self.kept | changes
        return f"{SEARCH}?{urlencode({name: value for name, value in said.items() if value})}"


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another answer: with a filter more or less, in another order, of another page. `count` in
    articles; without a `url` it is the gap between two page numbers."""

    label: str
    url: str = ""
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The ways to filter by one thing."""

    name: str
    ways: tuple[Way, ...]

    @property
    def first(self) -> tuple[Way, ...]:
        return self.ways[:SHOWN]

    @property
    def rest(self) -> tuple[Way, ...]:
        return self.ways[SHOWN:]


def page_values(question: Question, answer: Answer, newest: IssueSnapshot | None) -> dict[str, Any]:
    """What templates/site/search.html shows; `newest` is the newest issue, whose masthead the page bears."""
    publication = newest.publication if newest else "简报"
    return {
        "publication": publication,
        "description": f"在《{publication}》全部各期的标题、正文、作者和来源里找文章。",
        "publisher": newest.publisher if newest else "",
        "licence": newest.licence if newest else "",
        "newest": newest and Way(newest.name, issue_url(newest.year, newest.number)),
        "question": question,
        "answer": answer,
        "is_blank": not question.text.strip(),
        "groups": [*_groups(question, answer)],
        "chosen": [*_chosen(question, answer)],
        "unfiltered": question.url(**dict.fromkeys(_FILTERS, "")),
        "orders": [
            Way(
                label,
                question.url(sort=sort if sort is not Sort.RELEVANCE else ""),
                is_chosen=sort is question.sort,
            )
            for sort, label in _ORDERS.items()
        ],
        "pages": [*_pages(question, answer)],
        "first": (answer.page - 1) * HITS_OF_A_PAGE + 1,
        "earlier": question.url(page=_number(answer.page - 1)) if answer.page > 1 else "",
        "later": question.url(page=_number(answer.page + 1)) if answer.page < answer.pages else "",
        "easier": [*_easier(question, answer)],
        "examples": {} if answer.hits else _examples(newest),
    }


def _number(page: int) -> str:
    """The first page's address does not say so."""
    return str(page) if page > 1 else ""


def _facets(answer: Answer) -> dict[str, tuple[Choice, ...]]:
    facets = answer.facets
    return dict(zip(_FILTERS, (facets.years, facets.sections, facets.sources, facets.authors), strict=True))


def _groups(question: Question, answer: Answer) -> Iterator[Group]:
    """The filters that leave something out, or do so now."""
    for name, choices in _facets(answer).items():
        if len(choices) > 1 or any(choice.is_chosen for choice in choices):
            yield Group(_FILTERS[name], tuple(_way(question, name, choice) for choice in choices))


def _way(question: Question, name: str, choice: Choice) -> Way:
    url = question.url(**{name: "" if choice.is_chosen else choice.value})
    return Way(choice.label, url, choice.count, choice.is_chosen)


def _chosen(question: Question, answer: Answer) -> Iterator[Way]:
    """Each filter in force, as a link that lifts it."""
    facets = _facets(answer)
    for name, said in question.kept.items():
        if name in _FILTERS:
            label = next((choice.label for choice in facets[name] if choice.is_chosen), said)
            yield Way(f"{_FILTERS[name]}：{label}", question.url(**{name: ""}))


def _pages(question: Question, answer: Answer) -> Iterator[Way]:
    """The first, the last and those around this one."""
    if answer.pages > 1:
        numbers = Paginator(range(answer.pages), 1)
        for number in numbers.get_elided_page_range(answer.page, on_each_side=1, on_ends=1):
            url = question.url(page=_number(number)) if isinstance(number, int) else ""
            yield Way(str(number), url, is_chosen=number == answer.page)


def _easier(question: Question, answer: Answer) -> Iterator[Way]:
    """The question with less asked for: without its quotation marks, then each of its first words alone."""
    unquoted = " ".join(question.text.translate(_QUOTES).split())
    if unquoted != " ".join(question.text.split()):
        yield Way("不加引号再找", question.url(q=unquoted))
    if len(answer.words) > 1:
        yield from (Way(f"只找“{word}”", question.url(q=word)) for word in answer.words[:_EASIER])


def _examples(newest: IssueSnapshot | None) -> dict[str, Way]:
    """Questions in the words of the newest issue, so that each finds something: two words that stand side by side
    in a title, the phrase they make, and an outlet's articles without one of them."""
    for article in newest.articles if newest else ():
        outlets = [credit.outlet for credit in article.credits]
        pairs = pairwise(rjieba.cut(article.title))
        words = next((pair for pair in pairs if all(len(word) > 1 and word.isalpha() for word in pair)), None)
        if words and outlets:
            one, other = words
            texts = {"both": f"{one} {other}", "phrase": f"“{one}{other}”", "without": f"{outlets[0]} -{one}"}
            return {name: Way(text, Question(text).url()) for name, text in texts.items()}
    return {}
