"""The site's folder: whole, provable to the byte, healed by a bake, and never a dead link."""

import dataclasses
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editorial.models import Issue
from editorial.storage import AtomicFileSystemStorage
from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.site import baking, compression
from publishing.site.compression import CODINGS, page_of, variants
from publishing.site.folder import Fault, Finding
from tests import builders
from tests.crawl import dead_links

pytestmark = pytest.mark.django_db

CODING_OF = {coding.suffix: coding for coding in CODINGS}


def make(year, number, **values):
    issue = builders.issue(year, number, **values)
    for title in ("港口用上了数字提单", "海外仓怎么算账"):
        builders.article(f"{title}（{year}-{number}）", issue=issue)
    return issue


@pytest.fixture
def folder(data_dir):
    """A site of three issues in two years."""
    for numbers in ((2025, 12), (2026, 1), (2026, 2)):
        publish(issue=make(*numbers))
    return data_dir / "site"


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_the_folder_holds_every_kind_of_page(folder):
    names = set(files(folder))
    assert {"index.html", "404.html", "archive/index.html", "2026/index.html", "2026/1/index.html"} <= names
    assert {"2026/1/2026-01.pdf", "2026/1/2026-01.html", "2025/12/2025-12.pdf"} <= names
    assert any(name.startswith("sections/") for name in names)
    assert any(name.startswith("sources/") for name in names)
    assert any(name.startswith("assets/") and name.endswith(".css") for name in names)


def test_publishing_leaves_exactly_what_a_whole_bake_would_write(folder):
    assert [*baking.check()] == []


def test_publishing_a_back_issue_leaves_nothing_stale(folder):
    publish(issue=make(2025, 11))
    assert [*baking.check()] == []


def test_no_page_links_to_a_page_that_is_not_there(folder):
    assert dead_links(folder) == set()


def test_an_empty_archive_has_a_site_too(data_dir):
    baking.bake()
    assert (data_dir / "site" / "index.html").is_file()
    assert dead_links(data_dir / "site") == set()
    assert [*baking.check()] == []


def test_every_missing_corrupted_or_strange_file_is_found_and_healed(folder):
    before = {name: path.read_bytes() for name, path in files(folder).items()}
    for name, path in files(folder).items():
        path.unlink()
        assert [*baking.check()] == [Finding(Fault.MISSING, name)]
        path.write_bytes(before[name] + b" ")
        assert [*baking.check()] == [Finding(Fault.DIFFERENT, name)]
        path.write_bytes(before[name])
    (folder / "2026" / "9").mkdir()
    (folder / "2026" / "9" / "index.html").write_text("stranger")
    assert [*baking.check()] == [Finding(Fault.SURPLUS, "2026/9/index.html")]
    (folder / "index.html").unlink()
    (folder / "2026" / "1" / "2026-01.pdf").write_bytes(b"%PDF")
    baking.bake()
    assert {name: path.read_bytes() for name, path in files(folder).items()} == before


def test_a_bake_writes_only_what_differs(folder):
    (folder / "404.html").write_text("wrong")
    baked = baking.bake()
    assert (baked.written, baked.deleted) == (1, 0)


def test_what_links_is_written_after_what_it_links_to(folder, monkeypatch):
    """Stops the bake after each file in turn: at no moment does a page lead nowhere."""
    for path in files(folder).values():
        path.unlink()
    baking.bake()
    written = []
    save = AtomicFileSystemStorage.save

    def watch(storage, name, content, **options):
        saved = save(storage, name, content, **options)
        if storage.location == str(folder):
            written.append(name)
            assert dead_links(folder) == set(), name
        return saved

    monkeypatch.setattr(AtomicFileSystemStorage, "save", watch)
    publish(issue=make(2026, 3))
    assert [name for name in written if name.endswith(".html")][-1] == "index.html"
    assert dead_links(folder) == set()


@pytest.mark.parametrize("reached", [0, 1, 5, 12])
def test_a_publish_after_one_that_was_cut_off_makes_both_whole(folder, monkeypatch, reached):
    save = AtomicFileSystemStorage.save
    saved: list[str] = []

    def break_down(storage, name, content, **options):
        if storage.location == str(folder):
            if len(saved) == reached:
                raise KeyboardInterrupt
            saved.append(name)
        return save(storage, name, content, **options)

    issue = make(2026, 3)
    monkeypatch.setattr(AtomicFileSystemStorage, "save", break_down)
    with pytest.raises(KeyboardInterrupt):
        publish(issue=issue)
    monkeypatch.setattr(AtomicFileSystemStorage, "save", save)
    for number in (4, 5):
        publish(issue=make(2026, number))
    assert [*baking.check()] == []


