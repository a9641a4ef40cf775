"""The text of a proof: blocks and their words, passages and changes woven into the page."""

import html.parser
import re

from hypothesis import given
from hypothesis import strategies as st

from publishing.proofs.text import Part, blocks, changes
from publishing.proofs.weaving import Edits, Passage, weave, words_of
from tests.builders import article_snapshot

BODY = """首段有**重点**和`代码`，注[^1]在此。

- 第一条
- 第二条

| 港口 | 箱量 |
|---|---|
| 东港 | 12 |

![码头](/pictures/0123456789abcdef.png)

[^1]: 统计口径见后。
"""


def body(text, **values):
    return [each for each in blocks(article_snapshot(body=text, **values)) if each.part is Part.BODY]


def told(was, became):
    """The page of what became of a text, changes woven in, paragraph by paragraph."""
    old, new = (blocks(article_snapshot(body=text)) for text in (was, became))
    return [
        [
            *changed.before,
            weave(block.html, block.words, edits=changed.edits),
        ]
        for block, changed in zip(new, changes(old, new), strict=False)
        if block.part is Part.BODY
    ]


def test_an_article_is_cut_into_what_a_reader_would_point_at():
    parts = blocks(article_snapshot(subtitle="三问数字提单", summary="当天签发。", body="一段。\n\n二段。"))
    assert [(each.part, each.words) for each in parts] == [
        (Part.TITLE, "港口用上了数字提单"),
        (Part.SUBTITLE, "三问数字提单"),
        (Part.CREDIT, "来源：港城日报　作者：林一"),
        (Part.SUMMARY, "当天签发。"),
        (Part.BODY, "一段。"),
        (Part.BODY, "二段。"),
    ]


def test_words_are_what_the_page_shows_without_marks_of_footnotes():
    words = [each.words for each in body(BODY)]
    assert words[0] == "首段有重点和代码，注在此。"
    assert words[1].split() == ["第一条", "第二条"]
    assert words[2].split() == ["港口箱量", "东港12"]
    assert words[3] == ""
    assert words[4].split() == ["统计口径见后。"]


def test_hostile_text_is_words_and_nothing_else():
    title = body_text = "<script>alert(1)</script>&amp;<b>"
    parts = blocks(article_snapshot(title=title, body=body_text))
    assert parts[0].words == title
    written = [
        weave(each.html, each.words, passages=[Passage(1, 5, 1)], edits=Edits(((2, 9),), ((3, "<i>"),)))
        for each in parts
    ]
    assert not re.search(r"<(?:script|b|i)\b", "".join(written))


def test_a_passage_is_marked_through_bold_and_numbered_where_it_ends():
    (part, *_rest) = body(BODY)
    written = weave(part.html, part.words, passages=[Passage(1, 4, 7)])
    assert written.startswith('<p>首<mark data-remark="7">段有</mark><strong><mark data-remark="7">重</mark>')
    assert written.index('<sup class="pin"') == written.index("重</mark>") + len("重</mark>")


def test_a_remark_on_a_whole_paragraph_is_numbered_but_leaves_it_unmarked():
    (part,) = body("一段话。")
    written = weave(part.html, part.words, passages=[Passage(0, 4, 1)])
    assert "<mark" not in written
    assert written.endswith("1</sup></p>")


def test_nothing_is_put_between_the_rows_of_a_table():
    table = body(BODY)[2]
    written = weave(
        table.html,
        table.words,
        passages=[Passage(0, len(table.words) - 1, 1)],
        edits=Edits(((0, len(table.words)),), ((0, "旧"), (len(table.words), "末"))),
    )
    assert not re.search(r"(?:</t[hdr]>|<t[rh]ead>|<tbody>|<tr>|<table>)\s*<(?:mark|ins|del|sup)", written)
    assert "旧" in written
    assert "末" in written


def test_letters_that_came_and_went_stand_in_their_places():
    ((first,), (second,)) = told("今年签发十万单。\n\n下月推广。", "去年签发十万单。\n\n下月推广到各码头。")
    assert first == '<p><del class="gone">今</del><ins>去</ins>年签发十万单。</p>'
    assert second == "<p>下月推广<ins>到各码头</ins>。</p>"


def test_a_paragraph_that_went_stands_by_itself_before_the_next():
    was = "第一段讲港口。\n\n第二段讲航线与运价。\n\n第三段讲通关。"
    assert told(was, "第一段讲港口。\n\n第三段讲通关。") == [
        ["<p>第一段讲港口。</p>"],
        ["第二段讲航线与运价。", "<p>第三段讲通关。</p>"],
    ]


def test_a_paragraph_that_went_from_the_end_is_not_lost():
    old, new = (
        blocks(article_snapshot(body=text)) for text in ("头段讲港口。\n\n末段讲航线与运价。", "头段讲港口。")
    )
    found = changes(old, new)
    assert found[-1].before == ["末段讲航线与运价。"]
    assert not any(found[:-1])


def test_a_change_of_looks_alone_is_told():
    old, new = (blocks(article_snapshot(body=text)) for text in ("签发十万单。", "签发**十万**单。"))
    (changed,) = [each for each in changes(old, new) if each]
    assert changed.in_looks
    assert not changed.edits


class Shown(html.parser.HTMLParser):
    """The letters of a woven page, those that went and the numbers of remarks apart."""

    def __init__(self, page):
        super().__init__()
        self.kept, self.gone, self._within = "", "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._within.append(dict(attrs).get("class"))

    def handle_endtag(self, tag):
        self._within.pop()

    def handle_data(self, data):
        if "gone" in self._within:
            self.gone += data
        elif "pin" not in self._within and "unseen" not in self._within:
            self.kept += data


TEXT = st.text("港口船&<>\n 箱a", min_size=1, max_size=20).map(lambda text: f"始{text}终")


@given(text=TEXT, ends=st.tuples(st.integers(0, 20), st.integers(0, 20)), place=st.integers(0, 20))
def test_weaving_changes_no_letter(text, ends, place):
    fragment = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"
    words = words_of(fragment)
    assert words == text
    start, end = sorted(min(each, len(words)) for each in ends)
    edits = Edits(((start, end),) if start < end else (), ((min(place, len(words)), "旧文"),))
    shown = Shown(weave(fragment, words, passages=[Passage(start, end, 1)], edits=edits))
    assert shown.kept == words
    assert shown.gone == "旧文"
