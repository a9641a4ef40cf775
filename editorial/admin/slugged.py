"""The form of rows that stand in the site's addresses by a slug."""

from typing import Any

from django import forms
from django.db import models

from editorial.slugs import slug


class SluggedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """Proposes the slug, in pinyin, when none is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def namesakes(self, values: dict[str, Any]) -> "models.QuerySet[Any] | None":
        """The rows among which the slug must be unique; None while they are not known."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        values = super().clean() or self.cleaned_data
        rows = self.namesakes(values)
        if rows is not None and values.get("name") and values.get("slug") == "":
            others = rows.exclude(pk=self.instance.pk)
            values["slug"] = slug(values["name"], set(others.values_list("slug", flat=True)))
        return values
