"""The figures index as readers meet it: a real Chromium sieves and sorts what a plain file server sends."""

import functools
import http.server
import threading

import pytest
from playwright.sync_api import expect

from publishing.snapshot import SectionSnapshot
from tests.builders import article_snapshot
from tests.publishing.reader import issue, site

pytestmark = pytest.mark.any_database

TEXTS = {
    (2026, 2): "2025年1—11月，全国跨境寄递业务量达到12.5亿件。\n\n2025年，全国软件产业收入增长4.5%。",
    (2026, 1): "2025年1—11月，全国跨境寄递业务量达到14.5亿件。\n\n2025年，北部湾货运量达到3亿吨。",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A folder with the site of two issues, served as files."""
    folder = tmp_path_factory.mktemp("site")
    for path, content in site(*(_issue(*numbers, body) for numbers, body in TEXTS.items())).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _issue(year, number, body):
    article = article_snapshot(uid=f"uid{year}{number}", body=body)
    return issue(year, number, sections=(SectionSnapshot("行业资讯", "hangye-zixun", (article,)),))


@pytest.fixture
def page(browser, address):
    page = browser.new_page(base_url=address, locale="zh-CN")
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("/figures/")
    yield page
    page.close()
    assert problems == []


def names(page):
    return page.locator(".statistic-name:visible").all_inner_texts()


def test_what_one_types_leaves_what_has_every_word(page):
    expect(page.locator(".figure")).to_have_count(4)
    page.get_by_role("searchbox").fill("寄递　14.5")
    assert names(page) == ["全国跨境寄递业务量"]
    assert page.locator(".figure:visible").count() == 1
    expect(page.get_by_role("status")).to_have_text("找到 1 条数字，1 项指标。")
    page.get_by_role("searchbox").fill("2025年1—11月")
    assert page.locator(".figure:visible").count() == 2
    page.get_by_role("searchbox").fill("")
    assert page.locator(".figure:visible").count() == 4


def test_nothing_found_is_said_with_what_to_do(page):
    page.get_by_role("searchbox").fill("没有这样的词")
    assert names(page) == []
    expect(page.get_by_role("status")).to_contain_text("请换一个词")


def test_subjects_are_put_in_another_order(page):
    assert names(page) == ["北部湾货运量", "全国跨境寄递业务量", "全国软件产业收入增长率"]
    page.get_by_label("排列").select_option(label="条数多的在前")
    assert names(page)[0] == "全国跨境寄递业务量"
    page.get_by_label("排列").select_option(label="最近出现的在前")
    assert names(page)[-1] == "北部湾货运量"


def test_what_was_looked_for_can_be_sent_on(page, address):
    page.get_by_role("searchbox").fill("软件")
    page.wait_for_url("**/figures/?q=*")
    page.goto(page.url)
    assert names(page) == ["全国软件产业收入增长率"]


def test_without_a_script_everything_is_there_but_the_sieve(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/figures/")
    expect(page.locator(".figure")).to_have_count(4)
    expect(page.locator(".sieve")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_never_scrolls_sideways(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_its_links_are_as_large_as_a_finger(page):
    page.set_viewport_size({"width": 390, "height": 800})
    sizes = page.locator("main a:visible, main input, main select").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().height))"
    )
    assert min(sizes) >= 44
