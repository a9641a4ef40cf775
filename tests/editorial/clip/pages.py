"""Saved pages in the ways Chinese sites are built, all with one article in our own words."""

import html
import json
from dataclasses import dataclass
from datetime import date

TITLE = "港城跨境电商园区半年发出一百万个包裹"
PARAGRAPHS = (
    "清晨六点，港城跨境电商园区的分拣线已经转了起来。工人把贴好面单的包裹推上传送带，海关的扫描门在几秒之内给出结果，没有异常的便直接装车。",
    "园区管委会介绍，今年上半年这里一共发出一百万个包裹，比去年同期多了两成。卖得最好的是渔具、灯饰和儿童雨鞋，买家多在东南亚和中东。",
    "“以前要等凑满一柜才发船，现在当天接单当天出仓。”做灯饰生意的店主这样说。她把仓库从市区搬进园区，租金贵了一点，退货却少了一半。",
    "下半年，园区打算再添两条分拣线，并请银行进驻，替小店主办理结汇。管委会提醒商家，旺季之前要备好舱位，不要把货都压在最后一周。",
)  # fmt: skip
BODY = "".join(PARAGRAPHS)
DAY = date(2024, 3, 18)
OTHERS = (
    "渔港修船厂招学徒",
    "老街夜市本周重新开张",
    "图书馆延长闭馆时间",
    "环岛公交改走新路",
    "海边步道加装路灯",
)


@dataclass(frozen=True)
class Page:
    """A page, the address it was saved from, and what a careful reader finds in it."""

    content: bytes
    url: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = DAY
    outlet: str = ""
    via: str = ""


def text(tag: str = "p") -> str:
    return "".join(f"<{tag}>{each}</{tag}>" for each in PARAGRAPHS)


def links() -> str:
    """A list of other articles with their dates, as every site has one beside the text."""
    items = (
        f'<li><a href="/news/{n}.html">{each}</a><span>2024-05-0{n}</span></li>'
        for n, each in enumerate(OTHERS, 1)
    )
    return f'<div class="hot-news"><h3>热门推荐</h3><ul>{"".join(items)}</ul></div>'


def framed(head: str, body: str) -> str:
    menu = "".join(f'<a href="/{each}/">{each}</a>' for each in ("首页", "要闻", "经济", "社会", "图片"))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><div class="topbar">今天是2025年8月9日</div>'
        f'<div class="nav">{menu}</div>{body}<div class="footer">版权所有 港城网络传媒 未经授权不得转载</div></body></html>'
    )


def wechat() -> Page:
    article = "".join(
        f'<section style="margin:0"><span style="font-size:16px">{each}</span></section>'
        for each in PARAGRAPHS
    )
    picture = '<p><img class="rich_pages" data-src="https://mmbiz.example.cn/a/640?wx_fmt=png" data-w="640" alt="分拣线"></p>'
    return Page(
        framed(
            f'<title></title><meta property="og:title" content="{TITLE}"><meta name="author" content="林晚舟">',
            f'<div id="img-content"><h1 class="rich_media_title" id="activity-name">\n {TITLE}\n</h1><div id="meta_content">'
            '<span class="rich_media_meta rich_media_meta_text">林晚舟</span> <span class="rich_media_meta rich_media_meta_nickname">'
            '<a href="javascript:void(0);" id="js_name"> 港城数贸观察 </a></span><em id="publish_time"></em></div>'
            f'<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{picture}{article}'
            "<p>编辑：周小满</p><p>点击下方卡片关注我们</p></div></div>"
            '<script>var ct = "1710720000"; var nickname = htmlDecode("港城数贸观察"); var msg_title = "x";</script>',
        ).encode(),
        url="https://mp.weixin.qq.com/s/abc?chksm=1&scene=21",
        authors=("林晚舟",),
        outlet="港城数贸观察",
    )


