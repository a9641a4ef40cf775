"""`manage.py verify`: whatever is lost or changed is found and named; what is whole passes."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editorial import vault
from editorial.models import Article, Original
from editorial.pictures import save_picture
from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.models import Artifact, Edition, Proof
from publishing.proofs.proofing import make_proof
from publishing.snapshot import load
from publishing.verification import Damage, verify
from tests import builders
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom():
    """A corrected issue with a picture, a proof and an original; and a withdrawn one."""
    name = save_picture(png())
    issue = builders.with_article(builders.issue(2026, 1), body=f"![港口夜景](/pictures/{name})")
    Original.objects.create(
        issue=issue,
        name="来稿.md",
        digest=vault.keep("来稿".encode()),
        size=len("来稿".encode()),
        proposal={},
    )
    make_proof(issue=issue, by=builders.user("主编"))
    Article.objects.update(title="校样之后改过的标题")
    publish(issue=issue)
    Article.objects.update(title="改过的标题")
    correct(issue=issue, note="标题改了。")
    other = builders.with_article(builders.issue(2026, 2), "要撤回的")
    publish(issue=other)
    withdraw(issue=other, reason="配图未获授权。")
    return issue


def damages():
    return list(verify(lambda *progress: None))


def file_of(data_dir, digest):
    [path] = (data_dir / "vault").rglob(digest)
    return path


def told(subject):
    """What is said of one thing."""
    return [damage.problem for damage in damages() if damage.subject.startswith(subject)]


def test_all_that_is_whole_passes_and_is_counted(newsroom):
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "全部完好：版次 3，成品文件 6，校样 1，导入的原件 1，网站文件" in out.getvalue()


def test_an_empty_newsroom_passes_once_it_has_a_site():
    call_command("bake", stdout=io.StringIO())
    assert damages() == []


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_every_kept_file_that_is_harmed_is_named(newsroom, data_dir, harm):
    [picture] = load(newsroom.editions.first().snapshot).pictures
    kept = {
        f"{artifact.edition} {artifact.path}": artifact.digest
        for artifact in Artifact.objects.select_related("edition__issue")
    }
    kept |= {
        f"{newsroom}一校 PDF": Proof.objects.get().pdf,
        f"{newsroom}原件 来稿.md": Original.objects.get().digest,
        f"{newsroom} 第 1 版 图片 {picture.name}": picture.digest,
    }
    assert len(kept) == 9
    for subject, digest in kept.items():
        path = file_of(data_dir, digest)
        content = path.read_bytes()
        path.unlink() if harm == "lost" else path.write_bytes(content[:-1] + b"?")
        [problem] = told(subject)[:1]
        assert ("缺失" if harm == "lost" else "损坏") in problem
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert damages() == []


def unlock():
    """Somebody with the database's own tools goes past the trigger."""
    with connection.cursor() as cursor:
        on = " ON publishing_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER publishing_edition_no_update{on}")


def test_a_snapshot_that_was_tampered_with_is_found(newsroom):
    unlock()
    edition = Edition.objects.get(issue=newsroom, number=1)
    Edition.objects.filter(pk=edition.pk).update(snapshot=edition.snapshot.replace("港口", "海口"))
    assert told(str(edition)) == ["快照和记录的 SHA-256 不符"]


@pytest.mark.parametrize("text", ["{", "[]", '{"schema":1}', '{"schema":99}'])
def test_a_snapshot_that_cannot_be_read_is_found_and_stops_nothing_else(newsroom, text):
    unlock()
    edition = Edition.objects.get(issue=newsroom, number=1)
    Edition.objects.filter(pk=edition.pk).update(snapshot=text)
    problems = told(str(edition))
    assert any("读不出来" in problem for problem in problems)
    assert any("没有核对完" in damage.problem for damage in damages()), "the site cannot be known without it"


def test_what_the_site_lacks_or_has_too_much_is_found(newsroom, data_dir):
    folder = data_dir / "site"
    (folder / "2026" / "1" / "editions" / "index.html").unlink()
    (folder / "2026" / "2" / "2026-02.pdf").write_bytes(b"back again")
    assert damages() == [
        Damage("网站文件 2026/1/editions/index.html", "缺少"),
        Damage("网站文件 2026/2/2026-02.pdf", "多余"),
    ]


def test_the_command_lists_what_is_wrong_and_fails(newsroom, data_dir):
    file_of(data_dir, Proof.objects.get().pdf).unlink()
    out = io.StringIO()
    with pytest.raises(CommandError, match="有 1 处损坏"):
        call_command("verify", stdout=out)
    assert f"{newsroom}一校 PDF：存档文件缺失" in out.getvalue()


def test_the_command_tells_a_program_too(newsroom, data_dir):
    out = io.StringIO()
    call_command("verify", json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert told["damaged"] == []
    assert told["checked"]["成品文件"] == 6
    file_of(data_dir, Original.objects.get().digest).unlink()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify", json=True, stdout=out)
    assert [damage["subject"] for damage in json.loads(out.getvalue())["damaged"]] == [
        f"{newsroom}原件 来稿.md"
    ]
