"""Where a text leads on the web, and whether those addresses open: told truly, and never by a wrong turn.

The sites stand on the attacker's stage (`tests.editorial.clip.attacker`): the fetcher's own rules judge them.
"""

import socket
import ssl
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.clip.fetch.network import Network
from editorial.intake.proposal import AttributionProposal
from editorial.preflight import drafts, links
from editorial.preflight.drafts import Draft
from editorial.preflight.files import read
from editorial.preflight.links import LinkReport, State, check_link, check_links, links_of
from tests.editorial.clip.attacker import PUBLIC, SITE, attacker, page, raw, redirect

HOME = f"http://{SITE}/"


@pytest.fixture
def stage():
    with attacker() as playing:
        yield playing
        assert playing.broken_in == 0, playing.dialled


def report(stage, address=HOME):
    told = check_link(address, network=stage.network)
    assert told.address == address
    assert told.message.endswith("。")
    return told.state, told.message


def failing(stage, error):
    """The stage's network, on which every connection fails so."""

    def fail(*_):
        raise error

    return replace(stage.network, dial=fail)


# --- What a text leads to ------------------------------------------------------------------------


def test_the_links_of_a_text_come_in_reading_order_each_where_it_is_written():
    text = (
        f"办法见[**协会**网站]({HOME}a)。\n\n- 另见<{HOME}b>，\n- [附件](/files/1)、[信箱](mailto:a@{SITE})。"
    )
    found = links_of(read(text))
    assert [link.address for link in found] == [f"{HOME}a", f"{HOME}b"]
    assert found[0].words == "协会网站"
    span = found[0].span
    assert span is not None
    assert text[span.start : span.end] == f"[**协会**网站]({HOME}a)"


def test_the_address_of_an_articles_source_is_one_of_its_links():
    draft = Draft(
        title="码头用上新系统",
        body=f"说明见[这里]({HOME}how)。",
        uid="abcd2345",
        attributions=(AttributionProposal("港城日报", url=f"{HOME}report"), AttributionProposal("港城晚报")),
    )
    found = links_of(drafts.manuscript([draft]))
    assert [(link.address, link.place.article, link.place.field, link.span is None) for link in found] == [
        (f"{HOME}how", "abcd2345", "body", False),
        (f"{HOME}report", "abcd2345", "credit", True),
    ]


# --- Whether it opens ----------------------------------------------------------------------------


def test_a_page_that_is_there_opens(stage):
    assert report(stage) == (State.ALIVE, "打得开。")


def test_a_page_that_has_moved_opens_where_it_is_now(stage):
    stage.says |= {"/": redirect("/new"), "/new": page()}
    assert report(stage)[0] is State.ALIVE


@pytest.mark.parametrize("kind", ["application/pdf", "video/mp4", "application/octet-stream"])
def test_what_is_no_page_opens_too(stage, kind):
    stage.says["/"] = page(kind=kind)
    assert report(stage)[0] is State.ALIVE


def test_what_is_too_large_to_fetch_opens_and_is_not_fetched(stage):
    sent = 0

    def endless():
        nonlocal sent
        yield raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 99999999999")
        while True:
            sent += 1
            yield bytes(100_000)

    stage.says["/"] = endless
    assert report(stage)[0] is State.ALIVE
    time.sleep(0.2)
    assert sent < 200, "the body was read"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "没有这个网页（404）"),
        ("410 Gone", "没有这个网页（410）"),
        ("500 Error", "出了错（500）"),
        ("502 Bad Gateway", "出了错（502）"),
        ("503 Unavailable", "出了错（503）"),
    ],
)
def test_a_page_that_is_gone_or_broken_is_dead(stage, status, words):
    stage.says["/"] = page(b"x", status=status)
    state, message = report(stage)
    assert state is State.DEAD
    assert message.startswith("打不开：")
    assert words in message


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "429 Too Many", "451 Legal"])
def test_a_page_that_keeps_machines_out_may_well_open_for_a_reader(stage, status):
    stage.says["/"] = page(b"x", status=status)
    state, message = report(stage)
    assert state is State.UNSURE
    assert "要登录或拒绝机器访问" in message


@pytest.mark.parametrize(
    "status", ["400 Bad", "405 Not Allowed", "412 Precondition", "521 Wall", "300 Choices"]
)
def test_an_answer_that_tells_a_machine_nothing_is_for_a_person_to_look_at(stage, status):
    stage.says["/"] = page(b"x", status=status)
    state, message = report(stage)
    assert state is State.UNSURE
    assert "请自己打开看看" in message


def test_wechat_asking_whether_we_are_human_is_for_a_person_to_look_at(stage):
    stage.says["/"] = redirect("https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x")
    assert report(stage)[0] is State.UNSURE


