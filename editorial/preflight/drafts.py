"""Articles as the newsroom keeps them → what preflight reads. Pure; the database is asked elsewhere.

A draft may be what is typed in the editor and not saved yet. Each field is a text of its own: a finding's
place names the article and the field, its span counts that field's characters.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from editorial.document import BlockQuote, Document, Footnote, Heading, ListItem, Node, TableCell
from editorial.intake.proposal import AttributionProposal
from editorial.ledger import Entry
from editorial.markdown import parse
from editorial.preflight.finding import Place
from editorial.preflight.fixes import digest
from editorial.preflight.manuscript import ArticleText, Manuscript, Passage, Role, SectionText
from editorial.preflight.projection import Projection, Prose, plain, project, prose

BODY, TITLE, SUBTITLE, SUMMARY, CREDIT = "body", "title", "subtitle", "summary", "credit"
"""The fields of an article that are read; the credit is the line that its attributions are printed as."""
MENDED = (TITLE, SUBTITLE, SUMMARY, BODY)
"""The fields in which fixes are made."""
NUMBERS = "numbers"
"""What is read of an issue besides its articles: its numbers and date."""
TITLE_LEVEL = 1
"""A title is the article's first heading, so that `## ` in the body is one below it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article's words, saved or not. `uid` may be empty for one that was never saved."""

    title: str
    body: str
    uid: str = ""
    subtitle: str = ""
    byline: str = ""
    summary: str = ""
    attributions: tuple[AttributionProposal, ...] = ()
    section: str = ""

    def text(self, field: str) -> str:
        """What a place's field holds."""
        return credit_line(self.attributions) if field == CREDIT else str(getattr(self, field))

    @property
    def texts_digest(self) -> str:
        """SHA-256 of the texts in which fixes are made."""
        return digest("\0".join(self.text(field) for field in MENDED))

    def with_texts(self, texts: Mapping[str, str]) -> "Draft":
        """The same article with other words in the fields named."""
        changed: dict[str, Any] = dict(texts)
        return replace(self, **changed)


def credit_line(attributions: Iterable[AttributionProposal]) -> str:
    """The credit as the house writes it; empty when there is none."""
    names = "；".join("，转自".join(filter(None, (each.outlet, each.via))) for each in attributions)
    return f"（文章来源：{names}）" if names else ""


def article_text(draft: Draft) -> ArticleText:
    """The article as the rules read it."""
    title = _line(draft, TITLE, Role.TITLE, TITLE_LEVEL)
    credit = _line(draft, CREDIT, Role.CREDIT)
    return ArticleText(
        title=title,
        passages=tuple(_body(draft)),
        credits=(credit,) if credit else (),
        attributions=draft.attributions,
        byline=draft.byline,
        uid=draft.uid,
    )


def manuscript(drafts: Iterable[Draft], entry: Entry | None = None) -> Manuscript:
    """The drafts in their order, under their sections; with the numbers of their issue it is that issue."""
    masthead = _numbers(entry) if entry else ()
    sections: dict[str, list[ArticleText]] = {}
    order: list[Passage] = [*masthead]
    for draft in drafts:
        text = article_text(draft)
        sections.setdefault(draft.section, []).append(text)
        lines = (text.title, _line(draft, SUBTITLE, Role.SUBHEADING), _line(draft, SUMMARY, Role.NOTE))
        order += [line for line in lines if line is not None]
        order += [*text.passages, *text.credits]
    return Manuscript(
        sections=tuple(SectionText(name, None, tuple(articles)) for name, articles in sections.items()),
        order=tuple(order),
        masthead=masthead,
        is_issue=entry is not None,
        entry=entry,
        date=entry.date if entry else None,
    )


def numbers_line(entry: Entry) -> str:
    """An issue's numbers and date as its masthead has them."""
    date = f"{entry.date.year} 年 {entry.date.month} 月 {entry.date.day} 日"
    return f"{entry.year} 年第 {entry.number} 期（总第 {entry.serial} 期）　{date}"


def _numbers(entry: Entry) -> tuple[Passage, ...]:
    line = numbers_line(entry)
    return (Passage(Role.MASTHEAD, plain(line), line, Place(field=NUMBERS)),)


def _line(draft: Draft, field: str, role: Role, level: int = 0) -> Passage | None:
    text = draft.text(field)
    return Passage(role, plain(text), text, Place(draft.uid, field), level) if text.strip() else None


def _body(draft: Draft) -> Iterator[Passage]:
    place = Place(draft.uid, BODY)
    for block, around in prose(parse(draft.body)):
        words = _unindented(project(block))
        if words.text.strip() or words.pictures:
            level = block.level if isinstance(block, Heading) else 0
            yield Passage(_role(block, around), words, draft.body, place, level)


def _role(block: Prose, around: Iterable[Document | Node]) -> Role:
    """The role that the block's kind gives it, or else the innermost of the blocks around it that has one."""
    if isinstance(block, Heading):
        return Role.SUBHEADING
    if isinstance(block, TableCell):
        return Role.CELL
    kinds = {ListItem: Role.LIST_ITEM, BlockQuote: Role.QUOTE, Footnote: Role.NOTE}
    roles = [kinds[type(each)] for each in around if type(each) in kinds]
    return roles[-1] if roles else Role.PARAGRAPH


def _unindented(words: Projection) -> Projection:
    return words.without(len(words.text) - len(words.text.lstrip()))
