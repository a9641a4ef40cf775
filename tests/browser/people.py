"""What people do at the desk whatever they came for."""

from playwright.sync_api import Page


def log_in(page: Page, username: str = "admin") -> None:
    page.goto("/admin/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill("jianbao-demo")
    page.get_by_role("button", name="登录").click()
