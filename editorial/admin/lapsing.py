"""Approvals that lapse 失效 when a text is changed: what is told before the change is made, and after it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from editorial.actions import reviewing
from editorial.models import Article, Review
from editorial.workflow import Stage


def at_stake(article: Article) -> str:
    """The stage last passed, 终审, whose approval a change of the text would take away; empty where there is none.
    `lapses.html` says so. No query where the article's issue and reviews have been fetched with it."""
    approval = None if reviewing.is_closed(article) else reviewing.last_approval(article)
    return str(Stage(approval.stage).label) if approval else ""


def tell_lapsed(request: HttpRequest, article: Article, lapsed: Review | None) -> None:
    """Says above the page that the change has taken approvals away, if it has."""
    if lapsed:
        sentence = gettext("《%(article)s》审过以后又改了，%(lapsed)s，现在回到草稿。请重新送审。")
        messages.warning(request, sentence % {"article": article, "lapsed": lapsed})
