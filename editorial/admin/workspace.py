"""The issue's workspace: articles are put in order, taken in from the pool, sent back to it.

Every move is an address of its own, so that the page works without JavaScript; dragging posts the whole order.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from editorial.actions import Outdated, Refused, return_to_pool, send_to_issue
from editorial.actions.ordering import (
    ORDER_PERMISSION,
    Order,
    arrange,
    digest_of_order,
    neighbouring,
    order_of,
    place,
)
from editorial.admin.contents import Shelf
from editorial.admin.desk import note, permitted
from editorial.admin.outcome import back_to, back_to_outcome, tell_done, tell_refused
from editorial.admin.pool import MOST_DIGITS, ArticlesField, ChosenForm
from editorial.models import Article, Issue, Section
from editorial.workflow import CLOSED, IssueState

STEPS = {"up": -1, "down": 1}
LAST = 1_000_000
"""A place beyond the last of any section."""
OFFERED = 12
"""Articles of the pool that the workspace offers at once; the rest is found by words, or in the pool itself."""
LONGEST_SEARCH = 100
TAKE_IN = "take-in"
"""The id of the box where articles are taken in from the pool."""


def _row(article: Article) -> str:
    """The id of the article's row."""
    return f"article-{article.uid}"


def _shelf(section: Section) -> str:
    """The id of the section's heading."""
    return f"shelf-{section.pk}"


# --- What the page shows ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workspace:
    """An issue's articles as they may be moved: `seen` is the digest of the order they stand in, `offered` what
    the pool holds for it, sought by `words`."""

    shelves: list[Shelf]
    seen: str
    may_arrange: bool
    may_take_in: bool
    words: str
    offered: QuerySet[Article]

    @property
    def places(self) -> Iterator[str]:
        """Where the page tells what came of its buttons."""
        if self.may_take_in:
            yield TAKE_IN
        for shelf in self.shelves:
            yield _shelf(shelf.section)
            yield from (_row(line.article) for line in shelf.lines)


def workspace(issue: Issue, shelves: list[Shelf], request: HttpRequest) -> Workspace:
    """What `request.user` may do with the issue's articles. A query for each list of the pool."""
    may_write = request.user.has_perm(ORDER_PERMISSION)
    words = request.GET.get("pool", "").replace("\0", "")[:LONGEST_SEARCH]
    pool = Article.objects.in_pool().about(words).order_by("-added_at", "-pk")
    standing = {shelf.section.pk: [line.article.uid for line in shelf.lines] for shelf in shelves}
    return Workspace(
        shelves=shelves,
        seen=digest_of_order(standing),
        may_arrange=may_write and issue.state not in CLOSED,
        may_take_in=may_write and issue.state == IssueState.EDITING,
        words=words,
        offered=pool.with_credits()[:OFFERED],
    )


# --- Moving -------------------------------------------------------------------------------------


@require_POST
def order(request: HttpRequest, pk: int) -> JsonResponse:
    """Gives the issue the order that was dragged: {"seen": …, "sections": [[pk, [uid, …]], …]} is answered with
    {"seen": …}, the new order's digest, or with {"error": …} and 400, 403 or 409.

    Raises:
        Http404: there is no such issue.
    """
    issue = get_object_or_404(Issue, pk=pk)
    user = request.user
    if not isinstance(user, User) or not user.has_perm(ORDER_PERMISSION):
        return JsonResponse(
            {"error": gettext("您没有修改文章的权限，不能调整次序。请联系责任编辑或主编。")}, status=403
        )
    try:
        seen, wanted = _posted_order(request.body)
    except (ValueError, TypeError, KeyError, RecursionError):
        return JsonResponse({"error": gettext("没有看懂要移到哪里。请刷新页面再试。")}, status=400)
    try:
        return JsonResponse({"seen": arrange(issue=issue, order=wanted, seen=seen, by=user)})
    except Refused as refusal:
        answer = {"error": str(refusal), "is_outdated": isinstance(refusal, Outdated)}
        return JsonResponse(answer, status=409)


def _posted_order(body: bytes) -> tuple[str, Order]:
    posted = json.loads(body)
    return str(posted["seen"]), {
        int(section): [str(uid) for uid in uids] for section, uids in posted["sections"]
    }


