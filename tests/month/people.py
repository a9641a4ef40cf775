"""Who is there in the month: four colleagues at their desks, and whoever opens the issue from outside."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.people import log_in
from tests.month.desk import follow

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

    return Month(
        editor=colleague("bianji"),
        responsible=colleague("zebian"),
        administrator=colleague("guanli"),
        chief=colleague("zhubian"),
        guest=guest,
        take=take,
    )


def open_article(month: Month, page: Page, title: str) -> None:
    """The article's editor, from the workspace."""
    page.goto(month.workspace)
    follow(page.locator(".line-title").filter(has_text=title))
    expect(page.locator("#id_title")).to_have_value(title)


def to_the_proofs(month: Month, page: Page) -> None:
    """The issue's proofs and links."""
    page.goto(month.workspace)
    follow(page.get_by_role("link", name="出校样、请人审阅"))
