"""A Chromium, and a running demo for each module: `here`, with one issue published and one being edited."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT
from tests.documents import february
from tests.installation import Installation, installation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Iterator[Installation]:
    """Accounts and the sample issue published, as `make demo` makes them: to be copied, not to be changed."""
    with installation(tmp_path_factory.mktemp("demo")) as demo:
        demo.manage("migrate", "--verbosity", "0")
        demo.manage("demo", str(ROOT / "samples" / "2026-01.md"))
        yield demo


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory) -> Iterator[Installation]:
    """A demo of the module's own; its second issue has eight articles in 行业资讯."""
    with demo.copied(tmp_path_factory.mktemp("here")) as here:
        here.manage("import_issue", str(february(here.data_dir)))
        yield here


@pytest.fixture(scope="module")
def address(here) -> Iterator[str]:
    """Where it is served."""
    with here.serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module: Playwright must not run on where other tests use the database."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: `make install` as root")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    """A page that fails the test on any console error, policy violation or request elsewhere."""
    page = browser.new_page(base_url=address, locale="zh-CN")
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda r: problems.append(r.url) if not r.url.startswith((address, "data:")) else None)
    yield page
    page.close()
    assert problems == []
