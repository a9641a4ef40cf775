"""The proposal: what a document seems to be, before anything is written. Plain values and JSON.

`import_issue --dry-run --json` prints it, an editor revises and confirms it on the import page,
`editorial.actions.import_issue` writes it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class AttributionProposal:
    """A credit line taken apart: original outlet, via, author, address, original date, as written."""

    outlet: str
    via: str = ""
    author: str = ""
    url: str = ""
    date: datetime.date | None = None
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class ArticleProposal:
    """`body` is Markdown without title and credit line; `paragraphs` is its running text as plain
    text, sub-headings left out. `line` is where its title stands in the document; it names the article
    within the proposal, wherever it is moved.

    `confidence` says of `title`, `byline`, `attributions`, `section` and `body` how sure each is, 0 to 1.
    """

    title: str
    byline: str
    attributions: tuple[AttributionProposal, ...]
    subheadings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    body: str
    line: int = 0
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SectionProposal:
    name: str
    articles: tuple[ArticleProposal, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """Something mended (`certain`) or only offered. `line` counts from 1 in the document;
    `detail` is a Chinese sentence that says what was done or may be done.

    Where the body of an article is concerned, `article` is that article's `line`, and the repair put
    `became` where `was` stood, both Markdown of one or more whole blocks with
    neighbours enough to be found once: undoing it is putting `was` where `became` stands. `applied`
    says which of the two stands in the body now. Where `was` and `became` are alike there is nothing
    to take back.
    """

    kind: str
    line: int
    detail: str
    certain: bool
    article: int | None = None
    was: str = ""
    became: str = ""
    applied: bool = False

    @property
    def can_be_switched(self) -> bool:
        return self.article is not None and self.was != self.became


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at. `message` is a Chinese sentence that says what to do."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class IssueProposal:
    """An issue as read. What was not found is None or empty; `confidence` runs from 0 to 1, and
    `confidences` says the same of each field of the masthead.

    `pictures` are the re-encoded pictures that the bodies show, by name; JSON leaves their bytes out.
    """

    publication: str
    year: int | None
    number: int | None
    serial: int | None
    publisher: str
    date: datetime.date | None
    sections: tuple[SectionProposal, ...]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]
    confidence: float
    confidences: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def articles(self) -> tuple[ArticleProposal, ...]:
        """All articles in printed order."""
        return tuple(article for section in self.sections for article in section.articles)

    def to_json(self) -> dict[str, Any]:
        """The proposal as JSON values: tuples as lists, dates as YYYY-MM-DD, pictures by name alone."""
        values: dict[str, Any] = _jsonable(asdict(replace(self, pictures={})))
        values["pictures"] = sorted(self.pictures)
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The proposal that `to_json` wrote, but for the pictures' bytes.

        Raises:
            KeyError, TypeError, ValueError: the values are not those of a proposal.
        """
        return cls(
            **{
                **values,
                "date": _date(values["date"]),
                "sections": tuple(_section(section) for section in values["sections"]),
                "repairs": tuple(Repair(**repair) for repair in values["repairs"]),
                "warnings": tuple(Warning(**warning) for warning in values["warnings"]),
                "pictures": dict.fromkeys(values.get("pictures", ()), b""),
            }
        )


def _section(values: Mapping[str, Any]) -> SectionProposal:
    return SectionProposal(values["name"], tuple(_article(article) for article in values["articles"]))


def _article(values: Mapping[str, Any]) -> ArticleProposal:
    return ArticleProposal(
        **{
            **values,
            "attributions": tuple(
                AttributionProposal(**{**each, "date": _date(each["date"])})
                for each in values["attributions"]
            ),
            "subheadings": tuple(values["subheadings"]),
            "paragraphs": tuple(values["paragraphs"]),
        }
    )


def _date(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
