"""The page of a proof: an issue's whole text with remarks and changes woven in, as values for its template. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from editorial.addresses import AddressRule, published_picture
from publishing.comparison import ArticleChange, Comparison, FieldChange, Kind, compare
from publishing.models import Remark
from publishing.proofs.text import Block, Changed, blocks, changes
from publishing.proofs.weaving import Passage, weave
from publishing.snapshot import ArticleSnapshot, IssueSnapshot


@dataclass(frozen=True, slots=True)
class Access:
    """Who is at the page, and what they may do: its own address, where remarks are sent as well, those of the PDF
    and of the desk (empty for guests), and until when a guest's link holds."""

    page: str
    pdf: str
    reader: str
    may_remark: bool = False
    may_resolve: bool = False
    desk: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A remark that was refused, as it was typed, so that nothing is lost; `sentence` says why."""

    article: str
    block: int
    start: int
    end: int
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A remark with its number in the round, counted in the order in which they came, so that it stays."""

    number: int
    remark: Remark

    @property
    def is_open(self) -> bool:
        return self.remark.resolved_at is None

    @property
    def passage(self) -> Passage:
        """What is shown marked: the words, or once it is answered no more than where they end."""
        start = self.remark.start if self.is_open else self.remark.end
        return Passage(start, self.remark.end, self.number)


@dataclass(frozen=True, slots=True)
class Row:
    """A block, and beside it what was said of it. `gone` are the paragraphs before it that went."""

    index: int
    block: Block
    html: SafeString
    remarks: tuple[Numbered, ...] = ()
    gone: tuple[str, ...] = ()
    is_changed: bool = False
    in_looks: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """One article. `change` is none where nothing differs from the round before."""

    uid: str
    title: str
    rows: tuple[Row, ...]
    change: ArticleChange | None = None
    gone_at_end: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[Numbered, ...]:
        """In reading order."""
        return tuple(each for row in self.rows for each in row.remarks)


@dataclass(frozen=True, slots=True)
class SectionSheet:
    name: str
    articles: tuple[ArticleSheet, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page. What changed is told only where there was a round before."""

    issue: IssueSnapshot
    sections: tuple[SectionSheet, ...]
    is_compared: bool
    fields: tuple[FieldChange, ...] = ()
    removed: tuple[ArticleChange, ...] = ()
    changed_articles: int = 0

    @property
    def articles(self) -> tuple[ArticleSheet, ...]:
        return tuple(article for section in self.sections for article in section.articles)

    @property
    def remarks(self) -> tuple[Numbered, ...]:
        """In reading order."""
        return tuple(each for article in self.articles for each in article.remarks)

    @property
    def open_remarks(self) -> int:
        return sum(each.is_open for each in self.remarks)


def sheet(
    issue: IssueSnapshot,
    *,
    before: IssueSnapshot | None = None,
    remarks: Iterable[Remark] = (),
    picture: AddressRule = published_picture,
) -> Sheet:
    """The page of an issue as it was frozen, or stands now. `before` is the round before, if any; `remarks` are
    those of this round; `picture` gives the addresses of pictures."""
    compared = compare(before, issue) if before else Comparison((), ())
    became = {change.uid: change for change in compared.articles}
    old = {article.uid: article for article in before.articles} if before else {}
    said = _by_place(remarks)

    def article_sheet(article: ArticleSnapshot) -> ArticleSheet:
        change, was = became.get(article.uid), old.get(article.uid)
        parts = blocks(article, picture=picture)
        is_rewritten = change is not None and change.kind is Kind.CHANGED and was is not None
        told = changes(blocks(was, picture=picture), parts) if is_rewritten and was else None
        rows = _rows(article.uid, parts, told, said, is_new=change is not None and change.kind is Kind.ADDED)
        at_end = tuple(told[-1].before) if told else ()
        return ArticleSheet(article.uid, article.title, tuple(rows), change, at_end)

    return Sheet(
        issue=issue,
        sections=tuple(
            SectionSheet(section.name, tuple(map(article_sheet, section.articles)))
            for section in issue.sections
        ),
        is_compared=before is not None,
        fields=compared.fields,
        removed=tuple(change for change in compared.articles if change.kind is Kind.REMOVED),
        changed_articles=len(compared.articles),
    )


def _by_place(remarks: Iterable[Remark]) -> dict[tuple[str, int], list[Numbered]]:
    found: dict[tuple[str, int], list[Numbered]] = defaultdict(list)
    for number, remark in enumerate(sorted(remarks, key=lambda each: each.pk), start=1):
        found[remark.article, remark.block].append(Numbered(number, remark))
    return found


def _rows(
    uid: str,
    parts: Sequence[Block],
    told: Sequence[Changed] | None,
    said: dict[tuple[str, int], list[Numbered]],
    *,
    is_new: bool,
) -> Iterator[Row]:
    for index, block in enumerate(parts):
        changed = told[index] if told else Changed()
        numbered = tuple(sorted(said.get((uid, index), ()), key=lambda each: each.remark.start))
        passages = [each.passage for each in numbered]
        yield Row(
            index=index,
            block=block,
            # The block's own HTML is safe, and weaving escapes every letter that it puts in.
            html=mark_safe(weave(block.html, block.words, passages=passages, edits=changed.edits)),  # noqa: S308
            remarks=numbered,
            gone=tuple(changed.before),
            is_changed=bool(changed) or is_new,
            in_looks=changed.in_looks,
        )
