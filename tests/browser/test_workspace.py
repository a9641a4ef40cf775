"""The issue's workspace as editors meet it: a real Chromium, dragging, the keyboard, a colleague in between."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database

ORDER = """
() => [...document.querySelectorAll(".shelf")].map(
  (shelf) => [...shelf.querySelectorAll(".shelf-line")].map((line) => line.dataset.article))
"""
PRINTED = """
() => [...document.querySelectorAll("[data-printed]:not([hidden])")].map(
  (section) => [...section.querySelectorAll("li")].map((line) => line.dataset.printedArticle))
"""


@pytest.fixture
def workspace(page):
    """The page of the issue that is being edited."""
    page.set_viewport_size({"width": 1280, "height": 800})
    log_in(page, "bianji")
    open_workspace(page)
    return page


def open_workspace(page):
    page.goto("/admin/editorial/issue/?state__exact=editing")
    page.locator("#result_list tbody tr a").first.click()
    expect(page.locator(".shelf-line")).to_have_count(8)


def order(page):
    return page.evaluate(ORDER)


def moved(uids, old, new):
    """The list with the entry at `old` put at `new`."""
    rest = [uid for place, uid in enumerate(uids) if place != old]
    return [*rest[:new], uids[old], *rest[new:]]


def handle(page, uid):
    return page.locator(f"#article-{uid} .line-handle")


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def saved_order(page):
    """What the newsroom has, on a page fetched anew."""
    page.reload()
    return order(page)


def drag(page, uid, x, y):
    handle(page, uid).scroll_into_view_if_needed()
    page.mouse.move(*centre(handle(page, uid)))
    page.mouse.down()
    page.mouse.move(x, y - 5)
    page.mouse.move(x, y, steps=4)
    expect(page.locator(".line-gap")).to_have_count(1)


def dropped(page):
    """Lets go of the mouse once the row has found its gap, and waits until that is saved."""
    with page.expect_response(re.compile("/order/")) as answer:
        page.wait_for_timeout(60)  # a few frames, in which the gap follows the pointer
        page.mouse.up()
    return answer.value


def test_an_article_is_dragged_within_its_section(workspace):
    before = order(workspace)
    target = workspace.locator(f"#article-{before[0][2]}").bounding_box()
    drag(workspace, before[0][0], target["x"] + 20, target["y"] + target["height"] - 4)
    assert dropped(workspace).status == 200
    wanted = [moved(before[0], 0, 2), before[1]]
    assert order(workspace) == wanted
    assert workspace.evaluate(PRINTED)[0] == wanted[0]
    assert saved_order(workspace) == wanted


def test_an_article_is_dragged_into_an_empty_section_and_the_contents_follow(workspace):
    before = order(workspace)
    empty = workspace.locator(".shelf").last
    empty.scroll_into_view_if_needed()
    uid = before[0][-1]
    drag(workspace, uid, centre(empty)[0], centre(empty)[1])
    assert dropped(workspace).status == 200
    wanted = [before[0][:-1], [*before[1], uid]]
    assert order(workspace) == wanted
    assert workspace.evaluate(PRINTED) == wanted
    assert saved_order(workspace) == wanted


def test_near_the_edge_the_page_scrolls_along(workspace):
    workspace.set_viewport_size({"width": 1280, "height": 420})
    uid = order(workspace)[0][0]
    handle(workspace, uid).scroll_into_view_if_needed()
    start = workspace.evaluate("window.scrollY")
    workspace.mouse.move(*centre(handle(workspace, uid)))
    workspace.mouse.down()
    workspace.mouse.move(400, 300)
    workspace.mouse.move(400, 415, steps=3)
    workspace.wait_for_timeout(300)
    assert workspace.evaluate("window.scrollY") > start + 60
    workspace.keyboard.press("Escape")
    workspace.mouse.up()


def test_escape_gives_up_a_drag(workspace):
    before = order(workspace)
    target = workspace.locator(f"#article-{before[0][3]}").bounding_box()
    drag(workspace, before[0][0], target["x"] + 20, target["y"] + target["height"] - 4)
    workspace.keyboard.press("Escape")
    workspace.mouse.up()
    expect(workspace.locator(".line-gap, .is-dragged")).to_have_count(0)
    assert order(workspace) == before == saved_order(workspace)


def test_the_keyboard_lifts_moves_and_drops_and_tells_where(workspace):
    before = order(workspace)
    uid, told = before[0][0], workspace.locator("#arrange-status")
    handle(workspace, uid).focus()
    workspace.keyboard.press("Enter")
    expect(handle(workspace, uid)).to_have_attribute("aria-pressed", "true")
    expect(told).to_contain_text("已提起")
    workspace.keyboard.press("ArrowDown")
    expect(told).to_have_text(f"第 2 篇，共 {len(before[0])} 篇，行业资讯")
    expect(handle(workspace, uid)).to_be_focused()
    workspace.keyboard.press("ArrowDown")
    with workspace.expect_response(re.compile("/order/")):
        workspace.keyboard.press("Space")
    expect(told).to_contain_text(f"第 3 篇，共 {len(before[0])} 篇，行业资讯")
    expect(handle(workspace, uid)).to_have_attribute("aria-pressed", "false")
    assert saved_order(workspace) == [moved(before[0], 0, 2), before[1]]


def test_the_keyboard_goes_over_into_the_next_section_and_escape_puts_back(workspace):
    before = order(workspace)
    uid, told = before[0][-1], workspace.locator("#arrange-status")
    handle(workspace, uid).focus()
    workspace.keyboard.press("Space")
    workspace.keyboard.press("ArrowDown")
    expect(told).to_have_text(f"第 1 篇，共 {len(before[1]) + 1} 篇，协会动态")
    assert order(workspace) == [before[0][:-1], [uid, *before[1]]]
    workspace.keyboard.press("Escape")
    expect(told).to_contain_text("放回原处")
    expect(handle(workspace, uid)).to_be_focused()
    assert order(workspace) == before == saved_order(workspace)


def test_what_a_colleague_moved_meanwhile_is_kept_and_the_page_goes_back(browser, address):
    """With pages of its own: Chromium reports the refusal's status as a console error, and rightly so."""
    mine, theirs = (browser.new_page(base_url=address, locale="zh-CN") for _ in range(2))
    for each, username in ((mine, "bianji"), (theirs, "zebian")):
        log_in(each, username)
        open_workspace(each)
    before = order(mine)
    row = theirs.locator(f"#article-{before[0][1]}")
    row.locator("summary").click()
    row.get_by_role("button", name="上移").click()
    expect(theirs.locator(f"#article-{before[0][1]} .outcome")).to_contain_text("现在是")
    handle(mine, before[0][0]).focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "Enter"):
        mine.keyboard.press(key)
    expect(mine.locator(".arrange-problem")).to_contain_text("同事刚调整过这一期的文章")
    assert order(mine) == before
    mine.locator(".arrange-problem a").click()
    expect(mine.locator(".arrange-problem")).to_be_hidden()
    expect(mine.locator(".shelf-line").first).to_be_visible()
    assert order(mine) == order(theirs) == [moved(before[0], 1, 0), before[1]]
    mine.close()
    theirs.close()


