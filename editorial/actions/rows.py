"""Rows that several actions write: what a proposal says of an outlet, as the database holds it."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from editorial.actions.refusals import Refused
from editorial.intake.proposal import AttributionProposal
from editorial.models import Article, Attribution, Source
from editorial.slugs import slug

Row = TypeVar("Row", bound=models.Model)


def write_attribution(article: Article, proposal: AttributionProposal) -> Attribution:
    """The article's credit, its outlets made when they are new."""
    source, via = source_called(proposal.outlet)
    if proposal.via:
        via = source_called(proposal.via)[0]
    return saved(
        Attribution(
            article=article,
            source=source,
            via=via if via != source else None,
            author=proposal.author,
            url=proposal.url,
            date=proposal.date,
            verbatim=proposal.verbatim,
        )
    )


def source_called(name: str) -> tuple[Source, Source | None]:
    """The outlet of that name or alias, made if there is none; and the one the alias says it came through."""
    known = Source.objects.called(name).first()
    if known is None:
        address = slug(name, lambda taken: Source.objects.filter(slug=taken).exists())
        return saved(Source(name=name, slug=address)), None
    alias = known.aliases.filter(name=name).select_related("via").first()
    return known, alias.via if alias else None


def saved(row: Row) -> Row:
    """The row, saved if each of its fields can hold what it was given."""
    try:
        row.clean_fields()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        label = row._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        value = str(getattr(row, field))
        shown = f"“{value[:20]}{'…' * (len(value) > 20)}”"
        raise Refused(
            gettext("%(row)s的%(field)s%(value)s不能写入：%(problem)s请改正原稿后再导入。")
            % {
                "row": row._meta.verbose_name,
                "field": label,
                "value": shown,
                "problem": messages[0],
            }
        ) from error
    row.save()
    return row
