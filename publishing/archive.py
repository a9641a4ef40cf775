"""Back issues by the folder: every document read, the better reading of each issue imported and published
under its original date, and a report of what is left for a person.

Each issue is imported and published in one transaction, so that a run that was cut off is taken up by
running it again: what is in is recognised by its bytes and left alone. The site is the caller's to bake.
"""

import datetime
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from editorial.actions import IMPORT_PERMISSION, AlreadyImported, Refused, import_issue
from editorial.intake import Refused as Unreadable
from editorial.intake import propose
from editorial.intake.proposal import IssueProposal
from editorial.intake.sniff import MAX_BYTES
from editorial.models import Issue, Original
from editorial.workflow import PUBLISH, IssueState
from publishing.actions import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SUFFIXES = (".md", ".markdown", ".txt", ".doc", ".docx", ".docm", ".wps", ".rtf", ".pdf", ".htm", ".html", ".mht", ".mhtml")  # fmt: skip
"""How documents are named; what they are is decided by their bytes. Whatever else lies in the folder is
skipped."""
WORD = (".doc", ".docx")
SURE_ENOUGH = 0.6
"""Confidence from which a reading is published before anybody has seen it."""
HOUR = datetime.time(9)
"""When a back issue is taken to have come out, local time: only its day is known."""

Watch = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""

_LOG = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a document."""

    PUBLISHED = "published"
    IMPORTED = "imported"
    KNOWN = "known"
    SPARE = "spare"
    REFUSED = "refused"


_LEFT_FOR_A_PERSON = (Outcome.IMPORTED, Outcome.REFUSED)


@dataclass(slots=True)
class Document:
    """A document of the folder, what was read in it, and what became of it. `message` is a Chinese
    sentence, empty where nothing need be said; `issue` is named as editors name it."""

    path: Path
    digest: str = ""
    proposal: IssueProposal | None = None
    outcome: Outcome = Outcome.REFUSED
    message: str = ""
    issue: str = ""

    @property
    def needs_a_person(self) -> bool:
        return self.outcome in _LEFT_FOR_A_PERSON

    def became(self, outcome: Outcome, message: str = "", issue: Issue | None = None) -> None:
        self.outcome, self.message = outcome, message
        self.issue = str(issue) if issue else self.issue

    def to_json(self, folder: Path) -> dict[str, Any]:
        read = self.proposal
        return {
            "file": str(self.path.relative_to(folder)),
            "outcome": self.outcome.value,
            "issue": self.issue,
            "message": self.message,
            "confidence": read.confidence if read else None,
            "warnings": [warning.message for warning in read.warnings] if read else [],
        }


@dataclass(slots=True)
class Report:
    """What a run did. `missing` are the serials between the first and the last issue that nobody has."""

    folder: Path
    documents: list[Document]
    skipped: list[Path]
    missing: list[int] = field(default_factory=list)

    @property
    def needs_a_person(self) -> bool:
        return any(document.needs_a_person for document in self.documents)

    def with_outcome(self, outcome: Outcome) -> list[Document]:
        return [document for document in self.documents if document.outcome is outcome]

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": [document.to_json(self.folder) for document in self.documents],
            "skipped": [str(path.relative_to(self.folder)) for path in self.skipped],
            "missing": self.missing,
        }


def import_folder(folder: Path, *, by: "User | None" = None, watch: Watch) -> Report:
    """Imports and publishes the back issues in `folder` and the folders within it.

    `by` None stands for the command line, whose user may do everything.

    Raises:
        PermissionDenied: `by` may not import, or not publish.
    """
    if by is not None and not by.has_perms((IMPORT_PERMISSION, PUBLISH.permission)):
        raise PermissionDenied("导入旧刊要有导入和发布的权限，请联系主编。")
    paths, skipped = _look_through(folder)
    documents = [_read(path) for path in _watched(paths, "阅读", watch)]
    for readings in _watched(_by_issue(documents), "写入", watch):
        _write(readings, by)
    return Report(folder, documents, skipped, _missing_serials())


Item = TypeVar("Item")


def _watched(items: Sequence[Item], doing: str, watch: Watch) -> Iterator[Item]:
    for done, item in enumerate(items):
        watch(doing, done, len(items))
        yield item
    watch(doing, len(items), len(items))


# --- Reading ------------------------------------------------------------------------------------


def _look_through(folder: Path) -> tuple[list[Path], list[Path]]:
    """The documents, and what is none; hidden files and the lock files of Word are neither."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_hidden(path, folder)]
    documents = [path for path in files if path.suffix.lower() in SUFFIXES]
    return documents, [path for path in files if path not in set(documents)]


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _read(path: Path) -> Document:
    """The document as read; whatever is wrong with it, it is only this one that fails."""
    document = Document(path)
    try:
        content = _content(path)
        document.digest = hashlib.sha256(content).hexdigest()
        original = Original.objects.filter(digest=document.digest).select_related("issue").first()
        if original is not None:
            _known(document, original.issue)
        else:
            document.proposal = propose(content)
    except Unreadable as refusal:
        document.became(Outcome.REFUSED, str(refusal))
    except OSError as error:
        document.became(Outcome.REFUSED, f"无法读取（{error.strerror or error}），请核对文件和权限。")
    except Exception:
        _LOG.exception("%s could not be read", path)
        document.became(Outcome.REFUSED, _UNEXPECTED)
    return document


