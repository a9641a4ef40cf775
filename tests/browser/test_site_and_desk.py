"""A reader on the site, a secretariat at the desk: the ways that everybody goes. On both databases."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

SIGNED_FEBRUARY = """
import datetime
from tests import builders

issue = builders.issue(2026, 2, serial=41, date=datetime.date(2026, 2, 27))
builders.article("春茶坐上了海铁联运", issue=issue, body="春茶从山里出发，换一次车就到码头。")
builders.article("仓库学会了自己盘点", issue=issue, body="夜里没有人，货架也能报出数目。")
builders.signed(issue)
"""
"""An issue that four colleagues have reviewed and signed."""
REMEMBER_THE_BUTTON = """
document.querySelector("form.publish").addEventListener("submit", (event) => {
  const button = event.target.querySelector("input[type=submit]");
  sessionStorage.busy = `${button.value} ${button.disabled}`;
})
"""


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory):
    """A demo with the sample issue published and the next one signed."""
    with demo.copied(tmp_path_factory.mktemp("here")) as here:
        here.manage("shell", "-v", "0", "-c", SIGNED_FEBRUARY)
        yield here


def test_a_reader_goes_from_the_home_page_to_an_article_and_its_outlet(page):
    page.goto("/")
    expect(page).to_have_title(re.compile("港城数字经贸"))
    page.get_by_role("main").locator("a[href^='/2026/1/']").filter(has_not_text="全").first.click()
    page.wait_for_url(re.compile(r"/2026/1/"))
    if re.search(r"/2026/1/$", page.url):
        page.get_by_role("main").locator("a[href^='/2026/1/']").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    page.get_by_role("main").locator("a[href^='/sources/']").first.click()
    expect(page.locator("main a[href^='/2026/1/']").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/archive/", "/2026/", "/2026/1/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_a_lost_reader_is_told_so_in_chinese(page):
    # Chromium itself reports the status as a console error, which is what is asked for here.
    response = page.request.get("/2031/7/")
    assert response.status == 404
    assert "archive" in response.text()


def test_the_pdf_is_offered_and_comes(page):
    page.goto("/2026/1/")
    link = page.locator("a[href$='2026-01.pdf']").first
    assert page.request.get(link.evaluate("a => a.href")).body().startswith(b"%PDF-")


def test_an_editor_sees_the_page_that_readers_get_while_typing(page):
    log_in(page, "bianji")
    page.goto("/admin/editorial/article/add/")
    page.locator("textarea[name=body]").fill("约**39.5%**增长\n\n## 小标题\n\n<script>alert(1)</script>")
    preview = page.locator(".markdownx-preview")
    expect(preview.locator("strong")).to_have_text("39.5%")
    expect(preview.locator("h2")).to_have_text("小标题")
    assert preview.locator("script").count() == 0


def test_an_editor_is_not_offered_to_publish(page):
    log_in(page, "bianji")
    page.goto("/admin/editorial/issue/")
    page.locator("#result_list tbody tr").filter(has_text="已签发").locator("a").first.click()
    expect(page.locator("#content")).to_contain_text("本期文章")
    assert page.locator("a.publish").count() == 0


def test_the_chief_editor_publishes_and_readers_find_it(page):
    log_in(page, "zhubian")
    page.goto("/admin/editorial/issue/")
    page.locator("#result_list tbody tr").filter(has_text="已签发").locator("a").first.click()
    expect(page.get_by_role("heading", name="2026 年第 2 期（总第 41 期）")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_text("已签发")
    page.locator("a.publish").click()
    page.wait_for_load_state()
    page.evaluate(REMEMBER_THE_BUTTON)
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator("[aria-current=step]")).to_have_text("已发布")
    assert page.evaluate("sessionStorage.busy") == "正在发布…… true"
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("总第 41 期")
    page.goto("/2026/1/")
    page.locator("a[href='/2026/2/']").first.click()
    expect(page.get_by_role("main")).to_contain_text("2026 年 2 月 27 日")
