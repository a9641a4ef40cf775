"""Attribution 来源: what an article says of where it comes from, and what it should not carry along."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from editorial.intake.credits import read_credit, split_credit
from editorial.intake.titles import key
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage, Role
from editorial.preflight.outlets import KNOWN_OUTLETS
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_HOUSE_FORM = re.compile(r"（文章来源：[^（）()\s][^（）()]*）|（[^（）()]*供稿）")
"""Reprints name their source; the association's own news says who wrote it: （本会秘书处供稿）."""
_NEARLY = re.compile(r"[（(]?\s*(?:文章|本文|稿件|信息)?来源\s*[:：]\s*([^（）()]*[^（）()\s])\s*[）)]?")
"""A source line whose words are right and whose form is not."""
_CHANNEL = re.compile(r"(?:的?(?:官方)?(?:微信)?(?:公众号|视频号)|微博|官微|客户端|官网|网站)$")
"""Where an outlet publishes, after its name or apart from it: 微信公众号－港城人."""
_EXCERPT = re.compile(r"[（(]?\s*(?:摘自|选自|节选自|编自|引自)[^《]+《")
"""An author's book is excerpted: it is on no list of media, and the line is no reprint's credit."""
_OURSELVES = re.compile(r"本(?:会|协会|商会|学会|促进会|联合会|中心)(?:秘书处|办公室)?")
"""The newsletter's publisher, crediting its own news. 本报 and 本网 have come along with a reprint."""
_LIKE = 75
_AFTERTHOUGHT = 2
"""Paragraphs that may stand behind an article's own credit line."""
_INSTITUTION = re.compile(
    r".{2,}(?:局|委员会|发改委|商务委|部|厅|办公室|办公厅|海关|政府|总署|协会|学会|商会|促进会|联合会|基金会|秘书处|大学|学院|研究院|研究所"
    r"|研究会|研究中心|信息中心|实验室|科学院|智库|法院|检察院|银行|交易所|公司|集团|园区|管委会)(?:网站|官网|公众号|微信公众号)?"
)
"""Who publishes of himself needs to be on no list of media."""
_LONG_NAME = 5
_OF_A_PLACE = re.compile(r"\w{1,3}[省市区县州盟旗]")


def missing_source(article: ArticleText, context: Context) -> Iterator[Found]:
    """An article without a credit."""
    if article.title is not None and not article.attributions and not _are_scenes(context):
        message = "没有写明文章来源。请在文后的“文章来源”里补上媒体的名称。"
        yield Found(article.title, 0, len(article.title.text), message)


def _are_scenes(context: Context) -> bool:
    """Marked headings below running text, none with a credit: the parts of one article, by their times and places."""
    manuscript = context.manuscript
    if manuscript.is_issue or any(article.credits or article.attributions for article in manuscript.articles):
        return False
    first = next((article.title for article in manuscript.articles if article.title), None)
    above = manuscript.order[: manuscript.order.index(first)] if first in manuscript.order else ()
    return sum(passage.role in PROSE for passage in above) > 1


def repeated_source(article: ArticleText, context: Context) -> Iterator[Found]:
    """More than one credit: one run into the text and one below it, or two lines."""
    told = [*_run_in(article), *((each, 0) for each in _credits(article) if _names_an_outlet(each))]
    for passage, start in told[1:] if len(told) > 1 else ():
        first = told[0][0].text[told[0][1] :]
        yield Found(passage, start, len(passage.text), f"来源写了不止一处（前面已有“{first}”），请留一处。")


def source_format(article: ArticleText, context: Context) -> Iterator[Found]:
    """A credit that is not written as the house does: （文章来源：…） on a line of its own."""
    for passage, start in _run_in(article):
        message = "来源写在了段末，应另起一行，写成“（文章来源：…）”。"
        yield Found(passage, start, len(passage.text), message)
    for passage in _credits(article):
        if _EXCERPT.match(passage.text) or _HOUSE_FORM.fullmatch(passage.text.strip()):
            continue
        if _names_an_outlet(passage):
            yield _in_house_form(passage)


