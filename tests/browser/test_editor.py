"""The article's editor as editors meet it: pasting, what was not saved, pictures, outlets, the printed page."""

import base64
import io
import re

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import expect

from tests.browser.people import log_in
from tests.pictures import png

pytestmark = pytest.mark.any_database

NEW = "/admin/editorial/article/add/"
GIVE = """
(field, [kind, words, files]) => {
  const given = new DataTransfer();
  for (const [type, text] of Object.entries(words)) given.setData(type, text);
  for (const [name, letters] of files) {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    given.items.add(new File([bytes], name, { type: "image/png" }));
  }
  const manner = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: given, ...manner })
    : new DragEvent("drop", { dataTransfer: given, ...manner });
  field.focus();
  field.dispatchEvent(event);
  return event.defaultPrevented;
}
"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('jianbao:unsaved:')).length"
OUTLETS = """
from tests import builders
from editorial.models import SourceAlias

SourceAlias.objects.create(source=builders.source("东岸晚报", slug="dongan"), name="东岸客户端")
"""


@pytest.fixture(scope="module")
def address(here):
    """The address of a running demo with one issue that is being edited, and an outlet with another name."""
    here.manage("shell", "-v", "0", "-c", OUTLETS)
    with here.serving() as address:
        yield address


@pytest.fixture
def field(page):
    """The body of a new article."""
    log_in(page, "bianji")
    page.goto(NEW)
    return body(page)


def body(page):
    return page.locator("textarea[name=body]")


def caret(field, start, end=None):
    field.evaluate("(field, [start, end]) => field.setSelectionRange(start, end)", [start, end or start])


def give(field, *files, words=None, kind="paste"):
    """Pastes or drops words by media type and files by name and content; whether the page took care of it."""
    letters = [(name, base64.b64encode(content).decode()) for name, content in files]
    return field.evaluate(GIVE, [kind, words or {}, letters])


def paste(field, html, *files, plain="文字"):
    return give(field, *files, words={"text/html": html, "text/plain": plain})


def open_article(page, name="数字提单"):
    page.goto(f"/admin/editorial/article/?issue__year=2026&q={name}&state__exact=draft")
    page.locator("#result_list tbody th a").first.click()


# --- Pasting --------------------------------------------------------------------------------------


def test_a_paste_from_word_becomes_markdown_and_one_undo_takes_it_back(page, field):
    field.fill("前面。后面。")
    caret(field, 3)
    assert paste(field, "<h2>小标题</h2><p>增长<b>5.3%</b>。<o:p></o:p></p>")
    expect(field).to_have_value("前面。\n\n## 小标题\n\n增长**5.3%**。\n\n后面。")
    expect(page.locator(".markdownx-preview h2")).to_have_text("小标题")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("前面。后面。")


def test_words_pasted_over_a_selection_take_its_place_within_the_sentence(field):
    field.fill("港口旧词通航。")
    caret(field, 2, 4)
    paste(field, "<a href='https://port.example/'>全年</a>")
    expect(field).to_have_value("港口[全年](https://port.example/)通航。")
    assert field.evaluate("field => field.selectionStart === field.selectionEnd")


def test_what_is_typed_while_a_paste_is_being_read_stays_where_it_was_typed(page, field):
    held = []
    page.route("**/markdown/paste/", lambda route: held.append(route))
    field.fill("开头。")
    caret(field, 3)
    paste(field, "<p><b>贴一</b></p>")
    paste(field, "<p><b>贴二</b></p>")
    expect(page.locator(".editor-status")).to_have_text("正在整理粘贴的内容……")
    page.keyboard.insert_text("后打的字")
    caret(field, 0)
    page.keyboard.insert_text("最前")
    while len(held) < 2:
        page.wait_for_timeout(50)
    for route in reversed(held):
        route.continue_()
    expect(field).to_have_value("最前开头。**贴一****贴二**后打的字")
    assert field.evaluate("field => field.selectionStart") == 2


def test_plain_text_is_left_to_the_browser(page, field):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "markdown/paste" in request.url else None)
    assert not give(field, words={"text/plain": "# 只是文字"})
    assert not paste(field, "<meta charset='utf-8'><span>只是文字</span>", plain="只是文字")
    assert asked == []


def test_where_the_desk_cannot_be_asked_the_words_are_pasted_and_that_is_said(page, field):
    page.route("**/markdown/paste/", lambda route: route.fulfill(body="<h1>网关超时</h1>"))
    paste(field, "<p><b>要紧</b>的话</p>", plain="要紧的话")
    expect(field).to_have_value("要紧的话")
    expect(page.locator(".editor-status")).to_contain_text("只粘贴了文字")


def test_the_editor_counts_what_will_be_printed(page, field):
    expect(page.locator(".editor-count")).to_have_text("还没有字")
    field.fill("## 标题\n\n" + "字" * 1198 + " **。**")
    expect(page.locator(".editor-count")).to_have_text("1,201 字，约 3 分钟")


# --- The buttons above the text, and the preview beside it ---------------------------------------------


def press(page, name):
    page.get_by_role("group", name="排版").get_by_role("button", name=name, exact=True).click()


def selected(field):
    return field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")


@pytest.mark.parametrize(
    ("button", "written", "selection"),
    [
        ("加粗", "港口**旧词**通航。", "旧词"),
        ("链接", "港口[旧词](https://)通航。", "https://"),
        ("小标题", "## 港口旧词通航。", "## 港口旧词通航。"),
        ("列表", "- 港口旧词通航。", "- 港口旧词通航。"),
        ("表格", "港口旧词通航。\n\n| 栏名 | 栏名 |\n| --- | --- |\n|  |  |\n|  |  |", "栏名"),
    ],
)
def test_a_button_writes_what_it_says_and_one_undo_takes_it_back(page, field, button, written, selection):
    field.fill("港口旧词通航。")
    caret(field, 2, 4)
    press(page, button)
    expect(field).to_have_value(written)
    expect(field).to_be_focused()
    assert selected(field) == selection
    page.keyboard.press("Control+z")
    expect(field).to_have_value("港口旧词通航。")


@pytest.mark.parametrize("button", ["加粗", "小标题", "列表"])
def test_a_button_pressed_again_takes_back_what_it_made(page, field, button):
    field.fill("第一行\n第二行")
    caret(field, 0, 3)
    press(page, button)
    assert field.input_value() != "第一行\n第二行"
    press(page, button)
    assert field.input_value().split() == ["第一行", "第二行"]


def test_with_nothing_selected_an_example_is_written_that_the_next_stroke_replaces(page, field):
    field.fill("第一段。\n")
    caret(field, 5)
    press(page, "小标题")
    page.keyboard.insert_text("下一步")
    expect(field).to_have_value("第一段。\n\n## 下一步")


def test_every_line_of_a_selection_becomes_an_item_and_none_loses_its_mark_to_bold(page, field):
    field.fill("前言。\n甲\n乙\n后话。")
    caret(field, 4, 7)
    press(page, "列表")
    expect(field).to_have_value("前言。\n\n- 甲\n- 乙\n\n后话。")
    press(page, "加粗")
    expect(field).to_have_value("前言。\n\n- **甲**\n- **乙**\n\n后话。")


def test_the_preview_goes_along_with_the_caret_but_not_under_the_mouse(page, field):
    page.set_viewport_size({"width": 1280, "height": 800})
    preview = page.get_by_role("region", name="读者看到的样子")
    field.fill("\n\n".join(f"第 {number} 段，说的是港口。" for number in range(80)))
    expect(preview).to_contain_text("第 79 段")
    assert abs(preview.bounding_box()["height"] - field.bounding_box()["height"]) < 60
    page.keyboard.press("Control+End")
    page.wait_for_function("document.querySelector('.markdownx-preview').scrollTop > 1000")
    preview.hover()
    before = preview.evaluate("preview => preview.scrollTop")
    page.keyboard.press("Control+Home")
    assert preview.evaluate("preview => preview.scrollTop") == before


def test_the_preview_folds_away_and_comes_back(page, field):
    fold = page.get_by_role("button", name="读者看到的样子")
    wide = field.bounding_box()["width"]
    fold.click()
    expect(page.locator(".markdownx-preview")).to_be_hidden()
    assert field.bounding_box()["width"] > wide
    fold.press("Enter")
    expect(page.locator(".markdownx-preview")).to_be_visible()


def test_a_new_article_begins_in_its_title_and_nothing_is_praised_before_it_is_written(page, field):
    expect(page.locator("#id_title")).to_be_focused()
    expect(page.locator(".proofread-status")).to_have_text("写下文字就开始检查")


def test_an_article_without_a_source_leads_to_the_field_for_it(page, field):
    page.locator("#id_title").fill("没有来源的一篇")
    page.get_by_role("button", name="去填来源").click()
    expect(page.get_by_role("combobox", name=re.compile("^来源")).first).to_be_focused()
    page.keyboard.type("gang")
    expect(page.locator(".select2-container--open .select2-search__field")).to_have_value("gang")


# --- What was not saved ----------------------------------------------------------------------------


def offer(page):
    return page.locator("[data-autosave]")


def choose_outlet(page, name, typed=None, row=0):
    page.locator(f".field-source .select2-selection[aria-labelledby*='id_attributions-{row}-source']").click()
    page.locator(".select2-container--open .select2-search__field").fill(typed or name)
    page.get_by_role("option", name=name).click()


def wait_until_kept(page, words):
    page.wait_for_function(
        "words => Object.values(localStorage).some((kept) => kept.includes(words))", arg=words
    )


def test_what_was_typed_survives_a_crash_and_is_forgotten_once_saved(page, field):
    page.locator("#id_title").fill("断电之前写的")
    field.fill("写到一半。")
    choose_outlet(page, "港城日报")
    page.locator("#attributions-group .add-row a").click()
    choose_outlet(page, "东岸晚报", typed="东岸客户端", row=1)
    wait_until_kept(page, "东岸晚报")
    page.reload()

    expect(offer(page)).to_contain_text("没有保存")
    expect(body(page)).to_have_value("")
    offer(page).get_by_role("button", name="恢复").click()
    expect(offer(page)).to_be_hidden()
    expect(page.locator("#id_title")).to_have_value("断电之前写的")
    expect(body(page)).to_have_value("写到一半。")
    expect(page.locator(".markdownx-preview")).to_contain_text("写到一半。")
    expect(page.get_by_role("combobox", name=re.compile("来源.*港城日报"))).to_be_visible()
    expect(page.get_by_role("combobox", name=re.compile("来源.*东岸晚报"))).to_be_visible()

    page.get_by_label("所在期").select_option(label="先留在稿件库")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate(KEPT) == 0
    page.goto(NEW)
    expect(offer(page)).to_be_hidden()


def test_what_was_saved_into_an_issue_is_forgotten_on_the_page_of_the_issue(page, field):
    page.locator("#id_title").fill("收进一期的一篇")
    page.get_by_label("所在期").select_option(index=1)
    page.get_by_label("栏目").select_option(index=1)
    wait_until_kept(page, "收进一期的一篇")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.get_by_role("link", name="收进一期的一篇", exact=True).first).to_be_visible()
    assert page.evaluate(KEPT) == 0


def test_the_front_page_leads_back_to_what_was_not_saved(page, field):
    page.locator("#id_title").fill("写到一半就走开")
    wait_until_kept(page, "写到一半就走开")
    page.goto("/admin/")
    page.get_by_role("link", name="写到一半就走开").click()
    offer(page).get_by_role("button", name="不要").click()
    page.goto("/admin/")
    expect(page.locator("[data-unsaved]")).to_be_hidden()


def lost(route):
    """The network gives up as soon as something is sent."""
    if route.request.method == "POST":
        route.fulfill(content_type="text/html; charset=utf-8", body="没有网络")
    else:
        route.continue_()


def test_a_save_that_never_arrived_is_offered_again(page, field):
    page.locator("#id_title").fill("没有送到的一篇")
    field.fill("网断了。")
    page.route("**/article/add/", lost)
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.get_by_text("没有网络")).to_be_visible()
    page.goto(NEW)
    offer(page).get_by_role("button", name="恢复").click()
    expect(body(page)).to_have_value("网断了。")


def test_an_offer_is_not_lost_to_what_is_typed_before_it_is_answered(page, field):
    field.fill("第一份")
    wait_until_kept(page, "第一份")
    page.reload()
    body(page).fill("第二份")
    wait_until_kept(page, "第二份")
    page.reload()
    offer(page).get_by_role("button", name="不要").click()
    offer(page).get_by_role("button", name="恢复").click()
    expect(body(page)).to_have_value("第一份")
    page.reload()
    offer(page).get_by_role("button", name="不要").click()
    expect(offer(page)).to_be_hidden()
    assert page.evaluate(KEPT) == 0


def test_nobody_is_offered_what_another_person_typed(page, field):
    field.fill("我一个人的草稿")
    wait_until_kept(page, "草稿")
    page.context.clear_cookies()
    log_in(page, "zebian")
    page.goto(NEW)
    expect(page.locator(".markdownx")).to_be_visible()
    expect(offer(page)).to_be_hidden()


def test_what_a_colleague_saved_since_is_merged_and_not_overwritten(page, browser, address):
    log_in(page, "bianji")
    open_article(page)
    mine = body(page).input_value()
    body(page).fill(mine + "\n\n我加的一段。")
    wait_until_kept(page, "我加的一段。")

    colleague = browser.new_page(base_url=address, locale="zh-CN")
    log_in(colleague, "zebian")
    colleague.goto(page.url)
    body(colleague).fill("同事加在前面的一段。\n\n" + mine)
    colleague.get_by_role("button", name="保存", exact=True).first.click()
    expect(colleague.locator(".messagelist .success")).to_be_visible()
    colleague.close()

    page.reload()
    expect(offer(page)).to_contain_text("又存了新的一版")
    offer(page).get_by_role("button", name="恢复").click()
    answer = page.request.post(
        page.url,
        form=page.evaluate("Object.fromEntries(new FormData(document.querySelector('#article_form')))"),
        headers={"Referer": page.url},
    )
    assert answer.status == 409
    assert "同事加在前面的一段。" in answer.text()
    assert "我加的一段。" in answer.text()


# --- Pictures --------------------------------------------------------------------------------------


def test_a_picture_by_the_button_asks_what_is_on_it(page, field):
    field.fill("看图：")
    caret(field, 3)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="插入图片").click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": png(40, 30)})
    page.get_by_role("button", name="写好了").click()
    expect(page.get_by_role("dialog")).to_be_visible()  # there is no picture without its description
    page.get_by_label("图片说明").fill("夜里的[码头]")
    page.get_by_label("图下文字").fill('四号泊位的"夜班"')
    page.keyboard.press("Enter")
    expect(field).to_have_value(
        re.compile(r"^看图：\n\n!\[夜里的 码头\]\(/pictures/[0-9a-f]+\.png \"四号泊位的\\\"夜班\\\"\"\)$")
    )
    expect(page.locator(".markdownx-preview figure img")).to_have_attribute("alt", "夜里的 码头")
    expect(page.locator(".markdownx-preview figcaption")).to_have_text('四号泊位的"夜班"')


def describe(page, words):
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("图片说明").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()


def uploads(page):
    """The uploads that the page asks for from now on."""
    asked = []
    page.on("request", lambda request: asked.append(request) if "markdown/upload" in request.url else None)
    return asked


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_pasted_or_dropped_lands_at_the_caret_and_is_asked_about(page, field, kind):
    field.fill("前面。后面。")
    caret(field, 3)
    assert give(field, ("码头.png", png(30, 20)), kind=kind)
    describe(page, "夜里的码头")
    expect(field).to_have_value(
        re.compile(r"^前面。\n\n!\[夜里的码头\]\(/pictures/[0-9a-f]+\.png\)\n\n后面。$")
    )
    expect(page.locator(".markdownx-preview figure img")).to_have_js_property("naturalWidth", 30)


def test_what_is_hidden_in_a_pasted_picture_does_not_reach_the_desk(page, field):
    told = PngInfo()
    told.add_text("Comment", "behind the warehouse")
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "PNG", pnginfo=told)
    assert b"behind the warehouse" in buffer.getvalue()
    give(field, ("a.png", buffer.getvalue()))
    seen = page.get_by_role("dialog").locator("img")
    expect(seen).to_have_js_property("naturalWidth", 30)
    stored = page.request.get(seen.get_attribute("src")).body()
    assert (stored[:4], b"behind the warehouse" in stored) == (b"\x89PNG", False)


def test_a_picture_may_wait_for_its_description_and_one_undo_takes_it_back(page, field):
    field.fill("旧话。")
    caret(field, 0, 3)
    give(field, ("码头.png", png(30, 30)))
    page.get_by_role("button", name="稍后再写").click()
    expect(field).to_have_value(re.compile(r"^!\[\]\(/pictures/[0-9a-f]+\.png\)$"))
    expect(field).to_be_focused()
    page.keyboard.press("Control+z")
    expect(field).to_have_value("旧话。")


def test_a_picture_left_for_later_is_described_from_what_the_desk_says_of_it(page, field):
    field.fill("前面。后面。")
    caret(field, 3)
    give(field, ("码头.png", png(30, 20)))
    page.get_by_role("button", name="稍后再写").click()
    page.get_by_role("button", name="写说明").click()
    expect(page.get_by_role("dialog").locator("img")).to_have_js_property("naturalWidth", 30)
    describe(page, "夜里的码头")
    expect(field).to_have_value(
        re.compile(r"^前面。\n\n!\[夜里的码头\]\(/pictures/[0-9a-f]+\.png\)\n\n后面。$")
    )
    expect(page.get_by_role("button", name="写说明")).to_have_count(0)


def test_the_words_below_a_picture_are_kept_when_it_is_described_later(page, field):
    give(field, ("码头.png", png(30, 20)))
    page.get_by_role("button", name="稍后再写").click()
    field.fill(field.input_value().replace(")", ' "四号泊位的\\"夜班\\"")'))
    page.get_by_role("button", name="写说明").click()
    expect(page.get_by_label("图下文字")).to_have_value('四号泊位的"夜班"')
    describe(page, "夜里的码头")
    expect(field).to_have_value(re.compile(r'^!\[夜里的码头\]\(\S+ "四号泊位的\\"夜班\\""\)$'))


@pytest.mark.parametrize(
    ("before", "after"), [("前面。", "后面。"), ("前面。", ""), ("", "后面。"), ("", "")]
)
def test_a_picture_that_is_not_wanted_goes_and_one_undo_brings_it_back(page, field, before, after):
    field.fill(before + after)
    caret(field, len(before))
    give(field, ("码头.png", png(30, 20)))
    page.get_by_role("button", name="不要这张图").click()
    expect(field).to_have_value("\n\n".join(filter(None, (before, after))))
    expect(field).to_be_focused()
    page.keyboard.press("Control+z")
    expect(field).to_have_value(re.compile(r"!\[\]\(/pictures/[0-9a-f]+\.png\)"))


def test_pictures_pasted_together_stand_in_their_order_and_each_is_asked_about(page, field):
    give(field, ("a.png", png(30, 20)), ("b.png", png(20, 30)))
    for words in ("一号泊位", "二号泊位"):
        page.get_by_label("图片说明").fill(words)
        page.keyboard.press("Enter")
        expect(field).to_have_value(re.compile(re.escape(f"![{words}](")))
    assert re.findall(r"!\[(.*?)\]", field.input_value()) == ["一号泊位", "二号泊位"]


def test_the_same_picture_pasted_again_is_asked_about_again(page, field):
    for words in ("码头", "还是码头"):
        give(field, ("a.png", png(30, 20)))
        describe(page, words)
        expect(field).to_have_value(re.compile(rf"!\[{words}\]"))
    assert re.findall(r"!\[(.*?)\]", field.input_value()) == ["码头", "还是码头"]


def test_a_picture_lands_where_it_was_pasted_though_somebody_types_on(page, field):
    held = []
    page.route("**/markdown/upload/", lambda route: held.append(route))
    field.fill("前面。后面。")
    caret(field, 3)
    give(field, ("a.png", png(30, 20)))
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("再写一句。")
    while not held:
        page.wait_for_timeout(50)
    held.pop().continue_()
    describe(page, "码头")
    expect(field).to_have_value(re.compile(r"^前面。\n\n!\[码头\]\(\S+\)\n\n后面。再写一句。$"))


@pytest.mark.parametrize(
    ("html", "plain", "written"),
    [
        ("<p class=MsoNormal>增长<b>5.3%</b>。<o:p></o:p></p>", "增长5.3%。", "增长**5.3%**。"),
        ("<table><tr><td>月份</td><td>箱量</td></tr><tr><td>1</td><td>34</td></tr></table>", "月份\t箱量\r\n1\t34",
         "| 月份 | 箱量 |\n| --- | --- |\n| 1 | 34 |"),
    ],
    ids=["Word", "Excel"],
)  # fmt: skip
def test_where_words_bring_a_picture_of_themselves_the_words_win(page, field, html, plain, written):
    asked = uploads(page)
    assert paste(field, html, ("image.png", png(30, 20)), plain=plain)
    expect(field).to_have_value(written)
    assert asked == []


def test_words_without_make_up_that_bring_a_picture_are_left_to_the_browser(page, field):
    asked = uploads(page)
    assert not paste(field, "<span>增长5.3%。</span>", ("image.png", png(30, 20)), plain="增长5.3%。")
    assert asked == []


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<img src='https://port.example/a.png'>", ""),
        ("<p class=MsoNormal><span lang=EN-US><img src='file:///C:/a.png'><o:p></o:p></span></p>", " \r\n"),
    ],
    ids=["web page", "Word"],
)
def test_a_picture_copied_by_itself_is_taken_though_it_comes_with_html(page, field, html, plain):
    assert paste(field, html, ("image.png", png(30, 20)), plain=plain)
    describe(page, "码头")
    expect(field).to_have_value(re.compile(r"^!\[码头\]\(/pictures/[0-9a-f]+\.png\)$"))


def test_words_that_are_dropped_are_left_to_the_browser(field):
    assert not give(field, words={"text/plain": "拖过来的话"}, kind="drop")


@pytest.fixture
def refusing(browser, address):
    """The body of a new article, where the browser may note that the desk refused something."""
    page = browser.new_page(base_url=address, locale="zh-CN")
    log_in(page, "bianji")
    page.goto(NEW)
    yield body(page)
    page.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a document", "无法识别这张图片，请上传 PNG 或 JPEG 图片。"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "无法识别这张图片，请上传 PNG 或 JPEG 图片。"),
        (png() + b"\0" * 6_000_000, "图片超过 5 MB，请缩小后再上传。"),
    ],
    ids=["document", "drawing", "too large"],
)
@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_what_is_no_picture_or_too_large_is_refused_in_a_sentence_and_the_text_stays(
    refusing, kind, content, sentence
):
    refusing.fill("前面。旧词。后面。")
    caret(refusing, 3, 5)
    give(refusing, ("a.png", content), kind=kind)
    expect(refusing.page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(refusing).to_have_value("前面。旧词。后面。")
    assert selected(refusing) == "旧词"
    expect(refusing).to_have_css("opacity", "1")


def test_where_the_desk_cannot_be_asked_a_picture_is_not_taken_and_the_next_one_is(refusing):
    page = refusing.page
    page.route("**/markdown/upload/", lambda route: route.fulfill(status=502, body="<h1>网关超时</h1>"))
    give(refusing, ("a.png", png()))
    notice = page.get_by_role("alert").filter(has_text="图片没有传上去")
    expect(notice).to_be_visible()
    expect(refusing).to_have_value("")
    page.unroute("**/markdown/upload/")
    give(refusing, ("a.png", png()))
    describe(page, "码头")
    expect(notice).to_be_hidden()


def test_of_several_files_the_pictures_are_taken_and_the_others_refused(refusing):
    give(refusing, ("a.png", b"a document"), ("b.png", png(30, 20)), kind="drop")
    describe(refusing.page, "码头")
    expect(refusing).to_have_value(re.compile(r"^!\[码头\]"))
    expect(refusing.page.get_by_role("alert").filter(has_text="无法识别这张图片")).to_be_visible()


# --- Outlets ----------------------------------------------------------------------------------------


def search_outlet(page, typed):
    page.get_by_role("combobox", name=re.compile("^来源")).first.click()
    page.get_by_role("searchbox", name="来源").fill(typed)
    expect(page.get_by_role("button", name=f"新建“{typed}”")).to_be_visible()


def test_an_outlet_that_is_not_known_is_made_in_place_under_the_name_that_was_typed(page, field):
    search_outlet(page, "滨海通讯月刊")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=re.compile("来源.*滨海通讯月刊"))).to_be_focused()
    expect(page.locator(".picker-line")).to_contain_text("已新建“滨海通讯月刊”")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="补填类别、网址等").click()
    expect(popup.value.locator("#id_name")).to_have_value("滨海通讯月刊")


def test_an_outlet_much_like_a_known_one_is_asked_about_first(page, field):
    search_outlet(page, "人民日报报")
    page.keyboard.press("Enter")
    asked = page.locator(".picker-line")
    expect(asked).to_contain_text("“来源”还没有选定。是不是“人民日报”")
    expect(asked).to_be_focused()
    page.keyboard.press("Enter")  # whoever presses it twice takes no other outlet
    expect(asked).to_contain_text("还没有选定")
    page.get_by_role("button", name="用“人民日报”").click()
    expect(page.get_by_role("combobox", name=re.compile("来源.*人民日报$"))).to_be_focused()
    expect(asked.filter(has_text="还没有选定")).to_have_count(0)


def test_the_question_about_an_outlet_waits_for_whoever_has_gone_on_meanwhile(page, field):
    held = []
    page.route("**/in-place/", lambda route: held.append(route))
    search_outlet(page, "人民日报报")
    page.keyboard.press("Enter")
    author = page.locator("#id_attributions-0-author")
    author.click()
    held.pop().continue_()
    expect(page.locator(".picker-line")).to_contain_text("“来源”还没有选定。是不是“人民日报”")
    expect(author).to_be_focused()
    page.unroute("**/in-place/")
    page.keyboard.type("林一清")
    page.get_by_role("button", name="不是，新建“人民日报报”").click()
    expect(page.get_by_role("combobox", name=re.compile("来源.*人民日报报"))).to_be_focused()
    expect(author).to_have_value("林一清")


def test_credits_are_numbered_as_they_come_and_go(page, field):
    headings = page.locator("#attributions-group .inline-related:not(.empty-form) > h3")
    expect(headings).to_have_text([re.compile(r"^\s*文章来源\s+1\s*删除\s*$")])
    page.get_by_role("button", name="再新增一条文章来源").click()
    expect(headings.last).to_have_text(re.compile(r"^\s*文章来源\s+2\s"))
    page.locator("#attributions-group .inline-deletelink").first.click()
    expect(headings).to_have_text([re.compile(r"^\s*文章来源\s+1\s")])


def test_the_calendar_says_its_month_and_days_as_dates_are_written_here(page, field):
    page.clock.set_fixed_time("2026-11-23")
    page.reload()
    page.locator(".datetimeshortcuts a").nth(1).click()
    expect(page.locator(".calendar caption").first).to_have_text("2026年11月")
    expect(page.locator(".calendar").first.locator("th")).to_have_text(list("一二三四五六日"))


def test_an_outlet_that_is_refused_is_told_where_it_was_typed(page, field):
    search_outlet(page, "长" * 101)
    page.keyboard.press("Enter")
    expect(page.locator(".picker-none")).to_contain_text("100")
    expect(page.get_by_role("searchbox", name="来源")).to_be_visible()


def test_a_tag_is_made_in_place_too(page, field):
    page.locator(".field-tags .select2-search__field").fill("夜航")
    expect(page.get_by_role("button", name="新建“夜航”")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".field-tags .select2-selection__choice")).to_contain_text("夜航")


def test_every_field_of_the_editor_says_its_name(page):
    log_in(page, "bianji")
    open_article(page)
    expect(body(page)).to_be_visible()
    nameless = page.locator(
        "#article_form :is(input:not([type=hidden], [type=submit]), select, textarea, [role=combobox])"
    ).evaluate_all(
        "all => all.filter((each) => each.checkVisibility() && !each.labels?.length && !each.ariaLabel"
        " && !each.getAttribute('aria-labelledby')).map((each) => each.outerHTML)"
    )
    assert nameless == []


# --- The printed page -------------------------------------------------------------------------------


def shown(page):
    return page.locator(".print-preview img")


def test_the_printed_page_follows_typing_and_turns_and_stays_open(page):
    log_in(page, "bianji")
    open_article(page)
    asked = []
    page.on("request", lambda request: asked.append(request) if "print-preview" in request.url else None)
    page.wait_for_timeout(600)
    assert asked == []  # folded away, it costs nothing
    page.get_by_text("印出来的样子").click()
    expect(page.locator(".print-preview [data-count]")).to_have_text(re.compile("第 2 页，共 1[0-9] 页"))

    before = shown(page).get_attribute("src")
    page.locator("#id_title").fill("换了一个题目")
    expect(shown(page)).not_to_have_attribute("src", before)

    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".print-preview [data-count]")).to_contain_text("第 3 页")
    page.reload()
    expect(shown(page)).to_be_visible()


def test_a_printed_page_is_pressed_to_read_it_and_escape_puts_it_away(page):
    log_in(page, "bianji")
    open_article(page)
    page.get_by_text("印出来的样子").click()
    expect(shown(page)).to_be_visible()
    small = shown(page).bounding_box()["width"]
    larger = page.get_by_role("button", name="放大")
    for press in (larger.click, shown(page).click):
        press()
        large = page.get_by_role("dialog", name=re.compile("第 2 页"))
        assert large.locator("img").bounding_box()["width"] > small
        page.keyboard.press("Escape")
        expect(large).to_have_count(0)
    larger.click()
    page.get_by_role("button", name="关闭").click()
    expect(larger).to_be_focused()


def test_the_workspace_shows_the_new_order_in_print(page):
    log_in(page, "bianji")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/admin/editorial/issue/?state__exact=editing")
    page.locator("#result_list tbody tr a").first.click()
    expect(page.locator(".print-preview [data-count]")).to_contain_text("第 1 页")
    before = shown(page).get_attribute("src")
    page.locator(".line-handle").first.focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(shown(page)).not_to_have_attribute("src", before)