def step_of(page, uid, name):
    return page.locator(f"#article-{uid}").get_by_role("button", name=name)


def test_a_row_moved_by_its_button_says_so_in_sight_and_the_next_press_moves_it_on(workspace):
    before = order(workspace)
    uid = before[0][2]
    workspace.locator(f"#article-{uid} summary").click()
    step_of(workspace, uid, "上移").click()
    outcome = workspace.locator(f"#article-{uid} .outcome")
    for place, focused in ((2, "上移"), (1, "下移")):
        expect(outcome).to_have_text(re.compile(f"“行业资讯”的第 {place} 篇"))
        expect(outcome).to_be_in_viewport(ratio=1)
        expect(step_of(workspace, uid, focused)).to_be_focused()
        expect(step_of(workspace, uid, focused)).to_be_in_viewport(ratio=1)
        expect(step_of(workspace, uid, focused)).to_have_accessible_description(re.compile("《.+》现在是"))
        if focused == "上移":
            workspace.keyboard.press("Enter")
    assert order(workspace) == [moved(before[0], 2, 0), before[1]] == saved_order(workspace)
    expect(outcome).to_have_count(0)


def test_the_ways_of_a_row_and_what_it_says_follow_when_it_is_dragged_on(workspace):
    uid = order(workspace)[0][1]
    workspace.locator(f"#article-{uid} summary").click()
    step_of(workspace, uid, "上移").click()
    expect(workspace.locator(f"#article-{uid} .outcome")).to_be_visible()
    expect(step_of(workspace, uid, "上移")).to_be_hidden()
    handle(workspace, uid).focus()
    with workspace.expect_response(re.compile("/order/")):
        for key in ("Enter", "ArrowDown", "Enter"):
            workspace.keyboard.press(key)
    expect(workspace.locator(".outcome")).to_have_count(0)
    workspace.locator(f"#article-{uid} summary").click()
    expect(step_of(workspace, uid, "上移")).to_be_visible()
    now_first = order(workspace)[0][0]
    expect(workspace.locator(f"#up-{now_first}")).to_have_attribute("hidden", "")


