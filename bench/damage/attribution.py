"""Damage to what an article says of where it comes from."""

import random
import re
from collections.abc import Iterator

from bench.damage.issue import Damage, Damages, Issue, shuffled
from editorial.document import Span

_SECOND = (
    "（文章来源：新华网）",
    "（本文来源：人民网　作者：许亦川）",
    "文章来源：经济日报",
    "（来源：光明日报）",
    "来源：中国新闻网　记者：许亦川",
    "（转自：国际商报）",
)
_FORMS = (
    "(文章来源：{})",
    "文章来源：{}",
    "来源：{}",
    "（来源：{}）",
    "（本文来源：{}）",
    "【文章来源：{}】",
    "（文章来源:{}）",
    "(来源:{})",
    "（转自：{}）",
)
_UNHEARD_OF = (
    "人民曰报", "经济曰报", "新华杜", "光明日抱", "国际商抱", "澎拜新闻", "第一财径", "解放曰报", "中国贸易抱",
    "南方曰报", "环球时抱", "科技曰报", "港城晚报", "海运经济网", "数贸观察", "东部商报", "服务经济报", "滨海头条",
)  # fmt: skip
"""Known names misread by a scanner, and newspapers that nobody has heard of."""
_SELF = (
    "本报讯　",
    "本报讯（记者　许亦川）",
    "据本报记者了解，",
    "本网记者从发布会上获悉，",
    "本刊编辑部整理的材料显示，",
    "本报此前曾经报道，",
    "本社记者走访发现，",
    "本台消息，",
    "接受本刊专访时，有关人士表示，",
)


def lost_credits(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """The credit line did not come along."""
    for article in shuffled(dice, issue.articles):
        yield issue.put(article.credit.start - 2, article.credit.end, "", article.whole)


def second_credits(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Another credit, run into the last paragraph or on a line of its own."""
    for article, credit in shuffled(dice, ((a, c) for a in issue.articles for c in _SECOND)):
        end = article.paragraphs[-1].end
        place, words = dice.choice(
            ((end, credit), (end, f"\n\n{credit}"), (article.credit.end, f"\n\n{credit}"))
        )
        yield issue.put(place, place, words, Span(article.paragraphs[-1].start, article.credit.end))


def other_forms(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """The credit written as each outlet pleases."""
    for article, form in shuffled(dice, ((a, f) for a in issue.articles for f in _FORMS)):
        told = issue.words(article.credit)[1:-1].removeprefix("文章来源：")
        yield issue.put(article.credit.start, article.credit.end, form.format(told))


def unheard_of(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """An outlet misspelt or unknown."""
    outlets = issue.said(r"(?<=（文章来源：)[^　）]+", [article.credit for article in issue.articles])
    for outlet, name in shuffled(dice, ((outlet, name) for outlet in outlets for name in _UNHEARD_OF)):
        yield issue.put(outlet.start(), outlet.end(), name)


def lost_authors(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """The credit names no author."""
    for article in shuffled(dice, issue.articles):
        told = re.sub("　作者：[^　）]+", "", issue.words(article.credit))
        yield issue.put(article.credit.start, article.credit.end, told, article.whole)


def speaking_as_itself(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """The outlet speaks of itself."""
    for paragraph in shuffled(dice, issue.prose):
        yield issue.put(paragraph.start, paragraph.start, dice.choice(_SELF))


DAMAGES: Damages = {
    "source.missing": lost_credits,
    "source.duplicate": second_credits,
    "source.format": other_forms,
    "source.unknown": unheard_of,
    "text.self_ref": speaking_as_itself,
    "author.missing": lost_authors,
}
