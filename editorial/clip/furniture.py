"""Furniture of a page: what stands in or around a text without being part of it, as elements and as lines."""

import re

from lxml import html

from editorial.clip.byline import FIRST, is_credit_line, is_signed
from editorial.intake.blocks import Block, Kind
from editorial.intake.dates import DATE, fold
from editorial.intake.readers.html_tree import names, tag
from editorial.intake.titles import TERMINALS

_ELEMENTS = re.compile(
    r"(?:^|[\s_-])(?:share|bdsharebuttonbox|social|comments?|cmt|related|relation|recommend(?:ed)?|tuijian|xgyd|hot[_-]?news|rank(?:ing)?"
    r"|copyright|statement|disclaimer|adverts?|ads?|gg|guanggao|qr-?code|erweima|ewm|breadcrumbs?|crumbs?|position|toolbar|page-tools|pagination|pages?|pager"
    r"|prev(?:ious)?[_-]?next|editor|author-info|tags?|keywords?|login|popup|modal|player|subscribe|article-tool|otitle)(?:$|[\s_\d-])"
)
_BODY_NAMES = re.compile(
    r"content|article|text|body|main|detail|zoom|TRS|vsb|wrapper?|container|page", re.IGNORECASE
)
_LINE = re.compile(
    r"(?:点击|长按|识别|扫描|扫码|关注|添加|下载).{0,12}(?:二维码|公众号|蓝字|我们|卡片|名片|小程序|视频号|客户端|微信|微博|APP).{0,20}"
    r"|点击(?:查看|进入|阅读|下载|观看|播放|图片|下方|上方|右上角|此处|这里).{0,30}|扫一?扫.{0,20}|更多(?:精彩|内容|资讯|新闻|详情).{0,30}"
    r"|(?:延伸|相关|推荐|热门)?(?:阅读|新闻|文章|链接|推荐|报道|专题|视频)\s*[:>]{0,2}|猜你喜欢|返回.{2,8},查看更多"
    r"|《[^《》]{2,14}》\s*\(?.{0,4}\d{4}\s*年.{3,16}版\s*\)?"
    r"|(?:阅读|查看|展开|返回)(?:原文|全文|更多|首页|顶部|列表|.{2,6}首页)\s*[>»]{0,3}|(?:上|下)一?[篇页条]\s*[:>].*"
    r"|(?:(?:一键)?(?:分享|转发|收藏|点赞|在看|打印|关闭|举报|纠错|复制链接|赞|踩|顶)(?:到|至|本页|本文|此文|窗口|页面|给好友)?[\d\s:>【】]*"
    r"|(?:微信|微博|QQ空间|QQ好友|朋友圈)\s*)+|\d+\s*(?:条评论|人参与|阅读|赞|次)|-*\s*END\s*-*|(?:全文)?完",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"版权(?:声明|归|所有)|未经.{0,16}(?:授权|许可|允许|同意).{0,24}(?:转载|使用|复制|刊登)|免责声明|侵权.{0,12}(?:请联系|删除|告知)"
    r"|如需转载|转载(?:请|须|时请|务必)|(?:本文|文章|以上)(?:内容|观点)?.{0,10}(?:不代表|仅代表).{0,16}(?:观点|立场)|违法和不良信息举报"
    r"|^本文来自.{2,20}(?:更多|下载|APP)|【\s*(?:点击|查看|戳).{0,10}】|下载.{0,10}(?:客户端|APP).{0,20}(?:福利|精彩|更多)"
    r"|(?:投稿|报料|爆料|新闻)(?:邮箱|热线|电话|平台)"
)
_ORIGINAL_TITLE = re.compile(r"[(\[【]?\s*原(?:标题|题为?|文标题|文题目)\s*[:：《“为].*")
_LONGEST = 160
"""Characters; what is longer belongs to the text, whatever it speaks of."""
_FRAMES = {"div", "section", "aside", "header", "ul", "ol", "dl", "li", "table", "figure"}
_CARDS = 3
"""Lines that are titles of other articles, from which a text's end is a list of them."""
_RELATED = re.compile(
    r"(?:延伸|相关|推荐|热门|更多|往期)(?:阅读|新闻|文章|链接|推荐|报道|回顾|精彩)\s*[:：>]{0,2}"
)
_HEAD, _FOOT = 2, 8
"""Blocks at either end of the text among which notices of rights stand."""
_ENDS_WITHIN = 12
"""Blocks from the end among which 相关阅读 begins what no longer belongs to the text."""


