"""A stale save as two editors meet it: two real browsers at one article, the merge, nothing typed lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database

BODY = "港口去年吞吐量增长5%。\n\n数字提单当天签发。\n\n明年推广到全部码头。"


@pytest.fixture
def desks(browser, address):
    """Two people logged in, each with a browser of their own; fails the test on any script error."""
    problems, pages = [], []
    for name in ("bianji", "zebian"):
        page = browser.new_context(base_url=address, locale="zh-CN", accept_downloads=True).new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        log_in(page, name)
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()
    assert problems == []


def body(page):
    return page.locator("textarea[name=body]")


def save(page):
    page.get_by_role("button", name="保存", exact=True).first.click()


def write_together(mine, theirs, my_body, their_body):
    """A new article that both open; the colleague saves first, then I try to."""
    mine.goto("/admin/editorial/article/add/")
    mine.locator("#id_title").fill("港口用上了数字提单")
    mine.get_by_label("所在期").select_option(label="先留在稿件库")
    body(mine).fill(BODY)
    mine.get_by_role("button", name="保存并继续编辑").first.click()
    mine.wait_for_url("**/change/")
    theirs.goto(mine.url)
    body(theirs).fill(their_body)
    save(theirs)
    theirs.wait_for_url("**/article/")
    body(mine).fill(my_body)
    address = mine.url
    save(mine)
    return address


def test_what_does_not_clash_is_merged_and_saved_with_one_press(desks):
    mine, theirs = desks
    address = write_together(mine, theirs, BODY.replace("5%", "6%"), BODY.replace("全部码头", "沿海各港"))
    expect(mine.get_by_role("heading", level=1)).to_have_text("“港口用上了数字提单”有两份修改")
    expect(mine.locator(".side-mine ins")).to_have_text("6%")
    expect(mine.locator(".side-theirs ins")).to_have_text("沿海各港")
    merged = BODY.replace("5%", "6%").replace("全部码头", "沿海各港")
    expect(body(mine)).to_have_value(merged)
    mine.get_by_role("button", name="保存合并稿").click()
    mine.wait_for_url("**/article/")
    mine.goto(address)
    expect(body(mine)).to_have_value(merged)


def test_a_clash_is_settled_with_one_press_and_my_text_can_be_taken_along(desks):
    mine, theirs = desks
    write_together(mine, theirs, BODY.replace("5%", "6%"), BODY.replace("5%", "7%"))
    expect(mine.locator(".conflict-left")).to_have_text("1 处两份都在，要您定")
    expect(mine.locator(".clash")).to_contain_text("两份都在：我的 6% 对方的 7%")
    with mine.expect_download() as download:
        mine.get_by_role("button", name="下载我的稿子").click()
    assert "增长6%" in download.value.path().read_text(encoding="utf-8")
    mine.get_by_role("button", name="这一处用对方的").click()
    expect(body(mine)).to_have_value(BODY.replace("5%", "7%"))
    expect(mine.locator(".conflict-left")).to_have_text("都定好了，可以保存")
    expect(mine.locator(".clash")).to_be_hidden()


def test_whoever_leaves_the_merge_is_asked_first(desks):
    mine, theirs = desks
    write_together(mine, theirs, BODY.replace("5%", "6%"), BODY.replace("5%", "7%"))
    body(mine).click()
    questions = []

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    mine.on("dialog", stay)
    mine.get_by_role("link", name="不保存，看对方的版本").click()
    expect(mine.get_by_role("button", name="保存合并稿")).to_be_visible()
    assert questions == ["beforeunload"]


def test_an_editor_sees_who_else_is_there_and_who_has_saved(desks):
    mine, theirs = desks
    mine.goto("/admin/editorial/article/add/")
    mine.locator("#id_title").fill("口岸新规下月施行")
    mine.get_by_label("所在期").select_option(label="先留在稿件库")
    mine.get_by_role("button", name="保存并继续编辑").first.click()
    mine.wait_for_url("**/change/")
    with theirs.expect_response("**/presence/"):
        theirs.goto(mine.url)
    mine.reload()
    there = mine.locator("#presence")
    expect(there).to_contain_text("也开着这篇")
    expect(there).not_to_contain_text("新的一版")
    theirs.locator("#id_subtitle").fill("企业可先行申报")
    theirs.get_by_role("button", name="保存并继续编辑").first.click()
    theirs.wait_for_load_state()
    mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as if half a minute had passed
    expect(there).to_contain_text("刚存了新的一版，您现在保存会要求合并")
    theirs.goto("/admin/editorial/article/")
    mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(there).not_to_contain_text("也开着这篇")
    expect(there.get_by_role("link", name="看改了什么")).to_be_visible()
