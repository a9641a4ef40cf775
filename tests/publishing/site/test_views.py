"""The embedded default serves the site's folder as a web server would: types, names, variants, caches, ranges."""

import gzip
import os
import time
from urllib.parse import unquote

import brotli  # type: ignore[import-untyped]
import pytest
from django.core.files.storage import storages
from django.utils.http import http_date

from editorial.models import Article
from publishing.actions import publish
from publishing.corrections import correct
from publishing.site.folder import put
from publishing.site.sending import TYPES, part_asked_for
from tests import builders

pytestmark = pytest.mark.django_db


PDF = "/2026/1/2026-01.pdf"
PAGE = ("<!DOCTYPE html><title>港城数字经贸</title>" + "<p>数字提单当天就能签发。" * 100).encode()


@pytest.fixture
def site(data_dir):
    """A folder with a page of every kind, written as a bake writes them."""
    folder = storages["site"]
    for path in ("index.html", "2026/1/index.html", "404.html"):
        put(folder, path, PAGE + path.encode())
    put(folder, PDF[1:], bytes(n % 251 for n in range(100_000)))
    (data_dir / "secret.txt").write_text("secret")
    (data_dir / "site" / ".incoming" / "half").write_text("half")
    grow_old(data_dir / "site")
    return data_dir / "site"


@pytest.fixture
def published(data_dir):
    """The folder of an issue that was published and corrected."""
    issue = builders.issue(2026, 1)
    builders.article(issue=issue)
    publish(issue=issue)
    Article.objects.update(title="海外仓怎么算账")
    correct(issue=issue, note="题目写错了。")
    return data_dir / "site"


def grow_old(folder, *, hours=1):
    """What was written just now was written some time ago."""
    then = time.time() - hours * 3600
    for file in folder.rglob("*"):
        os.utime(file, (then, then))


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("address", "file", "media_type"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/2026/1/", "2026/1/index.html", "text/html; charset=utf-8"),
        ("/2026/1/2026-01.pdf", "2026/1/2026-01.pdf", "application/pdf"),
        ("/figures/2026/figures.csv", "figures/2026/figures.csv", "text/csv; charset=utf-8"),
        ("/figures/2026/figures.json", "figures/2026/figures.json", "application/json"),
    ],
)
def test_an_address_gives_its_file(published, client, address, file, media_type):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == media_type
    assert body(response) == (published / file).read_bytes()
    assert int(response["Content-Length"]) == (published / file).stat().st_size


def test_every_file_of_the_site_has_a_type_of_our_own(published):
    endings = {file.suffix[1:] for file in published.rglob("[!.]*") if file.is_file()} - {"gz", "br", ""}
    assert endings <= TYPES.keys()
    assert {"html", "css", "svg", "pdf"} <= endings


def test_a_head_tells_the_same_and_sends_nothing(site, client):
    for address in ("/", "/2026/1/2026-01.pdf"):
        head, whole = client.head(address), client.get(address)
        assert head.headers == whole.headers
        assert body(head) == b""
        assert body(whole)


def test_a_folder_without_its_stroke_is_sent_on(site, client):
    response = client.get("/2026/1")
    assert (response.status_code, response["Location"]) == (301, "/2026/1/")


# --- What has not changed is not sent again (RFC 9110 §13) -----------------------------------------


def test_what_has_not_changed_is_not_sent_again(site, client):
    first = client.get("/")
    for condition in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f'"another", W/{first["ETag"]}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get("/", headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
            assert again[name] == first[name]


def test_what_has_changed_is_sent_even_if_its_date_says_otherwise(site, client):
    first = client.get("/")
    changed = body(first).replace("期".encode(), "刊".encode())
    (site / "index.html").write_bytes(changed)
    os.utime(site / "index.html", (time.time() - 7200,) * 2)
    again = client.get(
        "/", headers={"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    )
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert body(again) == changed


def test_two_versions_within_one_second_are_told_apart(site, client):
    """A page that takes the place of its reservation, or a correction upon a publication."""
    (site / "index.html").write_bytes(b"first")
    first = client.get("/")
    assert "Last-Modified" not in first
    (site / "new").write_bytes(b"later")
    (site / "new").replace(site / "index.html")
    for condition in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": http_date(time.time() + 1)},
    ):
        assert body(client.get("/", headers=condition)) == b"later"


def test_a_condition_on_another_version_fails(site, client):
    assert client.get("/", headers={"If-Match": '"another"'}).status_code == 412
    assert client.get("/", headers={"If-Match": client.get("/")["ETag"]}).status_code == 200


# --- Compressed variants --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coding", "expand"), [("br", brotli.decompress), ("gzip", gzip.decompress)], ids=["br", "gzip"]
)
def test_who_takes_compressed_pages_gets_them(site, client, coding, expand):
    plain, packed = client.get("/"), client.get("/", headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert packed["Content-Type"] == plain["Content-Type"]
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert packed["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in plain
    assert expand(body(packed)) == body(plain)


def test_where_a_variant_is_missing_the_next_best_is_sent(site, client):
    (site / "index.html.br").unlink()
    assert client.get("/", headers={"Accept-Encoding": "gzip, br"})["Content-Encoding"] == "gzip"
    (site / "index.html.gz").unlink()
    response = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in response
    assert body(response) == (site / "index.html").read_bytes()


def test_what_is_packed_already_is_the_same_for_everybody(site, client):
    response = client.get("/2026/1/2026-01.pdf", headers={"Accept-Encoding": "br, gzip"})
    assert not {"Content-Encoding", "Vary"} & response.headers.keys()


def test_a_variant_has_no_address_of_its_own(site, client):
    assert (site / "index.html.gz").is_file()
    assert client.get("/index.html.gz").status_code == 404


# --- Downloads by parts (RFC 9110 §14) ------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=5-5", 5, 5),
        ("bytes=100-", 100, 99_999),
        ("bytes=-100", 99_900, 99_999),
        ("bytes=100-999999999", 100, 99_999),
        ("bytes=-999999999", 0, 99_999),
    ],
)
def test_a_download_comes_by_parts(site, client, asked, first, last):
    response = client.get(PDF, headers={"Range": asked})
    part = body(response)
    assert response.status_code == 206
    assert part == (site / PDF[1:]).read_bytes()[first : last + 1]
    assert response["Content-Length"] == str(len(part))
    assert response["Content-Range"] == f"bytes {first}-{last}/100000"


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused_with_the_length(site, client, asked):
    response = client.get(PDF, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{(site / PDF[1:]).stat().st_size}"
    assert body(response) == b""


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-5", "bytes=-", "bytes=", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=٣-٤", "bytes=1" * 9],
)
def test_what_nobody_understands_and_several_parts_give_the_whole(site, client, asked):
    response = client.get(PDF, headers={"Range": asked.encode().decode("latin-1")})
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == (site / PDF[1:]).read_bytes()


