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
        return self.order_by("-issue__year", "-issue__number")
