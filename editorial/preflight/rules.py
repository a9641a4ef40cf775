"""The registry of rules: each a small pure function with its severity, clause, and examples.

A rule of passages is asked about one passage at a time, a rule of articles about one article, a rule of
issues about the whole. It yields what it found; the engine makes findings of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from editorial.document import Span
from editorial.preflight.finding import Severity, gettext_noop
from editorial.preflight.manuscript import ArticleText, Manuscript, Passage

GB_15834 = "GB/T 15834—2011"
"""标点符号用法, the standard of punctuation."""
GB_15835 = "GB/T 15835—2011"
"""出版物上数字用法, the standard of numerals in print."""
HOUSE = "本刊体例"


class Family(StrEnum):
    """What a rule is about, as editors filter by."""

    STRUCTURE = "structure"
    ATTRIBUTION = "attribution"
    NUMBERING = "numbering"
    PUNCTUATION = "punctuation"
    WORDING = "wording"
    FIGURES = "figures"


FAMILY_NAMES: Mapping[Family, str] = {
    Family.STRUCTURE: gettext_noop("结构"),
    Family.ATTRIBUTION: gettext_noop("来源"),
    Family.NUMBERING: gettext_noop("期号与日期"),
    Family.PUNCTUATION: gettext_noop("标点与排版"),
    Family.WORDING: gettext_noop("用词"),
    Family.FIGURES: gettext_noop("数字核算"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` in the place of the passage's characters `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in a passage's characters `start` to `end`; `edits`, within them, mend it.

    `severity` is given where it is not the rule's own, `span` where what was found has no words or goes
    beyond the passage; `fix` is then what may stand there.
    """

    passage: Passage
    start: int
    end: int
    message: str
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    span: Span | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists a publication may change: term → preferred term, confusable → right word, and the words
    that are right for it whatever the lists say."""

    terms: Mapping[str, str] = field(default_factory=dict)
    confusables: Mapping[str, str] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the words it is asked about."""

    manuscript: Manuscript
    words: Words = Words()


PassageRule: TypeAlias = Callable[[Passage, Context], Iterable[Found]]
ArticleRule: TypeAlias = Callable[[ArticleText, Context], Iterable[Found]]
IssueRule: TypeAlias = Callable[[Context], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `wrong` and `right` are short texts in which it finds something and nothing."""

    id: str
    family: Family
    severity: Severity
    title: str
    standard: str
    wrong: str
    right: str
    of_passage: PassageRule | None = None
    of_article: ArticleRule | None = None
    of_issue: IssueRule | None = None

    def find(self, context: Context) -> Iterator[Found]:
        """Everything the rule finds in the manuscript."""
        if self.of_passage:
            for passage in context.manuscript.order:
                yield from self.of_passage(passage, context)
        if self.of_article:
            for article in context.manuscript.articles:
                yield from self.of_article(article, context)
        if self.of_issue:
            yield from self.of_issue(context)
