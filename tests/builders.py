"""Builds the data that tests need; every value has a sensible default."""

import datetime
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from editorial.actions import reviewing, signing
from editorial.approval import digest_of
from editorial.models import Article, Attribution, Issue, Publication, Section, Source
from editorial.models.source import SourceKind
from editorial.preflight.newsroom import draft_of
from editorial.workflow import ArticleState
from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot, PictureSnapshot, SectionSnapshot

_serials = count(1)


def publication(**values: Any) -> Publication:
    defaults = {"title": "港城数字经贸", "publisher": "港城数字经贸促进会秘书处"}
    return Publication.objects.get_or_create(
        title=values.get("title", defaults["title"]), defaults=defaults | values
    )[0]


def section(name: str = "行业资讯", **values: Any) -> Section:
    values.setdefault("publication", None)
    values["publication"] = values["publication"] or publication()
    values.setdefault("slug", f"section-{Section.objects.count() + 1}")
    return Section.objects.get_or_create(name=name, publication=values["publication"], defaults=values)[0]


def issue(year: int = 2026, number: int = 1, **values: Any) -> Issue:
    values.setdefault("serial", (year - 2020) * 12 + number)
    values.setdefault("date", datetime.date(year, min(max(number, 1), 12), 28))
    values["publication"] = values.get("publication") or publication()
    return Issue.objects.create(year=year, number=number, **values)


def source(name: str = "港城日报", **values: Any) -> Source:
    values.setdefault("slug", f"source-{Source.objects.count() + 1}")
    values.setdefault("kind", SourceKind.NEWSPAPER)
    return Source.objects.get_or_create(name=name, defaults=values)[0]


def article(title: str = "港口用上了数字提单", *, outlet: str | None = "港城日报", **values: Any) -> Article:
    """An article in an issue (give `issue`), or in the pool; with one attribution unless `outlet` is None."""
    if values.get("issue") is not None:
        values.setdefault("section", None)
        values["section"] = values["section"] or section(publication=values["issue"].publication)
        values.setdefault("position", Article.objects.in_issue(values["issue"]).count() + 1)
    values.setdefault("body", "数字提单当天就能签发。")
    built = Article.objects.create(title=title, **values)
    if outlet is not None:
        Attribution.objects.create(article=built, source=source(outlet))
    return built


def with_article(issue: Issue, title: str = "港口用上了数字提单", **values: Any) -> Issue:
    """The issue, with one more article."""
    article(title, issue=issue, **values)
    return issue


def user(role: str | None = None, *, name: str | None = None, **values: Any) -> Any:
    """A member of staff in the group `role` (编辑, 责任编辑, 主编, 管理员), or in none."""
    built = get_user_model().objects.create_user(
        username=name or f"user-{next(_serials)}", password="correct-horse", is_staff=True, **values
    )
    if role is not None:
        built.groups.add(Group.objects.get(name=role))
    return built


def colleague(role: str, name: str) -> Any:
    """The one member of staff of that name, in the group `role`; made without a password when absent."""
    built, is_new = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
    if is_new:
        built.groups.add(Group.objects.get(name=role))
    return built


WRITER, *REVIEWERS = (("编辑", "撰稿"), ("责任编辑", "初审"), ("责任编辑", "复审"), ("主编", "终审"))
"""Four colleagues by role and name: who submits what the builders approve, and who reviews it."""


def submitted(article: Article) -> Article:
    """The article, sent to its first review 待初审."""
    reviewing.submit(article=article, by=colleague(*WRITER))
    return article


def approved(article: Article) -> Article:
    """The article after its three reviews 已定稿, by four colleagues."""
    submitted(article)
    for reviewer in REVIEWERS:
        text = digest_of(draft_of(Article.objects.get(pk=article.pk)))
        reviewing.approve(article=article, by=colleague(*reviewer), digest=text)
    return article


def sent(issue: Issue) -> Issue:
    """The issue with all its articles approved, sent to be signed 待签发."""
    for unfinished in issue.articles.exclude(state=ArticleState.APPROVED):
        approved(unfinished)
    signing.send(issue=issue, by=colleague(*REVIEWERS[0]))
    return issue


def signed(issue: Issue) -> Issue:
    """The issue with all its articles approved, signed 已签发."""
    sent(issue)
    signing.sign(issue=issue, by=colleague(*REVIEWERS[-1]), digest=signing.issue_digest(issue))
    return issue


def article_snapshot(**values: Any) -> ArticleSnapshot:
    defaults: dict[str, Any] = {
        "uid": "abcd2345",
        "title": "港口用上了数字提单",
        "subtitle": "",
        "byline": "",
        "summary": "",
        "body": "数字提单**当天**就能签发。\n\n## 下一步\n\n推广到全部码头。",
        "credits": (Credit("港城日报", "gangcheng-ribao", "", "林一", "", None),),
    }
    return ArticleSnapshot(**defaults | values)


def issue_snapshot(*articles: ArticleSnapshot, **values: Any) -> IssueSnapshot:
    defaults: dict[str, Any] = {
        "publication": "港城数字经贸",
        "publisher": "港城数字经贸促进会秘书处",
        "colophon": "",
        "licence": "",
        "year": 2026,
        "number": 1,
        "serial": 40,
        "date": datetime.date(2026, 1, 30),
        "editor": "",
        "edition": 1,
        "note": "",
        "sections": (SectionSnapshot("行业资讯", "hangye-zixun", articles or (article_snapshot(),)),),
        "pictures": (),
    }
    return IssueSnapshot(**defaults | values)


__all__ = [
    "PictureSnapshot",
    "approved",
    "article",
    "article_snapshot",
    "colleague",
    "issue",
    "issue_snapshot",
    "publication",
    "section",
    "sent",
    "signed",
    "source",
    "submitted",
    "user",
    "with_article",
]
