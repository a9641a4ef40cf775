"""A page of the public internet is fetched; whatever an attacker tries, nothing else is ever reached."""

import gzip
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from ipaddress import ip_address
from shutil import which

import pytest

from editorial.clip import fetch as fetching
from editorial.clip.fetch import FetchRefused, NoPublicAddress, fetch, fetch_picture, status
from editorial.clip.fetch.address import Address
from editorial.clip.fetch.network import INTERNET
from editorial.clip.fetch.reach import is_public
from tests.editorial.clip.attacker import PUBLIC, PUBLIC_6, SITE, attacker, page, raw, redirect

HOME = f"http://{SITE}/"
SAVE_IT = "请在浏览器里打开它，另存为“网页，仅 HTML”，再把存下的文件上传"
MEGABYTE = 1024 * 1024


@pytest.fixture
def stage():
    with attacker() as playing:
        yield playing
        assert playing.broken_in == 0, playing.dialled


def refusal(stage, url=HOME, fetch=fetch):
    """The sentence with which the address is refused."""
    with pytest.raises(FetchRefused) as refused:
        fetch(url, network=stage.network)
    sentence = str(refused.value)
    assert sentence.endswith("。")
    assert "请" in sentence
    return sentence


# --- What is fetched -----------------------------------------------------------------------------


def test_a_page_comes_as_it_is(stage):
    content = "<html><title>港口的一天</title></html>".encode("gbk")
    stage.says["/"] = page(content, kind="text/html; charset=gbk")
    fetched = fetch(HOME, network=stage.network)
    assert (fetched.url, fetched.content, fetched.media_type) == (HOME, content, "text/html")


def test_the_request_says_who_asks_and_carries_nothing_of_ours(stage, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    fetch(HOME, network=stage.network)
    request = stage.requests[0].decode()
    assert request.startswith("GET / HTTP/1.1\r\n")
    assert f"\r\nHost: {SITE}\r\n" in request
    assert "\r\nUser-Agent: Jianbao/" in request
    assert "Cookie" not in request
    assert "Referer" not in request


RAW_DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"<html>" * 1000, mtime=0)),
        ("deflate", zlib.compress(b"<html>" * 1000)),
        ("deflate", RAW_DEFLATE.compress(b"<html>" * 1000) + RAW_DEFLATE.flush()),
    ],
)
def test_what_is_packed_is_unpacked(stage, encoding, packed):
    stage.says["/"] = page(packed, f"Content-Encoding: {encoding}")
    assert fetch(HOME, network=stage.network).content == b"<html>" * 1000


def test_chunks_are_put_together(stage):
    chunks = b"6\r\n<html>\r\n7\r\n</html>\r\n0\r\n\r\n"
    stage.says["/"] = raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked") + chunks
    assert fetch(HOME, network=stage.network).content == b"<html></html>"


def test_a_page_of_five_megabytes_is_the_largest(stage):
    stage.says["/"] = page(b"x" * (5 * MEGABYTE))
    assert len(fetch(HOME, network=stage.network).content) == 5 * MEGABYTE
    stage.says["/"] = page(b"x" * (5 * MEGABYTE + 1))
    assert "超过 5 MB" in refusal(stage)


def test_three_redirects_are_followed_and_the_last_address_is_told(stage):
    stage.says |= {
        "/": redirect("/a"),
        "/a": redirect("b"),
        "/b": redirect(f"//{SITE}/c?d=e"),
        "/c?d=e": page(),
    }
    assert fetch(HOME, network=stage.network).url == f"{HOME}c?d=e"


def test_a_redirect_to_a_chinese_path_is_followed_escaped_or_not(stage):
    stage.says |= {"/": redirect("/新闻"), "/%E6%96%B0%E9%97%BB": page(b"news")}
    assert fetch(HOME, network=stage.network).content == b"news"


def test_an_address_is_taken_as_people_paste_it(stage):
    stage.says["/%E6%96%B0%E9%97%BB?q=%E6%B8%AF"] = page(b"news")
    assert fetch("  HTTP://NEWS.Example:80/新闻?q=港#评论\n", network=stage.network).content == b"news"


def test_a_chinese_host_is_asked_for_by_its_ascii_name(stage):
    stage.names["xn--fiq228c.xn--55qx5d"] = [[PUBLIC]]
    fetch("http://中文.公司/", network=stage.network)
    assert b"Host: xn--fiq228c.xn--55qx5d\r\n" in stage.requests[0]


