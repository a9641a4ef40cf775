"""Search as readers meet it: a real Chromium asks a running server, by mouse, by keyboard, without a script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.any_database

WORD = "数字"
"""Stands in titles and texts of the sample issue."""


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory):
    """A demo with the sample issue published, and no other."""
    with demo.copied(tmp_path_factory.mktemp("here")) as here:
        yield here


@pytest.fixture
def field(page):
    """The field of the search page, with suggestions for `WORD` below it."""
    page.goto("/search/")
    field = page.get_by_role("combobox", name="标题")
    expect(field).to_be_focused()
    page.keyboard.type(WORD)
    expect(page.get_by_role("listbox")).to_be_visible()
    return field


def suggestions(page, **kind):
    return page.get_by_role("listbox", name="建议").get_by_role("option", **kind)


def test_a_reader_searches_from_the_home_page_and_opens_what_was_found(page):
    page.goto("/")
    page.get_by_role("link", name="搜索").click()
    page.wait_for_url("**/search/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    expect(page.get_by_role("status").filter(has_text="找到")).to_be_visible()
    expect(page.locator("mark").first).to_have_text(WORD)
    title = page.locator(".hit-title").first.inner_text()
    page.locator(".hit-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_every_list_of_issues_has_a_field_that_leads_to_the_answer(page):
    for path in ("/", "/archive/"):
        page.goto(path)
        page.get_by_role("search").get_by_role("combobox").fill(WORD)
        page.get_by_role("search").get_by_role("button", name="搜索").click()
        page.wait_for_url(re.compile(r"/search/\?q="))
        expect(page.locator(".hit").first).to_be_visible()


def test_arrows_go_through_the_suggestions_and_enter_opens_one(page, field):
    options = suggestions(page)
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(suggestions(page, selected=True)).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    label = options.last.locator(".suggestion-label").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(label)


def test_enter_searches_for_what_was_typed_when_no_suggestion_is_chosen(page, field):
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=%E6%95%B0%E5%AD%97$"))


def test_escape_puts_the_suggestions_away_and_leaves_the_text(page, field):
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value(WORD)


def test_a_suggestion_is_opened_with_the_mouse(page, field):
    option = suggestions(page).last
    label = option.locator(".suggestion-label").inner_text()
    option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)


def test_how_many_suggestions_there_are_is_said_aloud(page, field):
    told = page.locator(".search-field [role=status]")
    expect(told).to_have_text(f"有 {suggestions(page).count()} 条建议，按上下键选择。")
    field.fill("没有这样的词")
    expect(told).to_have_text("没有建议，按回车搜索。")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_half_written_pinyin_is_not_asked_for(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
    page.goto("/search/")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "shu'zi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(500)
    assert asked == []
    keyboard.send("Input.insertText", {"text": WORD})
    expect(page.get_by_role("listbox")).to_be_visible()
    assert [url.endswith("q=%E6%95%B0%E5%AD%97") for url in asked] == [True]


def test_an_answer_to_what_was_typed_before_comes_too_late(page):
    def later(route):
        page.wait_for_timeout(600)
        route.fulfill(json={"suggestions": [{"kind": "article", "label": "太迟了", "url": "/"}]})

    page.route("**/suggest.json?q=%E6%95%B0", later)
    page.goto("/search/")
    expect(page.locator("#q")).to_be_focused()
    with page.expect_request("**/suggest.json?q=%E6%95%B0"):
        page.keyboard.type("数")
    page.keyboard.type("字")
    expect(suggestions(page).first).to_be_visible()
    page.wait_for_timeout(700)
    expect(suggestions(page).filter(has_text="太迟了")).to_have_count(0)


def test_everything_works_without_a_script(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    page.get_by_role("searchbox").fill(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    hits = page.locator(".hit").count()
    page.locator(".facet a").first.click()
    page.wait_for_url(re.compile(r"(year|section|source|author)="))
    assert 0 < page.locator(".hit").count() < hits
    page.get_by_role("link", name="去掉筛选").click()
    expect(page.locator(".hit")).to_have_count(hits)
    context.close()


@pytest.mark.parametrize("path", ["/search/", f"/search/?q={WORD}", "/search/?q=甲骨文 量子&year=2026"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_narrowest_phone_and_the_finger(page, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sizes = page.locator("main a:visible, main input:visible, main button, .site-nav a").evaluate_all(
        "all => all.map(each => [each.textContent, each.getBoundingClientRect().height])"
    )
    assert [name for name, height in sizes if height < 43.5] == []


def test_the_way_to_search_stays_in_the_line_of_a_narrow_phone(page):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/archive/"):
        page.goto(path)
        tops = page.locator(".site-nav a").evaluate_all("all => all.map(each => each.offsetTop)")
        assert len(set(tops)) == 1, path
    expect(page.get_by_role("link", name="搜索")).to_be_visible()