def test_what_goes_to_the_pool_and_comes_from_it_is_told_where_it_was_done(workspace):
    before = order(workspace)
    row = workspace.locator(f"#article-{before[0][-1]}")
    title = row.locator(".line-title").inner_text()
    row.locator("summary").click()
    row.get_by_role("button", name="退回稿件库").click()
    told = workspace.locator(".shelf .outcome")
    expect(told).to_have_text(f"《{title}》已退回稿件库。")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport(ratio=1)
    workspace.get_by_label(title).check()
    workspace.get_by_role("button", name="加入本期").click()
    told = workspace.locator("#take-in .outcome")
    expect(told).to_have_text("已把 1 篇加入“行业资讯”。")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport(ratio=1)
    assert order(workspace) == before


def test_the_ways_of_a_row_close_with_escape_and_by_a_click_or_a_step_elsewhere(workspace):
    first, second = order(workspace)[0][:2]
    way = step_of(workspace, first, "下移")
    summary = workspace.locator(f"#article-{first} summary")
    for leave in (
        lambda: workspace.keyboard.press("Escape"),
        lambda: workspace.locator("h1").first.click(),
        lambda: workspace.locator(f"#article-{second} summary").focus(),
    ):
        summary.click()
        expect(way).to_be_visible()
        leave()
        expect(way).to_be_hidden()
    summary.click()
    way.focus()
    workspace.keyboard.press("Escape")
    expect(summary).to_be_focused()


def test_the_ways_of_a_row_open_upwards_where_there_is_no_room_below(workspace):
    workspace.set_viewport_size({"width": 1280, "height": 600})
    summary = workspace.locator(f"#article-{order(workspace)[0][4]} summary")
    for from_top, is_above in ((300, False), (560, True)):
        summary.evaluate(
            "(summary, y) => window.scrollBy(0, summary.getBoundingClientRect().top - y)", from_top
        )
        summary.click()
        menu = workspace.locator(".line-moves[open] > div")
        expect(menu).to_be_in_viewport(ratio=1)
        assert (menu.bounding_box()["y"] < summary.bounding_box()["y"]) is is_above
        workspace.keyboard.press("Escape")


def test_nothing_ticked_is_told_in_the_words_of_its_button_beside_its_sign(workspace):
    workspace.locator(".shelf-line").first.locator("summary").click()
    workspace.locator(".line-moves[open]").get_by_role("button", name="退回稿件库").click()
    workspace.get_by_role("button", name="加入本期").click()
    told = workspace.locator("#take-in .outcome li")
    expect(told).to_have_text("还没有选文章。请先勾选，再加入。")
    assert told.evaluate("li => parseFloat(getComputedStyle(li).paddingLeft)") >= 40
    assert told.evaluate("li => parseFloat(getComputedStyle(li).backgroundPositionX)") <= 14
    workspace.locator(".take-in-list input").first.check()
    workspace.get_by_role("button", name="加入本期").click()
    expect(workspace.locator(".shelf-line")).to_have_count(8)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_workspace_does_not_scroll_sideways(workspace, width, scheme):
    workspace.emulate_media(color_scheme=scheme)
    workspace.set_viewport_size({"width": width, "height": 800})
    workspace.locator(".line-moves summary").first.click()
    assert workspace.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_buttons_are_as_large_as_a_finger(workspace):
    workspace.set_viewport_size({"width": 390, "height": 800})
    box = workspace.locator(".line-handle").first.bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44


def test_what_is_typed_is_saved_with_what_is_submitted_and_its_outcome_has_the_focus(workspace):
    workspace.locator(".line-title").first.click()
    workspace.locator("#id_title").fill("改了还没有存的标题")
    workspace.locator(".reviews").get_by_role("button", name="送审", exact=True).click()
    outcome = workspace.locator("#review-outcome")
    expect(outcome).to_contain_text("《改了还没有存的标题》已保存并送审")
    expect(outcome).to_be_focused()
    expect(outcome).to_be_in_viewport()
    expect(workspace.locator(".reviews [aria-current=step]")).to_have_text("待初审")


def test_a_reviewer_saves_before_approving_and_is_asked_for_a_reason_where_it_is_written(workspace):
    workspace.locator(".line-title").last.click()  # the first may be submitted already
    reviews = workspace.locator(".reviews")
    reviews.get_by_role("button", name="送审", exact=True).click()
    expect(reviews.locator("[aria-current=step]")).to_have_text("待初审")
    address = workspace.url.partition("#")[0]
    workspace.context.clear_cookies()
    log_in(workspace, "zhubian")
    workspace.goto(address)
    title = workspace.locator("#id_title")
    before = title.input_value()
    title.fill("主编顺手改的标题")
    reviews.get_by_role("button", name="初审通过").click()
    expect(reviews.locator(".missing")).to_contain_text("请先保存")
    expect(title).to_have_value("主编顺手改的标题")
    title.fill(before)
    reviews.get_by_role("button", name="退回", exact=True).click()
    expect(workspace.locator("#review-outcome")).to_contain_text("请写明退回的理由")
    expect(workspace.locator("#review-outcome")).to_be_in_viewport()
    expect(workspace.get_by_label("意见")).to_be_focused()
