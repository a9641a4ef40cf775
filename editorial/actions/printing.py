"""What an issue prints is written down, paragraph by paragraph and figure by figure, for later issues to be
held against. Reading it back is `editorial.preflight.earlier`.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction

from editorial.models import Article, Issue, PrintedFigure, PrintedParagraph
from editorial.preflight.drafts import article_text
from editorial.preflight.earlier import digests
from editorial.preflight.history import Statistic, statistics_of
from editorial.preflight.manuscript import ArticleText
from editorial.preflight.newsroom import draft_of


def remember_printed(issue: Issue) -> None:
    """Writes down the paragraphs and figures of the issue's articles in place of what was written of them
    before. To be called in the transaction that publishes the issue, and again in one that corrects it.
    """
    rows = Article.objects.in_issue(issue).in_printed_order().with_credits()
    texts = [(row, article_text(draft_of(row))) for row in rows]
    with transaction.atomic():
        PrintedParagraph.objects.filter(article__issue=issue).delete()
        PrintedFigure.objects.filter(article__issue=issue).delete()
        PrintedParagraph.objects.bulk_create(
            PrintedParagraph(article=row, digest=digest)
            for row, text in texts
            for digest in digests(passage.text for passage in text.passages)
        )
        PrintedFigure.objects.bulk_create(
            figure for row, text in texts for figure in _figures(row, text, issue)
        )


def _figures(row: Article, text: ArticleText, issue: Issue) -> Iterator[PrintedFigure]:
    for position, statistic in enumerate(statistics_of(text, issue.date), start=1):
        figure = _figure(row, position, statistic)
        if _fits(figure):
            yield figure


def _figure(row: Article, position: int, statistic: Statistic) -> PrintedFigure:
    figure = statistic.figure
    return PrintedFigure(
        article=row,
        position=position,
        subject=figure.subject,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        period=figure.period,
        text=figure.text.strip(),
        sentence=statistic.sentence,
    )


def _fits(figure: PrintedFigure) -> bool:
    """Whether the table can hold it: no statistic has a subject of a hundred characters or thirty digits."""
    try:
        figure.clean_fields(exclude=["article"])
    except ValidationError:
        return False
    return True
