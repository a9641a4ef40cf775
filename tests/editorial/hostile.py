"""Texts made to upset a parser, and what must be true of every tree."""

from hypothesis import strategies as st

from editorial.document import (
    BlockQuote,
    Code,
    Document,
    Emphasis,
    Footnote,
    FootnoteReference,
    Image,
    Link,
    Span,
    Strikethrough,
    Strong,
    Text,
    children,
    walk,
)

FRAGMENTS = [
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "~",
        "`",
        "``",
        "[",
        "](",
        "](/u)",
        "![",
        ")",
        "<",
        ">",
        "|",
        "\\",
        "\\|",
    ),
    *("\n", "\n\n", "\r\n", "\r", "\t", " ", "  \n", "    ", "> ", "- ", "1. ", "# ", "\n===\n", "\n---\n"),
    *(
        "|-|-|\n",
        "&amp;",
        "&#0;",
        "&#13;",
        "[^a]",
        "\n[^a]: ",
        "\n[a]: /u",
        "[a]",
        '"',
        "<http://x>",
        "```\n",
        "~~~",
    ),
    *(
        "字",
        "，",
        "“",
        "”",
        "a",
        "b",
        "\u3000",
        "\u00a0",
        "\x1c",
        "\x85",
        "\u2028",
        "\ufeff",
        "é",
        "😀",
        "\x0b",
    ),
    *("\0", "\ud800", "\u202e", "\u200f", "<script>", "javascript:", "http://", '#read("/etc/passwd")'),
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


HOSTILE = {
    "one line of a megabyte": "字" * 1_000_000,
    "a megabyte of blanks": " " * 1_000_000,
    "a megabyte of empty lines": "\n" * 1_000_000,
    "nested quotes": ">" * 10_000,
    "nested quotes with blanks": "> " * 10_000 + "甲",
    "lazy lines after nested quotes": ">" * 25 + "甲\n" * 5_000,
    "nested lists in a line": "- " * 10_000 + "甲",
    "nested lists in lines": "".join("  " * depth + "- 甲\n" for depth in range(500)),
    "opening brackets": "[" * 30_000,
    "nested brackets": "[" * 20_000 + "甲" + "]" * 20_000,
    "links that never end": "[a](" * 15_000,
    "titles that never end": '[a](b "' * 15_000,
    "labels that never end": "[a][" * 8_000,
    "nested links": "[" * 2_000 + "甲" + "](b)" * 2_000,
    "opening pictures": "![[" * 8_000,
    "nested pictures": "![" * 2_000 + "甲" + "](b)" * 2_000,
    "opening emphasis": "*a " * 30_000,
    "nested emphasis": "*" * 30_000 + "甲" + "*" * 30_000,
    "mismatched emphasis": "*a **a " * 4_000 + "b** b*" * 4_000,
    "mixed delimiters": "a**b" + "c* " * 30_000,
    "underscores": "_" * 50_000,
    "quotation marks at delimiters": "“**" * 15_000,
    "tildes": "~~a" * 20_000,
    "backticks of every length": "".join("`" * length + " " for length in range(500)),
    "opening angles": "<" * 50_000,
    "an autolink without end": "<http://" + "a" * 300_000,
    "a long address": "[a](http://" + "a." * 100_000 + ")",
    "footnote mentions": "[^a]" * 20_000 + "\n\n[^a]: 注",
    "footnotes": "".join(f"[^{n}] " for n in range(2_000)) + "".join(f"\n\n[^{n}]: 注" for n in range(2_000)),
    "opening footnotes": "[^" * 20_000 + "\n\n[^a]: 注",
    "nested footnotes": "[^a]: " * 3_000,
    "one long address often": "[a] " * 20_000 + "\n\n[a]: " + "x" * 100_000,
    "references": "[a]: b\n" * 15_000,
    "a wide table": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|b\n" * 20,
    "pipes": "|" * 300_000,
    "entities": "&" * 50_000,
    "NULs": "\0" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "right-to-left marks": "\u202e\u200f" * 50_000,
    "Typst code": '#read("/etc/passwd") #eval("1")\n\n' * 2_000,
}


OPENINGS = {
    Emphasis: ("*", "_"),
    Strong: ("**", "__"),
    Strikethrough: ("~~",),
    Code: ("`",),
    Link: ("[", "<"),
    Image: ("![",),
    FootnoteReference: ("[^",),
    Footnote: ("[^",),
    BlockQuote: (">",),
}


def assert_text_is_the_source_or_stands_for_it(node, source):
    piece = source[node.span.start : node.span.end]
    stands_for = piece[:1] in ("\\", "&") or piece in ("\0", "\ud800") or "\ud800" <= piece <= "\udfff"
    assert node.text == piece or (stands_for and len(node.text) <= 2)


def assert_is_written_within(node, span, source):
    assert not isinstance(node, Document)
    assert 0 <= node.span.start <= node.span.end <= span.end
    assert source.startswith(OPENINGS.get(type(node), ""), node.span.start)
    if isinstance(node, Text):
        assert_text_is_the_source_or_stands_for_it(node, source)


def assert_stand_in_order(nodes, start):
    """One behind the other from `start` on; footnotes may be written anywhere."""
    for node in nodes:
        if not isinstance(node, Footnote):
            assert node.span.start >= start
            start = node.span.end


def assert_well_formed(document):
    whole = Span(0, len(document.source))
    for parent in walk(document):
        span = whole if isinstance(parent, Document) else parent.span
        for child in children(parent):
            assert_is_written_within(child, span, document.source)
        assert_stand_in_order(children(parent), span.start)
