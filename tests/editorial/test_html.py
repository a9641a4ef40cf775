"""The HTML writer: what readers get, and that no text makes anything else of it."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.addresses import public_link, published_picture
from editorial.document import Span
from editorial.html import write_html
from editorial.html_lock import cleaned
from editorial.markdown import parse
from editorial.marks import Mark
from tests.editorial.hostile import ANY_TEXT, HOSTILE, MARKDOWN

PICTURE = "/pictures/0123456789abcdef.png"


def html(markdown, **options):
    return write_html(parse(markdown), **options)


class Page(HTMLParser):
    """What a browser would find: tags with attributes, in order, checked for balance."""

    VOID = ("br", "hr", "img")

    def __init__(self, source):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl):
        raise AssertionError(f"a declaration: {decl}")

    handle_pi = unknown_decl = handle_comment


# --- What readers get ---------------------------------------------------------------------------


def test_prose():
    assert html("甲*乙***丙**~~丁~~`戊`\\\n己\n庚") == (
        "<p>甲<em>乙</em><strong>丙</strong><del>丁</del><code>戊</code><br>\n己\n庚</p>\n"
    )


def test_headings_shift_and_stay_within_six():
    assert html("# 甲\n\n###### 乙", heading_shift=2) == "<h3>甲</h3>\n<h6>乙</h6>\n"
    assert html("# 甲\n\n### 乙", heading_shift=-1) == "<h1>甲</h1>\n<h2>乙</h2>\n"


@pytest.mark.parametrize("markdown", ["#", "# &nbsp;", "## ![](https://a.cn/b.png)", "###   ###"])
def test_a_heading_without_words_is_left_out(markdown):
    assert html(markdown) == ""


def test_lists():
    assert html("- 甲\n- 乙\n  1. 丙") == (
        "<ul>\n<li>甲</li>\n<li>乙\n<ol>\n<li>丙</li>\n</ol>\n</li>\n</ul>\n"
    )
    assert html("4. 甲\n\n5. 乙").startswith('<ol start="4">\n<li>\n<p>甲</p>\n</li>')


def test_tables_have_column_heads_and_align_by_class():
    assert html("|项目|金额|\n|-|--:|\n|出口|12|") == (
        '<table>\n<thead>\n<tr><th scope="col">项目</th><th scope="col" class="align-right">金额</th></tr>\n'
        '</thead>\n<tbody>\n<tr><td>出口</td><td class="align-right">12</td></tr>\n</tbody>\n</table>\n'
    )


def test_code_is_shown_as_it_is():
    assert html('```py x\n\n<b> & "\n```') == (
        '<pre><code class="language-py">\n&lt;b&gt; &amp; "\n</code></pre>\n'
    )


def test_external_links_keep_the_referrer_and_the_opener_to_themselves():
    assert html('[甲](https://a.cn/?b=1&c=2 "题")[乙](/2026/1/)') == (
        '<p><a href="https://a.cn/?b=1&amp;c=2" title="题" rel="noopener noreferrer">甲</a>乙</p>\n'
    )


def test_links_do_not_nest():
    assert html("[甲<https://b.cn>乙](https://a.cn)").count("<a ") == 1


def test_published_pictures_are_shown_and_load_late():
    assert html(f'![图一]({PICTURE} "说明")') == (
        f'<p><img src="{PICTURE}" alt="图一" title="说明" loading="lazy"></p>\n'
    )


def test_a_picture_that_stands_alone_is_a_figure_with_its_title_as_caption():
    assert html(f'![图一]({PICTURE} "说明")', figures=True) == (
        f'<figure><img src="{PICTURE}" alt="图一" loading="lazy"><figcaption>说明</figcaption></figure>\n'
    )


def test_a_picture_among_words_has_no_caption_but_keeps_its_title():
    assert html(f'看![图一]({PICTURE} "说明")', figures=True) == (
        f'<p>看<img src="{PICTURE}" alt="图一" title="说明" loading="lazy"></p>\n'
    )


def test_a_picture_that_stands_alone_without_a_title_has_no_empty_caption():
    assert (
        html(f"![图一]({PICTURE})", figures=True)
        == f'<figure><img src="{PICTURE}" alt="图一" loading="lazy"></figure>\n'
    )


def test_other_pictures_are_described_and_linked():
    assert html("![图一](https://a.cn/b.png)") == (
        '<p><a href="https://a.cn/b.png" rel="noopener noreferrer">图一</a></p>\n'
    )
    assert html("![](https://a.cn/b.png)").count("https://a.cn/b.png</a>") == 1
    assert html("![图一](data:image/png;base64,AAAA)") == "<p>图一</p>\n"
    assert html("[![图一](https://b.cn/c.png)](https://a.cn)").count("<a ") == 1


def test_a_caller_may_move_pictures():
    moved = html(f"![图]({PICTURE})", picture=lambda src: published_picture(src) and f"images{src}")
    assert f'src="images{PICTURE}"' in moved


def test_footnotes_stand_at_the_end_with_ways_there_and_back():
    written = html("甲[^a]乙[^a]\n\n[^a]: 注", id_prefix="k7-")
    assert (
        '<a href="#k7-fn-1" id="k7-fnref-1" role="doc-noteref" aria-label="注释 1">[1]</a></sup>乙' in written
    )
    assert 'id="k7-fnref-1-2"' in written
    assert '<section class="footnotes" role="doc-endnotes" aria-label="注释">' in written
    assert (
        '<li id="k7-fn-1">\n<p>注 <a href="#k7-fnref-1" role="doc-backlink" aria-label="返回正文">' in written
    )
    assert '<a href="#k7-fnref-1-2" role="doc-backlink" aria-label="返回正文第 2 处">' in written


def test_footnotes_of_several_texts_share_a_page():
    text = "甲[^a]\n\n[^a]: ```\n    x\n    ```"
    page = Page(html(text, id_prefix="a-") + html(text, id_prefix="b-", notes_label="《乙》注释"))
    assert_ids_are_unique_and_targets_exist(page)
    labels = [attributes["aria-label"] for tag, attributes in page.tags if tag == "section"]
    assert labels == ["注释", "《乙》注释"]


# --- What may be followed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "markdown",
    [
        "[点](javascript:alert(1))",
        "[点](JAVASCRIPT:alert(1))",
        "[点](&#106;avascript:alert(1))",
        "[点](&#x6A;avascript&colon;alert(1))",
        "[点](java&Tab;script:alert(1))",
        "[点](java&NewLine;script:alert(1))",
        "[点](<java script:alert(1)>)",
        "[点](\x01javascript:alert(1))",
        "[点](javascript\\:alert(1))",
        "[点](data:text/html;base64,PHNjcmlwdD4=)",
        "[点](vbscript:msgbox)",
        "[点](file:///etc/passwd)",
        "[点](//evil.cn)",
        "[点](&#47;/evil.cn)",
        "[点](/\\evil.cn)",
        "[点][a]\n\n[a]: javascript:alert(1)",
        "[点](  javascript:alert(1) 'x')",
    ],
)
def test_text_of_a_forbidden_link_stays_without_the_link(markdown):
    written = html(markdown)
    assert "点" in written
    assert "script" not in "".join(dict(attributes).get("href") or "" for _, attributes in Page(written).tags)
    links = [attributes["href"] for tag, attributes in Page(written).tags if tag == "a"]
    assert links in ([], ["/%5Cevil.cn"])  # an address on this site


def test_an_autolink_with_another_scheme_is_text():
    assert html("<javascript:alert(1)>") == "<p>javascript:alert(1)</p>\n"


# --- What no text can do ------------------------------------------------------------------------

ATTRIBUTES = {
    "a": {"href", "title", "rel", "id", "role", "aria-label"},
    "code": {"class"},
    "img": {"src", "alt", "title", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"class", "role", "aria-label"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}
TAGS = {
    *(
        "p",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "pre",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
    ),
    *("em", "strong", "del", "br"),
    *ATTRIBUTES,
}
INTERACTIVE = st.sampled_from(
    [
        *(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            '" onmouseover="alert(1)',
            "<!--",
            "-->",
        ),
        *(
            "[x](javascript:alert(1))",
            '![a"b](/pictures/0123456789abcdef.png "t\\"t")',
            "<svg/onload=alert(1)>",
        ),
        *(
            "<style>",
            "<a href='javascript:x'>",
            "</p>",
            "<![CDATA[",
            "<?php",
            "&lt;script&gt;",
            "\x7f",
            "\ufffe",
        ),
        *(
            "[a](https://a.cn 't<t')",
            '``` "><script>\n',
            "&#x202E;",
            "&nbsp;",
            "'",
            "https://a.cn",
            "mailto:a@b.cn",
        ),
    ]
)
TEXT = st.one_of(MARKDOWN, ANY_TEXT, st.lists(st.one_of(MARKDOWN, INTERACTIVE), max_size=6).map("".join))


def assert_harmless(written):
    for tag, attributes in Page(written).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        address = str(attributes.get("href", "#"))
        assert address.startswith("#") or public_link(address)
        assert "src" not in attributes or published_picture(str(attributes["src"]))
    written.encode()
    assert not any(character < " " and character not in "\n\t" for character in written)


def assert_ids_are_unique_and_targets_exist(page):
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert all(count == 1 for count in ids.values())
    back_and_forth = [
        a["href"] for _, a in page.tags if str(a.get("role")).startswith("doc-") and "href" in a
    ]
    assert all(target[1:] in ids for target in back_and_forth)


@given(TEXT)
@settings(deadline=None, max_examples=500)
def test_any_text_becomes_harmless_html_that_nh3_leaves_alone(source):
    document = parse(source)
    written = write_html(document, second_lock=False)
    assert_harmless(written)
    assert_ids_are_unique_and_targets_exist(Page(written))
    assert write_html(document) == written


def test_the_second_lock_would_hold_alone():
    opened = write_html(parse("[点](javascript:alert(1)) ![x](javascript:y)"), link=str, picture=str)
    assert "javascript" not in opened


@pytest.mark.parametrize(
    "name",
    [
        *(
            "one line of a megabyte",
            "nested quotes",
            "nested lists in a line",
            "nested emphasis",
            "nested links",
        ),
        *("nested pictures", "footnote mentions", "footnotes", "one long address often", "entities", "NULs"),
        *("surrogates", "right-to-left marks", "Typst code"),
    ],
)
def test_hostile_text_is_written(name):
    written = write_html(parse(HOSTILE[name]))
    assert len(written) < 12 * len(HOSTILE[name]) + 3_000_000
    assert_harmless(written)


def test_scripts_and_event_handlers_are_words():
    written = html('<script>alert(1)</script><img src=x onerror="alert(1)"><a href="javascript:x">点</a>')
    assert [tag for tag, _ in Page(written).tags] == ["p"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_control_characters_and_surrogates_become_the_replacement_character():
    assert html("甲\0乙\x08丙\ud800丁\x7f戊&#13;") == "<p>甲�乙�丙�丁�戊�</p>\n"


def test_right_to_left_marks_are_kept():
    assert html("甲\u202e乙\u200f") == "<p>甲\u202e乙\u200f</p>\n"


# --- Marks, for editors -------------------------------------------------------------------------


def marked(markdown, *stretches):
    """The HTML with each stretch, given as (words, kind), marked where the words first stand."""
    marks = [
        Mark(Span(markdown.index(words), markdown.index(words) + len(words)), kind, str(number))
        for number, (words, kind) in enumerate(stretches)
    ]
    return html(markdown, marks=marks)


def test_words_are_marked_where_they_stand():
    assert marked("甲乙丙丁", ("乙丙", "error")) == (
        '<p>甲<mark class="finding error" data-finding="0">乙丙</mark>丁</p>\n'
    )


def test_a_mark_goes_on_through_emphasis_and_links():
    written = marked("甲**乙**[丙](https://a.cn)丁", ("甲**乙**[丙](https://a.cn)丁", "warning"))
    assert re.findall(r'data-finding="0">(.)</mark>', written) == ["甲", "乙", "丙", "丁"]
    assert re.sub("</?mark[^>]*>", "", written) == html("甲**乙**[丙](https://a.cn)丁")


def test_where_marks_overlap_the_first_one_shows():
    written = marked("甲乙丙丁", ("乙丙", "error"), ("甲乙丙丁", "info"))
    assert re.findall(r'class="finding (\w+)" data-finding="\d">(\w+)<', written) == [
        ("info", "甲"),
        ("error", "乙丙"),
        ("info", "丁"),
    ]


@pytest.mark.parametrize(
    ("markdown", "words", "within"),
    [
        ("甲&amp;乙", "&amp;", "&amp;"),
        ("甲\\*乙", "\\*", "*"),
        ("甲`乙丙`丁", "乙", "<code>乙丙</code>"),
        (f"甲![图]({PICTURE})乙", "图", f'<img src="{PICTURE}" alt="图" loading="lazy">'),
    ],
)
def test_what_cannot_be_cut_is_marked_whole(markdown, words, within):
    assert f'data-finding="0">{within}</mark>' in marked(markdown, (words, "info"))


def test_a_mark_in_words_that_are_not_printed_leaves_no_trace():
    assert marked("甲[](https://a.cn)乙", ("https", "error")) == html("甲[](https://a.cn)乙")


def test_without_marks_nobody_can_write_one():
    assert "<mark" not in html('<mark class="finding error">甲</mark>')
    assert cleaned('<p><mark class="finding error">甲</mark></p>', with_marks=False) == "<p>甲</p>"
    assert cleaned('<p><mark class="x" onclick="y()">甲</mark></p>', with_marks=True) == (
        "<p><mark>甲</mark></p>"
    )


@given(TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
@settings(deadline=None, max_examples=300)
def test_marks_change_nothing_else_in_any_text(source, places):
    marks = [Mark(Span(*sorted(place)), "warning", str(number)) for number, place in enumerate(places)]
    document = parse(source)
    written = write_html(document, marks=marks)
    Page(written)
    assert written == write_html(document, marks=marks, second_lock=False)
    assert re.sub(r"</?mark[^>]*>", "", written) == write_html(document)
