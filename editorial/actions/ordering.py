"""The order of an issue 排序: which article stands where, within its section and from one to another.

Whoever orders says which order they saw. When it is no longer that one, nothing is moved.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from simple_history.utils import bulk_update_with_history

from editorial.actions.refusals import Outdated, Refused
from editorial.actions.writing import demand_open
from editorial.models import Article, Issue, Section

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ORDER_PERMISSION = "editorial.change_article"

Order: TypeAlias = Mapping[int, Sequence[str]]
"""The articles' uids by the key of their section, both in printed order; a section may be empty."""


def order_of(issue: Issue) -> dict[int, list[str]]:
    """How the issue is ordered now, with all sections of its publication. Two queries."""
    sections = Section.objects.filter(publication=issue.publication_id).values_list("pk", flat=True)
    order: dict[int, list[str]] = {section: [] for section in sections}
    for section, uid in Article.objects.in_issue(issue).in_printed_order().values_list("section", "uid"):
        order.setdefault(section, []).append(uid)
    return order


def digest_of_order(order: Order) -> str:
    """SHA-256 of an order. Sections without articles make no difference: they are not printed."""
    printed = [[section, list(uids)] for section, uids in order.items() if uids]
    return hashlib.sha256(json.dumps(printed).encode()).hexdigest()


def arrange(*, issue: Issue, order: Order, seen: str, by: "User") -> str:
    """Gives the issue's articles the order; returns its digest. `seen` is the digest of the order that `by`
    looked at.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: the issue is closed, or a section is another publication's.
        Outdated: the order has changed since `by` looked at it, or the articles are others.
    """
    if not by.has_perm(ORDER_PERMISSION):
        raise PermissionDenied(gettext("您没有修改文章的权限，不能调整次序。请联系责任编辑或主编。"))
    with transaction.atomic():
        locked = _open_issue(issue)
        before = order_of(locked)
        if seen != digest_of_order(before) or sorted(_uids(order)) != sorted(_uids(before)):
            raise Outdated(
                gettext("同事刚调整过这一期的文章，您这一步没有移动。请刷新页面，在新的次序上再移。")
            )
        if not set(order) <= set(before):
            raise Refused(gettext("有一个栏目不属于本期的刊物，没有移动。请刷新页面再试。"))
        _write(locked, order, by)
        return digest_of_order(order_of(locked))


def place(*, article: Article, section: Section, position: int, seen: str, by: "User") -> str:
    """Puts one article of an issue at a place in a section, counted from 1; beyond the last means last.
    Returns the new order's digest; `seen` is that of the order `by` looked at.

    Raises:
        PermissionDenied, Outdated: as `arrange` does.
        Refused: as `arrange` does, or the article is in no issue.
    """
    if article.issue is None:
        raise Refused(
            gettext("《%(article)s》在稿件库里，没有次序可调。请先把它加入一期。") % {"article": article}
        )
    order = order_of(article.issue)
    for uids in order.values():
        if article.uid in uids:
            uids.remove(article.uid)
    order.setdefault(section.pk, []).insert(max(position - 1, 0), article.uid)
    return arrange(issue=article.issue, order=order, seen=seen, by=by)


def neighbouring(order: Order, uid: str, step: int) -> tuple[int, int]:
    """The section and place, from 1, one `step` (1 or -1) further on than the article's; it goes over into the
    next section at the end of one, and stays at either end of the issue. Pure.

    Raises:
        KeyError: the article is not in the order.
    """
    sections = list(order)
    for index, section in enumerate(sections):
        if uid not in order[section]:
            continue
        place = order[section].index(uid) + 1 + step
        if 1 <= place <= len(order[section]):
            return section, place
        if not 0 <= index + step < len(sections):
            return section, place - step
        beyond = sections[index + step]
        return beyond, 1 if step > 0 else len(order[beyond]) + 1
    raise KeyError(uid)


def _open_issue(issue: Issue) -> Issue:
    """The issue, locked, as long as its articles may be moved."""
    row: Issue = Issue.objects.select_for_update().get(pk=issue.pk)
    demand_open(row)
    return row


def _uids(order: Order) -> Iterator[str]:
    return (uid for uids in order.values() for uid in uids)


def _write(issue: Issue, order: Order, by: "User") -> None:
    """Articles that move leave the issue, within the transaction, before they come back at their places: so no
    number is taken on the way, whether the database looks at once (SQLite) or at commit (PostgreSQL). They are
    in their next version then, lest whoever has one open puts it back unawares by saving."""
    rows = {row.uid: row for row in Article.objects.in_issue(issue).select_for_update(of=("self",))}
    moved = []
    for section, uids in order.items():
        for position, uid in enumerate(uids, start=1):
            row = rows[uid]
            if (row.section_id, row.position) != (section, position):
                row.section_id, row.position = section, position
                row.version += 1
                moved.append(row)
    if moved:
        Article.objects.filter(pk__in=[row.pk for row in moved]).update(issue=None)
        bulk_update_with_history(
            moved,
            Article,
            ["issue", "section", "position", "version"],
            default_user=by,
            default_change_reason="调整次序",
        )
