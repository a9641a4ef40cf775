"""A proof as people meet it: a guest opens a link and remarks, on a desk, a phone and without scripts; colleagues answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database

LETTERS = """
([words, start, end]) => {
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let place = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (place <= start && start <= place + text.length) { range.setStart(text, start - place); }
    if (place <= end && end <= place + text.length) { range.setEnd(text, end - place); break; }
    place += text.length;
  }
  words.scrollIntoView({ block: "center" });
  const boxes = [...range.getClientRects()];
  const [first, last] = [boxes[0], boxes.at(-1)];
  return { from: [first.left + 1, first.top + first.height / 2], to: [last.right - 1, last.top + last.height / 2],
           text: range.toString() };
}
"""
"""Where some letters of an element are on the screen, and which they are."""


@pytest.fixture
def guest(browser, address):
    """Opens pages for people without an account; the test fails on any error or request elsewhere."""
    problems, contexts = [], []

    def open_page(link, **options):
        context = browser.new_context(base_url=address, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request", lambda r: problems.append(r.url) if not r.url.startswith((address, "data:")) else None
        )
        page.goto(link)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def to_the_proofs(page):
    page.goto("/admin/editorial/issue/")
    page.locator("#result_list tbody tr").filter(has_text="编辑中").locator("a").first.click()
    page.get_by_role("link", name="出校样、请人审阅").click()
    expect(page.get_by_role("heading", name="审阅链接")).to_be_visible()


@pytest.fixture
def link(page):
    """A link to the newest round, made by the chief editor at the desk, who stays logged in on `page`."""
    log_in(page, "zhubian")
    to_the_proofs(page)
    if page.get_by_role("link", name="一校", exact=True).count() == 0:
        page.get_by_role("button", name="出一校").click()
    page.get_by_label("给谁").fill("王会长")
    page.get_by_role("button", name="生成链接").click()
    return page.get_by_role("textbox", name="审阅链接").input_value()


def row(page, number):
    """A row of the first article: its title, its credit, then the paragraphs."""
    return page.locator(".proof-article").first.locator(".proof-row").nth(number)


def drag_over(page, words, start, end):
    """Selects letters with the mouse; gives them."""
    seen = words.evaluate("(words, [start, end]) => (" + LETTERS + ")([words, start, end])", [start, end])
    page.mouse.move(*seen["from"])
    page.mouse.down()
    page.mouse.move(*seen["to"], steps=4)
    page.mouse.up()
    return seen["text"]


def test_a_guest_selects_words_and_remarks_on_them(link, guest):
    page = guest(link, viewport={"width": 1280, "height": 900})
    chosen = drag_over(page, row(page, 3).locator("[data-words]"), 4, 12)
    page.get_by_role("button", name="批注所选文字").click()
    expect(row(page, 3).locator(".say-quote")).to_have_text(chosen)
    page.keyboard.insert_text("这个说法请核对出处。")
    row(page, 3).get_by_role("button", name="留下批注").click()
    said = row(page, 3).locator(".remark").filter(has_text="核对出处")
    expect(said).to_be_in_viewport()
    expect(said).to_contain_text("王会长")
    expect(row(page, 3).locator("mark")).to_have_text(chosen)
    text, beside = row(page, 3).locator(".prose").bounding_box(), said.bounding_box()
    assert beside["x"] >= text["x"] + text["width"]
    # The second remark counts past the number that the first one left in the text.
    again = drag_over(page, row(page, 3).locator("[data-words]"), 25, 30)
    page.get_by_role("button", name="批注所选文字").click()
    page.keyboard.insert_text("单位也请核对。")
    row(page, 3).get_by_role("button", name="留下批注").click()
    quotes = row(page, 3).locator(".remark-quote")
    expect(quotes).to_have_count(2)
    assert again in quotes.all_inner_texts()


def test_a_guest_with_a_keyboard_alone_remarks_on_a_paragraph(link, guest):
    page = guest(link)
    summary = row(page, 2).get_by_text("批注这一段")
    summary.focus()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, 2).get_by_role("textbox")).to_be_focused()
    page.keyboard.insert_text("这一段可以再短。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page, 2).locator(".remark").filter(has_text="可以再短")).to_be_visible()


def test_on_a_phone_remarks_stand_below_their_paragraph(link, guest):
    page = guest(link, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    row(page, 4).get_by_text("批注这一段").tap()
    row(page, 4).get_by_label("批注", exact=True).fill("请补一句背景。")
    row(page, 4).get_by_role("button", name="留下批注").tap()
    said = row(page, 4).locator(".remark").filter(has_text="补一句背景")
    expect(said).to_be_visible()
    text, below = row(page, 4).locator(".prose").bounding_box(), said.bounding_box()
    assert below["y"] >= text["y"] + text["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("number", [2, -1], ids=["first", "last"])
def test_on_a_phone_the_button_for_selected_words_is_in_sight_wherever_they_stand(link, guest, number):
    page = guest(link, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    words = page.locator(".proof-row [data-words]").nth(number)
    words.evaluate(
        "words => { words.scrollIntoView({ block: 'center' }); getSelection().selectAllChildren(words); }"
    )
    button = page.get_by_role("button", name="批注所选文字")
    expect(button).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["height"] == 44
    button.tap()
    expect(page.locator(".say[open] textarea")).to_be_focused()


def test_without_scripts_a_guest_remarks_all_the_same(link, guest):
    page = guest(link, java_script_enabled=False)
    row(page, 5).get_by_text("批注这一段").click()
    row(page, 5).get_by_label("批注", exact=True).fill("没有脚本也能批注。")
    row(page, 5).get_by_role("button", name="留下批注").click()
    expect(row(page, 5).locator(".remark")).to_contain_text("没有脚本也能批注。")


def test_a_colleague_answers_in_the_articles_editor_and_the_next_round_shows_the_change(page, link, guest):
    visitor = guest(link)
    row(visitor, 0).get_by_text("批注这一段").focus()
    visitor.keyboard.press("Enter")
    expect(row(visitor, 0).get_by_role("textbox")).to_be_focused()
    visitor.keyboard.insert_text("标题再亮一点。")
    row(visitor, 0).get_by_role("button", name="留下批注").click()

    page.locator(".contents").first.get_by_role("link", name=re.compile("^共 ")).first.click()
    page.get_by_role("link", name="去改这一篇").first.click()
    waiting = page.locator(".article-remarks li").filter(has_text="标题再亮一点")
    waiting.get_by_role("link", name="处理").click()
    waiting.get_by_label("处理意见").fill("标题已改")
    page.keyboard.press("Enter")
    expect(waiting).to_contain_text("✓ 标题已改")
    expect(page).to_have_url(re.compile("/change/$"))
    title = page.locator("#id_title")
    title.fill(f"{title.input_value()}（上）")
    page.get_by_role("button", name="保存", exact=True).first.click()

    visitor.reload()
    expect(row(visitor, 0).locator("details.remark summary")).to_contain_text("已处理")

    to_the_proofs(page)
    page.get_by_role("button", name="出下一校").click()
    page.get_by_role("link", name="二校", exact=True).click()
    expect(row(page, 0).locator("ins")).to_have_text("（上）")
    unchanged = row(page, 2)
    page.get_by_label("只看改动").check(force=True)
    expect(unchanged).to_be_hidden()
    expect(row(page, 0)).to_be_visible()
    page.get_by_label("看清样").check(force=True)
    expect(unchanged).to_be_visible()
    expect(row(page, 0).locator("ins")).to_have_css("text-decoration-line", "none")

    visitor.reload()
    expect(visitor.locator(".proof-note")).to_contain_text("已经收样")
    expect(visitor.get_by_text("批注这一段", exact=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_proofs_scrolls_sideways(page, link, guest, width, scheme):
    visitor = guest(link, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert visitor.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    to_the_proofs(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
