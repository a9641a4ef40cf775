"""An import on its way 导入: uploaded, read, revised, confirmed; or laid aside.

Nothing reaches the issues before `confirm`, and what is refused leaves everything as it was. Two editors
never overwrite one another: a change carries the version it was made on.
"""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from editorial import intake, pictures, vault
from editorial.actions.importing import IMPORT_PERMISSION, import_issue
from editorial.actions.refusals import Outdated, Refused
from editorial.intake.page_pictures import count_pages
from editorial.intake.proposal import IssueProposal
from editorial.intake.revision import Line, Unchangeable, Worksheet, with_distinct_lines
from editorial.intake.sniff import MAX_BYTES, DocumentKind, sniff
from editorial.models import ImportState, Issue, StagedImport

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNREAD = (ImportState.WAITING, ImportState.REFUSED)
OPEN = (*UNREAD, ImportState.PROPOSED)
"""The states in which something can still be done."""

Change = Callable[[IssueProposal], IssueProposal]
Result = TypeVar("Result")


def stage(*, content: bytes, name: str, by: "User") -> StagedImport:
    """Keeps an uploaded document and opens its import. A document that is on its way already is taken
    up where it was left.

    Raises:
        PermissionDenied: `by` may not import.
        Refused: it is empty or too large.
    """
    _require_permission(by)
    if not content:
        raise Refused(gettext("这个文件是空的。请检查是否选对了文件，再上传。"))
    if len(content) > MAX_BYTES:
        raise Refused(
            gettext("文件超过 %(megabytes)s MB。请去掉大图片或分期保存，再上传。")
            % {"megabytes": MAX_BYTES // 1024**2}
        )
    digest = vault.keep(content)
    if known := StagedImport.objects.filter(digest=digest, state__in=OPEN).first():
        return known
    readable = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()
    return StagedImport.objects.create(
        name=readable[-255:] or "未命名", digest=digest, size=len(content), uploaded_by=by
    )


def read(*, staged: StagedImport, by: "User", progress: intake.Progress | None = None) -> StagedImport:
    """Reads the document: its proposal can be revised then, or it is refused with a sentence.

    `progress` is told (done, total) pages.

    Raises:
        PermissionDenied: `by` may not import.
        Refused: it has been read, imported or laid aside already.
    """
    content = _unread(staged, by)
    return _settle(staged, _reading(content, staged.name, progress))


def read_in_steps(*, staged: StagedImport, by: "User") -> Generator[tuple[int, int], None, StagedImport]:
    """The same as `read`, for those who pull: yields (done, total) pages and returns the import.

    Who stops pulling leaves the import as it was, to be read another time.
    """
    content = _unread(staged, by)
    reading = yield from _in_steps(lambda progress: _reading(content, staged.name, progress))
    return _settle(staged, reading)


def revise(*, staged: StagedImport, version: int, change: Change, by: "User") -> StagedImport:
    """Applies a change (see `editorial.intake.revision`) to the proposal. What changes nothing is no step.

    Raises:
        PermissionDenied: `by` may not import.
        Outdated: the import is not at `version` any more.
        Refused: the change cannot be made, or the import is not open to revision.
    """

    def applied(worksheet: Worksheet) -> Worksheet:
        try:
            return worksheet.then(change(worksheet.proposal))
        except Unchangeable as reason:
            raise Refused(str(reason)) from reason

    return _rewritten(staged, version, applied, by)


def step_back(*, staged: StagedImport, version: int, by: "User") -> StagedImport:
    """Takes the last change back.

    Raises:
        PermissionDenied, Outdated, Refused: as `revise` does.
    """
    return _rewritten(staged, version, Worksheet.back, by)


def confirm(*, staged: StagedImport, version: int, by: "User") -> Issue:
    """Writes the revised proposal as an issue, in one transaction.

    Raises:
        PermissionDenied: `by` may not import.
        Outdated: the import is not at `version` any more.
        AlreadyImported, AnotherPublication, Refused: as `import_issue` does.
    """
    _require_permission(by)
    with transaction.atomic():
        row = _locked(staged, version)
        proposal = worksheet_of(row).proposal
        _require_titles(proposal)
        issue = import_issue(proposal=proposal, content=_content(row), name=row.name, by=by)
        row.state, row.issue = ImportState.IMPORTED, issue
        row.save()
    return issue


def discard(*, staged: StagedImport, by: "User") -> StagedImport:
    """Lays the import aside 放弃; `reopen` takes it up again.

    Raises:
        PermissionDenied: `by` may not import.
        Refused: it has been imported, or laid aside already.
    """
    return _set_aside(staged, by, OPEN, lambda _: ImportState.DISCARDED)


def reopen(*, staged: StagedImport, by: "User") -> StagedImport:
    """Takes up an import that was laid aside, as it was.

    Raises:
        PermissionDenied: `by` may not import.
        Refused: it was not laid aside.
    """
    return _set_aside(
        staged,
        by,
        (ImportState.DISCARDED,),
        lambda row: ImportState.PROPOSED if row.proposal else ImportState.WAITING,
    )


def worksheet_of(staged: StagedImport) -> Worksheet:
    """What is worked on in an import that has been read.

    Raises:
        Refused: it has not been read.
    """
    if staged.proposal is None:
        raise Refused(gettext("《%(name)s》还没有读取。请先点“开始读取”。") % {"name": staged.name})
    return Worksheet.from_json(staged.proposal)


# --- Reading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """A worksheet, or the sentence that says why there is none."""

    worksheet: Worksheet | None
    refusal: str = ""


def _unread(staged: StagedImport, by: "User") -> bytes:
    """The document of an import that is to be read."""
    _require_permission(by)
    _require(staged, *UNREAD)
    return _content(staged)


def _reading(content: bytes, name: str, progress: intake.Progress | None) -> _Reading:
    """What the document says. Touches no database, for it runs in a thread of its own."""
    try:
        proposal, read = intake.propose_with_lines(content, name, progress=progress)
        pages = count_pages(content) if sniff(content).kind is DocumentKind.PDF else 0
    except intake.Refused as refusal:
        return _Reading(None, str(refusal))
    lines = tuple(Line(*line) for line in read)
    return _Reading(Worksheet(with_distinct_lines(proposal), lines, pages))


def _in_steps(work: Callable[[intake.Progress], Result]) -> Generator[tuple[int, int], None, Result]:
    """Yields what `work` tells of its progress while it goes on, and returns its result."""
    told: SimpleQueue[tuple[int, int] | None] = SimpleQueue()
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work, lambda done, total: told.put((done, total)))
        future.add_done_callback(lambda _: told.put(None))
        while (step := told.get()) is not None:
            yield step
    return future.result()


