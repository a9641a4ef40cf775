"""Attribution 来源: what an article says of where it comes from, and what it should not carry along."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from editorial.intake.credits import split_credit
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage
from editorial.preflight.outlets import KNOWN_OUTLETS
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_HOUSE_FORM = re.compile(r"（文章来源：[^（）()\s][^（）()]*）")
_LIKE = 75


def missing_source(article: ArticleText, context: Context) -> Iterator[Found]:
    """An article without a credit."""
    if article.title is not None and not article.attributions:
        message = "没有写明文章来源，请补上（例：（文章来源：经济日报））。"
        yield Found(article.title, 0, len(article.title.text), message)


def repeated_source(article: ArticleText, context: Context) -> Iterator[Found]:
    """More than one credit: one run into the text and one below it, or two lines."""
    told = [*_run_in(article), *((passage, 0) for passage in article.credits)]
    for passage, start in told[1:] if len(told) > 1 else ():
        first = told[0][0].text[told[0][1] :]
        yield Found(passage, start, len(passage.text), f"来源写了不止一处（前面已有“{first}”），请留一处。")


def source_format(article: ArticleText, context: Context) -> Iterator[Found]:
    """A credit that is not written as the house does: （文章来源：…） on a line of its own."""
    for passage, start in _run_in(article):
        message = "来源写在了段末，应另起一行，写成“（文章来源：…）”。"
        yield Found(passage, start, len(passage.text), message)
    for passage in article.credits:
        if not _HOUSE_FORM.fullmatch(passage.text.strip()):
            message = "来源行的写法与体例不一致，应写成“（文章来源：…）”。"
            yield Found(passage, 0, len(passage.text), message, _in_house_form(passage))


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
    splits = ((passage, split_credit(passage.text)) for passage in article.prose)
    return [(passage, split[0]) for passage, split in splits if split]


def unknown_outlet(article: ArticleText, context: Context) -> Iterator[Found]:
    """An outlet that neither the newsroom nor the list of outlets knows."""
    known = KNOWN_OUTLETS | (context.manuscript.known_outlets or frozenset())
    for name in dict.fromkeys(name for each in article.attributions for name in (each.outlet, each.via)):
        if not name or name in known:
            continue
        passage, start, end = _where(article, name)
        like = process.extract(name, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
        hint = f"是不是{'、'.join(f'“{other}”' for other, _, _ in like)}？" if like else ""
        yield Found(passage, start, end, f"没有见过“{name}”这家媒体，请核对名称。{hint}")


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
    r"本(?:报|刊|网|台|社)(?=讯|记者|评论员|特约|通讯员|编辑|综合|实习|见习|首席|驻|专稿|消息|此前|曾|独家|了解|获悉|从|推出|今日|昨日)"
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
