"""An import on its way: nothing is written before it is confirmed, nothing is lost, nobody is overwritten."""

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied

from editorial import intake, pictures, vault
from editorial.actions import AlreadyImported, Outdated, Refused, staging
from editorial.intake import revision
from editorial.models import Article, ImportState, Issue, StagedImport
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue
from tests.editorial.intake.proposals import proposal

pytestmark = pytest.mark.django_db

CONTENT = issue(TWO_ARTICLES)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def chief():
    return builders.user("主编")


@pytest.fixture
def waiting(chief):
    return staging.stage(content=CONTENT, name="一月.md", by=chief)


@pytest.fixture
def proposed(waiting, chief):
    return staging.read(staged=waiting, by=chief)


def retitled(title):
    return lambda proposal: revision.retitle(proposal, proposal.articles[0].line, title)


def first_title(staged):
    return staging.worksheet_of(StagedImport.objects.get(pk=staged.pk)).proposal.articles[0].title


# --- Uploading ----------------------------------------------------------------------------------


def test_an_uploaded_document_waits_with_its_bytes_in_the_vault(waiting, chief):
    assert vault.fetch(waiting.digest) == CONTENT
    assert (waiting.name, waiting.size, waiting.uploaded_by) == ("一月.md", len(CONTENT), chief)
    assert waiting.state == ImportState.WAITING


def test_the_same_document_is_taken_up_where_it_was_left(proposed):
    again = staging.stage(content=CONTENT, name="另一个名字.md", by=builders.user("责任编辑"))
    assert again == proposed
    assert again.state == ImportState.PROPOSED


def test_a_document_that_was_laid_aside_or_imported_is_opened_anew(proposed, chief):
    staging.discard(staged=proposed, by=chief)
    assert staging.stage(content=CONTENT, name="一月.md", by=chief) != proposed


@pytest.mark.parametrize(("content", "sentence"), [(b"", "空的"), (b"12345", "超过")])
def test_an_empty_or_too_large_document_is_refused(chief, monkeypatch, content, sentence):
    monkeypatch.setattr(staging, "MAX_BYTES", 4)
    with pytest.raises(Refused, match=sentence):
        staging.stage(content=content, name="一月.md", by=chief)
    assert not StagedImport.objects.exists()


def test_a_name_that_no_database_takes_is_made_one_that_it_takes(chief):
    staged = staging.stage(content=CONTENT, name="\0" + "长" * 300 + ".md", by=chief)
    staged.full_clean()
    assert staged.name.endswith("长.md")


# --- Reading ------------------------------------------------------------------------------------


def test_reading_gives_a_proposal_and_the_words_of_the_original(proposed):
    sheet = staging.worksheet_of(proposed)
    assert proposed.state == ImportState.PROPOSED
    assert sheet.proposal.publication == "港城数字经贸"
    lines = CONTENT.decode().split("\n")
    assert sheet.lines
    for line in sheet.lines:
        assert line.text.strip("# ●") in lines[line.number - 1].replace("**", "").replace("- ", "")
    assert not Issue.objects.exists()


def test_what_cannot_be_read_is_refused_with_what_to_do_and_can_be_read_again(chief, monkeypatch):
    staged = staging.stage(content=b"\x89PNG\r\n\x1a\n", name="扫描.png", by=chief)
    refused = staging.read(staged=staged, by=chief)
    assert refused.state == ImportState.REFUSED
    assert "图片" in refused.refusal
    monkeypatch.setattr(intake, "propose_with_lines", lambda *_, **__: (proposal(), [(1, "港城数字经贸", 0)]))
    monkeypatch.setattr(staging, "sniff", lambda _: dataclasses.make_dataclass("Text", ["kind"])("text"))
    read = staging.read(staged=refused, by=chief)
    assert (read.state, read.refusal) == (ImportState.PROPOSED, "")


