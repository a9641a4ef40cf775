"""Stories 同题稿件: which articles tell the same in the same words, whichever outlet they came from.

Every article is remembered by its fingerprint when it is written (`remember`), and asked for by its text
(`find_story`). Articles of one story bear its first article's uid.
"""

from heapq import nsmallest

from django.db import transaction
from django.db.models import QuerySet

from editorial.document import plain_text
from editorial.likeness import NEAR, distance, fingerprint, is_same_story
from editorial.markdown import parse
from editorial.models import Article

MOST_COMPARED = 30
"""Articles whose texts are read for one comparison: the nearest. Of 10,000 unrelated ones about 20 are as
near as a reprint may be."""
CAUGHT_UP = 200
"""Articles from before there were fingerprints that get theirs at one comparison; each takes some 3 ms."""


def remember(article: Article) -> None:
    """Notes the fingerprint of the article's body and the story it belongs to. Idempotent.

    To be called, in the same transaction, wherever a body has been written.
    """
    words = plain_text(parse(article.body))
    article.fingerprint = fingerprint(words)
    known = find_story(article.body, apart_from=article)
    article.story = _story_of(known) if known else ""
    # Past the history, which keeps what people write.
    Article.objects.filter(pk=article.pk).update(fingerprint=article.fingerprint, story=article.story)


def find_story(body: str, *, apart_from: Article | None = None) -> Article | None:
    """The article that tells the same as the Markdown `body`, the likest; None when it is new."""
    words = plain_text(parse(body))
    _catch_up()
    candidates = _near(fingerprint(words), apart_from)
    articles = Article.objects.in_bulk(candidates)
    return next(
        (
            articles[pk]
            for pk in candidates
            if pk in articles and is_same_story(words, plain_text(parse(articles[pk].body)))
        ),
        None,
    )


def _story_of(article: Article) -> str:
    """The story the article belongs to; it becomes the first of one when it stood alone.

    When somebody is writing it just now, it hears of its story at its next save.
    """
    if not article.story:
        article.story = article.uid
        if _nobody_writes(Article.objects.filter(pk=article.pk)):
            Article.objects.filter(pk=article.pk).update(story=article.story)
    return str(article.story)


def _nobody_writes(articles: "QuerySet[Article]") -> "QuerySet[Article]":
    """Those of the articles that are free, locked. Two who save, each holding their own article, must not wait
    for each other's."""
    return articles.select_for_update(skip_locked=True, of=("self",))


def _near(sought: int, apart_from: Article | None) -> list[int]:
    """The articles whose fingerprints are near, nearest first.

    All fingerprints are compared: at 10,000 articles that is a query for two columns and some milliseconds,
    for which no index of bit patterns is worth its upkeep.
    """
    others = Article.objects.exclude(fingerprint=None)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    distances = (
        (distance(sought, known), pk) for pk, known in others.values_list("pk", "fingerprint").iterator()
    )
    near = (pair for pair in distances if pair[0] <= NEAR)
    return [pk for _distance, pk in nsmallest(MOST_COMPARED, near)]


def _catch_up() -> None:
    """Gives fingerprints to some of the articles that were written before there were any."""
    waiting = Article.objects.filter(fingerprint=None)
    if not waiting.exists():
        return
    with transaction.atomic():
        articles = list(_nobody_writes(waiting.only("body").order_by("-pk"))[:CAUGHT_UP])
        for article in articles:
            article.fingerprint = fingerprint(plain_text(parse(article.body)))
        Article.objects.bulk_update(articles, ["fingerprint"])
