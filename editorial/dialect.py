"""Our Markdown: markdown-it-py with CommonMark, GFM tables, strikethrough and footnotes, no raw HTML.

Here stand the rules that differ from the library's, and the two states that note where each token was
written, which the library does not. What comes out is still tokens; `editorial.markdown` makes the
document tree of them.

Every inline token carries `meta["start"]` and `meta["end"]`, offsets in its block's content. Block
tokens carry `meta["start"]`, an offset in the text; see `LocatedBlocks.push` for rows and content.
"""

import re
from typing import Any, Literal

import mdurl
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from editorial.emphasis import may_open_and_close

MAX_DEPTH = 20
"""Quotes, lists (each counts with its item as two) and brackets nest no deeper; what would is text."""
REFERENCE_BUDGET = 100_000
"""Characters that reference links may add to a text beyond its own length, as cmark limits them."""
_FOOTNOTE_REFERENCE = re.compile(r"\[\^([^ \n\[\]]+)\]")


class LocatedBlocks(StateBlock):
    """The block state, noting where blocks, rows and contents begin while prefixes are known."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.starts: dict[int, int] = {}
        self._row = 0
        self._lines: tuple[str, list[int]] = ("", [])

    def start_of(self, line: int) -> int:
        """Where the line's content begins for the block being read."""
        return self.bMarks[line] + self.tShift[line]

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803
        content = super().getLines(begin, end, indent, keepLastLF)
        self._lines = content, self.eMarks[begin:end]
        return content

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Adds a token; an item knows its start, a row the ends of its line, a content its lines."""
        token = super().push(ttype, tag, nesting)
        match ttype:
            case "list_item_open":
                token.meta["start"] = self.start_of(self.line)
            case "table_open":
                self._row = self.line
            case "tr_open":
                token.meta["row"] = self.start_of(self._row), self.eMarks[self._row]
                self._row += 1
            case "thead_close":
                self._row += 1  # the row of dashes
            case "inline":
                token.meta["lines"] = self._lines
        return token


class LocatedInlines(StateInline):
    """The inline state, noting the range of each token and scanning delimiters by our rule."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.begun = 0
        self._pending_from: int | None = None

    def append_pending(self, text: str) -> None:
        if self._pending_from is None:
            self._pending_from = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        start = self.begun if self._pending_from is None else self._pending_from
        token = super().pushPending()
        token.meta = {"start": start, "end": start + len(token.content)}
        self._pending_from = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        # A line break is pushed when the blanks before it are gone from the pending text: it begins
        # where that text ends, as every other token does that follows text.
        start = self.begun if self._pending_from is None else self._pending_from + len(self.pending)
        token = super().push(ttype, tag, nesting)
        token.meta = {"start": start, "end": start}
        self._pending_from = None
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        end = _end_of_run(self, start)
        opens, closes = may_open_and_close(self.src, start, end, self.posMax, in_words=canSplitWord)
        return Scanned(opens, closes, end - start)


