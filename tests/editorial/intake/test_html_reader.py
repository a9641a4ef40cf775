"""Issues saved as web pages: Word's HTML, a public account's article, a page of a content system."""

import base64
import dataclasses

import pytest

from editorial.html import write_html
from editorial.intake import Refused, propose
from editorial.intake.blocks import Kind
from editorial.intake.prose import to_markdown
from editorial.intake.readers.html import read
from editorial.markdown import parse
from tests.editorial.intake.outline import outline
from tests.pictures import png


def page(body, head="", encoding="utf-8"):
    return f'<!DOCTYPE html><html><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'.encode(
        encoding
    )


def kinds(blocks):
    return [(block.kind.value, block.text) for block in blocks]


def without_lines(values):
    """The proposal's values without the numbers of lines, which a page counts otherwise than a text."""
    if isinstance(values, dict):
        return {name: without_lines(each) for name, each in values.items() if name not in ("line", "article")}
    return [without_lines(each) for each in values] if isinstance(values, list) else values


# --- A whole issue ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def text(sample):
    return sample.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_sample_issue_as_a_page_reads_like_the_sample_itself(text, encoding):
    menu = '<nav><a href="/">首页</a></nav>'
    links = '<ul class="links"><li><a href="/1">去年各期</a></li><li><a href="/2">通知公告</a></li><li><a href="/3">联系我们</a></li></ul>'
    content = page(
        f"{menu}<main>{write_html(parse(text))}</main>{links}<footer>版权所有</footer>", encoding=encoding
    )
    as_page, as_text = propose(content), propose(text.encode())
    assert as_page.articles == tuple(
        dataclasses.replace(article, line=as_page.articles[place].line)
        for place, article in enumerate(as_text.articles)
    )
    for name in ("publication", "year", "number", "serial", "publisher", "date", "confidence"):
        assert getattr(as_page, name) == getattr(as_text, name)
    assert without_lines(as_page.to_json()["sections"]) == without_lines(as_text.to_json()["sections"])
    assert len(as_page.repairs) == len(as_text.repairs)


# --- What Word writes ---------------------------------------------------------------------------


def test_words_of_word_are_read_with_its_styles_and_bullets():
    head = "<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-size:10.5pt;} p.a {font-size:16.0pt; font-weight:bold;} --></style>"
    blocks = read(
        page(
            "<div class=WordSection1><p class=a align=center>港口把提单\n搬到了线上</p><p class=MsoNormal>货主坐在办公室里，\n就能看见货到了哪里。</p>"
            "<p class=MsoNormal><span style='font-family:Wingdings'>l<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span><b>新航线开通</b></p></div>",
            head,
        )
    )
    assert kinds(blocks) == [
        ("heading", "港口把提单搬到了线上"),
        ("paragraph", "货主坐在办公室里，就能看见货到了哪里。"),
        ("paragraph", "● 新航线开通"),
    ]
    assert (blocks[0].size, blocks[0].align) == (16.0, "center")


def test_a_line_that_is_only_larger_is_a_heading_of_its_rank():
    sizes = [
        (22, "数字经贸月报"),
        (16, "港口上云"),
        (12, "货主坐在办公室里就能看见货到了哪里，不必再跑码头。"),
    ]
    blocks = read(page("".join(f'<p style="font-size:{size}pt">{words}</p>' for size, words in sizes)))
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.HEADING, 1),
        (Kind.HEADING, 2),
        (Kind.PARAGRAPH, 0),
    ]


def test_a_page_break_is_kept_for_the_joins():
    blocks = read(page("<p>上半句，</p><br style='page-break-before:always'><p>下半句。</p>"))
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.PAGE_BREAK, Kind.PARAGRAPH]


# --- What pages are made of ---------------------------------------------------------------------


def test_make_up_by_tag_and_by_style_is_the_same():
    [block] = read(
        page(
            '<p><b>甲</b><span style="font-weight:700">乙</span><b style="font-weight:normal">丙</b><i>丁</i><del>戊</del></p>'
        )
    )
    assert [(run.text, run.bold, run.italic, run.struck) for run in block.runs] == [
        ("甲乙", True, False, False), ("丙", False, False, False), ("丁", False, True, False), ("戊", False, False, True)
    ]  # fmt: skip


def test_lists_keep_their_numbers_and_depth():
    blocks = read(
        page('<ol start="3"><li>丙<ul><li>子</li></ul></li><li value="7"><p>丁</p><p>再说丁</p></li></ol>')
    )
    assert [(block.kind.value, block.marker, block.level, block.text) for block in blocks] == [
        ("list_item", "3.", 1, "丙"), ("list_item", "-", 2, "子"), ("list_item", "7.", 1, "丁"), ("paragraph", "", 1, "再说丁")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read_back"),
    [
        ("<ul><li>甲<ol><li>乙</li><li>丙</li></ol></li><li>丁</li></ul>", [["-", ["甲", ["1.", ["乙"], ["丙"]]], ["丁"]]]),
        ("<ol start=9><li>甲<ul><li>乙</li></ul><li>丙<ul><li>丁</ul></ol>", [["9.", ["甲", ["-", ["乙"]]], ["丙", ["-", ["丁"]]]]]),
        ("<ul><li>甲<ol start=4><li>乙</ol></ul>", [["-", ["甲", ["4.", ["乙"]]]]]),
        ("<ul><li>甲<ul><li>乙<ul><li>丙</ul></ul><li>丁</ul>", [["-", ["甲", ["-", ["乙", ["-", ["丙"]]]]], ["丁"]]]),
        ("<ul><li>甲</li><ul><li>乙</li><ol><li>丙</li></ol></ul></ul>", [["-", ["甲", ["-", ["乙", ["1.", ["丙"]]]]]]]),
        ("<ul><li>甲</li><li><ul><li>乙</ul></li><li>丙</ul>", [["-", ["甲", ["-", ["乙"]]], ["丙"]]]),
        ("<ul><li>甲<ul><li>乙</ul><ol><li>丙</ol></ul>", [["-", ["甲", ["-", ["乙"]], ["1.", ["丙"]]]]]),
        ("<ul><li><p>甲</p><p>再说甲</p><ul><li><p>乙</p><p>再说乙</p></ul><p>还说甲</p><li>丙</ul><p>完。</p>",
         [["-", ["甲", "再说甲", ["-", ["乙", "再说乙"]], "还说甲"], ["丙"]], "完。"]),
        ("<ul><li>甲<blockquote>引</blockquote><li>乙</ul>", [["-", ["甲", "引"], ["乙"]]]),
        ("<ul><li>甲</ul><p>隔开。</p><ol><li>乙<ul><li>丙</ul></ol>", [["-", ["甲"]], "隔开。", ["1.", ["乙", ["-", ["丙"]]]]]),
    ],
)  # fmt: skip
def test_a_list_within_a_list_reads_back_as_one(written, read_back):
    assert outline(to_markdown(read(page(written)))) == read_back


