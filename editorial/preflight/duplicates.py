"""Duplicates 段落重复: text that stands in the article, in another or in an earlier issue already.

Parallels are no copies: the rows of a table whose first cells differ, items that differ in a word or in code, what
is quoted, and the entries of a reference, each below a name of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editorial.document import Span
from editorial.intake.blocks import Block, Run
from editorial.intake.repetition import ENOUGH, are_copies, repetitions
from editorial.intake.titles import key
from editorial.preflight.breaks import kind_of
from editorial.preflight.finding import Severity
from editorial.preflight.lines import CAPTION, LINE, has_ended, is_loose
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.projection import OBJECT
from editorial.preflight.rules import Context, Found
from editorial.preflight.statutes import ARTICLE_NUMBER, is_statute
from editorial.preflight.tables import are_of_one_row

COUNTS = 40
"""Letters from which a paragraph that comes again is no chance."""
SAID = 16
"""Letters from which a paragraph of whole sentences is none that a writer says by chance again."""
_FEW = 2
"""Paragraphs that parallel parts of a text may share; more of them on end were pasted."""
_STANZA = 3
"""Lines."""
_MARK = "●"
"""Of an article of a newsletter, before its title."""
_ENTRIES = frozenset({Role.LIST_ITEM, Role.CELL})


def repeated_paragraphs(context: Context) -> Iterator[Found]:
    """A paragraph that stands in its article, in another or in an earlier issue already."""
    seen: dict[str, str] = {earlier.key: earlier.where for earlier in context.manuscript.earlier}
    is_alone = is_bare(context)
    for article in context.manuscript.articles:
        names = [key(passage.text) for passage in article.passages]
        copies = _copies(article, is_alone=is_alone)
        yield from (_found(copy, _severity(copy, is_alone=is_alone)) for copy in copies)
        within = {place for copy in copies for place in range(copy.start, copy.end)}
        long = {place: name for place, name in enumerate(names) if len(name) >= COUNTS}
        for place, name in long.items():
            if place not in within and name in seen:
                passage = article.passages[place]
                yield Found(passage, 0, len(passage.text), f"这一段与{seen[name]}的一段相同，请核对。")
        seen |= dict.fromkeys(long.values(), f"《{article.name}》")


def is_bare(context: Context) -> bool:
    """A text by itself, not an issue or an article of one: an essay or a story has freedoms that a newsletter has not."""
    articles = list(context.manuscript.articles)
    return not context.manuscript.is_issue and len(articles) == 1 and not _is_of_a_newsletter(articles[0])


def _is_of_a_newsletter(article: ArticleText) -> bool:
    """It was written in the newsroom, or has the mark before its title and says where it comes from."""
    if article.uid or article.title is None or not article.attributions:
        return bool(article.uid)
    source, begins = article.title.source, article.title.span(0, 1).start
    return _MARK in source[source.rfind("\n", 0, begins) + 1 : begins + 1]


# --- What comes again ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Copy:
    """The article's passages `start` to `end` say again what stands from `original` on."""

    article: ArticleText
    start: int
    end: int
    original: int

    @property
    def said(self) -> list[Passage]:
        """Its passages but the pictures between them."""
        return [passage for passage in self.article.passages[self.start : self.end] if passage.text]

    def between(self, role: Role) -> bool:
        """There is such a passage from the first of the two up to the second."""
        return any(
            each.role is role for each in self.article.passages[self.original : self.start] if each.text
        )

    @property
    def follows_at_once(self) -> bool:
        """The second stands right behind the first."""
        above = [passage for passage in self.article.passages[: self.start] if passage.text]
        said = self.said
        pairs = zip(above[-len(said) :], said, strict=False)
        return len(above) >= len(said) and all(are_copies(key(one.text), key(two.text)) for one, two in pairs)


def _copies(article: ArticleText, *, is_alone: bool) -> list[_Copy]:
    """What the article says twice. In a statute lists and formulas may come again, a numbered article may not."""
    by_right = [_is_quoted, _is_list_of_links, _is_caption, _is_verse, _is_formula, _is_row]
    if is_alone:
        by_right.append(_is_shown_again)
    groups = list(_grouped(article.passages))
    starts = [start for start, _ in groups]
    found = [
        _Copy(article, starts[each.start], groups[each.end - 1][1], starts[each.original])
        for each in repetitions([_block(article.passages[start:end], start) for start, end in groups], SAID)
    ]
    found = [copy for copy in found if copy.said and not any(is_so(copy) for is_so in by_right)]
    if not is_statute(article):
        return found
    keys = [key(passage.text) for passage in article.passages]
    return [
        copy
        for copy in found
        if any(_is_same_article(article, keys, at) for at in range(copy.start, copy.end))
    ]


def _grouped(passages: tuple[Passage, ...]) -> Iterator[tuple[int, int]]:
    """Where each begins and ends; the cells of a row, which stand on one line, together."""
    start = 0
    for place, passage in enumerate(passages):
        if place and not are_of_one_row(passages[place - 1], passage):
            yield start, place
            start = place
    if passages:
        yield start, len(passages)


