"""The day it comes out and after: signed, published, corrected."""

import datetime

from playwright.sync_api import expect

from tests.month.desk import body, follow, panel, press, save
from tests.month.people import Month, open_article
from tests.month.reviewing import pass_three_reviews
from tests.month.texts import NAMED_NEEDS, NOTE, PICTURE_WORDS, RIGHT, VISIT, WAREHOUSE, WRONG


def sign(month: Month) -> None:
    """责任编辑 sends the issue to be signed, 主编 finds it on the front page and signs."""
    page = month.responsible
    page.goto(month.workspace)
    month.take(page, "workspace")
    press(page, "送签", then="待签发")
    page = month.chief
    page.goto("/admin/")
    follow(panel(page, "等我审定").get_by_role("link", name="总第 41 期"))
    month.take(page, "sign")
    press(page, "签发", then="已签发")


def set_a_time_and_take_it_back(month: Month) -> None:
    """主编 sets a time for the issue to come out, then would rather publish at once."""
    page = month.chief
    follow(panel(page, "签发").get_by_role("link", name="定时发布"))
    day = datetime.date.today() + datetime.timedelta(days=2)
    page.get_by_label("发布日期").fill(f"{day}")
    page.get_by_label("发布时刻").fill("9点")
    month.take(page, "schedule")
    page.get_by_role("button", name="定在这个时间").click()
    expect(panel(page, "定时发布")).to_contain_text(f"{day.year}年{day.month}月{day.day}日")
    panel(page, "定时发布").get_by_role("button", name="取消定时").click()
    expect(page.locator(".messagelist")).to_contain_text("定时发布已取消")


def publish(month: Month) -> None:
    """主编 publishes; a reader finds the articles in their order, with the picture."""
    page = month.chief
    follow(page.locator("a.publish"))
    month.take(page, "publish")
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator(".reviews [aria-current=step]")).to_have_text("已发布")
    reader = month.guest("/")
    expect(reader.get_by_role("main")).to_contain_text("总第 41 期")
    reader.goto(month.public)
    follow(reader.get_by_role("main").get_by_role("link", name=VISIT).first)
    expect(reader.get_by_role("heading", level=1)).to_have_text(VISIT)
    expect(reader.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
    expect(reader.get_by_role("main")).to_contain_text(NAMED_NEEDS)


def correct(month: Month) -> None:
    """A mistake is found: 编辑 mends it, the reviews pass it, 主编 publishes a correction with a note. Readers see the
    note, what changed, and the old edition."""
    page = month.editor
    open_article(month, page, WAREHOUSE)
    body(page).fill(body(page).input_value().replace(WRONG, RIGHT))
    save(page)
    pass_three_reviews(month, WAREHOUSE)
    page = month.chief
    page.goto(month.workspace)
    follow(page.get_by_role("note").get_by_role("link", name="出更正版"))
    page.get_by_role("textbox").last.fill(NOTE)
    month.take(page, "correction")
    page.get_by_role("button", name="确认发布更正版").click()
    expect(page.locator(".messagelist")).to_contain_text("第 2 版（更正）已发布")
    reader = month.guest(month.public)
    expect(reader.locator(".correction")).to_contain_text(NOTE)
    month.take(reader, "site-correction")
    follow(reader.get_by_role("link", name="看改了什么").first)
    expect(reader.locator("del").filter(has_text="季")).to_be_visible()
    reader.goto(f"{month.public}editions/1/")
    expect(reader.locator(".superseded")).to_contain_text("已被第 2 版取代")
    expect(reader.get_by_role("main")).to_contain_text(WRONG)
