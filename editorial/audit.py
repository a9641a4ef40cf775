"""The audit trail of an issue: everything that happened to it and to its articles, in time order.

Who, when, what, to which, and in detail. The press adds what it does to an issue (`publishing.trail`) through
the admin (`editorial.admin.history.IssueHistoryPages.happenings`).
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import spreadsheet
from editorial.difference import Change, Stretch, differences, excerpt
from editorial.history import FieldChange, Version, changes, versions_of
from editorial.models import Acknowledgement, AppliedFix, Article, Issue, Original, Review
from editorial.people import called
from editorial.preflight.registry import BY_ID
from editorial.saves import CHANGED, CREATED, DELETED, Thing, entries_of
from editorial.waiting import Event

COLUMNS = (_("时间"), _("何人"), _("何事"), _("对象"), _("详情"))
UNKNOWN = "—"
"""Stands for somebody whose name was not recorded."""
LONGEST_DETAIL = 2_000
"""Letters of a cell that are written; a spreadsheet holds 32,767."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the trail; `who` is empty where a command did it."""

    at: datetime.datetime
    who: str
    what: str
    which: str
    detail: str = ""


def happenings_of(issue: Issue) -> Iterator[Happening]:
    """What the newsroom recorded of the issue and of every article that is or was in it; in no order. The
    number of queries does not depend on how much that is."""
    articles = _articles(issue)
    either = Q(issue=issue) | Q(article__in=articles)
    yield from _versions(Issue, [issue.pk])
    yield from _versions(Article, articles)
    yield from _reviews(Review.objects.filter(either))
    yield from _acknowledgements(Acknowledgement.objects.filter(either))
    yield from _fixes(AppliedFix.objects.filter(article__in=articles))
    for document in Original.objects.filter(issue=issue).select_related("imported_by"):
        who = called(document.imported_by)
        yield Happening(document.imported_at, who, gettext("导入原件"), str(issue), document.name)


def as_csv(happenings: Iterable[Happening]) -> bytes:
    """The trail, oldest first; times are those of the newsroom's clock."""
    rows = (
        (
            timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M:%S"),
            each.who or gettext("命令行"),
            each.what,
            each.which,
            _shortened(each.detail),
        )
        for each in sorted(happenings, key=attrgetter("at"))
    )
    return spreadsheet.as_csv(COLUMNS, rows)


def _articles(issue: Issue) -> set[int]:
    """The articles that are or ever were in the issue."""
    were = Article.history.filter(issue=issue.pk).order_by().values_list("id", flat=True).distinct()
    return {*were, *Article.objects.in_issue(issue).values_list("pk", flat=True)}


def _versions(kind: type[Thing], keys: Collection[int]) -> Iterator[Happening]:
    names = {CREATED: gettext("新建"), CHANGED: gettext("修改"), DELETED: gettext("删除")}
    was: Version | None = None
    for version in versions_of(kind, chain.from_iterable(entries_of(kind, keys).values())):
        if was and was.record.id != version.record.id:
            was = None
        changed = changes(was, version)
        if version.event != CHANGED or not _is_move(changed):  # a review tells it
            what = gettext("%(what)s%(kind)s") % {
                "what": names[version.event],
                "kind": kind._meta.verbose_name,
            }
            yield Happening(version.at, version.by, what, version.name, _told(version.reason, changed))
        was = version


def _is_move(changed: Iterable[FieldChange]) -> bool:
    """Nothing but the state has changed, and who has the article in hand, as happens to one that is submitted."""
    fields = {change.name for change in changed}
    return fields <= {"state", "editor"} and fields != {"editor"}


def _told(reason: str, changed: Iterable[FieldChange]) -> str:
    """What changed, field by field, after the reason where one was given."""
    said = [reason] if reason else []
    for change in changed:
        shown = excerpt(differences(change.was, change.became))
        said.append(
            gettext("%(field)s：%(change)s") % {"field": change.label, "change": "".join(map(_marked, shown))}
        )
    return gettext("；").join(said)


def _marked(stretch: Stretch) -> str:
    if stretch.change is Change.SAME:
        return stretch.text
    return (_("【删：%s】") if stretch.change is Change.GONE else _("【增：%s】")) % stretch.text


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else f"{text[: LONGEST_DETAIL - 1]}…"


def _reviews(rows: QuerySet[Review]) -> Iterator[Happening]:
    for row in rows.select_related("article", "issue", "reviewer"):
        which = str(row.article or row.issue)
        yield Happening(row.at, called(row.reviewer), Event(row).verb, which, row.opinion)


def _acknowledgements(rows: QuerySet[Acknowledgement]) -> Iterator[Happening]:
    for row in rows.select_related("article", "issue", "by"):
        detail = gettext("%(rule)s：“%(words)s”，理由：%(reason)s") % {
            "rule": BY_ID[row.rule].title if row.rule in BY_ID else row.rule,
            "words": row.words,
            "reason": row.reason,
        }
        yield Happening(row.at, called(row.by), gettext("忽略提示"), str(row.article or row.issue), detail)


def _fixes(rows: QuerySet[AppliedFix]) -> Iterator[Happening]:
    for row in rows.select_related("article", "by"):
        detail = gettext("修正了 %d 处") % row.count
        yield Happening(row.at, called(row.by), gettext("自动修正"), str(row.article), detail)
        if row.undone_at:
            yield Happening(row.undone_at, UNKNOWN, gettext("撤销自动修正"), str(row.article), detail)
