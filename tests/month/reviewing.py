"""The last weeks: 三审 by colleagues, 三校 with a guest."""

from playwright.sync_api import expect

from tests.month.desk import body, follow, panel, press, save
from tests.month.people import Month, open_article, to_the_proofs
from tests.month.texts import MENDED, NAMED_NEEDS, NEEDS, REMARK, VISIT, WHY_RETURNED, WINDOW

# --- 三审 ---------------------------------------------------------------------------------------


def return_with_a_reason(month: Month) -> None:
    """编辑 submits, 责任编辑 returns it and says why."""
    open_article(month, month.editor, WINDOW)
    press(month.editor, "送审", then="待初审")
    page = month.responsible
    page.goto("/admin/")
    waiting = panel(page, "等我审定").get_by_role("link", name=WINDOW)
    expect(waiting).to_be_visible()
    month.take(page, "desk")
    follow(waiting)
    page.get_by_label("意见").fill(WHY_RETURNED)
    month.take(page, "review")
    press(page, "退回", then="草稿")


def mend_what_came_back(month: Month) -> None:
    """编辑 finds it on the front page with the reason, and mends it."""
    page = month.editor
    page.goto("/admin/")
    returned = panel(page, "要改好再送审的")
    expect(returned).to_contain_text(WHY_RETURNED)
    month.take(page, "returned")
    follow(returned.get_by_role("link", name=WINDOW))
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
        follow(panel(page, "等我审定").get_by_role("link", name=title))
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
    follow(page.get_by_role("link", name="二校", exact=True))
    change = page.locator("ins").filter(has_text="仓储、结汇、退税等")
    expect(change).to_be_visible()
    change.scroll_into_view_if_needed()
    month.take(page, "second-proof")
