"""What the import page shows: a proposal laid out for people, article by article, each doubt at its place."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from editorial.admin.markdown import preview_picture
from editorial.admin.staged_import_changes import ArticleForm, CreditForm, MastheadForm
from editorial.difference import Stretch, differences, excerpt
from editorial.document import Document, Heading, plain_text
from editorial.html import write_html
from editorial.intake.proposal import ArticleProposal, Repair, Warning
from editorial.intake.revision import Worksheet, can_be_title
from editorial.markdown import parse

SURE = 0.8
"""A confidence from which on a field need not be looked at."""
OPENING = 90
"""Letters of an article or paragraph by which it is known at a glance."""
FIELDS = {
    "title": gettext_lazy("标题"),
    "byline": gettext_lazy("作者"),
    "attributions": gettext_lazy("来源"),
    "section": gettext_lazy("栏目"),
    "body": gettext_lazy("正文"),
}
"""What an article's confidence is told of, in the order in which it is shown."""
ISSUE_CODES = ("section.", "colophon.", "text.unplaced")
"""Warnings that concern the issue, on whichever line they stand."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a field is: `value` from 0 to 1, in words, and as a class of the stylesheet."""

    value: float
    words: str
    level: str
    label: str = ""


def confidence(value: float | None, given: object, label: str = "") -> Confidence | None:
    """How sure a field is that reads `given`; None where nobody has said."""
    if not given:
        return Confidence(0.0, gettext("没有认出"), "missing", label)
    if value is None:
        return None
    if value >= SURE:
        return Confidence(value, gettext("可信"), "sure", label)
    return Confidence(value, gettext("请核对"), "doubtful", label)


