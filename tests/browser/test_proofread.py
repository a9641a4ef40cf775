"""Preflight beside the text as editors meet it: a real Chromium, typing, underlines, cards, fixes, reasons."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in

pytestmark = pytest.mark.any_database

BODY = "这家港口是是第一次全年通航。\n\n验货(含抽检)当天办完，船期不再耽误。"

LIES_BEHIND = """
() => [...document.querySelectorAll(".proofread-back mark")].every((mark) => {
  const field = mark.closest(".proofread-frame").querySelector(".proofread-text");
  const [own, around] = [mark.getBoundingClientRect(), field.getBoundingClientRect()];
  return own.width > 0 && own.left >= around.left && own.right <= around.right;
})
"""
SAME_WORDS = """
() => {
  const field = document.querySelector("textarea[name=body]");
  const lines = [...field.parentElement.querySelectorAll(".proofread-sheet > div")];
  return lines.map((line) => line.textContent).join("\\n") === field.value;
}
"""
SAME_HEIGHT = """
() => {
  const field = document.querySelector("textarea[name=body]");
  const sheet = field.parentElement.querySelector(".proofread-sheet");
  return field.scrollHeight - sheet.offsetHeight;
}
"""
STEPS = """
async () => {
  const field = document.querySelector("textarea[name=body]");
  const times = [];
  for (let count = 0; count < 10; count += 1) {
    const start = performance.now();
    document.execCommand("insertText", false, "字");
    field.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times.sort((a, b) => a - b)[5];
}
"""


def write(page, body=BODY, title="港口全年通航"):
    """A new article as it is being written; gives the body's field."""
    log_in(page, "bianji")
    page.goto("/admin/editorial/article/add/")
    page.locator("#id_title").fill(title)
    page.get_by_label("所在期").select_option(label="先留在稿件库")
    field = page.locator("textarea[name=body]")
    field.fill(body)
    return field


def underlined(page, words):
    return page.locator(".markdownx .proofread-back mark").filter(has_text=words)


def card(page, words):
    return page.locator(".proofread-cards > li").filter(has_text=words)


def selected(field):
    return field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")


def test_what_is_typed_is_underlined_and_told_beside_the_text(page):
    field = write(page, "这家港口")
    field.focus()
    page.keyboard.press("End")
    page.keyboard.insert_text("是是第一次全年通航。")
    expect(underlined(page, "是是")).to_have_class("finding error")
    expect(card(page, "“是是”多了一个字。")).to_be_visible()
    expect(page.locator(".markdownx-preview mark.error")).to_have_text("是是")
    expect(field).to_be_focused()


def test_underlines_lie_behind_their_words(page):
    field = write(page, "\n\n".join([BODY, "长句，" * 200, BODY]))
    expect(underlined(page, "是是")).to_have_count(2)
    assert page.evaluate(LIES_BEHIND)
    assert abs(page.evaluate(SAME_HEIGHT)) <= 1
    field.evaluate("field => { field.scrollTop = 300; }")
    moved = page.locator(".markdownx .proofread-sheet")
    expect(moved).to_have_css("transform", "matrix(1, 0, 0, 1, 0, -300)")


def test_underlines_move_along_while_one_types_before_them(page):
    field = write(page)
    expect(underlined(page, "是是")).to_be_visible()
    page.route("**/proofread/check/", lambda route: None)
    field.evaluate("field => field.setSelectionRange(0, 0)")
    field.focus()
    page.keyboard.insert_text("据了解，")
    assert page.evaluate(SAME_WORDS)
    assert underlined(page, "是是").text_content() == "是是"
    field.evaluate("field => field.setSelectionRange(9, 9)")
    page.keyboard.insert_text("不")
    expect(underlined(page, "是")).to_have_count(0)


def test_nothing_is_drawn_or_asked_while_an_input_method_composes(page):
    field = write(page)
    expect(underlined(page, "是是")).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/proofread/" in request.url else None)
    field.dispatch_event("compositionstart")
    field.evaluate(
        "field => { field.setRangeText('ni', 0, 0);"
        " field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); }"
    )
    page.wait_for_timeout(900)
    assert asked == []
    field.evaluate("field => field.setRangeText('你', 0, 2)")
    field.dispatch_event("compositionend")
    page.wait_for_timeout(900)
    assert len(asked) == 1
    assert page.evaluate(SAME_WORDS)
    assert underlined(page, "是是").text_content() == "是是"


def test_a_card_selects_its_words_and_a_click_on_words_shows_their_card(page):
    field = write(page)
    card(page, "半角括号").locator(".proofread-go").click()
    assert selected(field) == "(含抽检)"
    page.locator(".markdownx-preview mark.error").click()
    expect(card(page, "重字")).to_have_attribute("aria-current", "true")
    field.focus()
    page.keyboard.press("F8")
    assert selected(field) == "(含抽检)"
    page.keyboard.press("Shift+F8")
    assert selected(field) == "是是"
    expect(card(page, "重字")).to_have_attribute("aria-current", "true")


def test_a_fix_is_shown_made_and_undone_by_the_keyboard(page):
    field = write(page)
    card(page, "重字").get_by_role("button", name="修正").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("del")).to_have_text("是")
    dialog.get_by_role("button", name="不修正").click()
    expect(field).to_have_value(BODY)
    card(page, "重字").get_by_role("button", name="修正").click()
    dialog.get_by_role("button", name="确认修正").click()
    expect(field).to_have_value(BODY.replace("是是", "是"))
    expect(field).to_be_focused()
    expect(card(page, "重字")).to_have_count(0)
    expect(page.locator(".markdownx-preview")).to_contain_text("这家港口是第一次")
    page.keyboard.press("Control+z")
    expect(field).to_have_value(BODY)
    expect(card(page, "重字")).to_be_visible()