@require_POST
def move(request: HttpRequest, pk: int, uid: str) -> HttpResponse:
    """Moves one article a place up or down, or to the end of a section: `to` is "up", "down" or its key.

    Raises:
        PermissionDenied: the user may not change articles.
        Http404: the issue holds no such article.
    """
    user = permitted(request, ORDER_PERMISSION)
    article, issue = _article_of(pk, uid)
    to, order = request.POST.get("to", ""), order_of(issue)
    try:
        section, position = _goal(uid, issue, order, to)
        place(article=article, section=section, position=position, seen=request.POST.get("seen", ""), by=user)
    except Refused as refusal:
        tell_refused(request, str(refusal), _row(article))
        return back_to_outcome(issue, _row(article))
    sentence = gettext("《%(article)s》现在是“%(section)s”的第 %(position)d 篇。")
    told = sentence % {"article": article, "section": section, "position": position}
    tell_done(request, told, _row(article))
    return back_to(issue, f"{_next_step(uid, order, section, position, to)}-{uid}")


def _goal(uid: str, issue: Issue, order: Order, to: str) -> tuple[Section, int]:
    """Where the article is to go: its section and its place in it, from 1. Anything but a step or a section of
    ours is refused."""
    if to in STEPS:
        key, position = neighbouring(order, uid, STEPS[to])
    else:
        key, position = int(to) if to.isdecimal() and len(to) <= MOST_DIGITS else 0, LAST
    section = Section.objects.filter(pk=key, publication=issue.publication_id).first()
    if section is None:
        raise Refused(gettext("没有这个栏目，没有移动。请刷新页面再试。"))
    return section, min(position, _last(uid, order, section))


def _last(uid: str, order: Order, section: Section) -> int:
    """The last place that the article can take in the section."""
    return len({*order[section.pk], uid})


def _next_step(uid: str, order: Order, section: Section, position: int, to: str) -> str:
    """The button to go on with from the article's new place: the step just made, or the other one at an end of the
    issue."""
    sections = list(order)
    if section.pk == sections[0] and position == 1:
        return "down"
    if to not in STEPS or (section.pk == sections[-1] and position == _last(uid, order, section)):
        return "up"
    return to


@require_POST
def take_out(request: HttpRequest, pk: int, uid: str) -> HttpResponse:
    """Sends one article back into the pool.

    Raises:
        PermissionDenied: the user may not change articles.
        Http404: the issue holds no such article.
    """
    user = permitted(request, ORDER_PERMISSION)
    article, issue = _article_of(pk, uid)
    shelf = _shelf(article.section) if article.section else TAKE_IN
    try:
        return_to_pool(articles=[article], by=user)
    except Refused as refusal:
        tell_refused(request, str(refusal), _row(article))
        return back_to_outcome(issue, _row(article))
    note(user, [article], CHANGE, gettext("退回稿件库。"))
    tell_done(request, gettext("《%s》已退回稿件库。") % article, shelf)
    return back_to_outcome(issue, shelf)


class TakeInForm(ChosenForm):
    """The articles of the pool that were ticked, and the section they go to."""

    articles = ArticlesField(
        Article.objects.all(), error_messages={"required": _("还没有选文章。请先勾选，再加入。")}
    )
    section = forms.ModelChoiceField(
        Section.objects.all(),
        error_messages={
            "required": _("请选栏目，再加入。"),
            "invalid_choice": _("没有这个栏目。请刷新页面再选。"),
        },
    )


@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts articles of the pool at the end of a section of the issue.

    Raises:
        PermissionDenied: the user may not change articles.
        Http404: there is no such issue.
    """
    user = permitted(request, ORDER_PERMISSION)
    issue = get_object_or_404(Issue, pk=pk)
    try:
        tell_done(request, _taken_in(TakeInForm(request.POST), issue, user), TAKE_IN)
    except Refused as refusal:
        tell_refused(request, str(refusal), TAKE_IN)
    return back_to_outcome(issue, TAKE_IN)


def _taken_in(form: TakeInForm, issue: Issue, user: User) -> str:
    """Takes in what was ticked, and says so."""
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    articles, section = form.in_order(), form.cleaned_data["section"]
    send_to_issue(articles=articles, issue=issue, section=section, by=user)
    note(
        user,
        articles,
        CHANGE,
        gettext("发到%(issue)s，栏目“%(section)s”。") % {"issue": issue, "section": section},
    )
    return gettext("已把 %(count)d 篇加入“%(section)s”。") % {"count": len(articles), "section": section}


def _article_of(pk: int, uid: str) -> tuple[Any, Issue]:
    """The article of that issue, and the issue; what is done may part them."""
    rows = Article.objects.select_related("issue__publication", "section")
    article: Any = get_object_or_404(rows, issue=pk, uid=uid)
    return article, article.issue