def test_a_reading_tells_how_far_it_is(waiting, chief, monkeypatch):
    def slowly(content, name, *, progress):
        for page in (1, 2, 3):
            progress(page, 3)
        return proposal(), [(1, "港城数字经贸", 0)]

    monkeypatch.setattr(intake, "propose_with_lines", slowly)
    told = []
    staging.read(staged=waiting, by=chief, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    other = staging.stage(content=CONTENT + b"\n", name="二.md", by=chief)
    assert [*staging.read_in_steps(staged=other, by=chief)] == told
    other.refresh_from_db()
    assert other.state == ImportState.PROPOSED


def test_an_error_in_the_reading_reaches_the_one_who_asked(waiting, chief, monkeypatch):
    def fall(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(intake, "propose_with_lines", fall)
    with pytest.raises(ZeroDivisionError):
        [*staging.read_in_steps(staged=waiting, by=chief)]


def test_who_stops_listening_leaves_the_document_to_be_read_another_time(waiting, chief, monkeypatch):
    def slowly(content, name, *, progress):
        progress(1, 2)
        return proposal()

    monkeypatch.setattr(intake, "propose_with_lines", slowly)
    steps = staging.read_in_steps(staged=waiting, by=chief)
    next(steps)
    steps.close()
    waiting.refresh_from_db()
    assert waiting.state == ImportState.WAITING


def test_a_second_reading_does_not_undo_what_was_revised_after_the_first(waiting, chief):
    late = StagedImport.objects.get(pk=waiting.pk)
    proposed = staging.read(staged=waiting, by=chief)
    staging.revise(staged=proposed, version=proposed.version, change=retitled("新题"), by=chief)
    staging.read(staged=late, by=chief)
    assert first_title(waiting) == "新题"


def test_the_pictures_of_a_reading_are_kept(waiting, chief, monkeypatch):
    shown = dataclasses.replace(proposal(), pictures={"0123456789abcdef.png": b"picture"})
    monkeypatch.setattr(intake, "propose_with_lines", lambda *_, **__: (shown, []))
    staging.read(staged=waiting, by=chief)
    assert pictures.read_picture("0123456789abcdef.png") == b"picture"


# --- Revising -----------------------------------------------------------------------------------


def test_a_revision_raises_the_version_and_can_be_taken_back(proposed, chief):
    before = first_title(proposed)
    changed = staging.revise(staged=proposed, version=proposed.version, change=retitled("新题"), by=chief)
    assert (first_title(proposed), changed.version) == ("新题", proposed.version + 1)
    back = staging.step_back(staged=changed, version=changed.version, by=chief)
    assert (first_title(proposed), back.version) == (before, changed.version + 1)


def test_a_stale_revision_overwrites_nothing(proposed, chief):
    staging.revise(staged=proposed, version=proposed.version, change=retitled("甲的题"), by=chief)
    for late in (
        lambda: staging.revise(
            staged=proposed, version=proposed.version, change=retitled("乙的题"), by=builders.user("责任编辑")
        ),
        lambda: staging.step_back(staged=proposed, version=proposed.version, by=chief),
        lambda: staging.confirm(staged=proposed, version=proposed.version, by=chief),
    ):
        with pytest.raises(Outdated, match="同事"):
            late()
    assert first_title(proposed) == "甲的题"
    assert not Issue.objects.exists()


def test_what_changes_nothing_makes_nobody_elses_page_stale(proposed, chief):
    same = staging.revise(
        staged=proposed, version=proposed.version, change=retitled(first_title(proposed)), by=chief
    )
    again = staging.revise(
        staged=same, version=same.version, change=retitled(first_title(proposed)), by=chief
    )
    assert again.version == same.version


def test_a_change_that_cannot_be_made_is_refused_with_its_sentence(proposed, chief):
    with pytest.raises(Refused, match="标题不能空着"):
        staging.revise(staged=proposed, version=proposed.version, change=retitled(""), by=chief)


# --- Confirming ---------------------------------------------------------------------------------


def test_the_revised_proposal_becomes_the_issue(proposed, chief):
    changed = staging.revise(staged=proposed, version=proposed.version, change=retitled("新题"), by=chief)
    written = staging.confirm(staged=changed, version=changed.version, by=chief)
    assert Article.objects.in_issue(written).in_printed_order()[0].title == "新题"
    assert written.originals.get().digest == changed.digest
    changed.refresh_from_db()
    assert (changed.state, changed.issue) == (ImportState.IMPORTED, written)
    with pytest.raises(Refused, match="已导入"):
        staging.confirm(staged=changed, version=changed.version, by=chief)
    assert Issue.objects.count() == 1


def test_an_issue_that_exists_is_refused_and_the_revision_is_kept(proposed, chief):
    staging.confirm(staged=proposed, version=proposed.version, by=chief)
    second = staging.read(staged=staging.stage(content=CONTENT, name="再来.md", by=chief), by=chief)
    with pytest.raises(AlreadyImported):
        staging.confirm(staged=second, version=second.version, by=chief)
    second.refresh_from_db()
    assert (second.state, second.issue) == (ImportState.PROPOSED, None)
    assert Issue.objects.count() == 1


def test_an_article_without_a_title_keeps_the_issue_from_being_written(proposed, chief):
    def parted(proposal):
        line = proposal.articles[1].line
        return revision.split(proposal, line, len(proposal.articles[1].body.split("\n\n")) - 1)

    changed = staging.revise(staged=proposed, version=proposed.version, change=parted, by=chief)
    with pytest.raises(Refused, match="第 3 篇还没有标题"):
        staging.confirm(staged=changed, version=changed.version, by=chief)
    assert not Issue.objects.exists()


def test_a_lost_original_is_told_in_a_sentence(proposed, chief, data_dir):
    for path in (data_dir / "vault").rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(Refused, match="重新上传"):
        staging.confirm(staged=proposed, version=proposed.version, by=chief)
    assert not Issue.objects.exists()


# --- Laying aside -------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["waiting", "proposed"])
def test_what_was_laid_aside_is_taken_up_as_it_was(request, chief, start):
    staged = request.getfixturevalue(start)
    aside = staging.discard(staged=staged, by=chief)
    assert aside.state == ImportState.DISCARDED
    with pytest.raises(Refused, match="已放弃"):
        staging.read(staged=aside, by=chief)
    assert staging.reopen(staged=aside, by=chief).state == start


def test_an_imported_document_is_not_laid_aside(proposed, chief):
    staging.confirm(staged=proposed, version=proposed.version, by=chief)
    with pytest.raises(Refused, match="已导入"):
        staging.discard(staged=proposed, by=chief)


@pytest.mark.parametrize(
    "act",
    [
        lambda staged, by: staging.stage(content=CONTENT, name="一月.md", by=by),
        lambda staged, by: staging.read(staged=staged, by=by),
        lambda staged, by: [*staging.read_in_steps(staged=staged, by=by)],
        lambda staged, by: staging.revise(staged=staged, version=1, change=retitled("新题"), by=by),
        lambda staged, by: staging.step_back(staged=staged, version=1, by=by),
        lambda staged, by: staging.confirm(staged=staged, version=1, by=by),
        lambda staged, by: staging.discard(staged=staged, by=by),
        lambda staged, by: staging.reopen(staged=staged, by=by),
    ],
    ids=["stage", "read", "read in steps", "revise", "step back", "confirm", "discard", "reopen"],
)
def test_who_may_not_import_may_do_none_of_it(proposed, act):
    with pytest.raises(PermissionDenied):
        act(proposed, builders.user("编辑"))
