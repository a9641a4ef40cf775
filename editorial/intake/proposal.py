"""The proposal: what a document seems to be, before anything is written. Plain values and JSON.

`import_issue --dry-run --json` prints it, an editor confirms it, `editorial.actions.import_issue`
writes it.
"""

import datetime
from dataclasses import asdict, dataclass
from typing import Any


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
    text, sub-headings left out."""

    title: str
    byline: str
    attributions: tuple[AttributionProposal, ...]
    subheadings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class SectionProposal:
    name: str
    articles: tuple[ArticleProposal, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """Something mended (`certain`) or only offered. `line` counts from 1 in the document;
    `detail` is a Chinese sentence that says what was done or may be done."""

    kind: str
    line: int
    detail: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at. `message` is a Chinese sentence that says what to do."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class IssueProposal:
    """An issue as read. What was not found is None or empty; `confidence` runs from 0 to 1."""

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

    def to_json(self) -> dict[str, Any]:
        """The proposal as JSON values: tuples as lists, dates as YYYY-MM-DD."""
        values: dict[str, Any] = _jsonable(asdict(self))
        return values


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