def test_the_second_address_is_tried_when_the_first_does_not_answer(stage):
    stage.names[SITE] = [[PUBLIC_6, PUBLIC]]
    dial = stage._dial

    def unreachable_6(address, port, seconds):
        if ":" in address:
            stage.dialled.append((address, port))
            raise OSError("Network is unreachable")
        return dial(address, port, seconds)

    stage._dial = unreachable_6
    assert fetch(HOME, network=stage.network).media_type == "text/html"
    assert stage.dialled == [(PUBLIC_6, 80), (PUBLIC, 80)]


def test_a_picture_is_fetched_by_its_media_type(stage):
    stage.says["/"] = page(b"\x89PNG", kind="image/png")
    assert fetch_picture(HOME, network=stage.network) == b"\x89PNG"
    stage.says["/"] = page(b"<html>")
    assert "不是图片" in refusal(stage, fetch=fetch_picture)


# --- Addresses that nobody should type -----------------------------------------------------------

NOT_AN_ADDRESS = [
    *("", "news.example/1", "//news.example/", "http://", "http:///etc/passwd", "http:/news.example", "http://?"),
    *("file:///etc/passwd", "ftp://news.example/", "gopher://news.example:80/_x", "data:text/html,<p>"),
    *("javascript:alert(1)", "dict://news.example/", "jar:http://news.example/!/", "ws://news.example/"),
    *("http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://0177.0.0.1/"),
    *("http://0x7f.0.0.1/", "http://127.1/", "http://127.0.1/", "http://127.0.0.0x1/", "http://127.0.0.01/"),
    *("http://news.example.127/", "http://1.2.3.4.5/", "http://0/", "http://256.1.1.1/"),
    *("http://localhost/", "http://intranet/", "http://[::1", "http://::1/", "http://[fe80::1%25eth0]/"),
    *("http://[::ffff:127.0.0.1]extra/", "http://[v1.x]/"),
    *("http://news.example\\@127.0.0.1/", "http://127.0.0.1\\.news.example/", "http:\\\\127.0.0.1/"),
    *("http://news.example\t/", "http://news.ex\nample/", "http://news.example/a b", "http://news.example/\0"),
    *("http://news.example/\r\nHost:127.0.0.1", "http://127.0.0.1%2f.news.example/", "http://127.0.0.1%00.news.example/"),
    *("http://news..example/", "http://-news.example/", f"http://{'a' * 64}.example/"),
    *("http://news.example:99999/", "http://news.example:８０/", "http://news.example:-1/", "http://例\u2028子.example/"),
    *(f"http://news.example/{'a' * 2000}", "http://ne*s.example/", "http://\ud800.example/", "http://①②⑦.⓪.⓪.⓪①/"),
]  # fmt: skip


@pytest.mark.parametrize("url", NOT_AN_ADDRESS)
def test_what_is_no_plain_address_is_refused_before_anything_is_asked(stage, url):
    stage.names |= {"localhost": [["127.0.0.1"]], "intranet": [["10.0.0.1"]]}
    sentence = refusal(stage, url)
    assert "以 http:// 或 https:// 开头的完整网址" in sentence or "端口" in sentence
    assert not stage.asked
    assert not stage.dialled


@pytest.mark.parametrize(
    "authority",
    ["editor:secret@news.example", "editor@news.example", "news.example@127.0.0.1", "@news.example"],
)
def test_an_address_with_credentials_is_refused(stage, authority):
    assert "用户名或密码" in refusal(stage, f"http://{authority}/")
    assert not stage.dialled


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 8080, 0, 65535, 8443])
def test_ports_other_than_those_of_the_web_are_refused(stage, port):
    assert "端口" in refusal(stage, f"http://{SITE}:{port}/")
    assert not stage.dialled


# --- Machines that are not public ----------------------------------------------------------------

INSIDE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254"),
    *("168.63.129.16", "169.254.169.254", "169.254.0.23", "172.16.0.1", "172.31.255.255", "192.0.0.192"),
    *("192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:7f00:1", "::ffff:0:127.0.0.1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::127.0.0.1", "64:ff9b:1::8.8.8.8"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:c0a8:101::", "2001:0:7f00:1::", "2001:0:808:808:0:0:f5ff:fffe"),
    *("2001:db8::1", "2001:2::1", "2001:10::1", "2001:20::1", "3fff::1", "5f00::1", "4000::1"),
]  # fmt: skip
OUTSIDE = [
    "8.8.8.8",
    "114.114.114.114",
    "172.32.0.1",
    "100.128.0.1",
    "198.20.0.1",
    "2400:3200::1",
    "2001:4860::8888",
]


@pytest.mark.parametrize("number", INSIDE)
def test_a_number_that_is_not_public_is_never_dialled(stage, number):
    stage.names["rebound.example"] = [[number]]
    written = f"[{number}]" if ":" in number else number
    for host in ("rebound.example", written):
        assert "不在公开的互联网上" in refusal(stage, f"http://{host}/")
    assert not stage.dialled