@transaction.atomic
def _settle(staged: StagedImport, reading: _Reading) -> StagedImport:
    """Keeps what was read, unless somebody else has had it read in the meantime."""
    row = StagedImport.objects.select_for_update().get(pk=staged.pk)
    if row.version != staged.version or row.state not in UNREAD:
        return row
    if reading.worksheet is None:
        row.state, row.refusal = ImportState.REFUSED, reading.refusal
    else:
        pictures.keep(reading.worksheet.proposal.pictures)
        row.state, row.refusal = ImportState.PROPOSED, ""
        row.proposal = reading.worksheet.to_json()
    row.version += 1
    row.save()
    return row


# --- What the actions share ----------------------------------------------------------------------


def _require_permission(by: "User") -> None:
    if not by.has_perm(IMPORT_PERMISSION):
        raise PermissionDenied(gettext("您没有导入权限，请联系责任编辑或主编。"))


def _require(staged: StagedImport, *states: ImportState) -> None:
    if staged.state not in states:
        state = staged.get_state_display()
        raise Refused(
            gettext("《%(name)s》现在的状态是“%(state)s”，不能这样做。请刷新页面，看看同事做了什么。")
            % {"name": staged.name, "state": state}
        )


def _require_titles(proposal: IssueProposal) -> None:
    """An article without a title is one that was just split off."""
    for place, article in enumerate(proposal.articles, start=1):
        if not article.title:
            raise Refused(
                gettext("第 %(place)s 篇还没有标题，没有导入。请给它写上标题，或合并到上一篇。")
                % {"place": place}
            )


def _locked(staged: StagedImport, version: int) -> StagedImport:
    """The row as it is now, kept from others until the transaction ends."""
    row = StagedImport.objects.select_for_update().get(pk=staged.pk)
    _require(row, ImportState.PROPOSED)
    if row.version != version:
        raise Outdated(gettext("同事刚改过这份导入，您这一步没有写入。请打开最新的样子，再做一次。"))
    return row


@transaction.atomic
def _rewritten(
    staged: StagedImport, version: int, change: Callable[[Worksheet], Worksheet], by: "User"
) -> StagedImport:
    _require_permission(by)
    row = _locked(staged, version)
    before = worksheet_of(row)
    after = change(before)
    if after != before:
        row.proposal = after.to_json()
        row.version += 1
        row.save()
    return row


@transaction.atomic
def _set_aside(
    staged: StagedImport,
    by: "User",
    states: tuple[ImportState, ...],
    state: Callable[[StagedImport], ImportState],
) -> StagedImport:
    _require_permission(by)
    row = StagedImport.objects.select_for_update().get(pk=staged.pk)
    _require(row, *states)
    row.state = state(row)
    row.save()
    return row


def _content(staged: StagedImport) -> bytes:
    try:
        return vault.fetch(staged.digest)
    except vault.VaultError as error:
        raise Refused(gettext("%(error)s。请重新上传这份文件。") % {"error": error}) from error