@pytest.mark.parametrize("address", [f"http://{SITE}:8080/", f"http://editor@{SITE}/", f"{HOME}{'a' * 2000}"])
def test_an_address_that_is_not_asked_for_is_for_a_person_to_look_at(stage, address):
    assert report(stage, address)[0] is State.UNSURE
    assert stage.dialled == []


def test_redirects_without_end_are_for_a_person_to_look_at(stage):
    stage.says["/"] = redirect("/")
    assert report(stage)[0] is State.UNSURE
    assert stage.visits == 4


def test_what_speaks_no_http_is_for_a_person_to_look_at(stage):
    stage.says["/"] = b"SSH-2.0-OpenSSH_9.2\r\n"
    assert report(stage)[0] is State.UNSURE


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://intranet/",
    ],
)
def test_an_address_within_a_network_is_dead_without_a_look(stage, address):
    state, message = report(stage, address)
    assert state is State.DEAD
    assert "不是公开网址" in message
    assert stage.dialled == []


def test_a_link_that_is_led_into_a_network_is_dead_without_a_look_there(stage):
    stage.says["/"] = redirect("http://169.254.169.254/latest/meta-data/")
    state, message = report(stage)
    assert state is State.DEAD
    assert "不是公开网址" in message
    assert stage.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (TimeoutError(), State.DEAD, "没有回应"),
        (ConnectionRefusedError(), State.DEAD, "连不上这个网站"),
        (ConnectionResetError(), State.DEAD, "连不上这个网站"),
        (ssl.SSLError(), State.DEAD, "建立不了加密连接"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_site_that_is_not_reached_is_dead(stage, error, state, words):
    told = check_link(HOME, network=failing(stage, error))
    assert told.state is state
    assert words in told.message


@pytest.mark.parametrize(
    ("code", "state", "words"),
    [(10, State.DEAD, "证书不可信"), (62, State.DEAD, "证书不可信"), (20, State.UNSURE, "证书不全")],
    ids=["expired", "of another site", "issuer not found"],
)
def test_a_certificate_is_dead_unless_a_browser_might_complete_it(stage, code, state, words):
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    told = check_link(HOME, network=failing(stage, error))
    assert (told.state, words in told.message) == (state, True)


@pytest.mark.parametrize(
    ("code", "state", "words"),
    [(socket.EAI_NONAME, State.DEAD, "找不到这个网站"), (socket.EAI_AGAIN, State.UNSURE, "自己的网络")],
)
def test_a_name_that_nobody_knows_is_dead_and_one_that_nobody_was_asked_for_is_not(
    monkeypatch, code, state, words
):
    def fail(*_, **__):
        raise socket.gaierror(code, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    told = check_link(HOME)
    assert (told.state, words in told.message) == (state, True)


def test_a_site_that_drips_is_given_up_when_its_time_is_up(stage, monkeypatch):
    monkeypatch.setattr(links, "SECONDS", 0.5)

    def slow():
        while True:
            yield 0.05
            yield b"x"

    stage.says["/"] = slow
    began = time.monotonic()
    state, message = report(stage)
    assert time.monotonic() - began < 3
    assert state is State.DEAD
    assert "没有回应" in message


@given(st.text(max_size=40).map("http://".__add__) | st.text())
def test_whatever_stands_where_an_address_should_there_is_a_sentence_for_it(text):
    nowhere = Network(
        resolve=lambda *_: [], dial=lambda *_: socket.socket(), trust=ssl.create_default_context
    )
    told = check_link(text, network=nowhere)
    assert told.state in (State.DEAD, State.UNSURE)
    assert told.message.endswith("。")


# --- Many links ----------------------------------------------------------------------------------


def test_each_address_is_asked_for_once_and_reported_in_the_order_of_its_first_naming(stage):
    def late():
        yield 0.3
        yield page()

    stage.says |= {"/late": late, "/gone": page(b"", status="410 Gone")}
    named = [f"{HOME}late", f"{HOME}gone", HOME, f"{HOME}gone", f"{HOME}late"]
    watched: list[LinkReport] = []
    reports = check_links(named, watched.append, network=stage.network)
    assert [(told.address, told.state) for told in reports] == [
        (f"{HOME}late", State.ALIVE),
        (f"{HOME}gone", State.DEAD),
        (HOME, State.ALIVE),
    ]
    assert watched == reports
    assert stage.visits == 3


def test_links_are_asked_for_side_by_side_but_never_many_at_once(stage):
    def late():
        yield 0.4
        yield page()

    named = [f"{HOME}{number}" for number in range(2 * links.AT_ONCE)]
    stage.says |= {f"/{number}": late for number in range(len(named))}
    began = time.monotonic()
    assert {told.state for told in check_links(named, network=stage.network)} == {State.ALIVE}
    assert 0.8 <= time.monotonic() - began < 0.4 * len(named)


def test_no_links_need_no_network():
    assert check_links([]) == []
