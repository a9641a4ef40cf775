"""Damage to an issue's structure: cut and doubled paragraphs, sections, contents list, headings."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.damage.issue import Article, Damage, Damages, Issue, in_turn, shuffled
from editorial.document import Span

_NOT_FIRST = r"，。、；：！？）》〉」』”’】…—·%％,.;:!?)"
_NOT_LAST = r"（《〈「『“‘【(—"
_ENDS = "。！？…；："
_PAGE_END = rf"(?<=[^{_NOT_LAST}{_ENDS}])(?<![{_ENDS}][”’）])(?:(?<![0-9A-Za-z.])|(?![0-9A-Za-z.]))(?=[^{_NOT_FIRST}])"
"""Where 禁则 lets a line end, but not after a stop: two whole paragraphs are no damage that anyone could see."""
_SHORTEST = 15
"""Characters on either side of a cut: half a line."""
_SECTIONS = ("政策法规", "会员风采", "通知公告", "专家观点", "国际观察", "展会信息", "数据速览", "读者来信")
_LONG = 800


def cut_paragraphs(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A page ends within the paragraph."""
    for paragraph in shuffled(dice, issue.prose):
        inner = Span(paragraph.start + _SHORTEST, paragraph.end - _SHORTEST)
        if places := [match.start() for match in issue.said(_PAGE_END, [inner])]:
            place = dice.choice(places)
            yield issue.put(place, place, "\n\n")


def pasted_twice(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """One to four paragraphs come again: right behind, at the end of the article, or in a later one."""
    for number, article in shuffled(dice, enumerate(issue.articles)):
        first = dice.randrange(len(article.paragraphs))
        run = article.paragraphs[first : first + dice.randint(1, 4)]
        copied = issue.text[run[0].start : run[-1].end]
        if len(copied) < 60:
            continue
        other = dice.choice(issue.articles[number:])
        place = dice.choice((run[-1].end, article.paragraphs[-1].end, other.paragraphs[-1].end))
        stray = dice.choice(("", "", "（", "　　"))
        yield issue.put(place, place, f"\n\n{stray}{copied}")


def empty_sections(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A section that was announced and never filled; the last section's articles lost."""
    heading = issue.text.rfind("\n\n## 【")
    end = issue.text.find("\n\n", heading + 2)
    yield issue.put(end, len(issue.text), "", Span(heading, len(issue.text)))
    places = [(name, place) for name in _SECTIONS for place in (heading, len(issue.text))]
    for name, place in shuffled(dice, places):
        yield issue.put(place, place, f"\n\n## 【{name}】")


def other_titles(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A title changed in the text or in the contents list but not in both; an entry lost or left over."""
    pairs = list(zip(issue.contents, (article.title for article in issue.articles), strict=True))
    return in_turn(
        (_changed_entry(issue, dice, *pair) for pair in shuffled(dice, pairs)),
        (_changed_title(issue, dice, *pair) for pair in shuffled(dice, pairs)),
        (_lost_entry(issue, *pair) for pair in shuffled(dice, pairs)),
        (_entry_left_over(issue, dice, entry) for entry, _ in shuffled(dice, pairs)),
    )


def _changed_entry(issue: Issue, dice: random.Random, entry: Span, title: Span) -> Damage:
    damage = issue.put(*_slip(issue, dice, entry), entry)
    return Damage(damage.text, (*damage.places, _moved(title, issue, damage)))


def _changed_title(issue: Issue, dice: random.Random, entry: Span, title: Span) -> Damage:
    damage = issue.put(*_slip(issue, dice, title), title)
    return Damage(damage.text, (*damage.places, entry))


def _slip(issue: Issue, dice: random.Random, title: Span) -> tuple[int, int, str]:
    """A character lost, typed twice, or another."""
    letter = dice.choice(issue.said(r"[\u3400-\u9fff]", [title]))
    return letter.start(), letter.end(), dice.choice(("", letter[0] * 2, "新"))


def _lost_entry(issue: Issue, entry: Span, title: Span) -> Damage:
    line = issue.line(entry)
    damage = issue.put(line.start - 1, line.end, "")
    return Damage(damage.text, (*damage.places, _moved(title, issue, damage)))


def _entry_left_over(issue: Issue, dice: random.Random, entry: Span) -> Damage:
    return issue.put(entry.end, entry.end, f"\n- {dice.choice(_SECTIONS)}增刊导读")


def _moved(title: Span, issue: Issue, damage: Damage) -> Span:
    """Where a title stands after a change of the contents list above it."""
    grown = len(damage.text) - len(issue.text)
    return Span(title.start + grown, title.end + grown)


def other_levels(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A title above or below the others, a sub-heading as high as its title or two steps below."""
    titles = [(article.title, level) for article in issue.articles for level in (2, 4)]
    below = [
        (each, level) for article in issue.articles for each in article.subheadings for level in (2, 3, 6)
    ]
    for heading, level in shuffled(dice, [*titles, *below]):
        line = issue.line(heading)
        marks = re.compile("#+").match(issue.text, line.start)
        if marks is not None:
            yield issue.put(marks.start(), marks.end(), "#" * level, line)


def run_together(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Paragraphs joined that should have stayed apart."""
    for article in shuffled(dice, issue.articles):
        for run in _neighbours(issue, article):
            joined = "".join(map(issue.words, run))
            yield issue.put(run[0].start, run[-1].end, joined)


def _neighbours(issue: Issue, article: Article) -> Iterator[list[Span]]:
    """Runs of paragraphs with nothing between them, each just longer than a page takes."""
    run: list[Span] = [article.paragraphs[0]]
    for before, after in pairwise(article.paragraphs):
        run = [*run, after] if issue.text[before.end : after.start] == "\n\n" else [after]
        if run[-1].end - run[0].start > _LONG:
            yield run
            run = [after]


DAMAGES: Damages = {
    "para.broken": cut_paragraphs,
    "para.duplicate": pasted_twice,
    "section.empty": empty_sections,
    "toc.mismatch": other_titles,
    "head.level": other_levels,
    "para.long": run_together,
}