def is_furniture(element: html.HtmlElement) -> bool:
    """The element's names say that it frames the text, and none says that it holds it."""
    if tag(element) not in _FRAMES or not (written := names(element)).strip():
        return False
    return bool(_ELEMENTS.search(written)) and not _BODY_NAMES.search(written)


def without_furniture(blocks: list[Block]) -> list[Block]:
    """The text alone: credit lines, notices of rights and links to other articles taken off its ends, lines
    about the page out of its middle."""
    kept = _without_tail(_before_related(blocks))
    ends = (*kept[:_HEAD], *kept[-_FOOT:])
    rights = {id(block) for block in ends if _RIGHTS.search(fold(block.text)) and _is_line(block)}
    kept = [block for block in kept if id(block) not in rights and not _is_about_page(block)]
    while kept and _is_margin(kept[0]):
        kept.pop(0)
    while kept and _is_margin(kept[-1]):
        kept.pop()
    return [
        block
        for place, block in enumerate(kept)
        if not (_is_edited_by(block) or (place < FIRST and is_signed(block.text)))
    ]


def _before_related(blocks: list[Block]) -> list[Block]:
    """What stands before 相关阅读, unless text goes on after it."""
    for place in range(max(1, len(blocks) - _ENDS_WITHIN), len(blocks)):
        if _RELATED.fullmatch(fold(blocks[place].text)) and not any(map(_is_prose, blocks[place:])):
            return blocks[:place]
    return blocks


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Without the cards of other articles at the end: titles that are links, dates by themselves."""
    end = len(blocks)
    while end and (blocks[end - 1].kind is Kind.IMAGE or _is_card(blocks[end - 1])):
        end -= 1
    return blocks[:end] if sum(map(_is_card, blocks[end:])) >= _CARDS else blocks


def _is_card(block: Block) -> bool:
    """A line that ends in a link and is no sentence, or is nothing but a date."""
    if block.kind in (Kind.TABLE, Kind.IMAGE) or not block.text:
        return _is_silent(block)
    ends_in_link = bool(block.runs[-1].link) and block.text[-1] not in TERMINALS
    return ends_in_link or bool(DATE.fullmatch(fold(block.text)))


def _is_margin(block: Block) -> bool:
    return _is_silent(block) or (block.kind is not Kind.TABLE and is_credit_line(block.text))


def _is_line(block: Block) -> bool:
    return block.kind not in (Kind.TABLE, Kind.IMAGE) and 0 < len(block.text) <= _LONGEST


def _is_about_page(block: Block) -> bool:
    """点击查看更多, 分享到：, the original title: lines that no sentence ends."""
    text = fold(block.text).strip()
    if not _is_line(block) or text.endswith(("。", "?")):
        return False
    return bool(_LINE.fullmatch(text.strip("()[]-— ")) or _ORIGINAL_TITLE.fullmatch(text))


def _is_edited_by(block: Block) -> bool:
    """（责任编辑：…） is never part of a text, wherever it stands."""
    return len(block.text) <= 60 and bool(
        re.match(r"[(\[]?\s*(?:责任|值班|本文)?编\s*辑\s*:|[(\[]?\s*责\s*编\s*:", fold(block.text))
    )


def _is_silent(block: Block) -> bool:
    return block.kind in (Kind.RULE, Kind.PAGE_BREAK)


def _is_prose(block: Block) -> bool:
    linked = sum(len(run.text) for run in block.runs if run.link)
    return len(block.text) > 60 and linked < len(block.text) / 2
