"""Clipping and the pool as editors meet them: a real Chromium, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database

REMEMBER_THE_STATUS = """
document.querySelector("#confirm").addEventListener("submit", (event) => {
  sessionStorage.status = event.target.querySelector(".way-status").textContent;
  setTimeout(() => { sessionStorage.disabled = event.target.querySelector("button[data-busy]").disabled; }, 1);
})
"""


def pasted(title, number):
    """A report of its own, as copied from a page."""
    return (
        f"{title}\n来源：港城日报 作者：林一\n\n"
        f"港城今年设立第{number}个数字贸易服务站，为外贸小企业代办报关、结汇和退税，全部手续在一个窗口办完。\n\n"
        f"服务站负责人说，开办首月已有{number}00多家企业登记，其中多数是第一次自己出口。"
    )


def test_an_editor_pastes_a_report_and_sends_it_to_an_issue(page):
    log_in(page, "bianji")
    page.get_by_role("navigation", name="常用").get_by_role("link", name="采编").click()
    page.get_by_role("tab", name="粘贴文字").click()
    page.get_by_label("标题、来源和正文").fill(pasted("数字贸易服务站开张", 3))
    page.get_by_role("button", name="读取").click()
    expect(page.get_by_label("标题", exact=False).first).to_have_value("数字贸易服务站开张")
    expect(page.locator(".markdownx-preview p").first).to_contain_text("港城今年设立")
    page.evaluate(REMEMBER_THE_STATUS)
    page.get_by_role("button", name="存入稿件库").click()
    expect(page.locator(".messagelist")).to_contain_text("已存入稿件库：")
    assert page.evaluate("[sessionStorage.status, sessionStorage.disabled]") == ["正在取图片并存入……", "true"]
    page.get_by_label("选《数字贸易服务站开张》").check()
    page.get_by_role("button", name="发到这一期").click()
    expect(page.locator(".messagelist")).to_contain_text("已把 1 篇发到2026 年第 2 期")
    expect(page.get_by_text("数字贸易服务站开张")).to_have_count(0)


def test_the_ways_in_are_tabs_that_the_keyboard_reaches(page):
    log_in(page, "bianji")
    page.goto("/admin/clip/?url=https://www.gangcheng.example/a.html")
    expect(page.locator("#address_url")).to_have_value("https://www.gangcheng.example/a.html")
    page.get_by_role("tab", name="网页地址").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="粘贴文字")).to_be_focused()
    expect(page.get_by_role("tab", name="粘贴文字")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("标题、来源和正文")).to_be_visible()
    expect(page.locator("#way-address")).to_be_hidden()


def test_whether_an_outlet_is_new_is_said_while_one_types(page):
    log_in(page, "bianji")
    page.goto("/admin/clip/")
    page.get_by_role("tab", name="粘贴文字").click()
    page.get_by_label("标题、来源和正文").fill(pasted("服务站走进工业园", 5))
    page.get_by_role("button", name="读取").click()
    known = page.locator("#outlets option").first.get_attribute("value")
    page.locator("#id_outlet").fill("从未见过的报")
    expect(page.locator(".clip-outlet .clip-standing")).to_have_text("新来源，存入时建立")
    page.locator("#id_outlet").fill(known)
    expect(page.locator(".clip-outlet .clip-standing")).to_have_text("已有来源")


def test_the_bookmarklet_explains_itself_when_it_is_clicked(page):
    log_in(page, "bianji")
    page.goto("/admin/clip/")
    page.get_by_role("link", name="存入稿件库").click()
    expect(page.locator(".bookmarklet-hint")).to_have_text("请按住它，拖到书签栏上再松开。")


def test_everything_works_without_javascript(browser, address):
    page = browser.new_context(base_url=address, java_script_enabled=False, locale="zh-CN").new_page()
    log_in(page, "bianji")
    page.goto("/admin/clip/")
    for way in ("网页地址", "网页文件", "粘贴文字"):
        expect(page.get_by_role("heading", name=way, exact=True)).to_be_visible()
    page.get_by_label("标题、来源和正文").fill(pasted("服务站夜间也开门", 7))
    page.locator("#way-text button").click()
    page.get_by_role("button", name="存入稿件库").click()
    expect(page.locator(".messagelist")).to_contain_text("已存入稿件库：")
    page.get_by_text("改标签和备注").first.click()
    page.get_by_label("标签").last.fill("服务站")
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".pool-tags")).to_contain_text("服务站")
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_page_scrolls_sideways(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, "bianji")
    for address in ("/admin/clip/", "/admin/pool/", "/admin/pool/?used=all"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
