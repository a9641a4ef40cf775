"""A news page becomes an article: every way of building a page, field by field."""

import re

import pytest
from rapidfuzz.distance import LCSseq

from editorial.clip.page import read_page
from editorial.document import plain_text
from editorial.markdown import parse
from tests.editorial.clip.pages import BODY, DAY, OTHERS, PAGES, PARAGRAPHS, TITLE, text

every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


@pytest.fixture(scope="module")
def clipped():
    return {id(page): read_page(page.content, page.url) for page in PAGES.values()}


@every_page
def test_the_title_is_the_articles_and_not_the_sites(page, clipped):
    assert clipped[id(page)].title == TITLE


@every_page
def test_the_date_is_the_pages_own(page, clipped):
    assert clipped[id(page)].published == page.published


@every_page
def test_authors_are_people_who_wrote_it(page, clipped):
    assert clipped[id(page)].authors == page.authors


@every_page
def test_the_outlet_is_who_wrote_it_first_and_the_site_passed_it_on(page, clipped):
    assert (clipped[id(page)].outlet, clipped[id(page)].via) == (page.outlet, page.via)


@every_page
def test_the_text_is_whole_and_nothing_else(page, clipped):
    written = re.sub(r"\s", "", plain_text(parse(clipped[id(page)].body)))
    common = LCSseq.similarity(written, BODY)
    assert common == len(BODY)
    assert len(written) - common <= 40
    assert not [other for other in OTHERS if other in written]


# --- The text -----------------------------------------------------------------------------------


def article(body, head="", url="https://news.example.cn/2024/1.html"):
    """What is read of a page whose text begins with the sample paragraphs and goes on with `body`."""
    whole = f'<html><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><div class="content">{text()}{body}</div></body></html>'
    return read_page(whole.encode(), url)


def added(body):
    """The Markdown that `body` adds to the sample paragraphs."""
    return article(body).body.partition(PARAGRAPHS[-1])[2].strip()


def test_headings_bold_lists_and_links_become_markdown():
    assert added(
        '<h2>下一步</h2><ul><li>加开<b>夜班</b></li><li>见<a href="../plan.html">计划</a>全文</li></ul><p>完毕，谢谢各位商家。</p>'
    ) == (
        "## 下一步\n\n- 加开**夜班**\n- 见[计划](https://news.example.cn/plan.html)全文\n\n完毕，谢谢各位商家。"
    )


def test_a_table_of_facts_is_kept():
    rows = "<tr><td>月份</td><td>包裹</td></tr><tr><td>一月</td><td>12 万</td></tr><tr><td>二月</td><td>15 万</td></tr>"
    assert added(f"<table>{rows}</table>").splitlines()[0] == "| 月份 | 包裹 |"


def test_a_lazy_picture_is_found_where_its_true_address_stands():
    proposal = article(
        '<p><img src="/blank.gif" data-original="/img/line.jpg" alt="分拣线"></p><p>图为分拣线，工人正在装车。</p>'
    )
    assert [(picture.url, picture.alt) for picture in proposal.images] == [
        ("https://news.example.cn/img/line.jpg", "分拣线")
    ]
    assert "![分拣线](https://news.example.cn/img/line.jpg)" in proposal.body


def test_icons_and_pictures_without_an_address_are_left_out():
    assert not article('<p><img src="/i.gif" width="16"><img src="javascript:x"></p>').images


def test_a_picture_is_not_described_by_the_title():
    [picture] = article(
        f'<p><img src="/a.jpg" alt="{TITLE}_港城网"></p><p>图为分拣线，工人正在装车。</p>'
    ).images
    assert picture.alt == ""


@pytest.mark.parametrize(
    "line",
    ["（责任编辑：周小满）", "【编辑:周小满】", "扫一扫关注我们", "点击查看更多", "未经授权不得转载", "分享到：", "上一篇：图书馆延长闭馆时间", "（原标题：百万包裹）", "以上内容仅代表作者个人观点"],
)  # fmt: skip
def test_lines_about_the_page_are_no_part_of_the_text(line):
    assert added(f"<p>{line}</p>") == ""


@pytest.mark.parametrize(
    "line",
    [
        "有网友爆料说，园区夜里也亮着灯。",
        "点击率不等于成交量，店主心里有数。",
        "商家分享了三条经验。",
        "上一年，这里还是一片滩涂。",
    ],
)
def test_sentences_that_only_sound_like_it_stay(line):
    assert added(f"<p>{line}</p><p>{PARAGRAPHS[0]}再说一遍。</p>").startswith(line)


