"""The desk without a mouse: somebody who has nothing but a keyboard logs in, writes, orders, answers, and always sees
where they are."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in
from tests.month.desk import body, handle, panel

pytestmark = pytest.mark.any_database

FARTHEST = 200
"""How often somebody presses Tab before they give up."""
REMEMBER_LOOKS = """
() => {
  const look = (element) => {
    const frame = element.closest(".select2-selection") ?? element;
    const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(frame);
    return [outline, boxShadow, borderColor, backgroundColor, textDecoration].join("|");
  };
  const inReach = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }));
  document.activeElement.blur();
  const looks = new Map(inReach.map((each) => [each, look(each)]));
  window.met = new Set();
  window.meet = () => {
    const here = document.activeElement;
    if (here === document.body || window.met.has(here)) return null;
    window.met.add(here);
    return { name: here.outerHTML.slice(0, 120), isSeen: looks.get(here) !== look(here) };
  };
  window.missed = () => inReach.filter((each) => !window.met.has(each) && each.type !== "radio")
    .map((each) => each.outerHTML.slice(0, 120));
}
"""
"""Notes how everything within reach looks while the focus is elsewhere; a search field among the chosen tags has no
edge of its own, so its frame counts. `meet` says of what has the focus whether it
looks otherwise now, once for each; `missed` what the focus never came to, but for radio buttons, of which only the
chosen one is on the way."""


@pytest.fixture
def keys(page):
    """The front page, come to by the keyboard."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.set_default_timeout(20_000)
    page.goto("/admin/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("bianji")
    page.keyboard.press("Tab")
    page.keyboard.type("jianbao-demo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def go_to(page, place):
    """Presses Tab until the place has the focus."""
    place.wait_for()
    for _ in range(FARTHEST):
        if place.evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {place}")


def enter(page, place):
    go_to(page, place)
    page.keyboard.press("Enter")


def write(page, place, words):
    go_to(page, place)
    page.keyboard.insert_text(words)


def open_workspace(page):
    enter(page, page.get_by_role("link", name="打开本期"))
    expect(page.locator(".shelf-line").first).to_be_visible()


def test_from_the_login_to_an_article_with_a_source_that_is_submitted(keys):
    enter(keys, panel(keys, "我的稿件").get_by_role("link", name="写一篇"))
    write(keys, keys.locator("#id_title"), "小码头装上了自动闸口")
    go_to(keys, keys.locator("#id_section"))
    keys.keyboard.press("ArrowDown")
    write(keys, body(keys), "闸口识别车牌，司机不必下车。")
    chosen = keys.locator(".field-source .select2-selection").first
    enter(keys, chosen)
    expect(keys.locator(".select2-container--open .select2-search__field")).to_be_focused()
    keys.keyboard.insert_text("经济")
    expect(keys.locator(".select2-results__option--highlighted")).to_contain_text("经济")
    keys.keyboard.press("Enter")
    expect(chosen).to_contain_text("经济")
    enter(keys, keys.get_by_role("button", name="保存并送审").first)
    expect(keys.locator("#review-outcome")).to_be_focused()
    expect(keys.locator(".reviews [aria-current=step]")).to_have_text("待初审")


def test_an_article_is_moved_and_stays_there(keys):
    open_workspace(keys)
    titles = keys.locator(".line-title")
    first, second, *others = titles.all_inner_texts()
    go_to(keys, handle(keys, first))
    keys.keyboard.press("Enter")
    keys.keyboard.press("ArrowDown")
    with keys.expect_response(re.compile("/order/")):
        keys.keyboard.press("Enter")
    expect(handle(keys, first)).to_be_focused()
    keys.reload()
    expect(titles).to_have_text([second, first, *others])


def test_a_finding_is_let_stand_with_a_reason(keys):
    open_workspace(keys)
    enter(keys, keys.get_by_role("link", name="打开检查报告"))
    cards = keys.locator(".card").filter(has=keys.get_by_text("忽略", exact=True))
    card = cards.first
    expect(card).to_be_visible()
    before = cards.count()
    enter(keys, card.locator("summary").filter(has_text="忽略"))
    write(keys, card.get_by_label("理由"), "原文如此")
    keys.keyboard.press("Enter")
    expect(keys.locator(".messagelist .success")).to_contain_text("已忽略 1 处")
    expect(cards).to_have_count(before - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["workspace", "editor"])
def test_everything_is_on_the_way_of_tab_and_shows_that_it_has_the_focus(page, place, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 800})
    log_in(page, "admin")
    open_workspace(page)
    if place == "editor":
        page.locator(".line-title").first.click()
        expect(page.locator(".proofread-cards")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate(REMEMBER_LOOKS)
    met = []
    page.keyboard.press("Tab")
    while (here := page.evaluate("meet()")) is not None:
        met.append(here)
        page.keyboard.press("Tab")
    assert len(met) > 40
    assert [each["name"] for each in met if not each["isSeen"]] == []
    assert page.evaluate("missed()") == []
