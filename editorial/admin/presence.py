"""Who else has an article open 在场, and whether somebody has saved it since: what the editor asks every half minute.

POST in, JSON out; all sentences come ready to be shown.
"""

import datetime
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.actions.writing import saved_by
from editorial.admin.markdown import private, stranger
from editorial.admin.proofread_form import number
from editorial.models import Article, Presence
from editorial.people import called

GONE_AFTER = datetime.timedelta(seconds=90)
"""Silence after which somebody counts as gone: three questions left out."""


@require_POST
def heartbeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that the user has the article open, or with `leaving` no longer; answers who else has it, and
    whether the posted `version` is still the newest.

    Raises:
        Http404: there is no such article.
    """
    if problem := stranger(request):
        return private(JsonResponse({"error": problem}, status=403))
    user = cast(User, request.user)
    article = get_object_or_404(Article, pk=pk)
    if "leaving" in request.POST:
        article.presences.filter(user=user).delete()
        return private(JsonResponse({}))
    now = timezone.now()
    Presence.objects.update_or_create(article=article, user=user, defaults={"seen_at": now})
    is_newest = number(request.POST.get("version")) == article.version
    return private(
        JsonResponse(
            {
                "version": article.version,
                "others": _others(article, user, now),
                "newer": "" if is_newest else _newer(article, user),
                "difference": reverse("admin:editorial_article_history", args=[article.pk]),
            }
        )
    )


def _others(article: Article, user: User, now: datetime.datetime) -> str:
    """Who has the article open as well, the first to come first; nothing where nobody has."""
    there = article.presences.filter(seen_at__gte=now - GONE_AFTER).exclude(user=user)
    names = _("、").join(called(each.user) for each in there.select_related("user").order_by("pk"))
    return _("%s也开着这篇") % names if names else ""


def _newer(article: Article, user: User) -> str:
    by = saved_by(article)
    if by == user:
        return _("您在别处刚存了新的一版，在这里保存会要求合并")
    return _("%s刚存了新的一版，您现在保存会要求合并") % (called(by) or _("同事"))