@pytest.mark.parametrize("number", [*OUTSIDE, "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])
def test_a_public_number_is_public_also_when_another_carries_it(number):
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    "written", ["127。0。0。1", "127．0．0．1", "１２７.0.0.1", "①②⑦.0.0.1", "127.0.0.1."]
)
def test_a_number_in_another_script_is_still_that_number(stage, written):
    assert "不在公开的互联网上" in refusal(stage, f"http://{written}/")
    assert not stage.dialled


def test_one_private_address_among_public_ones_spoils_them_all(stage):
    for answer in (["10.0.0.5", PUBLIC], [PUBLIC, "10.0.0.5"], [PUBLIC, "::1"]):
        stage.names[SITE] = [answer]
        assert "不在公开的互联网上" in refusal(stage)
    assert not stage.dialled


def test_a_name_that_changes_its_answer_is_asked_once_and_the_checked_number_is_dialled(stage):
    stage.names[SITE] = [[PUBLIC], ["127.0.0.1"]]
    fetch(HOME, network=stage.network)
    assert stage.asked[SITE] == 1
    assert stage.dialled == [(PUBLIC, 80)]


def test_a_name_that_changes_its_answer_before_a_redirect_is_refused_there(stage):
    stage.names[SITE] = [[PUBLIC], ["127.0.0.1"]]
    stage.says["/"] = redirect("/again")
    assert "不在公开的互联网上" in refusal(stage)
    assert stage.dialled == [(PUBLIC, 80)]


def test_a_name_without_address_is_refused(stage):
    stage.names[SITE] = [[]]
    assert "核对网址" in refusal(stage)


def test_the_names_of_this_very_machine_are_refused_by_the_real_resolver(stage):
    """The resolver that is used in earnest, on a name that leads to loopback everywhere."""
    stage.names["localhost.localdomain"] = [INTERNET.resolve("localhost", 80, 5.0)]
    assert "不在公开的互联网上" in refusal(stage, "http://localhost.localdomain/")


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch):
    def dawdle(*_, **__):
        time.sleep(1)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", dawdle)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        INTERNET.resolve(SITE, 80, 0.2)
    assert time.monotonic() - began < 0.9


def test_without_a_stage_loopback_is_out_of_reach():
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"):
        with pytest.raises(FetchRefused, match="不在公开的互联网上"):
            fetch(url)


