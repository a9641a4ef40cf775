"""Proof that nothing kept was lost or changed: every file in the vault, every snapshot, the site's folder, the
search index.

It changes nothing but for the better: a published file that the vault has lost is told, and made again where
that gives the same bytes, as every bake does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db.models import Model, QuerySet

from editorial import vault
from editorial.models import Original
from publishing.models import Artifact, Edition, Proof
from publishing.search import index
from publishing.site import baking
from publishing.snapshot import IssueSnapshot, digest, load

SITE = "网站文件"
INDEX = "检索索引"
READ_AT_ONCE = 50
"""Rows that are in memory together: a snapshot may have some hundred kilobytes."""

Progress = Callable[[str, int, int], None]
"""Called with what is being looked at, how many of it are done, and how many there are."""
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Damage:
    """What is not as it was, and in which way."""

    subject: str
    problem: str


def verify(progress: Progress) -> Iterator[Damage]:
    """Yields what is wrong: first what is kept, then what is made of it, the site's folder and the search index."""
    yield from _each("版次", Edition.objects.select_related("issue"), _edition, progress)
    yield from _each("成品文件", Artifact.objects.select_related("edition__issue"), _artifact, progress)
    yield from _each("校样", Proof.objects.select_related("issue"), _proof, progress)
    yield from _each("导入的原件", Original.objects.select_related("issue"), _original, progress)
    try:
        for finding in baking.check(progress=partial(progress, SITE)):
            yield Damage(f"{SITE} {finding.path}", finding.fault.value)
    except (vault.VaultError, ValueError) as error:
        yield Damage(SITE, f"没有核对完：{error}")
    try:
        for fault in index.check(partial(progress, INDEX)):
            yield Damage(INDEX, fault)
    except ValueError as error:
        yield Damage(INDEX, f"没有核对完：{error}")


def _each(
    name: str, rows: "QuerySet[Row]", look: Callable[[Row], Iterator[Damage]], progress: Progress
) -> Iterator[Damage]:
    total = rows.count()
    for done, row in enumerate(rows.order_by("pk").iterator(chunk_size=READ_AT_ONCE), start=1):
        yield from look(row)
        progress(name, done, total)


def _edition(row: Edition) -> Iterator[Damage]:
    yield from _snapshot(str(row), row.snapshot, row.digest)


def _proof(row: Proof) -> Iterator[Damage]:
    yield from _kept(f"{row} PDF", row.pdf)
    yield from _snapshot(str(row), row.snapshot, row.digest)


def _artifact(row: Artifact) -> Iterator[Damage]:
    yield from _kept(f"{row.edition} {row.path}", row.digest, row.size)


def _original(row: Original) -> Iterator[Damage]:
    yield from _kept(f"{row.issue}原件 {row.name}", row.digest, row.size)


def _snapshot(subject: str, text: str, recorded: str) -> Iterator[Damage]:
    """The snapshot is the one that was taken, can be read, and its pictures are there."""
    if digest(text) != recorded:
        yield Damage(subject, "快照和记录的 SHA-256 不符")
    try:
        snapshot: IssueSnapshot = load(text)
    except ValueError as error:
        yield Damage(subject, f"快照读不出来（{error}）")
        return
    for picture in snapshot.pictures:
        yield from _kept(f"{subject} 图片 {picture.name}", picture.digest)


def _kept(subject: str, digest: str, size: int | None = None) -> Iterator[Damage]:
    """The vault has these bytes, unharmed."""
    try:
        content = vault.fetch(digest)
    except (vault.VaultError, OSError) as error:
        yield Damage(subject, str(error))
        return
    if size is not None and len(content) != size:
        yield Damage(subject, f"应有 {size} 字节，实有 {len(content)} 字节")