def untrue_variants(folder):
    """Compressed variants that do not hold what lies beside them, which a web server would send all the same."""
    for variant in files(folder).values():
        page = variant.with_name(page_of(variant.name))
        if page == variant:
            continue
        if not page.exists() or not CODING_OF[variant.suffix].holds(variant.read_bytes(), page.read_bytes()):
            yield variant


def a_publication(issue):
    publish(issue=make(2026, 3))


def a_correction(issue):
    issue.articles.update(title="换了题目", body="换了正文。" * 500)
    correct(issue=issue, note="题目和正文都错了。")


def a_withdrawal(issue):
    withdraw(issue=issue, reason="所涉数字未经核实。")


@pytest.mark.parametrize("change", [a_publication, a_correction, a_withdrawal])
def test_at_no_moment_does_a_variant_hold_anything_but_its_page(folder, monkeypatch, change):
    seen = []

    def watching(act):
        def watched(storage, name, *arguments, **options):
            done = act(storage, name, *arguments, **options)
            if storage.location == str(folder):
                seen.append(name)
                assert [*untrue_variants(folder)] == [], name
            return done

        return watched

    for act in ("save", "delete"):
        monkeypatch.setattr(AtomicFileSystemStorage, act, watching(getattr(AtomicFileSystemStorage, act)))
    change(Issue.objects.get(year=2026, number=2))
    assert {"index.html", "index.html.gz", "index.html.br"} <= {*seen}
    assert [*baking.check()] == []


def test_every_long_text_has_its_variants_and_nothing_else_has(folder):
    names = set(files(folder))
    for name, path in files(folder).items():
        wanted = dict(variants(name, path.read_bytes())).keys()
        assert wanted == {name + coding.suffix for coding in CODINGS} & names, name
    assert {"index.html.br", "2026/1/index.html.gz", "2026/1/2026-01.html.br"} <= names
    assert "2026/1/2026-01.pdf.gz" not in names


def test_what_is_right_already_is_not_compressed_again(folder, monkeypatch):
    def refuse(content):
        raise AssertionError("compressed again")

    monkeypatch.setattr(
        compression, "CODINGS", [dataclasses.replace(coding, compress=refuse) for coding in CODINGS]
    )
    assert baking.bake().written == 0
    (folder / "index.html.gz").unlink()
    with pytest.raises(AssertionError, match="again"):
        baking.bake()


def test_a_variant_of_nothing_is_found_and_deleted_and_counts_as_no_page(folder):
    (folder / "index.html.br").rename(folder / "2026" / "1" / "2026-01.pdf.br")
    assert [*baking.check()] == [
        Finding(Fault.MISSING, "index.html.br"),
        Finding(Fault.SURPLUS, "2026/1/2026-01.pdf.br"),
    ]
    baked = baking.bake()
    assert (baked.written, baked.deleted) == (1, 1)
    assert [*baking.check()] == []


def test_a_variant_goes_with_its_page(folder):
    page = folder / "2031" / "index.html"
    page.parent.mkdir()
    for suffix in ("", ".gz", ".br"):
        page.with_name(page.name + suffix).write_text("<p>不再有了。")
    assert baking.bake().deleted == 1
    assert not [*page.parent.iterdir()]


def test_lost_vault_files_are_rendered_again_to_the_same_bytes(folder, data_dir):
    before = (folder / "2026" / "1" / "2026-01.pdf").read_bytes()
    for path in (data_dir / "vault").rglob("*"):
        if path.is_file():
            path.unlink()
    (folder / "2026" / "1" / "2026-01.pdf").unlink()
    baking.bake()
    assert (folder / "2026" / "1" / "2026-01.pdf").read_bytes() == before


def test_a_publish_by_another_version_of_the_program_writes_the_whole_site(folder):
    """Its stylesheet has another name, so that every page changes, and the old one may go."""
    [stylesheet] = (folder / "assets").glob("site.*.css")
    old = stylesheet.rename(folder / "assets" / "site.0123456789ab.css")
    page = folder / "2025" / "12" / "index.html"
    page.write_text(page.read_text().replace(stylesheet.name, old.name))
    publish(issue=make(2026, 5))
    assert not old.exists()
    assert [*baking.check()] == []


def test_the_command_proves_and_heals(folder):
    out = io.StringIO()
    call_command("bake", check=True, stdout=out)
    assert "逐字节一致" in out.getvalue()
    (folder / "index.html").unlink()
    with pytest.raises(CommandError, match="有 1 个文件"):
        call_command("bake", check=True, stdout=out)
    assert "缺少：index.html" in out.getvalue()
    call_command("bake", stdout=out)
    call_command("bake", check=True, stdout=out)


@pytest.mark.parametrize("issues", [1, 6])
def test_a_bake_costs_the_same_queries_whatever_the_archive(issues, django_assert_num_queries):
    for number in range(1, issues + 1):
        publish(issue=make(2026, number))
    locking = 3 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(3 + locking):
        baking.bake()
