"""Attribution 来源: what an article says of where it comes from, and what it should not carry along."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from editorial.intake.credits import read_credit, split_credit
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage
from editorial.preflight.outlets import KNOWN_OUTLETS
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_HOUSE_FORM = re.compile(r"（文章来源：[^（）()\s][^（）()]*）")
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
    if article.title is not None and not article.attributions:
        message = "没有写明文章来源。请在文后的“文章来源”里补上媒体的名称。"
        yield Found(article.title, 0, len(article.title.text), message)


def repeated_source(article: ArticleText, context: Context) -> Iterator[Found]:
    """More than one credit: one run into the text and one below it, or two lines."""
    told = [*_run_in(article), *((passage, 0) for passage in _credits(article))]
    for passage, start in told[1:] if len(told) > 1 else ():
        first = told[0][0].text[told[0][1] :]
        yield Found(passage, start, len(passage.text), f"来源写了不止一处（前面已有“{first}”），请留一处。")


def source_format(article: ArticleText, context: Context) -> Iterator[Found]:
    """A credit that is not written as the house does: （文章来源：…） on a line of its own."""
    for passage, start in _run_in(article):
        message = "来源写在了段末，应另起一行，写成“（文章来源：…）”。"
        yield Found(passage, start, len(passage.text), message)
    for passage in _credits(article):
        if _names_an_outlet(passage) and not _HOUSE_FORM.fullmatch(passage.text.strip()):
            message = "来源行的写法与体例不一致，应写成“（文章来源：…）”。"
            yield Found(passage, 0, len(passage.text), message, _in_house_form(passage))


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


def _in_house_form(passage: Passage) -> tuple[Edit, ...]:
    """Only the brackets and the colon may be wrong: those can be mended."""
    text = passage.text
    mended = text.translate(str.maketrans("():", "（）："))
    if not _HOUSE_FORM.fullmatch(mended):
        return ()
    changed = (index for index, (one, other) in enumerate(zip(text, mended, strict=True)) if one != other)
    return tuple(Edit(index, index + 1, mended[index]) for index in changed)


def _run_in(article: ArticleText) -> list[tuple[Passage, int]]:
    """The paragraphs that a credit runs into, and where it begins."""
    closing = article.prose[-_AFTERTHOUGHT - 1 :]
    splits = ((passage, split_credit(passage.text)) for passage in closing)
    return [(passage, split[0]) for passage, split in splits if split]


def unknown_outlet(article: ArticleText, context: Context) -> Iterator[Found]:
    """An outlet that neither the newsroom nor the list of outlets knows."""
    known = KNOWN_OUTLETS | (context.manuscript.known_outlets or frozenset())
    for name in dict.fromkeys(name for each in article.attributions for name in (each.outlet, each.via)):
        if not name or name in known:
            continue
        like = process.extract(name, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
        if _INSTITUTION.fullmatch(name) and not any(_is_slip(name, other) for other, _, _ in like):
            continue
        passage, start, end = _where(article, name)
        if passage in article.credits and passage not in _credits(article):
            continue
        hint = f"是不是{'、'.join(f'“{other}”' for other, _, _ in like)}？" if like else ""
        yield Found(passage, start, end, f"没有见过“{name}”这家媒体，请核对名称。{hint}")


def _is_slip(name: str, known: str) -> bool:
    """One character is another: 国家统汁局 for 国家统计局. 大连市商务局 and 大庆市商务局 are two offices."""
    if len(name) != len(known) or len(name) < _LONG_NAME:
        return False
    wrong = [place for place, (one, other) in enumerate(zip(name, known, strict=True)) if one != other]
    return len(wrong) == 1 and not _OF_A_PLACE.match(name, wrong[0])


def _where(article: ArticleText, name: str) -> tuple[Passage, int, int]:
    """The place where the article names the outlet."""
    for passage in (*article.credits, *article.passages[::-1]):
        if (start := passage.text.find(name)) >= 0:
            return passage, start, start + len(name)
    head = article.title or article.passages[0]
    return head, 0, len(head.text)


def missing_author(article: ArticleText, context: Context) -> Iterator[Found]:
    """No author is named anywhere."""
    told = article.byline or any(each.author for each in article.attributions)
    if article.title is not None and article.attributions and not told:
        yield Found(article.title, 0, len(article.title.text), "没有写作者，原文有署名的话请补上。")


_SELF = re.compile(
    r"本(?:报|刊|网|台|社)(?=讯|记者|评论员|特约|通讯员|编辑|综合|实习|见习|首席|驻|专访|专稿|消息|此前|曾|独家|了解|获悉|从|推出|今日|昨日)"
)


def self_reference(passage: Passage, context: Context) -> Iterator[Found]:
    """本报, 本刊 in a reprint would read as this newsletter itself."""
    if passage.role not in PROSE:
        return
    for match in _SELF.finditer(passage.text):
        message = f"转载稿里的“{match[0]}”会被当成我们自己，请改成原媒体的名称或删去。"
        yield Found(passage, match.start(), match.end(), message)


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
         "该负责人接受《港城日报》记者采访时说。", of_passage=self_reference),
    Rule("author.missing", FAMILY, Severity.INFO, "没有作者", HOUSE, f"{_ARTICLE}\n\n（文章来源：人民日报）",
         f"{_ARTICLE}\n\n（文章来源：人民日报　作者：林一）", of_article=missing_author),
)  # fmt: skip
