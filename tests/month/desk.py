"""The desk as somebody at a browser finds it and works it: its panels, shelves, fields and buttons."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.pictures import png

PASTE = """
(field, [html, words]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", words);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
"""
"""What the browser tells a field when something is pasted into it from Word or a page."""


def panel(page: Page, heading: str) -> Locator:
    """The part of a desk page under that heading."""
    return page.get_by_role("region", name=heading, exact=True)


def shelf(page: Page, section: str) -> Locator:
    """A section of the workspace with its articles."""
    return page.locator(f".shelf[data-name={section}]")


def handle(page: Page, title: str) -> Locator:
    """What an article of the workspace is moved by."""
    return page.get_by_role("button", name=f"移动《{title}》")


def body(page: Page) -> Locator:
    """The field of an article's text."""
    return page.locator("textarea[name=body]")


def follow(link: Locator) -> None:
    """To where it leads, once everything there works."""
    with link.page.expect_navigation():
        link.click()


def save(page: Page) -> None:
    """The article, and stays with it."""
    page.get_by_role("button", name="保存并继续编辑").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def press(page: Page, button: str, *, then: str) -> None:
    """A button of the reviews, and the state that is marked after it."""
    page.locator(".reviews").get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".reviews [aria-current=step]")).to_have_text(then)


def choose_a_source(page: Page, name: str) -> None:
    """Finds the outlet by a few letters, as one types them."""
    page.locator(".field-source .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill(name[:2])
    page.locator(".select2-results__option").filter(has_text=name).first.click()


def paste(field: Locator, html: str, words: str) -> None:
    """Puts into the field what Word puts on the clipboard: a page of it, and its plain words."""
    field.evaluate(PASTE, [html, words])


def put_in_a_picture(page: Page, words: str) -> None:
    """At the end of the text, and says what is to be seen on it."""
    body(page).press("Control+End")
    page.keyboard.insert_text("\n\n")
    picture: FilePayload = {"name": "码头.png", "mimeType": "image/png", "buffer": png(640, 360, "#3c6e8f")}
    page.locator(".editor-tools input[type=file]").set_input_files(picture)
    page.get_by_label("图片说明").fill(words)
    page.get_by_role("button", name="写好了").click()
    expect(body(page)).to_have_value(re.compile(rf"!\[{words}\]\(/pictures/[0-9a-f]{{16}}\.png\)$"))
