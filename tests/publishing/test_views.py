"""The embedded default serves the site's folder: right types, right statuses, nothing else."""

import pytest

from publishing.actions import publish
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(data_dir):
    issue = builders.issue(2026, 1)
    builders.article(issue=issue)
    publish(issue=issue)
    (data_dir / "secret.txt").write_text("secret")
    (data_dir / "site" / ".incoming").mkdir(exist_ok=True)
    (data_dir / "site" / ".incoming" / "half").write_text("half")
    return data_dir / "site"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("address", "file", "media_type"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/2026/1/", "2026/1/index.html", "text/html; charset=utf-8"),
        ("/2026/1/2026-01.pdf", "2026/1/2026-01.pdf", "application/pdf"),
    ],
)
def test_an_address_gives_its_file(site, client, address, file, media_type):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == media_type
    assert body(response) == (site / file).read_bytes()


def test_a_folder_without_its_stroke_is_sent_on(site, client):
    response = client.get("/2026/1")
    assert (response.status_code, response["Location"]) == (301, "/2026/1/")


def test_what_has_not_changed_is_not_sent_again(site, client):
    first = client.get("/")
    again = client.get("/", headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/2031/1/",
        "/nothing",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/2026/../../secret.txt",
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


def test_before_the_first_bake_a_sentence_says_what_to_do(client):
    response = client.get("/")
    assert response.status_code == 404
    assert "manage.py bake" in response.content.decode()


def test_an_issue_in_one_file_is_downloaded_not_shown(site, client):
    assert client.get("/2026/1/2026-01.html")["Content-Disposition"].startswith("attachment")


def test_nothing_can_be_posted(site, client):
    assert client.post("/").status_code == 405


def test_pages_carry_a_strict_policy(site, client):
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
