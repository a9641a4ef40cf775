"""The month of one issue, step by step in real browsers: four colleagues, a guest and a reader, from an empty issue
to one that is published and corrected.

Every step does what a person does and looks for what a person would notice. The test of the month walks through
it, and so does the script that takes the handbook's pictures, with a camera.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.at_the_desk import (
    body,
    choose_a_source,
    handle,
    panel,
    paste,
    press,
    put_in_a_picture,
    save,
    shelf,
)
from tests.test_browser import log_in

WINDOW, WAREHOUSE, VISIT = "报关窗口开进了灯饰街", "海外仓学会了按天结账", "会员企业走进港城码头"
"""The issue's three articles, by title: two are clipped, the third is written at the desk."""
CLIPPED = {
    WINDOW: (
        f"{WINDOW}\n来源：港城日报 作者：林一\n\n"
        "近日，港城外贸服务中心把数字报关窗口开到了灯饰街，街上的小店可以就近录入单据。\n\n"
        "窗口是是三月启用的。中心介绍，上半年一共办结报关单1280票，其中小微企业896票，占70%。\n\n"
        "“以前要跑三趟，现在坐在店里就能办完。”做灯饰出口的店主说。"
    ),
    WAREHOUSE: (
        f"{WAREHOUSE}\n来源：海运经济网 作者：何帆\n\n"
        "租仓库向来按季付钱，货卖得慢也要照付。港城一家海外仓把账单改成了按天结算，货走多少付多少。\n\n"
        "仓库经理说，改了算法以后，空着的货架反而少了，小店主敢先发几箱去试销。"
    ),
}
"""What is pasted into 采编, as copied from a page. The first holds a doubled letter and a vague date."""
VISIT_WORDS = (
    "三十家会员企业走进港城码头，看集装箱怎样自己找到堆场。",
    "参观之后，协会为企业与港口对接了六项需求。",
)
VISIT_IN_WORD = """
<html><body lang=ZH-CN><p class=MsoNormal style='text-indent:21pt'>{}</p><h2>问需求</h2>
<p class=MsoNormal style='text-indent:21pt'>{}<o:p></o:p></p></body></html>
""".format(*VISIT_WORDS)
VISIT_BODY = "{}\n\n## 问需求\n\n{}".format(*VISIT_WORDS)
PICTURE_WORDS = "会员企业代表在码头听讲解"
WHY_RETURNED = "请补一句：窗口周末开不开？"
MENDED = "窗口是三月启用的，周末照常开放。"
REMARK = "“六项需求”请写明是哪些方面。"
NEEDS, NAMED_NEEDS = "六项需求", "仓储、结汇、退税等六项需求"
NOTE = "《海外仓学会了按天结账》误写为按季付钱，应为按月付钱。"
WRONG, RIGHT = "按季付钱", "按月付钱"

Camera = Callable[[Page, str], None]


@dataclass(slots=True)
class Month:
    """Whose pages there are, and where the issue is. `editor` is 编辑, `responsible` 责任编辑, who makes the issue
    and does 初审, `administrator` does 复审, `chief` 主编 does 终审 and signs. `guest` opens an address without an
    account, `take` a picture by name."""

    editor: Page
    responsible: Page
    administrator: Page
    chief: Page
    guest: Callable[[str], Page]
    take: Camera
    workspace: str = ""
    public: str = ""


def month_of(new_page: Callable[[], Page], take: Camera) -> Month:
    """Four colleagues, each logged in in a browser of their own."""

    def colleague(username: str) -> Page:
        page = new_page()
        log_in(page, username)
        return page

    def guest(address: str) -> Page:
        page = new_page()
        page.goto(address)
        return page

    return Month(*(colleague(name) for name in ("bianji", "zebian", "guanli", "zhubian")), guest, take)


