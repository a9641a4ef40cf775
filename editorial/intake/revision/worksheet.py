"""The worksheet: all that the import page works on, as one value that is kept as JSON.

The original's words, the proposal as it stands, and the steps that led there, so that the last can be
taken back. A step holds what of the earlier proposal is no longer so; an article that a step left alone
is named there by its line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from editorial.intake.proposal import IssueProposal

LONGEST_HISTORY = 100
"""Steps that can be taken back."""


class Line(NamedTuple):
    """A block of the original: its number, its words, and the page it begins on, 0 where none is known."""

    number: int
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """`pages` is how many pages of the original can be shown as pictures, 0 if none."""

    proposal: IssueProposal
    lines: tuple[Line, ...] = ()
    pages: int = 0
    earlier: tuple[Mapping[str, Any], ...] = ()

    def then(self, changed: IssueProposal) -> Self:
        """With the changed proposal, and one more step to take back."""
        before, after = self.proposal.to_json(), changed.to_json()
        if before == after:
            return self
        steps = (*self.earlier, _step(before, after))
        return replace(self, proposal=changed, earlier=steps[-LONGEST_HISTORY:])

    def back(self) -> Self:
        """As before the last step. Without a step nothing changes."""
        if not self.earlier:
            return self
        before = _undone(self.proposal.to_json(), self.earlier[-1])
        return replace(self, proposal=IssueProposal.from_json(before), earlier=self.earlier[:-1])

    def to_json(self) -> dict[str, Any]:
        """The worksheet as JSON values."""
        return {
            "proposal": self.proposal.to_json(),
            "lines": [list(line) for line in self.lines],
            "pages": self.pages,
            "earlier": list(self.earlier),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The worksheet that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: the values are not those of a worksheet.
        """
        return cls(
            proposal=IssueProposal.from_json(values["proposal"]),
            lines=tuple(Line(*line) for line in values["lines"]),
            pages=values["pages"],
            earlier=tuple(values["earlier"]),
        )


_Json = Mapping[str, Any]


def _step(before: _Json, after: _Json) -> dict[str, Any]:
    """What of `before` is not so in `after`."""
    kept = _articles(after)
    step = {key: value for key, value in before.items() if after[key] != value}
    if "sections" in step:
        step["sections"] = _with_articles(
            before, lambda each: each["line"] if kept.get(each["line"]) == each else each
        )
    return step


def _undone(after: _Json, step: _Json) -> dict[str, Any]:
    """The values from which `_step` was made."""
    kept = _articles(after)
    before = {**after, **step}
    if "sections" in step:
        before["sections"] = _with_articles(
            before, lambda each: kept[each] if isinstance(each, int) else each
        )
    return before


def _articles(values: _Json) -> dict[int, Any]:
    return {article["line"]: article for section in values["sections"] for article in section["articles"]}


def _with_articles(values: _Json, change: Callable[[Any], Any]) -> list[_Json]:
    """The sections, each of their articles changed."""
    return [
        {**section, "articles": [change(each) for each in section["articles"]]}
        for section in values["sections"]
    ]
