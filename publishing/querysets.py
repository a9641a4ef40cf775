"""The press's reading vocabulary: adjectives that chain, no writes."""

from typing import Any, Self

from django.db import models


class EditionQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """What readers see: of each issue the newest edition, unless it was withdrawn."""
        later = self.model._default_manager.filter(
            issue=models.OuterRef("issue"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later), withdrawn_at=None)

    def newest_issue_first(self) -> Self:
        """Of each issue the newest edition first."""
        return self.order_by("-issue__year", "-issue__number", "-number")


class ProofQuerySet(models.QuerySet[Any]):
    def with_remark_counts(self) -> Self:
        """Each with `remark_total`, and `remark_open`: those that nobody has answered."""
        waiting = models.Q(remarks__isnull=False, remarks__resolved_at=None)
        return self.annotate(
            remark_total=models.Count("remarks"), remark_open=models.Count("remarks", filter=waiting)
        )
