"""The desk in English as maintainers meet it: what the scripts say in a real browser is English too, and where their
catalogue does not arrive they go on working and say it in Chinese."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.any_database

TITLE = "港口全年通航"
BODY = "这家港口是是第一次全年通航。\n\n验货(含抽检)当天办完，全年办了3.2万票，增长5.3%。"
OUTLET = "滨海通讯月刊"

WRITTEN = ", ".join(
    (
        "textarea, .markdownx-preview, .proofread-sheet, option, .select2-results__option, .select2-selection__rendered",
        ".proofread-title, .proofread-words, .proofread-message, .proofread-why, .proofread-changes",  # preflight's own
        ".seal, #user-tools, .breadcrumbs",
    )
)
"""Where stands what people wrote, names, and what preflight says of Chinese text."""
CHINESE = """
(written) => {
  const heard = ["aria-label", "placeholder", "title", "alt"];
  const isShown = (each) => each.checkVisibility() && !each.closest(written);
  return [...document.querySelectorAll("body, body *")].filter(isShown).flatMap((each) => [
    ...[...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data),
    ...heard.map((name) => each.getAttribute(name) ?? ""),
    each.matches("input[type=submit]") ? each.value : "",
  ]).filter((words) => /[\\u3400-\\u9fff，。：；？！（）]/.test(words));
}
"""


@pytest.fixture(scope="module")
def address(here):
    """The address of a running demo in English."""
    here.environment["DESK_LANGUAGE"] = "en"
    with here.serving() as address:
        yield address


def log_in(page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("bianji")
    page.get_by_label("Password").fill("jianbao-demo")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


@pytest.fixture
def desk(page):
    """The desk of an editor who has logged in."""
    log_in(page)
    return page


def write(page):
    """A new article with something to find in it."""
    page.goto("/admin/editorial/article/add/")
    page.locator("#id_title").fill(TITLE)
    page.locator("textarea[name=body]").fill(BODY)


def status(page):
    return page.locator(".proofread-status")


def chinese(page):
    """Words that somebody sees or hears, and that nobody has written."""
    return page.evaluate(CHINESE, WRITTEN)


# --- The article's editor ---------------------------------------------------------------------------


def test_the_editor_counts_and_checks_in_english(desk):
    desk.goto("/admin/editorial/article/add/")
    expect(status(desk)).to_have_text("Checking begins as you write")
    expect(desk.locator(".editor-count")).to_have_text("No text yet")
    write(desk)
    expect(desk.locator(".editor-count")).to_have_text(re.compile(r"^\d\d characters, about 1 min$"))
    expect(status(desk)).to_have_text(re.compile(r"^Error: \d, Warning: \d"))
    expect(desk.get_by_role("button", name="As readers see it")).to_be_visible()
    assert chinese(desk) == []


def test_what_would_be_mended_and_why_is_told_in_english(desk):
    write(desk)
    desk.locator(".proofread-mend").filter(has_text=re.compile(r"^All safe fixes \(\d\)$")).click()
    expect(desk.get_by_role("dialog").get_by_role("heading", level=2)).to_have_text(
        re.compile(r"^Mend \d places$")
    )
    assert chinese(desk) == []
    desk.get_by_role("button", name="Do not mend").click()
    card = desk.locator(".proofread-card.warning").first
    card.get_by_role("button", name="Why").click()
    expect(card.locator(".proofread-why")).to_contain_text("Standard: ")
    assert chinese(desk) == []


def test_an_outlet_is_made_in_english(desk):
    write(desk)
    desk.get_by_role("combobox", name=re.compile("^Source")).first.click()
    desk.get_by_role("searchbox", name="Source").fill(OUTLET)
    desk.get_by_role("button", name=f"Enter makes “{OUTLET}”").click()
    expect(desk.locator(".picker-line")).to_contain_text(f"“{OUTLET}” was made.")
    expect(desk.get_by_role("link", name="Add its kind, address and the rest")).to_be_visible()


def test_the_printed_page_is_counted_in_english(desk):
    write(desk)
    desk.get_by_text("As it will be printed").click()
    expect(desk.locator(".print-preview [data-count]")).to_have_text(re.compile(r"^Page \d+ of \d+$"))
    assert chinese(desk) == []


def test_without_the_catalogue_our_scripts_work_and_speak_chinese(browser, address):
    page = browser.new_page(
        base_url=address
    )  # one that forgives Django's own scripts, which do not work without
    log_in(page)
    page.route("**/jsi18n/", lambda route: route.abort())
    page.goto("/admin/editorial/article/add/")
    expect(status(page)).to_have_text("写下文字就开始检查")
    write(page)
    expect(page.locator(".editor-count")).to_have_text(re.compile(r"^\d\d 字，约 1 分钟$"))
    expect(page.locator(".proofread-mend")).to_have_text(re.compile(r"^全部安全修正（\d 处）$"))
    page.close()


# --- Other pages ------------------------------------------------------------------------------------


def test_the_workspace_says_in_english_what_is_moved(desk):
    desk.goto("/admin/editorial/issue/?state__exact=editing")
    desk.locator("#result_list tbody tr a").first.click()
    desk.locator(".line-handle").first.press("Enter")
    expect(desk.locator("#arrange-status")).to_contain_text("is picked up, article 1 of ")


def test_clipping_is_english(desk):
    desk.goto("/admin/clip/")
    desk.locator(".bookmarklet a").click()
    expect(desk.locator(".bookmarklet-hint")).to_have_text(
        "Please press it, drag it onto the bookmarks bar and let go there."
    )
    desk.get_by_role("tab", name="Paste text").click()
    assert chinese(desk) == []
    desk.locator("#way-text textarea").fill(f"{TITLE}\n\n来源：{OUTLET}\n\n{BODY}")
    desk.locator("#way-text").get_by_role("button", name="Read").click()
    expect(desk.locator(".editor-count")).to_have_text(re.compile(r"^\d\d characters, about 1 min$"))
    desk.locator("input[list=outlets]").first.fill("港城日报")
    expect(desk.locator(".clip-standing").first).to_have_text("Known source")
    desk.locator("input[list=outlets]").first.fill("没有见过的报纸")
    expect(desk.locator(".clip-standing").first).to_have_text("New source, made when saved")