def _credits(article: ArticleText) -> list[Passage]:
    """The credit lines at the article's head or end; one amid the text cites: （《…》1 月 6 日）."""
    starts = [passage.words.start for passage in article.prose]

    def is_own(credit: Passage) -> bool:
        behind = sum(start > credit.words.start for start in starts)
        return behind <= _AFTERTHOUGHT or behind == len(starts)

    return [each for each in article.credits if is_own(each)]


def _names_an_outlet(passage: Passage) -> bool:
    credit = read_credit(passage.text)
    return credit is None or bool(credit.attributions)


def _in_house_form(passage: Passage) -> Found:
    """What stands around the outlet's name can be mended, unless there is mark-up in it."""
    text = passage.text
    match = _NEARLY.fullmatch(text.strip())
    told = f"（文章来源：{match[1]}）" if match else "（文章来源：…）"
    message = f"来源行的写法与体例不一致，应写成“{told}”。"
    span = passage.span(0, len(text))
    is_plain = passage.source[span.start : span.end] == text
    edits = (Edit(0, len(text), told),) if match and is_plain else ()
    return Found(passage, 0, len(text), message, edits)


def _run_in(article: ArticleText) -> list[tuple[Passage, int]]:
    """The paragraphs that a credit runs into, and where it begins."""
    closing = article.prose[-_AFTERTHOUGHT - 1 :]
    splits = ((passage, split_credit(passage.text)) for passage in closing)
    return [(passage, split[0]) for passage, split in splits if split]


def unknown_outlet(article: ArticleText, context: Context) -> Iterator[Found]:
    """An outlet that neither the newsroom nor the list of outlets knows."""
    known = KNOWN_OUTLETS | (context.manuscript.known_outlets or frozenset())
    named = dict.fromkeys(name for each in article.attributions for name in (each.outlet, each.via) if name)
    for name in named:
        if _is_known(name, known) or (len(named) > 1 and _CHANNEL.fullmatch(name)):
            continue
        like = process.extract(name, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
        if _INSTITUTION.fullmatch(name) and not any(_is_slip(name, other) for other, _, _ in like):
            continue
        passage, start, end = _where(article, name)
        if passage in article.credits and passage not in _credits(article):
            continue
        if _EXCERPT.match(passage.text) and not like:
            continue
        hint = f"是不是{'、'.join(f'“{other}”' for other, _, _ in like)}？" if like else ""
        yield Found(passage, start, end, f"没有见过“{name}”这家媒体，请核对名称。{hint}")


def _is_known(name: str, known: frozenset[str]) -> bool:
    """By itself, by the parts of 中国证券报·中证网, by who publishes there: 新华社公众号. 本会 is the newsletter's own."""
    parts = (_CHANNEL.sub("", part) for part in name.split("·"))
    return name in known or all(part in known for part in parts) or _OURSELVES.fullmatch(name) is not None


def _is_slip(name: str, known: str) -> bool:
    """One character is another: 国家统汁局 for 国家统计局. 大连市商务局 and 大庆市商务局 are two offices."""
    if len(name) != len(known) or len(name) < _LONG_NAME:
        return False
    wrong = [place for place, (one, other) in enumerate(zip(name, known, strict=True)) if one != other]
    return len(wrong) == 1 and not _OF_A_PLACE.match(name, wrong[0])


def _where(article: ArticleText, name: str) -> tuple[Passage, int, int]:
    """The place where the article names the outlet."""
    places = (*article.credits, *article.passages[::-1])
    for passage in places:
        if (start := passage.text.find(name)) >= 0:
            return passage, start, start + len(name)
    for passage in places:
        if key(name) in key(passage.text):  # written with marks: “港城人”微信公众号
            return passage, 0, len(passage.text)
    head = article.title or article.passages[0]
    return head, 0, len(head.text)


def missing_author(article: ArticleText, context: Context) -> Iterator[Found]:
    """No author is named anywhere."""
    told = article.byline or any(each.author for each in article.attributions)
    if article.title is not None and article.attributions and not told:
        yield Found(article.title, 0, len(article.title.text), "没有写作者，原文有署名的话请补上。")


_SELF = re.compile(
    r"本(?:报|刊|网|台|社)(?=讯|记者|评论员|特约|通讯员|编辑|综合|实习|见习|首席|驻|专访|专稿|消息|此前|曾|独家|了解|获悉|从|推出|今日|昨日"
    r"|社评|社论|后续|[\u3400-\u9fff]{2,8}(?:\d{1,2}月)?\d{1,2}日(?:电|讯)|[\u3400-\u9fff]{2,4}[电讯][\s　（(])"
    r"|(?<=告诉|关注|致电|采访|联系|订阅)本(?:报|刊|网|台|社)(?=[，。！？；、）]|$)|本(?:微信)?公众号"
)
"""The paper itself, by what it does, its dateline, or whom it asks to follow it; not 日本报社, 本社区, 本网络."""
_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")
"""What somebody said or a headline read, with the quotation in it."""
_NUMBERED = re.compile(r"第\s*[\d一二三四五六七八九十百]+\s*期")
"""A heading that makes the text a number of a periodical."""


def self_reference(context: Context) -> Iterator[Found]:
    """本报, 本刊 in a reprint would read as this newsletter itself. What is quoted stays as it is."""
    ours = _our_own(context)
    is_article = any(article.title for article in context.manuscript.articles)
    for passage in context.manuscript.order:
        if passage.role not in PROSE or passage.role is Role.QUOTE or passage in ours:
            continue
        text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), passage.text)
        for match in _SELF.finditer(text):
            if match[0].endswith("公众号") and not is_article:
                continue  # a text by itself may well be the account's own
            message = f"转载稿里的“{match[0]}”会被当成我们自己，请改成原媒体的名称或删去。"
            yield Found(passage, match.start(), match.end(), message)