def test_a_table_and_a_picture_in_an_item_stay_in_it_and_what_comes_before_its_words_does_not():
    table = "<table><tr><th>箱</th><th>吨</th></tr><tr><td>1</td><td>2</td></tr></table>"
    image = "<img src='https://port.example/{}.png'>"
    blocks = read(
        page(
            f"<ol><li>甲{table}{image.format('a')}</li><li>{image.format('b')}<p>乙</p></li><li>丙</li></ol>"
        )
    )
    assert to_markdown(blocks) == (
        "1. 甲\n\n   | 箱 | 吨 |\n   | --- | --- |\n   | 1 | 2 |\n\n   ![](https://port.example/a.png)\n\n"
        "![](https://port.example/b.png)\n\n2. 乙\n3. 丙"
    )


def test_words_right_before_a_heading_are_none_of_it():
    assert kinds(read(page("<div>港口的话<h2>码头的话</h2>船上的话</div>"))) == [
        ("paragraph", "港口的话"), ("heading", "码头的话"), ("paragraph", "船上的话")
    ]  # fmt: skip


def test_a_table_of_facts_is_kept_and_its_spans_are_filled():
    [block] = read(
        page(
            "<table><tr><th colspan=2>指标</th><th>数值</th></tr><tr><td rowspan=2>出口</td><td>服务</td><td>3|4</td></tr><tr><td>货物</td><td>5</td></tr></table>"
        )
    )
    assert block.markdown.splitlines() == [
        "| 指标 |  | 数值 |", "| --- | --- | --- |", "| 出口 | 服务 | 3\\|4 |", "|  | 货物 | 5 |"
    ]  # fmt: skip


def test_a_table_that_lays_out_the_page_is_read_through():
    blocks = read(
        page("<table><tr><td><h2>题目</h2></td></tr><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>")
    )
    assert kinds(blocks) == [("heading", "题目"), ("paragraph", "第一段。"), ("paragraph", "第二段。")]


def test_a_picture_that_lies_in_the_page_comes_with_its_bytes():
    data = base64.b64encode(png()).decode()
    before, picture = read(page(f'<p>码头</p><p><img alt="吊车" src="data:image/png;base64,{data}"></p>'))
    assert (before.text, picture.kind, picture.text, picture.picture) == ("码头", Kind.IMAGE, "吊车", png())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:image/svg+xml,<svg/>", "//x.example", "pic.png", "data:image/png;base64,!!"])  # fmt: skip
def test_a_picture_without_a_usable_address_is_left_out(address):
    assert kinds(read(page(f"<p>码头<img src='{address}'></p>"))) == [("paragraph", "码头")]


def test_links_are_kept_only_to_the_web():
    [block] = read(
        page(
            '<p><a href="https://a.example.cn/x">甲</a><a href="javascript:x()">乙</a><a href="#c">丙</a></p>'
        )
    )
    assert [(run.text, run.link) for run in block.runs] == [("甲", "https://a.example.cn/x"), ("乙丙", "")]


def test_what_is_hidden_or_frames_the_page_is_left_out():
    frame = '<div class="breadcrumb">首页 &gt; 简报</div><div style="display: none">藏</div><p hidden>藏</p><script>x</script><div id="footer">电话</div>'
    assert kinds(read(page(f"<p>正文。</p>{frame}"))) == [("paragraph", "正文。")]


def test_a_public_accounts_article_is_read_though_it_is_hidden_until_a_script_runs():
    body = '<h1 id="activity-name">数字经贸 第3期</h1><div>分享</div><div id="js_content" style="visibility: hidden"><section>第一段。</section></div>'
    assert kinds(read(page(body))) == [("heading", "数字经贸 第3期"), ("paragraph", "第一段。")]


# --- Hostile ------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"<!-- -->", b"<html></html>", page("<script>only()</script>")])
def test_a_page_without_words_is_refused_with_a_sentence(content):
    with pytest.raises(Refused, match="在浏览器里打开它"):
        read(content)


def test_nesting_without_end_is_refused_and_not_cut_short():
    assert read(page("<div>" * 200 + "最里面"))[0].text == "最里面"
    with pytest.raises(Refused, match="套得太深"):
        read(page("<div>" * 20_000 + "最里面"))


def test_entities_are_not_expanded_without_end():
    bomb = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    blocks = read(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "大">{bomb}]><html><body><p>小&a39;</p></body></html>'.encode()
    )
    assert sum(len(block.text) for block in blocks) < 5_000
