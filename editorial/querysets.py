"""The reading vocabulary: adjectives that chain, no writes."""

import datetime
from collections.abc import Iterator
from typing import Any, Self

from django.db import models

from editorial.ledger import Entry
from editorial.workflow import IssueState


class IssueQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        """Issues that readers can see."""
        return self.filter(state=IssueState.PUBLISHED)

    def in_year(self, year: int) -> Self:
        return self.filter(year=year)

    def numbered(self, year: int, number: int) -> Self:
        return self.filter(year=year, number=number)

    def in_order(self) -> Self:
        """Oldest first, as they came out."""
        return self.order_by("serial")

    def entries(self) -> Iterator[Entry]:
        """Their lines in the number ledger; one query."""
        rows = self.values_list("year", "number", "serial", "date")
        return (Entry(*row) for row in rows.iterator())


class ArticleQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        """Articles of issues that readers can see."""
        return self.filter(issue__state=IssueState.PUBLISHED)

    def in_pool(self) -> Self:
        """稿件库: not yet given to an issue."""
        return self.filter(issue=None)

    def in_issue(self, issue: models.Model) -> Self:
        return self.filter(issue=issue)

    def in_section(self, section: models.Model) -> Self:
        return self.filter(section=section)

    def from_source(self, source: models.Model) -> Self:
        """Articles that name the outlet as the original or as the one it came through."""
        named = models.Q(attributions__source=source) | models.Q(attributions__via=source)
        return self.filter(named).distinct()

    def without_source(self) -> Self:
        """Articles that name no outlet at all."""
        return self.filter(attributions=None)

    def in_printed_order(self) -> Self:
        return self.order_by("section__position", "section_id", "position", "pk")

    def next_position(self, issue: models.Model, section: models.Model) -> int:
        """The first free place after the last article of the section in that issue; 1 when it is empty."""
        last = self.in_issue(issue).in_section(section).aggregate(last=models.Max("position"))["last"]
        return (last or 0) + 1

    def with_credits(self) -> Self:
        """Each with its section and its sources, as what is printed of it needs them. Two or three queries more."""
        return self.select_related("section").prefetch_related("attributions__source", "attributions__via")

    def with_change(self) -> Self:
        """Each with the moment `changed_at` at which it was last saved; a look into the history for every row."""
        saved = self.model.history.filter(id=models.OuterRef("pk")).order_by("-history_date")
        return self.annotate(changed_at=models.Subquery(saved.values("history_date")[:1]))

    def used(self) -> Self:
        """Given to an issue."""
        return self.exclude(issue=None)

    def about(self, words: str) -> Self:
        """Articles with each of the words, parted by blanks, in the title or the body."""
        found = self
        for word in words.split():
            found = found.filter(models.Q(title__icontains=word) | models.Q(body__icontains=word))
        return found

    def tagged(self, tag: models.Model) -> Self:
        return self.filter(tags=tag)

    def dated(self, first: datetime.date | None, last: datetime.date | None) -> Self:
        """From `first` to `last`, either of which may be open, by the original date of a credit; a credit
        without one, or no credit, counts from the day when the article was taken in."""
        printed, undated = models.Q(attributions__date__isnull=False), models.Q(attributions__date=None)
        if first:
            printed &= models.Q(attributions__date__gte=first)
            undated &= models.Q(added_at__date__gte=first)
        if last:
            printed &= models.Q(attributions__date__lte=last)
            undated &= models.Q(added_at__date__lte=last)
        return self.filter(printed | undated).distinct()

    def one_of_each_story(self) -> Self:
        """Of articles that tell the same in the same words, the first among these."""
        earlier = self.order_by().filter(story=models.OuterRef("story"), pk__lt=models.OuterRef("pk"))
        return self.filter(models.Q(story="") | ~models.Exists(earlier.values("pk")))


class SourceQuerySet(models.QuerySet[Any]):
    def called(self, name: str) -> Self:
        """The outlet of that name, or with that alias."""
        return self.filter(models.Q(name=name) | models.Q(aliases__name=name)).distinct()


class AcknowledgementQuerySet(models.QuerySet[Any]):
    def of_issue(self, issue: models.Model) -> Self:
        """What was said of the issue itself and of its articles."""
        return self.filter(models.Q(issue=issue) | models.Q(article__issue=issue))