def live(month: Month) -> None:
    """The whole month."""
    begin_the_issue(month)
    fill_the_pool(month)
    write_an_article(month)
    take_in_from_the_pool(month)
    order_by_keyboard(month)
    mend_what_preflight_finds(month)
    let_a_warning_stand(month)
    return_with_a_reason(month)
    mend_what_came_back(month)
    for title in (WINDOW, WAREHOUSE, VISIT):
        pass_three_reviews(month, title)
    proof_with_a_guest(month)
    answer_the_guest(month)
    sign(month)
    set_a_time_and_take_it_back(month)
    publish(month)
    correct(month)


# --- Making the issue ---------------------------------------------------------------------------


def begin_the_issue(month: Month) -> None:
    """责任编辑 makes the next issue with the numbers that are proposed."""
    page = month.responsible
    page.goto("/admin/")
    expect(panel(page, "正在编的一期")).to_contain_text("没有正在编的一期")
    page.get_by_role("link", name="新建下一期").click()
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
        page.get_by_role("link", name="采编", exact=True).first.click()
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
    panel(page, "我的稿件").get_by_role("link", name="写一篇").click()
    page.locator("#id_title").fill(VISIT)
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
    page.get_by_role("link", name="打开检查报告").click()
    expect(page.locator(".verdict")).to_contain_text("还不能签发")
    month.take(page, "preflight-report")
    card = page.locator(".card").filter(has_text="近日").first
    card.get_by_text("忽略", exact=True).click()
    card.get_by_label("理由").fill("原文如此")
    card.get_by_role("button", name="确认忽略").click()
    expect(page.locator(".verdict")).to_contain_text("可以签发")


# --- 三审 ---------------------------------------------------------------------------------------


def return_with_a_reason(month: Month) -> None:
    """编辑 submits, 责任编辑 returns it and says why."""
    open_article(month, month.editor, WINDOW)
    press(month.editor, "送审", then="待初审")
    page = month.responsible
    page.goto("/admin/")
    panel(page, "等我审定").get_by_role("link", name=WINDOW).click()
    page.get_by_label("意见").fill(WHY_RETURNED)
    month.take(page, "review")
    press(page, "退回", then="草稿")


def mend_what_came_back(month: Month) -> None:
    """编辑 finds it on the front page with the reason, and mends it."""
    page = month.editor
    page.goto("/admin/")
    returned = panel(page, "退给我的")
    expect(returned).to_contain_text(WHY_RETURNED)
    month.take(page, "returned")
    returned.get_by_role("link", name=WINDOW).click()
    field = body(page)
    field.fill(field.input_value().replace("窗口是三月启用的。", MENDED))
    save(page)


def pass_three_reviews(month: Month, title: str) -> None:
    """编辑 submits, and three colleagues approve, each finding it on the front page."""
    open_article(month, month.editor, title)
    press(month.editor, "送审", then="待初审")
    for page, button, state in (
        (month.responsible, "初审通过", "待复审"),
        (month.administrator, "复审通过", "待终审"),
        (month.chief, "终审通过", "已定稿"),
    ):
        page.goto("/admin/")
        waiting = panel(page, "等我审定")
        if button == "终审通过":
            month.take(page, "desk")
        waiting.get_by_role("link", name=title).click()
        press(page, button, then=state)


# --- 三校 ---------------------------------------------------------------------------------------


def proof_with_a_guest(month: Month) -> None:
    """责任编辑 makes the first proof and a link; somebody without an account remarks on a paragraph."""
    page = month.responsible
    to_the_proofs(month, page)
    page.get_by_role("button", name="出一校").click()
    expect(page.locator(".messagelist")).to_contain_text("一校已经出样")
    page.get_by_label("给谁").fill("王会长")
    page.get_by_role("button", name="生成链接").click()
    link = page.get_by_role("textbox", name="审阅链接").input_value()
    month.take(page, "proofs")
    guest = month.guest(link)
    row = guest.locator(".proof-row").filter(has_text=NEEDS)
    row.get_by_text("批注这一段").click()
    row.get_by_label("批注", exact=True).fill(REMARK)
    row.get_by_role("button", name="留下批注").click()
    expect(row.locator(".remark")).to_contain_text("王会长")
    month.take(guest, "proof")