def test_all_safe_fixes_are_made_at_once_and_taken_back_at_once(page):
    field = write(page, title="港口是是通航")
    page.get_by_role("button", name="全部安全修正（3 处）").click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=3)).to_have_text(["标题", "正文"])
    page.get_by_role("button", name="确认修正").click()
    expect(page.locator("#id_title")).to_have_value("港口是通航")
    expect(field).to_have_value("这家港口是第一次全年通航。\n\n验货（含抽检）当天办完，船期不再耽误。")
    page.get_by_role("button", name="撤销修正").click()
    expect(field).to_have_value(BODY)
    expect(page.locator("#id_title")).to_have_value("港口是是通航")
    expect(page.get_by_role("button", name="撤销修正")).to_be_hidden()


def test_a_warning_is_let_stand_and_remembered(page):
    write(page)
    warning = card(page, "半角括号")
    expect(card(page, "重字").get_by_role("button", name="忽略", exact=True)).to_be_hidden()
    page.get_by_role("button", name="保存并继续编辑").first.click()
    expect(page).to_have_url(re.compile(r"/change/$"))
    warning.get_by_role("button", name="忽略", exact=True).click()
    warning.get_by_label("忽略的理由").fill("引文照录")
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    page.reload()
    said = page.locator(".proofread-said")
    said.get_by_text("已忽略 1 处").click()
    expect(said).to_contain_text("引文照录 —— ")
    expect(underlined(page, "含抽检")).to_have_count(0)
    said.get_by_role("button", name="撤销忽略").click()
    expect(warning).to_be_visible()


def test_findings_are_filtered_by_family_and_gravity(page):
    write(page)
    cards = page.locator(".proofread-cards > li")
    expect(card(page, "重字")).to_be_visible()
    total = cards.count()
    page.get_by_role("button", name="用词 1").click()
    expect(cards).to_have_count(1)
    page.get_by_role("button", name=f"全部 {total}").click()
    expect(cards).to_have_count(total)
    page.get_by_role("button", name="警告 1").click()
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("(含抽检)")


def test_proven_figures_are_listed_with_their_sum(page):
    write(page, "2024年全市服务出口100亿元，2025年达到120亿元，增长20%。")
    page.get_by_text("✓ 已核实的数字 1 处").click()
    expect(page.locator(".proofread-verified li")).to_contain_text("20%")
    expect(page.locator(".proofread-sum")).to_contain_text("120")


@pytest.mark.parametrize(
    ("lose", "sentence"),
    [
        (lambda context: context.set_offline(True), "检查没有做成，请看看网络"),
        (lambda context: context.clear_cookies(), "请重新登录"),
    ],
    ids=["connection", "login"],
)
def test_without_an_answer_the_findings_stay_and_typing_goes_on(browser, address, lose, sentence):
    page = browser.new_page(base_url=address, locale="zh-CN")  # Chromium logs a request that failed
    field = write(page)
    expect(card(page, "重字")).to_be_visible()
    lose(page.context)
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("完。")
    expect(page.locator(".proofread-problem")).to_contain_text(sentence)
    expect(card(page, "重字")).to_be_visible()
    expect(underlined(page, "是是")).to_be_visible()
    expect(field).to_have_value(BODY + "完。")
    page.context.set_offline(False)
    page.close()


def test_a_complaint_goes_when_the_next_check_succeeds(page):
    field = write(page)
    page.route("**/proofread/check/", lambda route: route.fulfill(json={"error": "登录已过期。"}))
    field.fill(BODY + "完。")
    expect(page.locator(".proofread-problem")).to_have_text("登录已过期。")
    page.unroute("**/proofread/check/")
    field.fill(BODY)
    expect(page.locator(".proofread-problem")).to_be_hidden()
    expect(card(page, "重字")).to_be_visible()


def test_a_picture_that_is_put_in_moves_the_underlines(page):
    field = write(page)
    expect(underlined(page, "是是")).to_be_visible()
    page.route("**/proofread/check/", lambda route: None)
    field.evaluate(
        "field => { field.value = `![海港](https://gangcheng.example/a.png)${field.value}`; field.blur(); }"
    )
    field.focus()  # the package shows the preview anew
    expect(page.locator(".markdownx-preview a")).to_have_text("海港")
    assert page.evaluate(SAME_WORDS)
    assert underlined(page, "是是").text_content() == "是是"


def test_a_whole_issue_in_one_body_stays_light(page):
    field = write(page, "\n\n".join(f"第{n}次，{BODY}" + "船来船往，码头不停。" * 40 for n in range(45)))
    expect(card(page, "重字").first).to_be_visible(timeout=15_000)
    field.evaluate("field => field.setSelectionRange(9000, 9000)")
    field.focus()
    assert page.evaluate(STEPS) < 100  # milliseconds from key to text


@pytest.mark.parametrize("width", [1680, 1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_findings_stand_beside_the_text_and_on_a_phone_below(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    write(page)
    expect(card(page, "重字")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    text, panel = (
        page.locator("textarea[name=body]").bounding_box(),
        page.locator("#proofread").bounding_box(),
    )
    if width > 1100:
        assert panel["x"] >= text["x"] + text["width"]
        assert panel["y"] < text["y"] + text["height"]
    else:
        assert panel["y"] >= text["y"] + text["height"]
