"""Takes the pictures of the README and the handbook from the running program.

`.venv/bin/python -m docs.take_pictures [--only readers|desk]`: sets up a demo of the sample issue in a temporary
folder, opens it in Chromium, walks through the month of the next issue as its test does, and writes
docs/pictures/*.png; the archive and the search are those of the sixty issues that bench/archive.py makes.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, sync_playwright

from tests.browser.people import log_in
from tests.editorial.clip import pages
from tests.installation import ROOT, Installation, installation
from tests.month import live, month_of

PICTURES = ROOT / "docs" / "pictures"
DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 780}
BACK_ISSUES = 60


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=["readers", "desk"], help="the site's pictures, or the newsroom's")
    only = parser.parse_args().only
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with _serving(_sample) as (here, address):
            if only != "desk":
                _print(here)
                _site(browser, address)
            if only != "readers":
                live(month_of(lambda: _page(browser, address), _take))
                _desk(browser, address)
        if only != "desk":
            with _serving(_archive) as (_, address):
                _back_issues(browser, address)
        browser.close()


@contextmanager
def _serving(fill: Callable[[Installation], None]) -> Iterator[tuple[Installation, str]]:
    """An installation in a temporary folder with what `fill` puts into it, and the address it is served at."""
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder)) as here:
        fill(here)
        with here.serving() as address:
            yield here, address


def _sample(here: Installation) -> None:
    here.manage("migrate", "--verbosity", "0")
    here.manage("demo")


def _archive(here: Installation) -> None:
    done = here.run("-m", "bench.archive", "--step", "make", "--count", str(BACK_ISSUES))
    assert done.returncode == 0, done.stderr
    here.manage("reindex")
    here.manage("bake")


def _print(here: Installation) -> None:
    """The PDF's first page at 80 dots an inch."""
    pdf = here.site / "2026" / "1" / "2026-01.pdf"
    target = str(PICTURES / "pdf-first-page")
    subprocess.run(["pdftoppm", "-r", "80", "-f", "1", "-singlefile", "-png", str(pdf), target], check=True)


def _page(browser: Browser, address: str) -> Page:
    return browser.new_page(
        base_url=address, viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme="light"
    )


def _site(browser: Browser, address: str) -> None:
    page = _page(browser, address)
    page.goto("/")
    _take(page, "site-home")
    page.goto("/2026/1/")
    _take(page, "site-issue")
    page.locator("main a[href^='/2026/1/']").filter(has_text="智慧口岸").first.click()
    _take(page, "site-article")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    _take(page, "site-article-phone")
    page.close()


def _back_issues(browser: Browser, address: str) -> None:
    """Five years of issues: their covers, a year, what a search finds, and what it suggests on a phone."""
    page = _page(browser, address)
    page.goto("/archive/")
    _take(page, "site-archive")
    page.goto("/2025/")
    _take(page, "site-year")
    page.goto("/search/?q=服务外包 仓库")
    _take(page, "site-search")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.goto("/search/")
    page.locator("#q").press_sequentially("港航")
    page.get_by_role("option").first.wait_for()
    _take(page, "site-search-phone")
    page.close()


def _desk(browser: Browser, address: str) -> None:
    """What the month does not come by: an issue that was imported, an article's editor, an import, a clipping."""
    page = _page(browser, address)
    log_in(page)
    page.goto("/admin/editorial/issue/?q=40")
    page.locator("#result_list tbody a").first.click()
    _take(page, "issue-admin")
    page.goto("/admin/editorial/article/")
    page.locator("#result_list tbody a").filter(has_text="智慧口岸").first.click()
    page.locator(".markdownx-preview p").first.wait_for()
    page.locator(".proofread-card").first.wait_for()
    page.locator(".field-body").scroll_into_view_if_needed()
    _take(page, "article-editor")
    _intake(page)
    page.close()


def _intake(page: Page) -> None:
    """A document read and waiting for the editor, and a page clipped."""
    page.goto("/admin/editorial/stagedimport/add/")
    page.locator("input[type=file]").set_input_files(ROOT / "samples" / "2026-01.md")
    page.get_by_role("button", name="上传").first.click()
    page.get_by_role("button", name="导入这一期").first.wait_for()
    _take(page, "import-page")
    page.goto("/admin/clip/")
    page.get_by_role("tab", name="网页文件").click()
    saved: FilePayload = {"name": "1.html", "mimeType": "text/html", "buffer": pages.government().content}
    page.locator("#way-page input[type=file]").set_input_files(saved)
    page.locator("#way-page button").click()
    page.locator(".markdownx-preview p").first.wait_for()
    _take(page, "clip")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