def test_an_endless_number_is_no_part_of_anything():
    assert part_asked_for(f"bytes={'9' * 5000}-", 10) is None
    assert part_asked_for("bytes=0-", 0) == range(0)


def test_a_download_goes_on_only_while_it_is_the_same(site, client):
    first = client.get(PDF)
    for validator in (first["ETag"], first["Last-Modified"]):
        assert client.get(PDF, headers={"Range": "bytes=9-", "If-Range": validator}).status_code == 206
    for validator in ('"another"', f"W/{first['ETag']}", http_date(0)):
        response = client.get(PDF, headers={"Range": "bytes=9-", "If-Range": validator})
        assert response.status_code == 200
        assert body(response) == body(client.get(PDF))


def test_a_part_of_a_compressed_page_is_a_part_of_what_was_sent(site, client):
    headers = {"Accept-Encoding": "gzip"}
    whole = body(client.get("/", headers=headers))
    part = client.get("/", headers=headers | {"Range": "bytes=10-"})
    assert (part.status_code, part["Content-Encoding"]) == (206, "gzip")
    assert body(part) == whole[10:]


def test_a_download_is_not_read_into_memory(site, client):
    (site / "2026/1/2026-01.pdf").write_bytes(bytes(1_000_000))
    response = client.get(PDF)
    assert max(len(chunk) for chunk in response.streaming_content) < 100_000


# --- Names and caches -----------------------------------------------------------------------------


def test_each_edition_is_kept_under_a_chinese_name_of_its_own(published, client):
    for address, name in (
        (PDF, "港城数字经贸2026年第1期（总第73期）第2版.pdf"),
        ("/2026/1/editions/1/2026-01.pdf", "港城数字经贸2026年第1期（总第73期）.pdf"),
    ):
        disposition = unquote(client.get(address)["Content-Disposition"])
        assert disposition == f"inline; filename*=utf-8''{name}"


def test_an_issue_in_one_file_is_downloaded_not_shown(published, client):
    disposition = unquote(client.get("/2026/1/2026-01.html")["Content-Disposition"])
    assert disposition == "attachment; filename*=utf-8''港城数字经贸2026年第1期（总第73期）第2版.html"


def test_pages_are_asked_for_again_and_what_never_changes_is_not(published, client):
    [stylesheet] = (published / "assets").glob("site.*.css")
    kept = {
        address: client.get(address)["Cache-Control"]
        for address in ("/", "/2026/1/", PDF, "/2026/1/editions/1/", f"/assets/{stylesheet.name}", "/2031/")
    }
    assert kept == {
        "/": "public, max-age=0, must-revalidate",
        "/2026/1/": "public, max-age=0, must-revalidate",
        PDF: "public, max-age=3600",
        "/2026/1/editions/1/": "public, max-age=86400",
        f"/assets/{stylesheet.name}": "public, max-age=31536000, immutable",
        "/2031/": "public, max-age=0, must-revalidate",
    }


def test_a_page_asks_the_database_nothing_and_a_download_its_name(
    published, client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        for address in ("/", "/2026/1/", "/nothing", "/figures/2026/figures.csv"):
            client.get(address)
    with django_assert_num_queries(1):
        client.get(PDF)


# --- What is not there ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/2031/1/",
        "/nothing",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/2026/../../secret.txt",
        "/2026//1/",
        "/2026/1//",
        "/favicon.ico",
        "/.incoming/half",
        "/a%00b",
        "//etc/passwd",
        "/2026/1/x" * 500,
    ],
)
def test_what_is_not_there_or_not_ours_is_the_404_page(site, client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert body(response) == (site / "404.html").read_bytes()


def test_a_lost_reader_gets_the_whole_404_page_whatever_the_request_says(site, client):
    page = client.get("/404.html")
    conditions = {"If-None-Match": page["ETag"], "Range": "bytes=0-9", "Accept-Encoding": "gzip"}
    response = client.get("/nothing", headers=conditions)
    assert (response.status_code, response["Content-Encoding"]) == (404, "gzip")
    assert gzip.decompress(body(response)) == body(page)


def test_before_the_first_bake_a_sentence_says_what_to_do(client):
    response = client.get("/")
    assert response.status_code == 404
    assert "manage.py bake" in response.content.decode()


def test_nothing_can_be_posted(site, client):
    assert client.post("/").status_code == 405


def test_pages_carry_a_strict_policy(site, client):
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