def government() -> Page:
    return Page(
        framed(
            f'<title>{TITLE}_部门动态_港城市商务局</title><meta name="SiteName" content="港城市商务局"><meta name="ArticleTitle" content="{TITLE}">'
            '<meta name="PubDate" content="2024-03-18 09:20"><meta name="ContentSource" content="港城日报">'
            '<meta name="Maketime" content="2025-01-02 03:04:05"><meta name="Author" content="">',
            f'<div class="article"><div class="title">{TITLE}</div><div class="info">发布时间：2024-03-18 09:20　信息来源：港城日报　浏览次数：<span>231</span>　字体：[大 中 小]</div>'
            f'<div id="zoom" class="TRS_Editor"><style>.TRS_Editor P{{line-height:1.5}}</style>{text()}</div><div class="fn">【打印本页】【关闭窗口】</div></div>{links()}',
        ).encode(),
        outlet="港城日报",
        via="港城市商务局",
    )


def portal() -> Page:
    return Page(
        framed(
            f'<title>{TITLE}_财经_港湾门户网</title><meta property="article:published_time" content="2024-03-17T23:30:00Z">',
            f'<div class="main"><h1>{TITLE}</h1><div class="post_info">2024-03-18 07:30:00　来源: <a href="http://x.example.cn/">东部商报</a> 举报</div>'
            f'<div class="post_body"><p class="otitle">（原标题：{TITLE}啦）</p>{text()}<p>（记者 林晚舟 通讯员 何平）</p><div class="ep-source">本文来源：东部商报　责任编辑：周小满_NF001</div></div></div>'
            f'{links()}<div class="comments"><p>网友甲 2024-03-20 说：这篇写得好，我就在园区上班，每天看着传送带转。</p></div>',
        ).encode(),
        url="https://money.example.com/24/0318/07/AB.html?spm=a1&from=timeline",
        authors=("林晚舟", "何平"),
        outlet="东部商报",
        via="港湾门户网",
    )


def encoded_in_gbk() -> Page:
    page = framed(
        f"<title>{TITLE} - 海运经济网</title>",
        f'<div id="Article"><h1>{TITLE}<br><span>2024年03月18日 08:15 &nbsp; 来源：海运经济网 &nbsp; 作者：何 平</span></h1>{text()}</div>{links()}',
    ).replace("utf-8", "gb2312")
    return Page(page.encode("gb18030"), authors=("何平",), outlet="海运经济网")


def laid_out_in_tables() -> Page:
    lines = "<br>".join(f"　　{each}" for each in PARAGRAPHS)
    menu = "".join(f"<tr><td><a href='{n}.htm'>{each}</a></td></tr>" for n, each in enumerate(OTHERS))
    return Page(
        framed(
            f"<title>{TITLE}</title>",
            f'<table width="1000"><tr><td width="200"><table>{menu}</table></td><td><table><tr><td align="center"><b><font size="5">{TITLE}</font></b></td></tr>'
            f"<tr><td align=center>发布日期：2024-3-18　　作者：林晚舟　　来源：港城渔业协会　　点击数：88</td></tr><tr><td>{lines}</td></tr></table></td></tr></table>",
        ).encode(),
        authors=("林晚舟",),
        outlet="港城渔业协会",
    )


def shown_by_a_script() -> Page:
    content = html.escape(f"<div><p>{'</p><p>'.join(PARAGRAPHS)}</p></div>")
    written = json.dumps(content).replace("/", "\\u002F").replace("&", "\\u0026")
    return Page(
        framed(
            f"<title>{TITLE}</title>",
            '<div id="app"></div><script>var BASE_DATA = { articleInfo: { title: '
            f"'{TITLE}', content: {written}, subInfo: {{ isOriginal: false, source: '东部商报', time: '2024-03-18 11:00:00' }} }} }};</script>",
        ).encode(),
        outlet="东部商报",
    )


def described_in_json_ld() -> Page:
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2024-03-18T06:00:00+08:00",
        "author": {"@type": "Person", "name": "林晚舟"},
        "publisher": {"@type": "Organization", "name": "海运经济网"},
        "articleBody": "\n".join(PARAGRAPHS),
    }
    return Page(
        framed(
            f'<title>海运经济网</title><script type="application/ld+json">{json.dumps(described)}</script>',
            "<div id=root></div>",
        ).encode(),
        authors=("林晚舟",),
    )


