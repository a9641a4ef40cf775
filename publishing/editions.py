"""Editions are made here: the snapshot, every format rendered from it, the bytes into the vault, the rows.

Who may, and when, is for the actions that call it.
"""

import datetime
from typing import TYPE_CHECKING

from editorial import vault
from editorial.actions import Refused
from editorial.models import Issue
from editorial.pictures import PictureError, read_pictures
from publishing.formats import FORMATS, CannotRender, Rendered
from publishing.models import Artifact, Edition
from publishing.search import index, with_related
from publishing.snapshot import IssueSnapshot, digest, dump, take

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIRST_EDITION = 1


class NotKept(Refused):
    """The vault cannot be written. Nothing is wrong with the issue; it is worth trying again."""


def make_edition(
    issue: Issue,
    *,
    by: "User | None",
    at: datetime.datetime,
    number: int = FIRST_EDITION,
    note: str = "",
) -> Edition:
    """The issue as it stands, as an edition with its files, found by search from now on. To be called in the
    transaction that publishes.

    Raises:
        Refused: a picture is lost, or a format cannot be rendered.
        NotKept: the vault cannot be written.
    """
    try:
        snapshot = with_related(take(issue, edition=number, note=note))
        pictures = read_pictures(picture.name for picture in snapshot.pictures)
        files = {name: format.render(snapshot, pictures) for name, format in FORMATS.items()}
        for picture in pictures.values():
            vault.keep(picture)
        digests = {name: vault.keep(file.content) for name, file in files.items()}
    except (PictureError, CannotRender) as error:
        raise Refused(f"{issue}不能发布：{error}") from error
    except OSError as error:
        raise NotKept(
            f"{issue}没有发布：存档文件夹无法写入（{error.strerror or error}）。请腾出空间或修正权限后再试。"
        ) from error
    edition = _edition(issue, snapshot, by, at)
    Artifact.objects.bulk_create(
        _artifact(edition, name, file, digests[name]) for name, file in files.items()
    )
    index.add(edition)
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