class LocatingParser(ParserInline):
    """The inline parser, telling each token where it ends."""

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, LocatedInlines)  # noqa: S101
        rules = self.ruler.getRules("")
        while state.pos < state.posMax:
            start, count = state.pos, len(state.tokens)
            state.begun = start
            if state.level < MAX_DEPTH and any(rule(state, False) for rule in rules):
                if len(state.tokens) > count:
                    _locate(state, start)
            else:
                state.append_pending(state.src[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = LocatedInlines(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _locate(state: LocatedInlines, start: int) -> None:
    """Sets the ranges of the tokens that one rule made of `src[start:pos]`."""
    last = state.tokens[-1]
    if state.src[start] in "*_" and last.type == "text":  # one token for each character
        for offset, token in enumerate(state.tokens[start - state.pos :], start):
            token.meta = {"start": offset, "end": offset + 1}
        return
    last.meta["end"] = state.pos
    if last.markup == "autolink":
        state.tokens[-2].meta = {"start": start + 1, "end": state.pos - 1}


def _end_of_run(state: StateInline, start: int) -> int:
    marker, end = state.src[start], start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    return end


def _begin_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """First in the chain: notes where the block begins that some later rule will make. Past the
    deepest level everything is a paragraph, where the library would drop the text."""
    assert isinstance(state, LocatedBlocks)  # noqa: S101
    if silent:
        return False
    state.starts[len(state.tokens)] = state.start_of(start_line)
    return state.level >= MAX_DEPTH and paragraph(state, start_line, end_line, silent)


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """Exactly two tildes. GFM allows one as well, but `3~5天，8~10天` is how Chinese writes ranges;
    the library splits longer runs, GFM leaves them alone."""
    start = state.pos
    if silent or state.src[start] != "~":
        return False
    run = state.scanDelims(start, True)
    if run.length == 2:
        state.push("text", "", 0).content = "~~"
        state.delimiters.append(
            Delimiter(ord("~"), 0, len(state.tokens) - 1, -1, run.can_open, run.can_close)
        )
    else:
        state.append_pending("~" * run.length)
    state.pos = start + run.length
    return True


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]` where the label is defined; the library's rule takes quadratic time."""
    if state.src[state.pos] != "[":
        return False
    found = _FOOTNOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta["label"] = found[1]
    state.pos = found.end()
    return True


class _References(dict[str, dict[str, Any]]):
    """Link reference definitions that stop answering when what they added grows out of proportion:
    one long address and many short mentions would otherwise make gigabytes."""

    def __init__(self, budget: int) -> None:
        super().__init__()
        self._budget = budget

    def get(self, label: str, default: Any = None) -> Any:
        reference = super().get(label)
        if reference is None or self._budget < 0:
            return default
        self._budget -= len(reference["href"]) + len(reference["title"])
        return reference


class _Dialect(MarkdownIt):
    """The rule set. Which addresses may be followed is the writer's decision, so all are let through."""

    def __init__(self) -> None:
        super().__init__("default", {"maxNesting": MAX_DEPTH + 10})
        self.inline = LocatingParser()
        self.use(footnote_plugin, inline=False, move_to_end=False)
        self.inline.ruler.at("footnote_ref", _footnote_reference)
        self.inline.ruler.at("strikethrough", _strikethrough)
        self.block.ruler.before("table", "begin_block", _begin_block)
        self.disable(["html_block", "html_inline", "linkify", "fragments_join"])
        # Rule chains are compiled at first use; doing it here makes parsing thread-safe.
        for ruler in (self.block.ruler, self.inline.ruler, self.inline.ruler2):
            ruler.getRules("")

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        try:
            return super().normalizeLink(url)
        except ValueError:
            return mdurl.encode(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link  # as written, as CommonMark says; the library would decode it


_DIALECT = _Dialect()


def environment(source: str) -> dict[str, Any]:
    """What the definitions of one text are collected in: pass it to `blocks`, then to `inlines`."""
    return {"references": _References(REFERENCE_BUDGET + len(source))}


def blocks(text: str, env: dict[str, Any]) -> list[Token]:
    """The block tokens of normalised text; inline contents are not parsed yet."""
    state = LocatedBlocks(text, _DIALECT, env, [])
    _DIALECT.block.tokenize(state, 0, state.lineMax)
    for index, start in state.starts.items():
        if index < len(state.tokens):
            state.tokens[index].meta["start"] = start
    _mark_tight_lists(state.tokens)
    return state.tokens


def _mark_tight_lists(tokens: list[Token]) -> None:
    """Sets `meta["tight"]` of lists: the library only hides the paragraphs of the tight ones."""
    lists: list[Token] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            token.meta["tight"] = True
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif lists and token.type == "paragraph_open" and token.level == lists[-1].level + 2:
            lists[-1].meta["tight"] &= token.hidden


def inlines(content: str, env: dict[str, Any]) -> list[Token]:
    """The inline tokens of a block's content, once all definitions are in `env`."""
    return _DIALECT.inline.parse(content, _DIALECT, env, [])
