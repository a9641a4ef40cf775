"""数据索引, the figures index of the site: which figures published issues give, read off their snapshots.

Pure functions from snapshots to values; the pages are `publishing.site.figures_pages`. A figure is read as preflight
reads it, so what the index compares is what `num.history` compares.
"""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pypinyin import lazy_pinyin

from editorial.figure_table import Row, period_name, plain, said
from editorial.intake.proposal import AttributionProposal
from editorial.preflight.drafts import Draft, article_text
from editorial.preflight.history import Statistic, at_odds, statistics_of
from publishing.site.catalogue import article_url, issue_url
from publishing.snapshot import ArticleSnapshot, IssueSnapshot

_KEPT = 1024
"""Issues whose figures stay in memory, so that a publish reads but the new one: a few kilobytes each."""


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure and where it stands. `value` is in single units, `date` the original date, else the issue's."""

    subject: str
    value: Decimal
    unit: str
    qualifier: str
    period: str
    text: str
    sentence: str
    year: int
    number: int
    article: str
    section: str
    outlets: tuple[str, ...]
    url: str
    date: datetime.date

    @property
    def issue(self) -> str:
        return f"{self.year} 年第 {self.number} 期"

    @property
    def issue_url(self) -> str:
        return issue_url(self.year, self.number)

    @property
    def period_name(self) -> str:
        return period_name(self.period)

    @property
    def said(self) -> str:
        return said(self.text, self.value)

    @property
    def row(self) -> Row:
        """The figure as the exported tables have it."""
        return Row(
            subject=self.subject,
            value=plain(self.value),
            unit=self.unit,
            qualifier=self.qualifier,
            period=self.period,
            text=self.text,
            sentence=self.sentence,
            issue=self.issue,
            year=self.year,
            number=self.number,
            article=self.article,
            url=self.url,
            source="；".join(self.outlets),
            date=self.date.isoformat(),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What is printed of a subject for one period. `is_at_odds` when it cannot all be one value rounded."""

    period_name: str
    figures: tuple[FigureEntry, ...]
    is_at_odds: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject with its figures, the newest period first. `anchor` is its name within the page."""

    name: str
    anchor: str
    periods: tuple[Told, ...]
    newest: int

    @property
    def count(self) -> int:
        return sum(len(told.figures) for told in self.periods)

    @property
    def is_at_odds(self) -> bool:
        return any(told.is_at_odds for told in self.periods)


@lru_cache(maxsize=_KEPT)
def figures_of(snapshot: IssueSnapshot) -> tuple[FigureEntry, ...]:
    """The figures of an issue in reading order."""
    return tuple(
        _entry(statistic, article, section.name, snapshot)
        for section in snapshot.sections
        for article in section.articles
        for statistic in _statistics(article, snapshot.date)
    )


def _statistics(article: ArticleSnapshot, issued: datetime.date) -> list[Statistic]:
    credits = tuple(
        AttributionProposal(credit.outlet, credit.via, credit.author, credit.url, credit.date)
        for credit in article.credits
    )
    draft = Draft(article.title, article.body, uid=article.uid, attributions=credits)
    return statistics_of(article_text(draft), issued)


def _entry(statistic: Statistic, article: ArticleSnapshot, section: str, issue: IssueSnapshot) -> FigureEntry:
    figure = statistic.figure
    return FigureEntry(
        subject=figure.subject,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        period=figure.period,
        text=figure.text.strip(),
        sentence=statistic.sentence,
        year=issue.year,
        number=issue.number,
        article=article.title,
        section=section,
        outlets=tuple(dict.fromkeys(credit.outlet for credit in article.credits)),
        url=article_url(issue.year, issue.number, article.uid),
        date=next((credit.date for credit in article.credits if credit.date), issue.date),
    )


def compared(figures: Iterable[FigureEntry], before: Iterable[FigureEntry] = ()) -> tuple[Subject, ...]:
    """The figures under their subjects, in the order of the dictionary. What was printed `before` joins the
    subjects that the figures have."""
    groups: dict[str, list[FigureEntry]] = {}
    for entry in figures:
        groups.setdefault(entry.subject, []).append(entry)
    for entry in before:
        if entry.subject in groups:
            groups[entry.subject].append(entry)
    return tuple(_subject(name, groups[name]) for name in sorted(groups, key=_in_dictionary))


def _in_dictionary(name: str) -> tuple[list[str], str]:
    return lazy_pinyin(name), name


def _subject(name: str, figures: Sequence[FigureEntry]) -> Subject:
    """Periods from the newest to the oldest, of two that end together the shorter first; within a period the
    newest issue first."""
    periods: dict[str, list[FigureEntry]] = {}
    for entry in sorted(figures, key=lambda each: (-each.year, -each.number)):
        periods.setdefault(entry.period, []).append(entry)
    return Subject(
        name,
        f"s-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:10]}",
        tuple(_told(period, periods[period]) for period in sorted(periods, key=_by_time, reverse=True)),
        newest=max(entry.year * 100 + entry.number for entry in figures),
    )


def _by_time(period: str) -> tuple[str, str]:
    """Last month, then first month, in whichever way the period is written."""
    first, _, last = period.partition("/")
    return _months(last or first)[1], _months(first)[0]


def _months(part: str) -> tuple[str, str]:
    """First and last month of 2025, 2025-Q1 or 2025-11."""
    year, _, within = part.partition("-")
    if not within:
        return f"{year}-01", f"{year}-12"
    if within.startswith("Q"):
        last = 3 * int(within[1:])
        return f"{year}-{last - 2:02}", f"{year}-{last:02}"
    return part, part


def _told(period: str, figures: Sequence[FigureEntry]) -> Told:
    units: dict[str, list[FigureEntry]] = {}
    for entry in figures:
        units.setdefault(entry.unit, []).append(entry)
    return Told(period_name(period), tuple(figures), any(at_odds(group) for group in units.values()))
