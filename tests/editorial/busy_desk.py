"""A newsroom in which something of everything lies about: issues and articles in every state, what was found in them,
proofs, links, corrections, imports, clippings. For tests that look at every page.
"""

import datetime
from typing import Any

from django.utils import timezone

from editorial import vault
from editorial.actions import staging
from editorial.actions.pool import annotate
from editorial.actions.proofreading import acknowledge, apply_fixes, decide_rules
from editorial.actions.reviewing import reconsider, return_
from editorial.actions.writing import write_article
from editorial.models import Article, Clipping, Issue, Original, WordPair
from editorial.preflight.newsroom import proofread
from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.proofs.proofing import invite, make_proof, remark, resolve, revoke
from publishing.scheduling import schedule
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

FLAWED = (
    "近日，数字提单(含副本)当天就能签发。\n\n窗口是是三月启用的，办结 1280 票，其中小微企业 896 票，占 70%。"
)
FIGURE = "2025年，全市软件产业收入达到1400亿元。"
CHIEF, RESPONSIBLE = builders.REVIEWERS[-1], builders.REVIEWERS[0]


def fill() -> None:
    """Puts all of it there."""
    chief, responsible = builders.colleague(*CHIEF), builders.colleague(*RESPONSIBLE)
    published_and_corrected(chief)
    withdraw(issue=published(2, chief), reason="期号印错，另行重出。", by=chief)
    signed = builders.signed(with_article(3))
    schedule(issue=signed, at=timezone.now() + datetime.timedelta(days=1), by=chief)
    builders.sent(with_article(4))
    made = in_the_making()
    proofs(made, responsible)
    pool(responsible)
    staged = staging.stage(content=issue(TWO_ARTICLES), name="一月.md", by=responsible)
    staging.read(staged=staged, by=responsible)
    staging.stage(content="这里没有一期简报。".encode(), name="便条.txt", by=responsible)
    WordPair.objects.create(publication=made.publication, word="数贸", instead="数字贸易", reason="term")
    decide_rules(publication=made.publication, levels={"dup.char": "warning"}, by=chief)


def with_article(number: int) -> Issue:
    made = builders.issue(2026, number)
    builders.article(
        f"第{number}期的文章", issue=made, body=FIGURE if number == 1 else "数字提单当天就能签发。"
    )
    return made


def published(number: int, chief: Any) -> Issue:
    made = builders.signed(with_article(number))
    publish(issue=made, by=chief)
    return made


def published_and_corrected(chief: Any) -> None:
    made = published(1, chief)
    article = made.articles.get()
    article.body = FIGURE.replace("1400", "1500")
    write_article(article=article, version=article.version, by=builders.colleague(*builders.WRITER))
    reconsider(article=article, by=builders.colleague(*builders.WRITER))
    builders.approved(Article.objects.get(pk=article.pk))
    correct(issue=made, note="收入应为1500亿元。", by=chief)


def in_the_making() -> Issue:
    """An issue with an article at each stage, findings let stand and mended, and the document it came from."""
    writer, reviewer = builders.colleague(*builders.WRITER), builders.colleague(*RESPONSIBLE)
    made = builders.issue(2026, 5)
    flawed = builders.article("是是非非", issue=made, body=FLAWED, outlet=None)
    found = (each.finding for each in proofread(made).noted)
    warning = next(finding for finding in found if finding.rule == "punct.half_paren")
    acknowledge(finding=warning, article=flawed, reason="原文如此", by=writer)
    apply_fixes(article=builders.article("有错的稿子", issue=made, body=FLAWED), by=writer)
    returned = builders.submitted(builders.article("退回的稿子", issue=made))
    return_(article=returned, by=reviewer, opinion="请补出处。")
    builders.submitted(builders.article("待审的稿子", issue=made))
    builders.approved(builders.article("定稿的稿子", issue=made))
    content = "港城数字经贸".encode()
    reading = {"warnings": [{"code": "x", "line": 1, "message": "请核对。"}]}
    Original.objects.create(
        issue=made, name="定稿.txt", digest=vault.keep(content), size=len(content), proposal=reading
    )
    return made


def proofs(made: Issue, by: Any) -> None:
    """Two rounds with a remark answered, one open, a link in use and one taken back."""
    week = timezone.now() + datetime.timedelta(days=7)
    article = made.articles.all()[0]
    first = make_proof(issue=made, by=by)
    place: dict[str, Any] = {"article": article.uid, "block": 0, "start": 0, "end": 2, "by": by}
    resolve(remark=remark(proof=first, text="标题再短一点。", **place), by=by, resolution="已改")
    builders.article("一校以后添的稿子", issue=made)
    second = make_proof(issue=made, by=by)
    remark(proof=second, text="请核对。", **place)
    revoke(invitation=invite(issue=made, proof=second, name="李主任", expires_at=week, by=by)[0], by=by)
    invite(issue=made, proof=second, name="王会长", expires_at=week, by=by)


def pool(by: Any) -> None:
    article = builders.article("库里的稿子")
    annotate(article=article, notes="可用于下期。", tags=["港口"], by=by)
    Clipping.objects.create(article=article, digest="0" * 64, proposal={"warnings": []}, clipped_by=by)
