"""Paste into the editor: what Word, a spreadsheet or a web page puts on the clipboard becomes Markdown."""

import pytest
from django.urls import reverse

from editorial.admin.paste import MAX_PASTE_BYTES
from editorial.document import plain_text
from editorial.intake.clipboard import convert, read
from editorial.markdown import parse
from tests import builders
from tests.editorial.intake.outline import outline

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {{margin:0cm; font-family:等线;}} @page WordSection1 {{size:595.3pt 841.9pt;}} -->
</style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->{}<!--EndFragment--></body></html>"""


def word(fragment):
    """The fragment in the wrapping in which Word puts it on the clipboard."""
    return WORD.format(fragment)


def item(marker, words, name="l0 level1 lfo1", font=""):
    """A paragraph of a list as Word writes it."""
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    return (
        f"<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:{name}'>"
        f"<![if !supportLists]><span lang=EN-US{font}><span style='mso-list:Ignore'>{marker}{gap}</span></span>"
        f"<![endif]>{words}<span lang=EN-US><o:p></o:p></span></p>\n"
    )


@pytest.fixture
def editor(client, db):
    client.force_login(builders.user("编辑"))
    return client


def post(client, html):
    return client.post(reverse("editorial_paste"), {"html": html})


def test_an_editor_gets_the_markdown_of_what_word_put_on_the_clipboard(editor):
    answer = post(
        editor, word("<h2>泊位改造<o:p></o:p></h2><p class=MsoNormal>吞吐量增长<b>5.3%</b>。<o:p></o:p></p>")
    )
    assert answer.json() == {"markdown": "## 泊位改造\n\n吞吐量增长**5.3%**。", "notice": ""}
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_of_words_make_up_leaves_no_trace():
    pasted = convert(
        word(
            "<p class=MsoNormal style='text-indent:21.0pt;line-height:28.0pt'><span style='font-size:15.0pt;"
            "font-family:仿宋;mso-ascii-font-family:Calibri'>夜班船也能<span lang=EN-US>24</span>小时报关。"
            "</span><span lang=EN-US><o:p></o:p></span></p>\n"
            "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n"
            "<p class=MsoNormal>单证见<a href='https://port.example/list'>清单</a>。<o:p></o:p></p>"
        )
    )
    assert pasted.markdown == "夜班船也能24小时报关。\n\n单证见[清单](https://port.example/list)。"


@pytest.mark.parametrize(
    ("markers", "written"),
    [
        (("·", "·"), "- 先登记\n- 再核对"),
        (("l", "l"), "- 先登记\n- 再核对"),
        (("Ø", "Ø"), "- 先登记\n- 再核对"),
        (("1.", "2."), "1. 先登记\n2. 再核对"),
        (("3)", "4)"), "3. 先登记\n4. 再核对"),
        (("（一）", "（二）"), "（一） 先登记\n\n（二） 再核对"),
        (("第一条", "第二条"), "第一条 先登记\n\n第二条 再核对"),
    ],
)
def test_words_lists_are_lists_where_markdown_can_count_so(markers, written):
    fragment = "".join(map(item, markers, ("先登记", "再核对")))
    assert convert(word(fragment)).markdown == written


def test_lists_of_word_end_where_other_words_begin():
    fragment = item("1.", "甲") + item("2.", "乙") + "<p class=MsoNormal>两步之间。</p>" + item("·", "丙")
    assert convert(word(fragment)).markdown == "1. 甲\n2. 乙\n\n两步之间。\n\n- 丙"


@pytest.mark.parametrize(
    ("items", "read"),
    [
        (
            [("level1", "1.", "登记"), ("level2", "·", "船名"), ("level3", "§", "旧名"), ("level1", "2.", "核对")],
            [["1.", ["登记", ["-", ["船名", ["-", ["旧名"]]]]], ["核对"]]],
        ),
        (
            [("level1", "·", "登记"), ("level3", "o", "旧名"), ("level2", "o", "船名"), ("level1", "·", "核对")],
            [["-", ["登记", ["-", ["旧名"], ["船名"]]], ["核对"]]],
        ),
        (
            [("level1", "9.", "登记"), ("level1", "10.", "核对"), ("level2", "3.", "重量"), ("level1", "11.", "放行")],
            [["9.", ["登记"], ["核对", ["3.", ["重量"]]], ["放行"]]],
        ),
        (
            [("level1", "1.", "登记"), ("level2", "a)", "船名"), ("level2", "b)", "箱号"), ("level1", "2.", "核对")],
            [["1.", ["登记", "a) 船名", "b) 箱号"], ["核对"]]],
        ),
        (
            [("level1", "一、", "登记"), ("level2", "1.", "船名"), ("level1", "二、", "核对"), ("level2", "1.", "重量")],
            ["一、 登记", ["1.", ["船名"]], "二、 核对", ["1.", ["重量"]]],
        ),
        (
            [("level2", "o", "船名"), ("level1", "·", "核对"), ("level2", "o", "重量")],
            [["-", ["船名"], ["核对", ["-", ["重量"]]]]],
        ),
    ],
    ids=["three levels", "a leap", "wide numbers", "letters below", "Chinese numerals above", "cut off above"],
)  # fmt: skip
def test_lists_of_word_are_as_deep_as_their_levels_say(items, read):
    fragment = "".join(item(marker, words, f"l0 {level} lfo1") for level, marker, words in items)
    assert outline(convert(word(fragment)).markdown) == read


def test_lists_of_wps_are_as_deep_as_those_of_word():
    paragraph = (
        '<p class=MsoNormal style="margin-left:21.0000pt;mso-char-indent-count:0.0000;mso-list:l0 {} lfo1;" >'
        "<![if !supportLists]><span style=\"font-family:Wingdings;\" ><span style='mso-list:Ignore;' >{}&nbsp;"
        '</span></span><![endif]><span style="font-family:宋体;" ><font face="宋体" >{}</font></span></p>'
    )
    items = [("level1", "l", "登记"), ("level2", "n", "船名"), ("level1", "l", "核对")]
    pasted = convert(word("".join(paragraph.format(*each) for each in items)))
    assert pasted.markdown == "- 登记\n  - 船名\n- 核对"


ONLINE_DOCUMENT = (
    "<b style='font-weight:normal'><ul><li dir='ltr' aria-level='1'><p role='presentation'><span>登记</span></p></li>"
    "<ul><li dir='ltr' aria-level='2'><p role='presentation'><span>船名</span></p></li></ul>"
    "<li dir='ltr' aria-level='1'><p role='presentation'><span>核对</span></p></li></ul></b>"
)
LIBREOFFICE = (
    "<ol>\n\t<li><p style='margin-bottom: 0cm'>登记</p>\n\t<ul>\n\t\t<li><p style='margin-bottom: 0cm'>\n船名</p>"
    "</li>\n\t</ul></li>\n\t<li><p>核对</p></li>\n</ol>\n<p><br/>\n</p>"
)
OLD_LIBREOFFICE = "<ol><li><p>登记</p></li><ul><li><p>船名</p></li></ul><li><p>核对</p></li></ol>"


@pytest.mark.parametrize(
    ("fragment", "written"),
    [
        ("<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>", "- 甲\n  - 乙\n- 丙"),
        (ONLINE_DOCUMENT, "- 登记\n  - 船名\n- 核对"),
        (LIBREOFFICE, "1. 登记\n   - 船名\n2. 核对"),
        (OLD_LIBREOFFICE, "1. 登记\n   - 船名\n2. 核对"),
    ],
    ids=["web page", "online document", "LibreOffice", "old LibreOffice"],
)
def test_lists_within_lists_stay_within_them_wherever_they_were_copied(fragment, written):
    assert convert(fragment).markdown == written


def test_a_table_of_word_stays_a_table():
    cell = "<td width=120 style='border:solid windowtext 1.0pt'><p class=MsoNormal>{}<o:p></o:p></p></td>"
    rows = "".join(
        f"<tr style='mso-yfti-irow:0'>{''.join(map(cell.format, row))}</tr>"
        for row in (("类别", "出口额"), ("信息技术", "281.5"))
    )
    table = f"<table class=MsoTableGrid border=1 cellspacing=0>{rows}</table>"
    assert convert(word(table)).markdown == "| 类别 | 出口额 |\n| --- | --- |\n| 信息技术 | 281.5 |"


def test_cells_of_a_spreadsheet_become_a_table():
    sheet = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>'
        "<style><!--table {mso-displayed-decimal-separator:'\\.';} .xl65 {mso-number-format:'0\\.0';} --></style></head>"
        "<body><table border=0 width=144><!--StartFragment--><col width=72 span=2><tr height=19>"
        "<td class=xl65 height=19>月份</td><td>箱量</td></tr><tr><td>1</td><td align=right>3|4</td></tr>"
        "<tr><td>合计</td><td></td></tr><!--EndFragment--></table></body></html>"
    )
    assert convert(sheet).markdown == "| 月份 | 箱量 |\n| --- | --- |\n| 1 | 3\\|4 |\n| 合计 |  |"


def test_the_article_of_a_web_page_keeps_its_structure():
    pasted = convert(
        "<meta charset='utf-8'><article class='share related'><h1 style='color:red'>堆场用上了绿电</h1>"
        "<p style='margin:0'>本报讯 <strong>一季度</strong>用电<em>一半</em>来自屋顶。</p>"
        "<blockquote><p>省下的是真金白银。</p></blockquote><ul><li>屋顶</li><li>车棚</li></ul>"
        "<footer>版权所有</footer><script>track()</script><p hidden>看不见</p></article>"
    )
    assert pasted.markdown == (
        "## 堆场用上了绿电\n\n本报讯 **一季度**用电*一半*来自屋顶。\n\n> 省下的是真金白银。\n\n- 屋顶\n- 车棚"
    )


def test_what_was_chosen_is_not_taken_for_a_menu():
    links = "".join(f"<li><a href='https://port.example/{n}'>文件{n}</a></li>" for n in (1, 2, 3))
    assert convert(f"<ul class='menu'>{links}</ul>").markdown.count("https://port.example/") == 3


def test_bold_that_an_online_document_wraps_around_everything_is_none():
    pasted = convert(
        "<b style='font-weight:normal'><p><span style='font-weight:400'>轻</span>"
        "<span style='font-weight:700'>重</span></p></b>"
    )
    assert pasted.markdown == "轻**重**"


def test_characters_that_would_be_markup_stay_characters():
    words = convert("<p># 2*3*4 &lt;b&gt; [注](x)</p>").markdown
    assert plain_text(parse(words)).strip() == "# 2*3*4 <b> [注](x)"


def test_pictures_stay_behind_and_the_editor_is_told(editor):
    answer = post(editor, "<p>看图。</p><img src='https://port.example/a.png' alt='码头'>").json()
    assert answer["markdown"] == "看图。"
    assert "插入图片" in answer["notice"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<p><a href='javascript:alert(1)'>点</a></p>",
        "<p>点<img src=x onerror=alert(1)></p>",
        "<p>点</p><svg onload=alert(1)><script>alert(1)</script></svg>",
        "<p>点</p><iframe src='https://port.example/'></iframe>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>点&e;</p>",
    ],
)
def test_nothing_hostile_comes_through(hostile):
    written = convert(hostile).markdown
    assert "点" in written
    assert not any(trace in written for trace in ("alert", "javascript", "http", "<", "root:"))


def test_nul_and_broken_halves_of_characters_are_dropped(editor):
    assert post(editor, "<p>前\0后</p>").json()["markdown"] == "前后"
    assert read("<p>前\ud83d后</p>").markdown.startswith("前")


def test_what_is_nested_too_deep_is_refused_with_a_sentence(editor):
    answer = post(editor, "<div>" * 5000 + "底")
    assert (answer.status_code, "只粘贴了文字" in answer.json()["error"]) == (422, True)


def test_more_than_two_megabytes_are_refused_before_they_are_read(editor):
    answer = post(editor, "字" * MAX_PASTE_BYTES)
    assert answer.status_code == 413
    assert "分几次粘贴" in answer.json()["error"]


def test_an_empty_paste_is_empty(editor):
    assert post(editor, "").json() == {"markdown": "", "notice": ""}


def test_only_those_who_write_may_have_it_converted(client, db):
    assert "登录" in post(client, "<p>文</p>").json()["error"]
    client.force_login(builders.user())
    answer = post(client, "<p>文</p>")
    assert (answer.status_code, "没有编辑文章的权限" in answer.json()["error"]) == (403, True)


def test_it_is_only_ever_posted(editor):
    assert editor.get(reverse("editorial_paste")).status_code == 405
