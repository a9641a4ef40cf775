"""What changed between two snapshots of an issue: for corrections, editions side by side, and proof rounds. Pure.

What it calls things is Chinese, as readers get it; the desk translates the names where it shows them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from django.utils.translation import gettext_noop

from editorial.difference import BREAK, Change, Stretch, passages
from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot

_ARTICLE = {
    "title": gettext_noop("标题"),
    "subtitle": gettext_noop("副标题"),
    "byline": gettext_noop("作者"),
    "summary": gettext_noop("摘要"),
    "body": gettext_noop("正文"),
}
_ISSUE = {
    "publication": gettext_noop("刊名"),
    "publisher": gettext_noop("编印单位"),
    "editor": gettext_noop("责任编辑"),
    "colophon": gettext_noop("报尾"),
    "licence": gettext_noop("版权说明"),
}
_SOURCES = gettext_noop("来源")
_NUMBERS = gettext_noop("期号与日期")
_SECTION = gettext_noop("栏目")


class Kind(StrEnum):
    """What became of an article."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


KIND_NAMES: Mapping[Kind, str] = {
    Kind.ADDED: gettext_noop("新增"),
    Kind.REMOVED: gettext_noop("撤下"),
    Kind.CHANGED: gettext_noop("改动"),
    Kind.MOVED: gettext_noop("移动"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a field is called, what it held, and what it holds."""

    name: str
    was: str
    became: str

    @property
    def passages(self) -> list[list[Stretch]]:
        """The paragraphs that changed, letter by letter; an empty list stands for any number that stayed."""
        shown: list[list[Stretch]] = []
        for has_changed, group in groupby(passages(self.was, self.became), key=_has_changed):
            shown += [[_visible(stretch) for stretch in each] for each in group] if has_changed else [[]]
        return shown


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article by its uid and newest title. One that was changed may have been moved as well."""

    uid: str
    title: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def is_reworded(self) -> bool:
        """It says something that readers have not had before."""
        return self.kind in (Kind.ADDED, Kind.CHANGED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs; false where nothing does. Edition number and correction note are no difference."""

    fields: tuple[FieldChange, ...]
    articles: tuple[ArticleChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.articles)

    @property
    def reworded(self) -> frozenset[str]:
        """The uids of articles whose words, sources or section are new."""
        return frozenset(change.uid for change in self.articles if change.is_reworded)


def compare(old: IssueSnapshot, new: IssueSnapshot) -> Comparison:
    """What changed from `old` to `new`, in the order of the new one; what was removed comes last."""
    return Comparison(tuple(_issue_fields(old, new)), tuple(_articles(old, new)))


def _issue_fields(old: IssueSnapshot, new: IssueSnapshot) -> Iterator[FieldChange]:
    yield from _differing(_NUMBERS, _numbers(old), _numbers(new))
    for field, name in _ISSUE.items():
        yield from _differing(name, str(getattr(old, field)), str(getattr(new, field)))


def _numbers(issue: IssueSnapshot) -> str:
    date = f"{issue.date.year} 年 {issue.date.month} 月 {issue.date.day} 日"
    return f"{issue.name}（总第 {issue.serial} 期），{date}"


def _articles(old: IssueSnapshot, new: IssueSnapshot) -> Iterator[ArticleChange]:
    before, after = _placed(old), _placed(new)
    stayed = [uid for uid in before if uid in after]
    order = {uid: place for place, uid in enumerate(stayed)}
    moved = _moved([order[uid] for uid in after if uid in before])
    for uid, (section, article) in after.items():
        if uid not in before:
            yield ArticleChange(uid, article.title, Kind.ADDED)
            continue
        was_in, was = before[uid]
        fields = tuple(_article_fields(was, article)) + tuple(_differing(_SECTION, was_in, section))
        if fields:
            yield ArticleChange(uid, article.title, Kind.CHANGED, fields)
        elif order[uid] in moved:
            yield ArticleChange(uid, article.title, Kind.MOVED)
    for uid, (_section, article) in before.items():
        if uid not in after:
            yield ArticleChange(uid, article.title, Kind.REMOVED)


def _placed(issue: IssueSnapshot) -> dict[str, tuple[str, ArticleSnapshot]]:
    return {
        article.uid: (section.name, article) for section in issue.sections for article in section.articles
    }


def _moved(places: list[int]) -> set[int]:
    """The places that are out of their old order: all but a longest run of rising ones."""
    runs: list[list[int]] = []
    for place in places:
        runs.append([*_longest(run for run in runs if run[-1] < place), place])
    return set(places) - set(_longest(runs))


def _longest(runs: Iterable[list[int]]) -> list[int]:
    longest: list[int] = []
    for run in runs:
        longest = max(longest, run, key=len)
    return longest


def _article_fields(old: ArticleSnapshot, new: ArticleSnapshot) -> Iterator[FieldChange]:
    for field, name in _ARTICLE.items():
        yield from _differing(name, str(getattr(old, field)), str(getattr(new, field)))
    yield from _differing(_SOURCES, _credits(old), _credits(new))


def _credits(article: ArticleSnapshot) -> str:
    return "；".join(_credit(credit) for credit in article.credits)


def _credit(credit: Credit) -> str:
    via = f"（转自{credit.via}）" if credit.via else ""
    date = credit.date.isoformat() if credit.date else ""
    return "，".join(filter(None, (f"{credit.outlet}{via}", credit.author, date, credit.url)))


def _differing(name: str, was: str, became: str) -> Iterator[FieldChange]:
    if was != became:
        yield FieldChange(name, was, became)


def _has_changed(passage: list[Stretch]) -> bool:
    return any(stretch.change is not Change.SAME for stretch in passage)


def _visible(stretch: Stretch) -> Stretch:
    """A change of nothing but line breaks shows where they were."""
    if stretch.change is Change.SAME or stretch.text.strip():
        return stretch
    return replace(stretch, text=stretch.text.replace("\n\n", BREAK).replace("\n", BREAK))
