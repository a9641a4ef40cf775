"""An archive: hundreds of issues that were published long ago, written in bulk with all that hangs on them."""

import datetime
from typing import Any

from django.utils import timezone

from editorial.models import (
    Article,
    Attribution,
    Clipping,
    Issue,
    Original,
    PrintedFigure,
    PrintedParagraph,
    Review,
    StagedImport,
    Tag,
)
from editorial.workflow import ArticleState, Decision, IssueState, Stage
from publishing.models import Artifact, Edition, Proof
from publishing.snapshot import digest, dump
from tests import builders

FIRST_YEAR, FIRST_SERIAL = 1950, 1001
LENGTH = 8
"""Articles of an issue."""
CHAIN = (
    (Stage.FIRST, Decision.SUBMITTED),
    (Stage.FIRST, Decision.APPROVED),
    (Stage.SECOND, Decision.APPROVED),
    (Stage.FINAL, Decision.APPROVED),
)
DIGEST = "0" * 64


def published_long_ago(count: int) -> None:
    """So many issues of eight articles, the first of 1950, a month after a month; and as many articles in the
    pool, clipped, and documents that were imported."""
    editor = builders.colleague("编辑", "老编辑")
    issues = Issue.objects.bulk_create(_issue(number, editor) for number in range(count))
    articles = _articles(issues, editor)
    _reviewed(articles, editor)
    _printed(issues, articles)
    _brought_out(issues, editor)
    _brought_in(issues, editor)


def _issue(number: int, editor: Any) -> Issue:
    year, month = FIRST_YEAR + number // 12, number % 12 + 1
    return Issue(
        publication=builders.publication(),
        year=year,
        number=month,
        serial=FIRST_SERIAL + number,
        date=datetime.date(year, month, 20),
        state=IssueState.PUBLISHED,
        editor=editor,
    )


def _articles(issues: list[Issue], editor: Any) -> list[Article]:
    section = builders.section()
    sources = [builders.source(f"旧报{number}") for number in range(20)]
    articles = Article.objects.bulk_create(
        Article(
            title=f"旧闻 {issue.serial}之{place}",
            body=f"第{issue.serial}批货物上午离港。\n\n全年服务出口{issue.serial}亿元，增长8.5%。",
            issue=issue,
            section=section,
            position=place,
            state=ArticleState.APPROVED,
            editor=editor,
        )
        for issue in issues
        for place in range(1, LENGTH + 1)
    )
    Attribution.objects.bulk_create(
        Attribution(article=article, source=sources[number % 20], via=sources[(number + 1) % 20])
        for number, article in enumerate(articles)
    )
    Article.history.bulk_history_create(articles, batch_size=500, default_user=editor)
    return articles


def _reviewed(articles: list[Article], editor: Any) -> None:
    chief = builders.colleague("主编", "老主编")
    Review.objects.bulk_create(
        Review(
            article=article,
            stage=stage,
            decision=decision,
            digest=DIGEST,
            reviewer=editor if decision == Decision.SUBMITTED else chief,
        )
        for article in articles
        for stage, decision in CHAIN
    )


def _printed(issues: list[Issue], articles: list[Article]) -> None:
    PrintedParagraph.objects.bulk_create(
        PrintedParagraph(article=article, digest=article.pk) for article in articles
    )
    PrintedFigure.objects.bulk_create(
        PrintedFigure(
            article=article,
            position=1,
            subject=f"{article.title}说的服务出口",
            value=issue.serial * 100_000_000,
            unit="元",
            period=str(issue.year),
            text=f"{issue.serial}亿元",
        )
        for issue, article in zip((each for each in issues for _ in range(LENGTH)), articles, strict=True)
    )


def _brought_out(issues: list[Issue], editor: Any) -> None:
    snapshot = dump(builders.issue_snapshot())
    editions = Edition.objects.bulk_create(
        Edition(
            issue=issue,
            snapshot=snapshot,
            digest=digest(snapshot),
            published_at=timezone.now(),
            published_by=editor,
        )
        for issue in issues
    )
    Artifact.objects.bulk_create(
        Artifact(
            edition=edition, format="pdf", path="a.pdf", media_type="application/pdf", size=1, digest=DIGEST
        )
        for edition in editions
    )
    Proof.objects.bulk_create(
        Proof(issue=issue, number=1, snapshot=snapshot, digest=digest(snapshot), pdf=DIGEST, made_by=editor)
        for issue in issues
    )


def _brought_in(issues: list[Issue], editor: Any) -> None:
    tags = Tag.objects.bulk_create(Tag(name=f"旧标签{number}") for number in range(20))
    pool = Article.objects.bulk_create(Article(title=f"备用稿 {issue.serial}") for issue in issues)
    Attribution.objects.bulk_create(
        Attribution(article=article, source=builders.source()) for article in pool
    )
    Clipping.objects.bulk_create(
        Clipping(article=article, digest=DIGEST, proposal={}, clipped_by=editor) for article in pool
    )
    Article.tags.through.objects.bulk_create(
        Article.tags.through(article=article, tag=tags[number % 20]) for number, article in enumerate(pool)
    )
    Original.objects.bulk_create(
        Original(issue=issue, name="旧刊.docx", digest=DIGEST, size=1, proposal={}, imported_by=editor)
        for issue in issues
    )
    StagedImport.objects.bulk_create(
        StagedImport(
            name="旧刊.docx",
            digest=DIGEST,
            size=1,
            state="imported",
            proposal={},
            issue=issue,
            uploaded_by=editor,
        )
        for issue in issues
    )
