"""The first weeks: the issue is made, its articles are clipped, written, put in order and mended."""

import re

from playwright.sync_api import expect

from tests.month.desk import (
    body,
    choose_a_source,
    follow,
    handle,
    panel,
    paste,
    put_in_a_picture,
    save,
    shelf,
)
from tests.month.people import Month, open_article
from tests.month.texts import CLIPPED, PICTURE_WORDS, VISIT, VISIT_BODY, VISIT_IN_WORD, VISIT_WORDS, WINDOW


def begin_the_issue(month: Month) -> None:
    """责任编辑 makes the next issue with the numbers that are proposed."""
    page = month.responsible
    page.goto("/admin/")
    expect(panel(page, "正在编的一期")).to_contain_text("没有正在编的一期")
    follow(page.get_by_role("link", name="新建下一期"))
    expect(page.locator("#id_serial")).to_have_value("41")
    year, number = (page.locator(f"#id_{name}").input_value() for name in ("year", "number"))
    month.public = f"/{year}/{number}/"
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator("[aria-current=step]")).to_have_text("编辑中")
    expect(page.locator("#articles")).to_contain_text("这个栏目还没有文章，不会印出来。")
    month.workspace = page.url


def fill_the_pool(month: Month) -> None:
    """编辑 clips two reports; each goes to the pool with its outlet and author."""
    page = month.editor
    for title, words in CLIPPED.items():
        page.goto("/admin/")
        follow(page.get_by_role("link", name="采编", exact=True).first)
        page.get_by_role("tab", name="粘贴文字").click()
        page.get_by_label("标题、来源和正文").fill(words)
        page.get_by_role("button", name="读取").click()
        expect(page.locator("#id_title")).to_have_value(title)
        expect(page.locator(".markdownx-preview p").first).to_be_visible()
        page.get_by_role("button", name="存入稿件库").click()
        expect(page.locator(".messagelist")).to_contain_text("已存入稿件库：")


def write_an_article(month: Month) -> None:
    """编辑 brings the third from Word: its text, a picture with its description, a source."""
    page = month.editor
    page.goto("/admin/")
    follow(panel(page, "我的稿件").get_by_role("link", name="写一篇"))
    page.locator("#id_title").fill(VISIT)
    page.get_by_label("所在期").select_option(label="先留在稿件库")
    paste(body(page), VISIT_IN_WORD, "\n".join(VISIT_WORDS))
    expect(body(page)).to_have_value(VISIT_BODY)
    put_in_a_picture(page, PICTURE_WORDS)
    expect(page.locator(".markdownx-preview h2")).to_have_text("问需求")
    choose_a_source(page, "港城日报")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_contain_text(VISIT)
    page.goto("/admin/pool/")
    expect(page.locator(".pool-entry").filter(has_text=VISIT)).to_contain_text("港城日报")
    month.take(page, "pool")


def take_in_from_the_pool(month: Month) -> None:
    """责任编辑 takes the three out of the pool into the issue's sections."""
    page = month.responsible
    for section, titles in (("行业资讯", [*CLIPPED]), ("协会动态", [VISIT])):
        page.goto(month.workspace)
        for title in titles:
            page.get_by_label(title).check()
        page.get_by_label("放在").select_option(label=section)
        page.get_by_role("button", name="加入本期").click()
        for title in titles:
            expect(shelf(page, section)).to_contain_text(title)


def order_by_keyboard(month: Month) -> None:
    """责任编辑 puts the second report of the section first, without a mouse."""
    page = month.responsible
    lines = shelf(page, "行业资讯").locator(".line-title")
    first, second = lines.all_inner_texts()
    handle(page, second).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    with page.expect_response(re.compile("/order/")):
        page.keyboard.press("Enter")
    expect(lines).to_have_text([second, first])
    page.reload()
    expect(lines).to_have_text([second, first])
    expect(panel(page, "目录").locator("li")).to_have_text([second, first, VISIT])


# --- Preflight ----------------------------------------------------------------------------------


def mend_what_preflight_finds(month: Month) -> None:
    """编辑 sees the doubled letter beside the text and has it mended."""
    page = month.editor
    open_article(month, page, WINDOW)
    card = page.locator(".proofread-cards > li").filter(has_text="多了一个字")
    expect(card).to_be_visible()
    body(page).evaluate("field => field.scrollIntoView()")
    month.take(page, "proofread")
    card.get_by_role("button", name="修正").click()
    expect(page.get_by_role("dialog").locator("del")).to_have_text("是")
    page.get_by_role("button", name="确认修正").click()
    expect(card).to_have_count(0)
    save(page)


def let_a_warning_stand(month: Month) -> None:
    """编辑 finds in the report that 近日 is vague, and lets it stand with a reason."""
    page = month.editor
    page.goto(month.workspace)
    follow(page.get_by_role("link", name="打开检查报告"))
    expect(page.locator(".verdict")).to_contain_text("检查没有通过")
    month.take(page, "preflight-report")
    card = page.locator(".card").filter(has_text="近日").first
    card.get_by_text("忽略", exact=True).click()
    card.get_by_label("理由").fill("原文如此")
    card.get_by_role("button", name="确认忽略").click()
    expect(page.locator(".verdict")).to_contain_text("检查通过")
