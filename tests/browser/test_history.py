"""修改记录 in a real Chromium: an editor saves twice, compares two versions by keyboard, and brings one back."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory):
    """A demo with the sample issue published, and no other."""
    with demo.copied(tmp_path_factory.mktemp("here")) as here:
        yield here


def save(page, body):
    page.locator("textarea[name=body]").fill(body)
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_an_editor_compares_two_versions_and_brings_the_first_back(page):
    log_in(page, "bianji")
    page.goto("/admin/editorial/article/add/")
    page.locator("#id_title").fill("港口全年通航")
    save(page, "港口今年首次全年通航。\n\n验货当天办完。")
    save(page, "港口今年首次全年通航。\n\n验货次日办完。")
    page.get_by_role("link", name="修改记录").click()

    page.get_by_role("radio", name="旧：第 1 版").press("Space")
    page.get_by_role("button", name="比较选中的两版").press("Enter")
    was, became, inline = (page.locator(f".passage-{side}") for side in ("was", "became", "inline"))
    expect(was.last).to_have_text("验货当天办完。")
    expect(became.last).to_have_text("验货次日办完。")
    left, right = was.last.bounding_box(), became.last.bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1
    assert left["y"] == right["y"]
    expect(inline.last).to_be_hidden()
    for marked in (was.last.locator("del"), became.last.locator("ins")):
        line = marked.evaluate("element => getComputedStyle(element).textDecorationLine")
        colour = marked.evaluate("element => getComputedStyle(element).backgroundColor")
        assert line in ("line-through", "underline")
        assert colour != "rgba(0, 0, 0, 0)"

    page.set_viewport_size({"width": 390, "height": 800})
    expect(was.last).to_be_hidden()
    expect(inline.last).to_have_text("验货当天次日办完。")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("link", name="恢复到这一版").click()
    page.get_by_role("button", name="确认恢复").click()
    expect(page.locator(".messagelist")).to_contain_text("已恢复")
    page.get_by_role("link", name="港口全年通航").click()
    expect(page.locator("textarea[name=body]")).to_have_value("港口今年首次全年通航。\n\n验货当天办完。")