_UNEXPECTED = "处理时出了意外的错误，没有导入。请用 import_issue 单独试一次，仍不行就请把文件交给维护人员。"


def _content(path: Path) -> bytes:
    """The bytes, of an oversized file only as many as show that it is one."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _known(document: Document, issue: Issue) -> None:
    """Leaves alone what is in already, and says so if readers cannot see it yet."""
    unpublished = issue.state not in (IssueState.PUBLISHED, IssueState.WITHDRAWN)
    message = f"以前已经导入，状态是“{issue.get_state_display()}”，请到后台处理。" if unpublished else ""
    document.became(Outcome.KNOWN, message, issue)


# --- Writing ------------------------------------------------------------------------------------


def _by_issue(documents: Iterable[Document]) -> list[list[Document]]:
    """The readings of each issue, the better first; the issues as they came out, for the number ledger."""

    def issue(document: Document) -> tuple[int, int]:
        read = document.proposal
        return (read.year or 0, read.number or 0) if read else (0, 0)

    read = sorted((each for each in documents if each.proposal), key=issue)
    groups = [sorted(group, key=_preference) for _, group in groupby(read, issue)]
    # Without year and number two documents are not known to be of one issue.
    return [
        part for group in groups for part in ([group] if all(issue(group[0])) else [[one] for one in group])
    ]


def _preference(document: Document) -> tuple[float, bool]:
    """The surer reading; of two about as sure the Word document, which has lost least."""
    read = document.proposal
    return -round(read.confidence, 1) if read else 0.0, document.path.suffix.lower() not in WORD


def _write(readings: list[Document], by: "User | None") -> None:
    """Imports the best reading that can be; the others are of no more use then."""
    for place, document in enumerate(readings):
        try:
            _import(document, by)
        except AlreadyImported as known:
            document.became(Outcome.KNOWN, str(known))
        except Refused as refusal:
            document.became(Outcome.REFUSED, str(refusal))
            continue
        except Exception:
            _LOG.exception("%s could not be imported", document.path)
            document.became(Outcome.REFUSED, _UNEXPECTED)
            continue
        for other in readings[place + 1 :]:
            other.became(Outcome.SPARE, f"与 {document.path.name} 是同一期，没有再导入。")
        return


def _import(document: Document, by: "User | None") -> None:
    """Imports the issue and publishes it, or leaves it for a person, in one transaction.

    Raises:
        Refused: it cannot be imported.
    """
    proposal = document.proposal
    assert proposal is not None  # noqa: S101
    with transaction.atomic(durable=True):
        content = _content(document.path)
        issue = import_issue(proposal=proposal, content=content, name=document.path.name, by=by)
        doubt = _doubt(proposal, issue)
        if not doubt:
            doubt = _publish(issue, by)
    if doubt:
        document.became(Outcome.IMPORTED, doubt, issue)
    else:
        document.became(Outcome.PUBLISHED, issue=issue)


def _doubt(proposal: IssueProposal, issue: Issue) -> str:
    """Why the issue must not be published unseen; empty when it may be."""
    if proposal.confidence < SURE_ENOUGH:
        return f"可信度只有 {proposal.confidence:.0%}，已导入但没有发布，请到后台核对后再发布。"
    if issue.date > timezone.localdate():
        return f"出版日期 {issue.date} 还没有到，已导入但没有发布，请核对日期。"
    return ""


def _publish(issue: Issue, by: "User | None") -> str:
    """Publishes the issue as of its day; why that cannot be, or nothing."""
    day = timezone.make_aware(datetime.datetime.combine(issue.date, HOUR))
    try:
        record(issue=issue, by=by, at=day)
    except Refused as refusal:
        return f"已导入但没有发布：{refusal}"
    return ""


def _missing_serials() -> list[int]:
    serials = set(Issue.objects.values_list("serial", flat=True))
    return [
        serial for serial in range(min(serials, default=0), max(serials, default=0)) if serial not in serials
    ]