# --- Redirects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "不在公开的互联网上"),
        ("http://[::ffff:169.254.169.254]/", "不在公开的互联网上"),
        ("//127.0.0.1/", "不在公开的互联网上"),
        ("http://0x7f000001/", "完整网址"),
        ("http://news.example:6379/", "端口"),
        ("http://a:b@news.example/", "用户名或密码"),
        ("file:///etc/passwd", "完整网址"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "完整网址"),
        ("javascript:alert(1)", "完整网址"),
        ("http://news.example\\@127.0.0.1/", "完整网址"),
        ("", "不合规范"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(stage, status, location, words):
    stage.says["/"] = redirect(location, status)
    assert words in refusal(stage)
    assert stage.dialled == [(PUBLIC, 80)]


def test_a_redirect_that_says_not_where_to_is_refused(stage):
    stage.says["/"] = page(b"", status="302 Found")
    assert "不合规范" in refusal(stage)


@pytest.mark.parametrize("step", ["/", "/next"])
def test_redirects_without_end_are_given_up(stage, step):
    stage.says |= {"/": redirect(step), "/next": redirect("/")}
    assert "超过了 3 次" in refusal(stage)
    assert stage.visits == 4


def test_a_redirect_from_https_to_http_is_refused():
    with pytest.raises(FetchRefused, match="不加密"):
        Address.parse("https://news.example/").follow("http://news.example/")


# --- Answers without end -------------------------------------------------------------------------


def test_an_endless_body_is_cut_off(stage):
    def endless():
        yield raw("HTTP/1.1 200 OK", "Content-Type: text/html")
        while True:
            yield b"<p>" * 100_000

    stage.says["/"] = endless
    assert "超过 5 MB" in refusal(stage)


def test_an_endless_number_of_chunks_is_cut_off(stage):
    def endless():
        yield raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
        while True:
            yield b"1\r\nx\r\n" * 10_000

    stage.says["/"] = endless
    assert "超过 5 MB" in refusal(stage)


@pytest.mark.parametrize(
    "lines",
    [
        lambda: iter(lambda: b"X-Endless: on and on\r\n" * 1000, None),
        lambda: iter(lambda: b"x" * 100_000, None),
        lambda: iter(lambda: b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, None),
    ],
    ids=["headers", "one header", "100 Continue"],
)
def test_an_endless_head_is_cut_off(stage, lines):
    def endless():
        yield b"HTTP/1.1 100 Continue\r\n"
        yield from lines()

    stage.says["/"] = endless
    sentence = refusal(stage)
    assert "不合规范" in sentence or "超过 5 MB" in sentence


@pytest.mark.parametrize("drip", [b"x", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_slow_drip_is_cut_off_when_the_time_for_everything_is_up(stage, monkeypatch, drip):
    monkeypatch.setattr(fetching, "SECONDS", 1.0)

    def slow():
        yield drip
        while True:
            yield 0.05
            yield b"x"

    stage.says["/"] = slow
    began = time.monotonic()
    assert "没有把网页传完" in refusal(stage)
    assert time.monotonic() - began < 5


def test_redirects_share_one_time_limit(stage, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 1.0)

    def slow_redirect():
        yield 0.45
        yield redirect("/")

    stage.says["/"] = slow_redirect
    assert "没有把网页传完" in refusal(stage)
    assert 2 <= stage.visits <= 3


def _gzip_bomb(megabytes):
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + packer.flush()


def test_a_gzip_bomb_is_never_unpacked(stage):
    bomb = _gzip_bomb(1000)
    assert len(bomb) < MEGABYTE
    stage.says["/"] = page(bomb, "Content-Encoding: gzip")
    tracemalloc.start()
    try:
        assert "超过 5 MB" in refusal(stage)
        assert tracemalloc.get_traced_memory()[1] < 40 * MEGABYTE
    finally:
        tracemalloc.stop()


# --- Answers that lie ----------------------------------------------------------------------------


def test_a_body_shorter_than_announced_is_no_page(stage):
    stage.says["/"] = raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 1000") + b"<html>"
    assert "没有传完就断了" in refusal(stage)


def test_a_body_longer_than_announced_ends_where_it_was_to_end(stage):
    stage.says["/"] = raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 6") + b"<html>more"
    assert fetch(HOME, network=stage.network).content == b"<html>"


def test_a_body_announced_as_too_long_is_not_read(stage):
    stage.says["/"] = raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 99999999999")
    assert "超过 5 MB" in refusal(stage)


@pytest.mark.parametrize("size", [b"zz", b"-1", b"ffffffffffffffff", b"", b"5;" + b"x" * 70_000])
def test_chunks_that_make_no_sense_are_no_page(stage, size):
    head = raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
    stage.says["/"] = head + size + b"\r\n<html>\r\n"
    assert "不合规范" in refusal(stage)


@pytest.mark.parametrize(
    "answer",
    [b"", b"\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\0" * 1000, b"<html></html>"],
)
def test_what_speaks_no_http_is_no_page(stage, answer):
    stage.says["/"] = answer
    sentence = refusal(stage)
    assert "不合规范" in sentence or "连不上" in sentence


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"not gzip at all"),
        ("deflate", b"\x78\x9c\xff\xff\xff"),
        ("br", b"x"),
        ("gzip, gzip", b"x"),
        ("zstd", b"x"),
    ],
)
def test_what_cannot_be_unpacked_is_no_page(stage, encoding, body):
    stage.says["/"] = page(body, f"Content-Encoding: {encoding}")
    assert "解不开" in refusal(stage)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_body_that_breaks_off_is_no_page(stage, encoding):
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    stage.says["/"] = page(pack(b"<html>" * 1000)[:-12], f"Content-Encoding: {encoding}")
    assert "没有传完就断了" in refusal(stage)


@pytest.mark.parametrize(
    "kind",
    ["application/pdf", "application/octet-stream", "image/png", "video/mp4", "text/css", "", "html", "*/*"],
)
def test_what_is_no_page_is_told_where_it_may_go(stage, kind):
    stage.says["/"] = page(kind=kind)
    assert "到“导入”里上传" in refusal(stage)


def test_an_answer_that_does_not_say_what_it_is_is_no_page(stage):
    stage.says["/"] = raw("HTTP/1.1 200 OK", "Content-Length: 6") + b"<html>"
    assert "不是网页" in refusal(stage)