def _block(passages: tuple[Passage, ...], place: int) -> Block:
    """What intake compares, with `place` as its line. A row of a table is one block; what is no paragraph is a copy only
    if it is the same to the letter."""
    kind = kind_of(passages[0])
    return Block(kind, place, (Run(" ".join(map(_written, passages))),))


def _written(passage: Passage) -> str:
    """The words with their code, where every sign counts: `a > b` is not `a < b`."""
    words = passage.words
    if OBJECT not in words.text:
        return words.text
    return "".join(
        _code(passage.source[start:end]) if letter == OBJECT else letter
        for letter, start, end in zip(words.text, words.starts, words.ends, strict=True)
    )


def _code(source: str) -> str:
    return "".join(letter if letter.isalnum() else f"{ord(letter):x}" for letter in source.strip("`"))


def _is_same_article(article: ArticleText, keys: list[str], at: int) -> bool:
    return keys[at] in keys[:at] and ARTICLE_NUMBER.match(article.passages[at].text) is not None


# --- What may come again ------------------------------------------------------------------------


def _is_quoted(copy: _Copy) -> bool:
    """A block quotation may be quoted again, and one paragraph of the text is quoted above or within it."""
    is_drawn = len(copy.said) == 1 and copy.article.passages[copy.original].role is Role.QUOTE
    return is_drawn or all(passage.role is Role.QUOTE for passage in copy.said)


def _is_list_of_links(copy: _Copy) -> bool:
    """References may be given again below every section."""
    return all(
        passage.role is Role.LIST_ITEM
        and any(link.span.start <= passage.words.start + 3 for link in passage.words.links)
        for passage in copy.said
    )


def _is_caption(copy: _Copy) -> bool:
    """What a picture shows may be said in the text, too."""
    return all(CAPTION.match(passage.text) for passage in copy.said)


def _is_verse(copy: _Copy) -> bool:
    """A refrain: nothing but short lines without full stops."""
    lines = "\n".join(passage.text for passage in copy.said).split()
    return len(lines) >= _STANZA and all(len(line) <= LINE and is_loose(line) for line in lines)


def _is_formula(copy: _Copy) -> bool:
    """Few words, such as headings and labels have, not all of them sentences."""
    are_sentences = all(_is_running(each) for each in copy.said)
    return not are_sentences and _letters(copy.said) < ENOUGH


def _is_row(copy: _Copy) -> bool:
    """The head of a table, or a row of it, in another one."""
    rows = sum(1 for _ in _grouped(copy.article.passages[copy.start : copy.end]))
    return rows == 1 and copy.said[0].role is Role.CELL and not copy.follows_at_once


def _is_shown_again(copy: _Copy) -> bool:
    """What a line with a colon leads up to."""
    above = (copy.article.passages[place].text.rstrip() for place in range(copy.start - 1, -1, -1))
    return next(filter(None, above), "").endswith("：")


def _is_running(passage: Passage) -> bool:
    words = passage.text.strip()
    return passage.role is Role.PARAGRAPH and has_ended(words) and not words.endswith("：")


def _letters(passages: Iterable[Passage]) -> int:
    return sum(len(key(passage.text)) for passage in passages)


# --- How grave it is ----------------------------------------------------------------------------


def _severity(copy: _Copy, *, is_alone: bool) -> Severity | None:
    """None where text was pasted twice, which is an error. Entries, or a paragraph or two, under another heading may
    be what parallel parts share, and a paragraph far from the first one a refrain, if the text is no newsletter's."""
    said = copy.said
    is_under_another = copy.between(Role.SUBHEADING)
    if is_alone and _letters(said) < ENOUGH:
        return Severity.INFO  # what somebody says, and says again
    if copy.follows_at_once:
        return None
    if not is_alone:
        may_be_shared = len(said) == 1 or all(passage.role in _ENTRIES for passage in said)
        return Severity.WARNING if is_under_another and may_be_shared else None
    if all(passage.role in _ENTRIES for passage in said):
        return Severity.INFO
    if len(said) > _FEW:
        running = sum(map(_is_running, said))
        return None if running > _FEW and running * 2 > len(said) else Severity.WARNING
    if _opens_its_part(copy) or (is_under_another and len(said) == 1):
        return Severity.INFO
    may_be_meant = is_under_another or copy.between(Role.LIST_ITEM) or len(said) == 1
    return Severity.WARNING if may_be_meant else None


def _opens_its_part(copy: _Copy) -> bool:
    """The first of the two stands right below a heading that is not the title, as what is taken out of a chapter
    to open it."""
    above = [passage for passage in copy.article.passages[: copy.original] if passage.text]
    return len(above) > 1 and above[-1].role is Role.SUBHEADING


def _found(copy: _Copy, severity: Severity | None) -> Found:
    said = copy.said
    first, last = said[0], said[-1]
    span = Span(first.span(0, 1).start, last.span(len(last.text) - 1, len(last.text)).end)
    message = f"从这里起 {len(said)} 段与前文重复，应删去一份。"
    if severity is not None:
        message = "这里与前文相同，若不是有意反复，请删去一份。"
    return Found(first, 0, len(first.text), message, severity=severity, span=span)