def test_links_to_other_articles_below_the_text_are_left_out():
    cards = "".join(f'<p><a href="/{n}.html">{other}</a></p>' for n, other in enumerate(OTHERS))
    assert added(f"<p>延伸阅读</p>{cards}") == ""
    assert added(cards) == ""


# --- Names, dates, addresses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("作者：林晚舟 何平", ("林晚舟", "何平")),
        ("记者：林晚舟、何平　责任编辑：周小满", ("林晚舟", "何平")),
        ("本报记者 林 晚 舟", ("林晚舟",)),
        ("本报记者 林晚舟", ("林晚舟",)),
        ("文/林晚舟 图/何平", ("林晚舟",)),
        ("撰文 | 渔火先生", ("渔火先生",)),
        ("作者：林晚舟（港城海洋大学教授）", ("林晚舟",)),
        ("作者：admin", ()),
        ("作者：港城市商务局", ()),
        ("责任编辑：周小满 校对：何平", ()),
        ("2024-03-18 来源：港城日报 参与互动", ()),
    ],
)
def test_who_the_line_under_the_title_names_as_author(line, authors):
    page = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class="info">{line}</div><div class="content">{text()}</div></body></html>'
    assert read_page(page.encode()).authors == authors


@pytest.mark.parametrize(
    ("ending", "authors"),
    [("（林晚舟）", ("林晚舟",)), ("（文/图 林晚舟 何平）", ("林晚舟", "何平")), ("（何平摄）", ()), ("（港城市商务局）", ()), ("（完）", ()), ("（记者林晚舟）", ("林晚舟",))],
)  # fmt: skip
def test_who_signs_at_the_end_of_the_text(ending, authors):
    assert article(f"<p>新的分拣线将在入冬之前装好。{ending}</p>").authors == authors


def test_meta_author_who_is_the_editor_is_no_author():
    assert article("<p>（责任编辑：周小满）</p>", '<meta name="author" content="周小满">').authors == ()
    assert article("", '<meta name="author" content="林晚舟">').authors == ("林晚舟",)


@pytest.mark.parametrize(
    ("line", "outlet", "via"),
    [
        ("来源：港城日报", "港城日报", ""),
        ("稿源：海运经济网-《港城日报》", "港城日报", "海运经济网"),
        ("来 源：港城市商务局 浏览量：21", "港城市商务局", ""),
        ("来源：港城日报参与互动", "港城日报", ""),
        ("来源：网络", "", ""),
        ("来源：本站", "", ""),
        ("来源：", "", ""),
    ],
)
def test_which_outlet_the_line_under_the_title_names(line, outlet, via):
    page = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>2024-03-18　{line}</div><div class="content">{text()}</div></body></html>'
    proposal = read_page(page.encode())
    assert (proposal.outlet, proposal.via) == (outlet, via)


@pytest.mark.parametrize(
    ("url", "canonical", "expected"),
    [
        ("https://a.example.cn/1.html?utm_source=x&id=7&spm=1#top", "", "https://a.example.cn/1.html?id=7"),
        (
            "https://a.example.cn/1.html?from=wx",
            "https://a.example.cn/news/1.html",
            "https://a.example.cn/news/1.html",
        ),
        ("https://a.example.cn/1.html", "https://evil.example.com/2.html", "https://a.example.cn/1.html"),
        ("https://a.example.cn/1.html", "https://a.example.cn/", "https://a.example.cn/1.html"),
        ("", "https://a.example.cn/news/1.html", "https://a.example.cn/news/1.html"),
        ("", "", ""),
    ],
)
def test_the_address_is_the_pages_lasting_one(url, canonical, expected):
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    assert article("", head, url).url == expected


def test_a_date_in_another_zone_is_the_day_in_beijing():
    assert (
        article("", '<meta property="article:published_time" content="2024-03-17T23:30:00Z">').published
        == DAY
    )


def test_the_address_tells_the_date_where_nothing_else_does():
    assert article("", url="https://news.example.cn/2024/0318/c12.html").published == DAY


def test_what_is_missing_is_said_with_what_to_do():
    proposal = read_page("<html><body><p>码头今天起雾，船都停在港里。</p></body></html>".encode())
    assert {warning.code for warning in proposal.warnings} == {"title.missing", "outlet.missing", "date.missing", "author.missing", "body.short"}  # fmt: skip
    assert all("请" in warning.message for warning in proposal.warnings)