# --- Pages that are kept from us -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", "网站不让服务器取这个网页（401）"),
        ("403 Forbidden", "网站不让服务器取这个网页（403）"),
        ("429 Too Many", "网站不让服务器取这个网页（429）"),
        ("404 Not Found", "网站说没有这个网页（404）"),
        ("500 Error", "网站没有给出网页（500）"),
        ("503 Unavailable", "网站没有给出网页（503）"),
        ("204 No Content", "网站没有给出网页（204）"),
    ],
)
def test_a_page_that_is_kept_from_us_may_be_saved_in_the_browser(stage, status, words):
    stage.says["/"] = page(b"x", status=status)
    sentence = refusal(stage)
    assert words in sentence
    assert SAVE_IT in sentence


def test_wechat_asking_whether_we_are_human_is_told_as_that(stage):
    stage.says["/"] = redirect("https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x")
    assert "微信要求验证" in refusal(stage)


def test_a_host_that_takes_no_connection_may_be_tried_in_the_browser(stage):
    def refuse(address, port, seconds):
        raise ConnectionRefusedError

    stage._dial = refuse
    sentence = refusal(stage)
    assert "连不上这个网站" in sentence
    assert SAVE_IT in sentence


# --- A status alone ------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["200 OK", "204 No Content", "404 Not Found", "503 Unavailable"])
def test_the_status_of_an_address_is_told_after_its_redirects_whatever_it_is(stage, answer):
    stage.says |= {"/": redirect("/there"), "/there": page(b"x", status=answer, kind="video/mp4")}
    assert status(HOME, network=stage.network) == int(answer[:3])


def test_a_status_is_told_without_waiting_for_the_body(stage):
    def slow():
        yield raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 99999999999")
        yield 30.0

    stage.says["/"] = slow
    began = time.monotonic()
    assert status(HOME, network=stage.network) == 200
    assert time.monotonic() - began < 5


def test_a_status_is_not_waited_for_longer_than_was_said(stage):
    def slow():
        yield 1.5
        yield page()

    stage.says["/"] = slow
    with pytest.raises(TimeoutError):
        status(HOME, seconds=0.3, network=stage.network)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://0x7f000001/", "file:///etc/passwd", "http://[fd00::1]/"]
)
def test_the_status_of_what_is_not_public_is_not_asked_for(stage, url):
    with pytest.raises(NoPublicAddress):
        status(url, network=stage.network)
    stage.says["/"] = redirect(url)
    with pytest.raises(NoPublicAddress):
        status(HOME, network=stage.network)
    assert stage.dialled == [(PUBLIC, 80)]


# --- TLS -----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of its own for `news.example` and `mp.weixin.qq.com`, which the stage trusts."""
    if not which("openssl"):
        pytest.skip("the openssl command is not here to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    names = f"subjectAltName=DNS:{SITE},DNS:mp.weixin.qq.com"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=stage"
    )
    subprocess.run(
        [*command.split(), "-addext", names, "-keyout", "key.pem", "-out", "certificate.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def secure_stage(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with attacker(context, ssl.create_default_context(cafile=certificate / "certificate.pem")) as playing:
        yield playing
        assert playing.broken_in == 0


def test_a_page_comes_over_tls_under_the_name_that_was_asked_for(secure_stage):
    assert fetch(f"https://{SITE}/", network=secure_stage.network).url == f"https://{SITE}/"
    assert secure_stage.dialled == [(PUBLIC, 443)]


def test_a_certificate_of_another_name_is_refused(secure_stage):
    secure_stage.names["bank.example"] = [[PUBLIC]]
    sentence = refusal(secure_stage, "https://bank.example/")
    assert "证书不可信" in sentence
    assert SAVE_IT in sentence
    assert not secure_stage.requests


def test_a_certificate_of_unknown_make_is_refused(secure_stage):
    secure_stage._trust = ssl.create_default_context()
    assert "证书不可信" in refusal(secure_stage, f"https://{SITE}/")
    assert not secure_stage.requests


def test_a_server_that_speaks_no_tls_where_it_should_is_refused(stage):
    assert "连不上" in refusal(stage, f"https://{SITE}/")


def test_the_trust_used_in_earnest_checks_names_and_makers():
    context = INTERNET.trust()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_a_redirect_from_tls_to_plain_text_is_refused_before_anything_is_dialled(secure_stage):
    secure_stage.says["/"] = redirect(f"http://{SITE}/plain")
    assert "不加密" in refusal(secure_stage, f"https://{SITE}/")
    assert secure_stage.dialled == [(PUBLIC, 443)]


def test_wechats_verification_page_is_told_as_that_also_without_a_redirect(secure_stage):
    secure_stage.names["mp.weixin.qq.com"] = [[PUBLIC]]
    secure_stage.says["/s/x"] = page("<html><p>环境异常</p><p>完成验证后即可继续访问</p></html>".encode())
    assert "微信要求验证" in refusal(secure_stage, "https://mp.weixin.qq.com/s/x")
