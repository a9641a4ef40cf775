"""The files of an edition: kept in the vault, offered beside the issue's page."""

import re
from collections.abc import Mapping

from editorial import vault
from publishing.formats import FORMATS, Pictures
from publishing.models import Artifact, Edition
from publishing.site.catalogue import Download
from publishing.snapshot import IssueSnapshot, load

ADDRESS = re.compile(r"(\d+)/(\d+)/(?:editions/(\d+)/)?(\d+-\d+\.\w+)", re.ASCII)
"""Where downloads lie on the site: year, number, the edition if superseded, the file's name."""


def pictures_of(snapshot: IssueSnapshot) -> Pictures:
    """The bytes of the snapshot's pictures by name.

    Raises:
        editorial.vault.VaultError: one is lost.
    """
    return {picture.name: vault.fetch(picture.digest) for picture in snapshot.pictures}


def describe(artifacts: Mapping[str, Artifact], snapshot: IssueSnapshot) -> tuple[Download, ...]:
    """What readers are offered, in the order of the formats' registry; `artifacts` by format."""
    return tuple(
        Download(
            format=name,
            label=format.label,
            href=artifacts[name].path,
            media_type=artifacts[name].media_type,
            size=artifacts[name].size,
            saved_as=_saved_as(snapshot, artifacts[name].path),
        )
        for name, format in FORMATS.items()
        if name in artifacts
    )


def saved_as(path: str) -> str | None:
    """The name under which a reader's machine keeps the download at this path of the site; None when there is none.
    One query."""
    found = ADDRESS.fullmatch(path)
    if found is None:
        return None
    year, number, edition, name = found.groups()
    kept = Artifact.objects.filter(path=name, edition__issue__year=year, edition__issue__number=number)
    if edition:
        kept = kept.filter(edition__number=edition)
    artifact = kept.select_related("edition").order_by("-edition__number").first()
    return _saved_as(load(artifact.edition.snapshot), name) if artifact else None


def _saved_as(snapshot: IssueSnapshot, path: str) -> str:
    """Two editions kept in one folder do not take each other's name."""
    suffix = path.rpartition(".")[2]
    edition = f"第{snapshot.edition}版" if snapshot.edition > 1 else ""
    name = f"{snapshot.publication}{snapshot.year}年第{snapshot.number}期（总第{snapshot.serial}期）"
    return f"{name}{edition}.{suffix}"


def content(artifact: Artifact, edition: Edition) -> bytes:
    """The artifact's bytes: from the vault, or rendered again when the vault has lost them.

    Raises:
        editorial.vault.VaultError: they are lost and today's renderer makes other bytes.
    """
    try:
        return vault.fetch(artifact.digest)
    except vault.VaultError:
        snapshot = load(edition.snapshot)
        again = FORMATS[artifact.format].render(snapshot, pictures_of(snapshot)).content
        if vault.keep(again) != artifact.digest:
            raise
        return again
