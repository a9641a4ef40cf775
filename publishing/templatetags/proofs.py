"""What the desk's own pages show of proofs: an issue's rounds, and the remarks that an article's editor has to answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template

from editorial.models import Article, Issue
from editorial.pictures import PictureError
from publishing.models import Remark
from publishing.proofs.text import blocks
from publishing.snapshot import take

register = template.Library()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A remark nobody has answered, and whether the words it speaks of are in the article still."""

    remark: Remark
    is_there: bool


@register.inclusion_tag("admin/publishing/proof_panel.html", takes_context=True)
def proof_panel(context: dict[str, Any], issue: Issue) -> dict[str, Any]:
    """The rounds of an issue, newest first. One query."""
    user = context["request"].user
    may_view, may_make = (user.has_perm(f"publishing.{what}_proof") for what in ("view", "add"))
    rows = issue.proofs.with_remark_counts().select_related("made_by").order_by("-number")
    return {
        "issue": issue,
        "proofs": list(rows) if may_view else [],
        "may_view": may_view,
        "may_make": may_make,
    }


@register.inclusion_tag("admin/publishing/article_remarks.html", takes_context=True)
def article_remarks(context: dict[str, Any], article: Article) -> dict[str, Any]:
    """Remarks of all rounds that wait for an answer. One query, and five more where there are any."""
    user = context["request"].user
    waiting = list(_waiting(article)) if user.has_perm("publishing.view_remark") else []
    return {"waiting": waiting, "may_resolve": user.has_perm("publishing.change_remark")}


def _waiting(article: Article) -> Iterator[Waiting]:
    said = Remark.objects.filter(article=article.uid, resolved_at=None)
    rows = list(said.select_related("proof", "author", "invitation").order_by("block", "start", "pk"))
    words = _words(article) if rows else ""
    for row in rows:
        yield Waiting(row, "".join(row.quote.removesuffix("…").split()) in words)


def _words(article: Article) -> str:
    """All that readers would see of the article as it is saved, without blanks; none where it is in no issue."""
    try:
        snapshot = take(article.issue) if article.issue else None
    except PictureError:
        snapshot = None
    found = next((each for each in snapshot.articles if each.uid == article.uid), None) if snapshot else None
    return "".join("".join(block.words.split()) for block in blocks(found)) if found else ""