def blog_of_a_company() -> Page:
    return Page(
        framed(
            f"<title>{TITLE} | 远帆供应链</title>",
            f'<article class="post"><header><h1 class="entry-title">{TITLE}</h1><p class="entry-meta"><time datetime="2024-03-18T10:00:00+08:00">2024/03/18</time> · 文 / 何平</p></header>'
            f'<div class="entry-content">{text()}<h2>下一步</h2><ul><li>加开夜班</li><li>请银行进驻</li></ul></div></article>{links()}',
        ).encode(),
        authors=("何平",),
    )


def signed_and_unlabelled() -> Page:
    return Page(
        framed(
            f"<title>{TITLE}_要闻_潮声新闻</title>",
            f'<h1 class="news_title">{TITLE}</h1><div class="news_about"><p>林晚舟/港城日报</p><p>2024-03-18 09:10</p></div><div class="news_txt">{"<br>".join(PARAGRAPHS)}</div>'
            '<div class="news_editor">责任编辑：周小满</div>',
        ).encode(),
        authors=("林晚舟",),
        outlet="港城日报",
        via="潮声新闻",
    )


def from_a_wire() -> Page:
    first, *others = PARAGRAPHS
    return Page(
        framed(
            f"<title>{TITLE}-新闻中心-港城网</title>",
            f'<h1>{TITLE}</h1><p>2024年3月18日 12:00</p><div class="content"><p>新华社港城3月18日电（记者林晚舟、何平）{first}</p>{"".join(f"<p>{each}</p>" for each in others)}</div>{links()}',
        ).encode(),
        authors=("林晚舟", "何平"),
        outlet="新华社",
        via="港城网",
    )


def with_labels_on_lines_of_their_own() -> Page:
    return Page(
        framed(
            f"<title>{TITLE}</title>",
            f'<h2 class="tit">{TITLE}</h2><ul class="meta"><li><div>来源：</div><div>数贸观察</div></li><li><div>作者：</div><div>何平</div></li><li><div>时间：</div><div>2024-03-18</div></li></ul>'
            f'<div class="con">{text("div")}</div>{links()}',
        ).encode(),
        authors=("何平",),
        outlet="数贸观察",
    )


def of_a_university() -> Page:
    return Page(
        framed(
            f"<title>{TITLE}-港城海洋大学新闻网</title>",
            f'<form name="_newscontent_fromname"><div class="c_title">{TITLE}</div><div class="c_info">日期：2024-03-18 | 作者：国际商学院 林晚舟 | 编辑：周小满 | 点击：[<script>_showDynClicks()</script>]</div>'
            f'<div id="vsb_content_2"><div class="v_news_content">{text()}</div></div><p>上一条：<a href="1.htm">{OTHERS[0]}</a></p><p>下一条：<a href="2.htm">{OTHERS[1]}</a></p></form>',
        ).encode(),
        authors=("林晚舟",),
    )


def of_a_newspaper() -> Page:
    first, *others = PARAGRAPHS
    return Page(
        framed(
            f"<title>{TITLE}</title>",
            f'<div class="ban">2024年03月18日　第03版：经济</div><h1>{TITLE}</h1><h3>《港城日报》（2024年03月18日 第 03 版）</h3><p class="sec">本报记者 林晚舟</p>'
            f'<div id="ozoom"><p>　　本报讯 {first}</p>{"".join(f"<p>　　{each}</p>" for each in others)}</div>',
        ).encode(),
        authors=("林晚舟",),
        outlet="港城日报",
    )


PAGES = {
    "a public account": wechat(),
    "a government site": government(),
    "a portal": portal(),
    "GBK": encoded_in_gbk(),
    "layout tables": laid_out_in_tables(),
    "a script's JSON": shown_by_a_script(),
    "JSON-LD alone": described_in_json_ld(),
    "a company's blog": blog_of_a_company(),
    "a byline without labels": signed_and_unlabelled(),
    "a wire story": from_a_wire(),
    "labels on their own lines": with_labels_on_lines_of_their_own(),
    "a university": of_a_university(),
    "a newspaper's digital edition": of_a_newspaper(),
}
