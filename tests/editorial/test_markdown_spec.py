"""The examples of CommonMark 0.31.2, through our parser and our HTML writer."""

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest

from editorial.html import write_html
from editorial.markdown import parse
from tests.fetch_commonmark import EXAMPLES

RAW_HTML = "raw HTML is text here, so that nothing an editor pastes can run"
DEVIATIONS = {
    **dict.fromkeys(range(148, 192), f"{RAW_HTML} (section “HTML blocks”)"),
    **dict.fromkeys([613, 614, 615, 616, 617, 623, 625, 626, 628, 629, 630, 631], RAW_HTML),
    **dict.fromkeys([21, 31, 201, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643], RAW_HTML),
    **dict.fromkeys([308, 309], f"{RAW_HTML}; a comment does not separate two lists"),
    79: "a heading without words is left out: screen readers and the W3C checker refuse it",
    484: "a link without words is left out: nobody could see or hear it",
    487: "a link without words is left out: nobody could see or hear it",
}
BLOCKS = "p|h[1-6]|blockquote|ul|ol|li|pre|hr|table|thead|tbody|tr|th|td|br"


@cache
def examples():
    if not EXAMPLES.exists():
        pytest.fail(f"The CommonMark examples are not in {EXAMPLES}: run `make install`.")
    return {example["example"]: example for example in json.loads(EXAMPLES.read_text(encoding="utf-8"))}


class _Normaliser(HTMLParser):
    """HTML as a browser sees it: attributes sorted, entities resolved, blanks that show nowhere gone.

    `loading` and `rel` are what our writer adds to CommonMark's HTML.
    """

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.verbatim = 0

    def handle_starttag(self, tag, attributes):
        self.verbatim += tag == "pre"
        kept = sorted((name, value or "") for name, value in attributes if name not in ("loading", "rel"))
        self.parts.append(f"<{tag} {kept}>")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self.verbatim -= tag == "pre"
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        self.parts.append(repr(data) if self.verbatim else re.sub(r"[ \n\t]+", " ", data))

    def handle_comment(self, data):
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data):
        self.parts.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.parts.append(f"<![{data}]>")


def normalised(html):
    parser = _Normaliser()
    parser.feed(html)
    parser.close()
    return re.sub(rf" *(</?(?:{BLOCKS})\b[^>]*>) *", r"\1", "".join(parser.parts)).strip()


def written(markdown):
    """What our writer makes of an example when every address is allowed."""
    return write_html(parse(markdown), picture=str, link=str, second_lock=False)


def conforms(example):
    return normalised(written(example["markdown"])) == normalised(example["html"])


def test_there_are_652_examples():
    assert len(examples()) == 652


@pytest.mark.parametrize("number", range(1, 653))
def test_example(number):
    example = examples()[number]
    if number in DEVIATIONS:
        assert not conforms(example), f"Example {number} conforms now: take it off the list."
    else:
        assert normalised(written(example["markdown"])) == normalised(example["html"])
