"""What is done to published issues: publish. Check, change, record, in one transaction each.

The site is written after the transaction; a crash in between is healed by the next bake.
"""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from editorial import vault
from editorial.actions import Refused
from editorial.models import Article, Issue
from editorial.pictures import PictureError, read_pictures
from editorial.vault import VaultError
from editorial.workflow import PUBLISH
from publishing import site
from publishing.formats import FORMATS, CannotRender, Rendered
from publishing.models import Artifact, Edition
from publishing.snapshot import IssueSnapshot, digest, dump, take

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIRST_EDITION = 1


class SiteUnfinished(Exception):
    """It is published, but the site could not be written to the end; `bake` completes it."""


def publish(*, issue: Issue, by: "User | None" = None, at: datetime.datetime | None = None) -> Edition:
    """Publishes the issue's first edition and writes it to the site.

    `by` None stands for the command line, whose user may do everything; `at` None for now.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue's state or content forbids it, or the vault cannot be written.
        SiteUnfinished: published, but the site's folder could not be written.
    """
    with transaction.atomic(durable=True):
        edition = record(issue=issue, by=by, at=at)
    try:
        site.bake(edition)
    except (OSError, VaultError) as error:
        raise SiteUnfinished(
            f"{issue}已发布，但网站文件没有写完（{error}）。"
            "请排除故障（腾出空间、修正权限、从备份恢复存档），再运行 manage.py bake。"
        ) from error
    return edition


def record(*, issue: Issue, by: "User | None" = None, at: datetime.datetime | None = None) -> Edition:
    """Publishes the issue's first edition, but leaves the site to the caller's `site.bake()`: for many
    issues at once. May be part of a larger transaction. Arguments as for `publish`.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue's state or content forbids it, or the vault cannot be written.
    """
    if by is not None and not by.has_perm(PUBLISH.permission):
        raise PermissionDenied("您没有发布权限，请联系主编。")
    with transaction.atomic():
        locked = (
            Issue.objects.select_for_update(of=("self",))
            .select_related("publication", "editor")
            .get(pk=issue.pk)
        )
        _check(locked)
        edition = _edition_with_files(locked, by, at or timezone.now())
        locked.state = PUBLISH.target
        locked.save(update_fields=["state"])
    issue.state = locked.state
    return edition


def _check(issue: Issue) -> None:
    if issue.state not in PUBLISH.sources:
        raise Refused(f"{issue}的状态是“{issue.get_state_display()}”，不能发布。")
    articles = Article.objects.in_issue(issue)
    if not articles.exists():
        raise Refused(f"{issue}还没有文章，不能发布。请先导入或加入文章。")
    unsourced = articles.without_source().in_printed_order().first()
    if unsourced is not None:
        raise Refused(f"《{unsourced.title}》没有写明来源，不能发布。请补上文章来源。")


def _edition_with_files(issue: Issue, by: "User | None", at: datetime.datetime) -> Edition:
    try:
        snapshot = take(issue, edition=FIRST_EDITION)
        pictures = read_pictures(picture.name for picture in snapshot.pictures)
        files = {name: format.render(snapshot, pictures) for name, format in FORMATS.items()}
        for picture in pictures.values():
            vault.keep(picture)
        digests = {name: vault.keep(file.content) for name, file in files.items()}
    except (PictureError, CannotRender) as error:
        raise Refused(f"{issue}不能发布：{error}") from error
    except OSError as error:
        raise Refused(
            f"{issue}没有发布：存档文件夹无法写入（{error.strerror or error}）。请腾出空间或修正权限后再试。"
        ) from error
    edition = _edition(issue, snapshot, by, at)
    Artifact.objects.bulk_create(
        _artifact(edition, name, file, digests[name]) for name, file in files.items()
    )
    return edition


def _edition(issue: Issue, snapshot: IssueSnapshot, by: "User | None", at: datetime.datetime) -> Edition:
    text = dump(snapshot)
    return Edition.objects.create(
        issue=issue,
        number=snapshot.edition,
        snapshot=text,
        digest=digest(text),
        published_at=at,
        published_by=by,
        note=snapshot.note,
    )


def _artifact(edition: Edition, name: str, file: Rendered, kept_as: str) -> Artifact:
    return Artifact(
        edition=edition,
        format=name,
        path=file.path,
        media_type=file.media_type,
        size=len(file.content),
        digest=kept_as,
    )