@dataclass(frozen=True, slots=True)
class RepairView:
    """A repair and its place in the proposal, with what it changed letter by letter; `page` is where it
    stands in the original, 0 if that has no pages."""

    index: int
    repair: Repair
    page: int

    @property
    def stretches(self) -> list[Stretch]:
        return excerpt(differences(self.repair.was, self.repair.became))

    @property
    def state(self) -> str:
        """done, offered or undone, as the stylesheet calls it."""
        if self.repair.applied or not self.repair.can_be_switched:
            return "done" if self.repair.certain or self.repair.applied else "offered"
        return "undone" if self.repair.certain else "offered"

    @property
    def words(self) -> str:
        return {"done": gettext("已修复"), "offered": gettext("建议"), "undone": gettext("已撤销")}[
            self.state
        ]


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning and its place in the proposal; `page` is where it stands in the original."""

    index: int
    warning: Warning
    page: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the reading remarked on one article, or on the issue as a whole."""

    repairs: list[RepairView] = field(default_factory=list)
    warnings: list[WarningView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a body before which the article can be split. `place` counts from 0."""

    place: int
    text: str
    is_heading: bool
    can_be_title: bool


@dataclass(frozen=True)
class ArticleView:
    """An article of the proposal. `number` counts from 1 through the issue; `page` is where it begins in
    the original."""

    number: int
    section: str
    article: ArticleProposal
    remarks: Remarks
    page: int

    @cached_property
    def document(self) -> Document:
        return parse(self.article.body)

    @property
    def key(self) -> str:
        """Begins the ids of its controls, which keep them wherever the article is moved."""
        return f"a{self.article.line}"

    @property
    def characters(self) -> int:
        return len("".join(plain_text(self.document).split()))

    @property
    def opening(self) -> str:
        return Truncator(" ".join(self.article.paragraphs[:2])).chars(OPENING)

    @property
    def html(self) -> str:
        """The body as readers will see it."""
        return write_html(
            self.document,
            picture=preview_picture,
            heading_shift=2,
            id_prefix=f"{self.key}-",
            notes_label=gettext("第 %d 篇的注释") % self.number,
            figures=True,
        )

    @property
    def blocks(self) -> Iterator[BlockView]:
        for place, block in enumerate(self.document.blocks[1:], start=1):
            text = " ".join(plain_text(block).split())
            if text:
                is_heading = isinstance(block, Heading)
                yield BlockView(
                    place, Truncator(text).chars(OPENING), is_heading, not is_heading and can_be_title(block)
                )

    @property
    def confidences(self) -> list[Confidence]:
        """Of every field that is doubtful or missing, and of the rest; a byline is no duty."""
        article = self.article
        told = (
            confidence(article.confidence.get(name), getattr(article, name, self.section), str(label))
            for name, label in FIELDS.items()
            if name != "byline" or article.byline
        )
        return [each for each in told if each]

    @property
    def form(self) -> ArticleForm:
        return ArticleForm(
            initial={"title": self.article.title, "byline": self.article.byline},
            auto_id=f"{self.key}-%s",
            label_suffix="",
        )

    @property
    def credit_forms(self) -> list[CreditForm]:
        """One for each credit, and an empty one."""
        rows: list[dict[str, Any]] = [*map(asdict, self.article.attributions), {}]
        return [_credit_form(row, f"{self.key}-c{place}") for place, row in enumerate(rows, start=1)]


@dataclass(frozen=True, slots=True)
class SectionView:
    name: str
    articles: list[ArticleView]


@dataclass(frozen=True, slots=True)
class LineView:
    """A block of the original; `article` is the number of the article whose title it is, or 0."""

    number: int
    text: str
    article: int


@dataclass(frozen=True)
class Page:
    """The whole worksheet, laid out."""

    worksheet: Worksheet

    @cached_property
    def sections(self) -> list[SectionView]:
        views, number = [], 0
        for section in self.worksheet.proposal.sections:
            articles = []
            for article in section.articles:
                number += 1
                remarks = self._remarks.get(article.line, Remarks())
                page = self._page_of(article.line)
                articles.append(ArticleView(number, section.name, article, remarks, page))
            views.append(SectionView(section.name, articles))
        return views

    @cached_property
    def total(self) -> int:
        return len(self.worksheet.proposal.articles)

    @property
    def remarks(self) -> Remarks:
        """Those on the issue as a whole."""
        return self._remarks.get(None, Remarks())

    @property
    def masthead(self) -> list[tuple[forms.BoundField, Confidence | None]]:
        """Each field of the masthead, and how sure it is."""
        proposal = self.worksheet.proposal
        values = {name: getattr(proposal, name) for name in MastheadForm.base_fields}
        form = MastheadForm(initial=values, auto_id="masthead-%s", label_suffix="")
        return [
            (form[name], confidence(proposal.confidences.get(name), value)) for name, value in values.items()
        ]

    @property
    def lines(self) -> Iterator[LineView]:
        """The original's blocks."""
        titles = {view.article.line: view.number for section in self.sections for view in section.articles}
        for line in self.worksheet.lines:
            yield LineView(line.number, line.text, titles.get(line.number, 0))

    @property
    def pages(self) -> range:
        """The numbers of the original's pages, from 1; empty where they cannot be shown."""
        return range(1, self.worksheet.pages + 1)

    def _page_of(self, line: int) -> int:
        """The original's page on which the line stands, 0 if it has no pages to be shown."""
        if not self.worksheet.pages:
            return 0
        place = bisect_right(self.worksheet.lines, line, key=lambda each: each.number)
        return self.worksheet.lines[max(0, place - 1)].page if self.worksheet.lines else 0

    @cached_property
    def _remarks(self) -> Mapping[int | None, Remarks]:
        """The remarks by the line of the article they concern; None stands for the issue."""
        proposal = self.worksheet.proposal
        lines = {article.line for article in proposal.articles}
        found: dict[int | None, Remarks] = {line: Remarks() for line in (*lines, None)}
        for index, repair in enumerate(proposal.repairs):
            owner = repair.article if repair.article in lines else None
            found[owner].repairs.append(RepairView(index, repair, self._page_of(repair.line)))
        for index, warning in enumerate(proposal.warnings):
            view = WarningView(index, warning, self._page_of(warning.line))
            found[_owner(warning, lines)].warnings.append(view)
        return found


def _owner(warning: Warning, lines: set[int]) -> int | None:
    """The line of the article in which the warning's line stands in the document; None for the issue."""
    if warning.line in lines:
        return warning.line
    if warning.code.startswith(ISSUE_CODES):
        return None
    return max((line for line in lines if 0 < line < warning.line), default=None)


def _credit_form(values: Mapping[str, Any], place: str) -> CreditForm:
    """A row among several of one form: every row posts its fields by the same names."""
    return CreditForm(initial=dict(values), auto_id=f"{place}-%s", prefix="credit", label_suffix="")