def _our_own(context: Context) -> set[Passage]:
    """What no reprint says: a newsletter's colophon, below the last credit; a text that calls itself a number, 第 5 期,
    and credits nobody."""
    manuscript = context.manuscript
    order = manuscript.order
    credits = [place for place, each in enumerate(order) if each.role is Role.CREDIT]
    if credits and manuscript.is_issue:
        is_below = order[credits[-1] - 1].role is not Role.TITLE
        behind = order[credits[-1] :]
        return set(behind) if is_below and all(each.role is not Role.TITLE for each in behind) else set()
    head = next(iter(order), None)
    names_itself = head is not None and head.level > 0 and _NUMBERED.search(head.text)
    return set(order) if names_itself and not credits else set()


FAMILY = Family.ATTRIBUTION
_ARTICLE = "### ● 码头用上新系统\n\n新系统当天上线。"
RULES = (
    Rule("source.missing", FAMILY, Severity.ERROR, "没有来源", HOUSE, _ARTICLE,
         f"{_ARTICLE}\n\n（文章来源：人民日报）", of_article=missing_source),
    Rule("source.duplicate", FAMILY, Severity.WARNING, "来源写了两处", HOUSE,
         f"{_ARTICLE}（来源：人民日报）\n\n（文章来源：人民网）", f"{_ARTICLE}\n\n（文章来源：人民日报）", of_article=repeated_source),
    Rule("source.format", FAMILY, Severity.WARNING, "来源行不合体例", HOUSE, f"{_ARTICLE}\n\n(文章来源：人民日报)",
         f"{_ARTICLE}\n\n（文章来源：人民日报）", of_article=source_format),
    Rule("source.unknown", FAMILY, Severity.WARNING, "没有见过的媒体", HOUSE, f"{_ARTICLE}\n\n（文章来源：人民曰报）",
         f"{_ARTICLE}\n\n（文章来源：人民日报）", of_article=unknown_outlet),
    Rule("text.self_ref", FAMILY, Severity.WARNING, "转载稿里的“本报”“本刊”", HOUSE, "该负责人接受本报记者采访时说。",
         "该负责人接受《港城日报》记者采访时说。", of_issue=self_reference),
    Rule("author.missing", FAMILY, Severity.INFO, "没有作者", HOUSE, f"{_ARTICLE}\n\n（文章来源：人民日报）",
         f"{_ARTICLE}\n\n（文章来源：人民日报　作者：林一）", of_article=missing_author),
)  # fmt: skip
