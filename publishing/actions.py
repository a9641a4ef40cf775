"""An issue is published. Check, change, record, in one transaction; what comes later is `publishing.corrections`.

The site is written after the transaction; a crash in between is healed by the next bake.
"""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editorial.actions import Refused, demand_clear, remember_printed
from editorial.actions.signing import demand_signed
from editorial.actions.stamp import stamp
from editorial.models import Article, Issue, Publication
from editorial.vault import VaultError
from editorial.workflow import PUBLISH, UNPUBLISHED
from publishing.editions import make_edition
from publishing.models import Edition
from publishing.site import baking

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class SiteUnfinished(Exception):
    """It is published, but the site could not be written to the end; `bake` completes it."""


def publish(*, issue: Issue, by: "User | None" = None, at: datetime.datetime | None = None) -> Edition:
    """Publishes the issue's first edition and writes it to the site.

    `by` None stands for the command line, whose user may do everything, publish what nobody has signed or
    preflight objects to included; `at` None for now.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue is not signed, or not as it was signed; its content or preflight forbids it; or the
            vault cannot be written.
        SiteUnfinished: published, but the site's folder could not be written.
    """
    with transaction.atomic(durable=True):
        edition = record(issue=issue, by=by, at=at, gated=by is not None)
    write_site(edition, gettext("%(issue)s已发布") % {"issue": issue})
    return edition


def write_site(changed: Edition | Publication, done: str) -> None:
    """Writes to the site what was committed: a new or withdrawn edition, or the publication's settings.

    Raises:
        SiteUnfinished: the folder could not be written; its sentence begins with what is `done` all the same.
    """
    try:
        baking.bake(changed)
    except (OSError, VaultError) as error:
        raise SiteUnfinished(
            gettext(
                "%(done)s，但网站文件没有写完（%(error)s）。"
                "请排除故障（腾出空间、修正权限、从备份恢复存档），再运行 manage.py bake。"
            )
            % {"done": done, "error": error}
        ) from error


def record(
    *, issue: Issue, by: "User | None" = None, at: datetime.datetime | None = None, gated: bool = False
) -> Edition:
    """Publishes the issue's first edition, but leaves the site to the caller. May be part of a larger
    transaction. Arguments as for `publish`; `gated` asks for a signature and for a clear preflight, which back
    issues, printed long ago, do not have.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue's state or content forbids it, or the vault cannot be written.
    """
    if by is not None and not by.has_perm(PUBLISH.permission):
        raise PermissionDenied(gettext("您没有发布权限，请联系主编。"))
    with transaction.atomic():
        locked = (
            Issue.objects.select_for_update(of=("self",))
            .select_related("publication", "editor")
            .get(pk=issue.pk)
        )
        if locked.state not in UNPUBLISHED:
            raise Refused(
                gettext("%(issue)s的状态是“%(state)s”，不能发布。")
                % {"issue": locked, "state": locked.get_state_display()}
            )
        demand_publishable(locked)
        if gated:
            demand_clear(locked)  # locks the articles: what is compared with the signature is what is printed
            demand_signed(locked)
        edition = make_edition(locked, by=by, at=at or timezone.now())
        locked.state = PUBLISH.target
        stamp(locked, by)
        locked.save(update_fields=["state"])
        remember_printed(locked)
    issue.state = locked.state
    return edition


def demand_publishable(issue: Issue) -> None:
    """There is something to print, and it says where it comes from: nobody publishes without.

    Raises:
        Refused: the issue has no articles, or one without a source.
    """
    articles = Article.objects.in_issue(issue)
    if not articles.exists():
        raise Refused(gettext("%(issue)s还没有文章，不能发布。请先导入或加入文章。") % {"issue": issue})
    unsourced = articles.without_source().in_printed_order().first()
    if unsourced is not None:
        raise Refused(
            gettext("《%(title)s》没有写明来源，不能发布。请补上文章来源。") % {"title": unsourced.title}
        )
