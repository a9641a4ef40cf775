"""The import page as an editor works on it: a real Chromium, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import log_in
from tests.conftest import ROOT
from tests.documents import february

pytestmark = pytest.mark.any_database

SAMPLE = ROOT / "samples" / "2026-01.md"
UPLOAD = "/admin/editorial/stagedimport/add/"


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory):
    """A demo with the sample issue published, and no other."""
    with demo.copied(tmp_path_factory.mktemp("here")) as here:
        yield here


@pytest.fixture
def new_page(browser, address):
    """Opens pages; each fails the test on a console error that is not the status of a refusal."""
    problems, pages = [], []

    def opened(**options):
        page = browser.new_page(base_url=address, locale="zh-CN", **options)
        page.on(
            "console",
            lambda message: (
                problems.append(message.text)
                if message.type == "error" and "409" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: problems.append(str(error)))
        pages.append(page)
        log_in(page, "zhubian")
        return page

    yield opened
    for page in pages:
        page.close()
    assert problems == []


def document(folder, number):
    """A document that nobody has uploaded yet: the sample with another last line."""
    path = folder / f"稿件{number}.md"
    path.write_text(SAMPLE.read_text(encoding="utf-8") + f"\n<!-- {number} -->\n", encoding="utf-8")
    return path


def upload(page, path):
    page.goto(UPLOAD)
    page.get_by_label("选择一期简报的文件").set_input_files(path)
    page.get_by_role("button", name="上传").click()


@pytest.fixture
def page(new_page, tmp_path, request):
    """A page with a document that has been read."""
    page = new_page()
    upload(page, document(tmp_path, request.node.name))
    expect(page.get_by_role("region", name="读出来的内容")).to_contain_text("数字提单驶入规模应用新航段")
    return page


def articles(page):
    return page.locator("article.draft")


def test_a_dropped_document_is_uploaded_and_read_by_itself(new_page, tmp_path):
    page = new_page()
    page.goto(UPLOAD)
    path = document(tmp_path, "dropped")
    page.evaluate(
        """([name, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], name));
          document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }""",
        [path.name, path.read_text(encoding="utf-8")],
    )
    expect(articles(page)).to_have_count(8)
    expect(page.get_by_role("heading", level=1)).to_have_text(path.name)


def test_a_file_that_is_too_large_is_told_before_it_is_sent(new_page, tmp_path):
    page = new_page()
    page.goto(UPLOAD)
    page.locator(".upload-form").evaluate("form => form.dataset.limit = 10")
    page.get_by_label("选择一期简报的文件").set_input_files(document(tmp_path, "large"))
    expect(page.get_by_role("status")).to_contain_text("文件超过")
    page.get_by_role("button", name="上传").click()
    assert page.url.endswith(UPLOAD)


def test_a_repair_is_taken_back_in_place_and_what_was_unfolded_and_scrolled_stays(page):
    first, pane = articles(page).first, page.locator(".proposal")
    first.get_by_text("展开").click()
    pane.evaluate("pane => pane.scrollTop = 300")
    repair = first.locator(".remark-done").first
    repair.get_by_role("button", name="撤销").click()
    expect(first.locator(".remark-undone")).to_contain_text("接受")
    expect(page.locator("#import-status")).to_contain_text("已保存")
    expect(first.locator(".markdownx-preview")).to_be_visible()
    assert pane.evaluate("pane => pane.scrollTop") == 300
    page.get_by_role("button", name="撤销上一步").click()
    expect(first.locator(".remark-undone")).to_have_count(0)
    expect(page.locator("#import-status")).to_contain_text("已撤销上一步")
    expect(page.get_by_role("button", name="撤销上一步")).to_be_disabled()


def test_an_article_is_moved_by_keyboard_and_the_keyboard_stays_with_it(page):
    second = articles(page).nth(1)
    title = second.get_by_role("heading").inner_text().split(maxsplit=1)[1]
    second.get_by_role("button", name="下移").focus()
    page.keyboard.press("Enter")
    expect(articles(page).nth(2).get_by_role("heading")).to_contain_text(title)
    expect(page.locator(":focus")).to_have_text("下移")
    page.keyboard.press("Enter")
    expect(articles(page).nth(3).get_by_role("heading")).to_contain_text(title)


def test_what_was_typed_elsewhere_is_not_lost_and_not_forgotten(page):
    third = articles(page).nth(2)
    third.get_by_text("改正文").click()
    third.locator("textarea[name=body]").fill("还没有保存的正文。")
    articles(page).first.get_by_role("button", name="下移").click()
    expect(page.locator("#import-status")).to_contain_text("已保存")
    expect(third.locator("textarea[name=body]")).to_have_value("还没有保存的正文。")
    third.get_by_role("button", name="上移").click()
    expect(page.locator("#import-status")).to_contain_text("还有没保存的修改")
    page.get_by_role("button", name="导入这一期").click()
    expect(page.locator("#import-status")).to_contain_text("还有没保存的修改")
    third.get_by_role("button", name="保存正文").click()
    expect(page.locator("#import-status")).to_contain_text("已保存")
    expect(third.locator(".opening")).to_have_text("还没有保存的正文。")


def test_a_remark_leads_to_its_line_of_the_original(page):
    remark = articles(page).nth(3).locator(".remark a.jump").first
    (number,) = re.findall(r"\d+", remark.inner_text())
    remark.click()
    line = page.locator(".line-current")
    expect(line.locator(".line-number")).to_have_text(number)
    expect(line).to_be_in_viewport()


def test_two_editors_notice_each_other_and_nothing_typed_is_lost(page, new_page):
    colleague = new_page()
    colleague.goto(page.url)
    articles(colleague).first.get_by_role("button", name="下移").click()
    expect(colleague.locator("#import-status")).to_contain_text("已保存")
    first = articles(page).first
    first.get_by_text("改正文").click()
    first.locator("textarea[name=body]").fill("我写了半天的正文。")
    first.get_by_role("button", name="保存正文").click()
    expect(page.locator("#import-status")).to_contain_text("同事刚改过")
    expect(first.locator("textarea[name=body]")).to_have_value("我写了半天的正文。")
    page.get_by_role("link", name="打开最新的样子").click()
    expect(articles(page).nth(1).get_by_role("heading")).to_contain_text("数字提单")


def test_an_issue_that_exists_is_refused_on_the_page(page):
    page.get_by_role("button", name="导入这一期").click()
    expect(page.get_by_role("alert")).to_contain_text("已经有了")
    expect(articles(page)).to_have_count(8)


def test_without_javascript_a_document_becomes_an_issue_all_the_same(new_page, tmp_path):
    page = new_page(java_script_enabled=False)
    upload(page, february(tmp_path))
    page.get_by_role("button", name="开始读取").click()
    first = articles(page).first
    first.get_by_text("改标题").click()
    first.get_by_label("标题", exact=True).fill("二月的头条")
    first.locator(".fields").get_by_role("button", name="保存").click()
    expect(articles(page).first.get_by_role("heading")).to_contain_text("二月的头条")
    page.get_by_role("button", name="导入这一期").click()
    expect(page.locator(".messagelist")).to_contain_text("已导入2026 年第 2 期")
    page.locator("#content-main a", has_text="2026 年第 2 期").click()
    expect(page.locator(".workspace-main")).to_contain_text("二月的头条")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_does_not_scroll_sideways(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("document.querySelectorAll('.draft details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    panes = page.locator(".pane").evaluate_all(
        "panes => panes.map((each) => each.scrollWidth <= each.clientWidth)"
    )
    assert panes == [True, True]