def answer_the_guest(month: Month) -> None:
    """编辑 mends what the guest asked for; the changed text goes through its reviews again, and the second proof
    shows the change."""
    page = month.editor
    open_article(month, page, VISIT)
    remark = page.locator(".article-remarks li").filter(has_text=REMARK)
    remark.get_by_role("link", name="处理").click()
    remark.get_by_label("处理意见").fill("已写明")
    page.keyboard.press("Enter")
    expect(remark).to_contain_text("✓ 已写明")
    body(page).fill(body(page).input_value().replace(NEEDS, NAMED_NEEDS))
    save(page)
    expect(page.locator(".reviews [aria-current=step]")).to_have_text("草稿")
    pass_three_reviews(month, VISIT)
    page = month.responsible
    to_the_proofs(month, page)
    page.get_by_role("button", name="出下一校").click()
    page.get_by_role("link", name="二校", exact=True).click()
    expect(page.locator("ins").filter(has_text="仓储、结汇、退税等")).to_be_visible()
    month.take(page, "second-proof")


# --- Out of the house ---------------------------------------------------------------------------


def sign(month: Month) -> None:
    """责任编辑 sends the issue to be signed, 主编 finds it on the front page and signs."""
    page = month.responsible
    page.goto(month.workspace)
    month.take(page, "workspace")
    press(page, "送签", then="待签发")
    page = month.chief
    page.goto("/admin/")
    panel(page, "等我审定").get_by_role("link", name="总第 41 期").click()
    month.take(page, "sign")
    press(page, "签发", then="已签发")


def set_a_time_and_take_it_back(month: Month) -> None:
    """主编 sets a time for the issue to come out, then would rather publish at once."""
    page = month.chief
    page.get_by_role("link", name="定时发布").click()
    page.get_by_role("textbox").last.fill("2099-01-30T09:00")
    month.take(page, "schedule")
    page.get_by_role("button", name="定在这个时间").click()
    expect(panel(page, "定时发布")).to_contain_text("2099年1月30日")
    panel(page, "定时发布").get_by_role("button", name="取消定时").click()
    expect(page.locator(".messagelist")).to_contain_text("定时发布已取消")


def publish(month: Month) -> None:
    """主编 publishes; a reader finds the articles in their order, with the picture."""
    page = month.chief
    page.locator("a.publish").click()
    month.take(page, "publish")
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator(".reviews [aria-current=step]")).to_have_text("已发布")
    reader = month.guest("/")
    expect(reader.get_by_role("main")).to_contain_text("总第 41 期")
    reader.goto(month.public)
    reader.get_by_role("main").get_by_role("link", name=VISIT).first.click()
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
    page.get_by_role("link", name="出更正版").click()
    page.get_by_role("textbox").last.fill(NOTE)
    month.take(page, "correction")
    page.get_by_role("button", name="确认发布更正版").click()
    expect(page.locator(".messagelist")).to_contain_text("第 2 版（更正）已发布")
    reader = month.guest(month.public)
    expect(reader.locator(".correction")).to_contain_text(NOTE)
    month.take(reader, "site-correction")
    reader.get_by_role("link", name="看改了什么").first.click()
    expect(reader.locator("del").filter(has_text="季")).to_be_visible()
    reader.goto(f"{month.public}editions/1/")
    expect(reader.locator(".superseded")).to_contain_text("已被第 2 版取代")
    expect(reader.get_by_role("main")).to_contain_text(WRONG)


# --- Ways through the desk ------------------------------------------------------------------------


def open_article(month: Month, page: Page, title: str) -> None:
    """The article's editor, from the workspace."""
    page.goto(month.workspace)
    page.locator(".line-title").filter(has_text=title).click()
    expect(page.locator("#id_title")).to_have_value(title)


def to_the_proofs(month: Month, page: Page) -> None:
    """The issue's proofs and links."""
    page.goto(month.workspace)
    page.get_by_role("link", name="出校样、请人审阅").click()
