"""The nginx of docs/operations.md sends what Django sends, and passes on to Django what is no file."""

import http.client
import re
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver
from django.utils.http import quote_etag

from editorial.models import Article
from publishing.actions import publish
from publishing.corrections import correct
from publishing.site.sending import ASKED_AGAIN, JSON_FEED, KEPT, TYPES
from tests import builders
from tests.installation import installation
from tests.webserver import BROTLI, NGINX, documented, nginx

with_nginx = pytest.mark.skipif(not NGINX, reason="no nginx: apt-get install nginx-light")
SAME = {
    "Cache-Control",
    "Content-Encoding",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Opener-Policy",
    "Location",
    "Permissions-Policy",
    "Referrer-Policy",
    "Vary",
    "X-Content-Type-Options",
    "X-Frame-Options",
}
"""Headers in which nothing may differ, neither of a page nor of an error."""


@pytest.fixture
def published(data_dir, settings):
    """The data folder of an issue that was published and corrected."""
    issue = builders.issue(2026, 1)
    builders.article(issue=issue, body="数字提单当天就能签发。" * 100)
    publish(issue=issue)
    Article.objects.update(title="海外仓怎么算账")
    correct(issue=issue, note="题目写错了。")
    return data_dir


class Reader:
    """Asks nginx, as a browser would, but follows nothing."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def get(self, path, **headers):
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()


@pytest.fixture
def reader(published):
    with nginx(published) as address:
        yield Reader(address)


def addresses(folder):
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("[!.]*") if path.is_file()]
    strange = [
        "2026/1",
        "2026",
        "nothing",
        "2031/1/",
        ".unfinished",
        ".incoming/",
        "assets/",
        "index.html.gz",
    ]
    return [
        "/",
        *(f"/{path.removesuffix('index.html')}" for path in files if path[-3:] not in (".br", ".gz")),
    ] + [f"/{path}" for path in strange]


def has_variant(folder, address):
    """Where there is none, only Django says that there might be one."""
    return folder.joinpath(
        f"{address[1:]}index.html.gz" if address.endswith("/") else f"{address[1:]}.gz"
    ).exists()


def told(headers, names):
    """What the named headers say; a policy's directives come in any order."""
    return {name: sorted(headers[name].split("; ")) for name in names if headers.get(name) is not None}


@with_nginx
@pytest.mark.django_db
@pytest.mark.parametrize(
    "codings",
    [
        "",
        "gzip",
        pytest.param("br", marks=pytest.mark.skipif(not BROTLI, reason="no libnginx-mod-http-brotli-static")),
    ],
)
def test_nginx_and_django_send_the_same_at_every_address(published, reader, client, codings):
    for address in addresses(published / "site"):
        status, headers, body = reader.get(address, **{"Accept-Encoding": codings})
        django = client.get(address, headers={"Accept-Encoding": codings})
        assert status == django.status_code, address
        assert body == django.getvalue() or status == 301, address
        names = SAME if has_variant(published / "site", address) else SAME - {"Content-Encoding", "Vary"}
        names = names - {"Content-Type"} if status == 301 else names
        assert told(headers, names) == told(django.headers, names), address


@with_nginx
@pytest.mark.django_db
def test_nginx_answers_conditions_and_ranges_too(published, reader):
    _status, headers, whole = reader.get("/2026/1/2026-01.pdf")
    assert reader.get("/2026/1/2026-01.pdf", **{"If-None-Match": headers["ETag"]})[0] == 304
    status, part, body = reader.get("/2026/1/2026-01.pdf", Range="bytes=-100")
    assert (status, body, part["Content-Length"]) == (206, whole[-100:], "100")
    assert quote_etag(headers["ETag"]) == headers["ETag"]


@with_nginx
@pytest.mark.django_db
def test_an_issue_in_one_file_is_downloaded_not_shown(reader):
    assert reader.get("/2026/1/2026-01.html")[1]["Content-Disposition"] == "attachment"
    assert reader.get("/2026/1/")[1]["Content-Disposition"] is None


@with_nginx
def test_what_is_no_file_goes_to_django_which_sends_headers_of_its_own(tmp_path):
    with installation(tmp_path) as here:
        here.manage("migrate", "--verbosity", "0")
        here.manage("bake")
        with here.serving() as desk, nginx(tmp_path, desk=urlsplit(desk).netloc) as address:
            reader = Reader(address)
            for path in ("/admin/login/", "/proof/nobodys/", "/search/?q=x", "/search.json?q=x"):
                status, headers, _body = reader.get(path)
                assert status in (200, 404), path
                assert headers["Cache-Control"] != ASKED_AGAIN, path
                assert "Strict-Transport-Security" not in headers, path  # which Django leaves out in debug
            assert reader.get("/search.json?q=x")[1]["Content-Type"] == "application/json"


def test_every_address_that_django_answers_is_passed_on():
    passed = re.findall(r"location \^~ (/\S+) +\{[^}]*proxy_pass", documented())
    patterns = (*get_resolver().url_patterns, *get_resolver("publishing.urls").url_patterns)
    files = ("", "<path:path>", "^static/(?P<path>.*)$")
    for pattern in patterns:
        route = str(pattern.pattern)
        assert route in files or f"/{route.lstrip('^')}".startswith(tuple(passed)), route


def test_types_and_caches_are_the_same():
    [types] = re.findall(r"types \{\n(.*?)\}", documented(), re.DOTALL)
    shown = {ending: kind for kind, ending in re.findall(r"(\S+) (\w+);", types)}
    assert shown == {ending: kind.partition(";")[0] for ending, kind in TYPES.items()}
    assert f"default_type {JSON_FEED[1]};" in documented()
    for _pattern, kept in KEPT:
        assert f'"{kept}"' in documented()
